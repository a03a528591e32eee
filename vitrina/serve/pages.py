"""The pages that the preview has itself: two languages side by side, and what stands in for a site not yet built."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vitrina.model import Language
from vitrina.reporting.formats import text_lines
from vitrina.reporting.report import Report
from vitrina.serve import side_by_side
from vitrina.serve.answers import version_of
from vitrina.serve.builder import BuildResult, Crash
from vitrina.serve.entries import config_of
from vitrina.serve.panel import Panel
from vitrina.theme.styles import for_languages
from vitrina.translations.alignment import PairState

FOLDER = Path(__file__).parent / "pages"
FILES = ("preview.js", "preview.css")
"""The files that the site's pages load in the preview."""

STYLES = "side-by-side.css"
"""The style sheet of the preview's own pages."""

SIDE_BY_SIDE = "side-by-side/"


class ReservedPages:
    """Makes the preview's own pages, in the writer's language.

    ``styles`` is the style sheet for the languages that the site had when the last of them was made: a browser that
    asks for it waits for nothing.
    """

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self.styles = _styles(())
        self.versions = {name: version_of((FOLDER / name).read_bytes()) for name in FILES}
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.install_gettext_translations(panel.translator.strings, newstyle=True)  # type: ignore[attr-defined]

    def html(self, name: str, query: str) -> bytes | None:
        """Return the page ``name``; ``None`` where there is none of that name."""
        if name != SIDE_BY_SIDE:
            return None
        source = self._panel.source
        config = config_of(source)
        self.styles = _styles(config.written_languages.values() if config is not None else ())
        identifier, left, right = side_by_side.wanted(source, query)
        compared = side_by_side.compare(source, identifier, left, right) if identifier else None
        if compared is not None:
            return self._page("side_by_side.html", compared=compared, address=side_by_side.address, states=PairState)
        return self._page(
            "entries.html",
            entries=side_by_side.all_entries(source),
            address=side_by_side.address,
            is_unknown=bool(identifier),
        )

    def nothing_yet(self, outcome: BuildResult | None) -> bytes:
        """Return the page for any address while there is no site at all."""
        told = self._panel.of(outcome)
        lines = text_lines(outcome, self._panel.source, self._panel.translator) if isinstance(outcome, Report) else ()
        is_crash = isinstance(outcome, Crash)
        return self._page("nothing_yet.html", heading=told["heading"], lines="\n".join(lines), is_crash=is_crash)

    def _page(self, template: str, **context: object) -> bytes:
        panel = self._panel
        frame = {"language": panel.language, "direction": panel.direction}
        return self._environment.get_template(template).render(**frame, **context).encode()


def _styles(languages: Collection[Language]) -> bytes:
    return for_languages((FOLDER / STYLES).read_bytes(), languages)
