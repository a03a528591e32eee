"""Themes: templates, static files and ``theme.yml``, found in layers and rendered by Jinja.

A theme lies in ``themes/<name>/`` of the site. Whatever file it does not have comes from the theme that it extends
(the package's default theme, unless ``theme.yml`` says otherwise or calls the theme ``standalone``). Templates read
their context and nothing else: an unknown name is an error, text is escaped, and there is no clock, no request and no
site-wide variable to look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup, escape

from vitrina.assets import THEME, published_bytes
from vitrina.fields import Reader
from vitrina.locales.direction import direction_of_text, isolate
from vitrina.model import Direction
from vitrina.problems import Place, Problems, say
from vitrina.reading import read_yaml
from vitrina.views import addresses
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text

DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme's layers, strongest first, and its static files by name."""

    layers: tuple[Path, ...]
    assets: Mapping[str, Path]

    def template_folders(self) -> tuple[Path, ...]:
        """Return the folders that templates are looked up in, strongest first."""
        return tuple(layer / "templates" for layer in self.layers)


def find_theme(source: Path, package: Path, name: str, problems: Problems) -> Theme:
    """Return the theme ``name`` of the site in ``source`` with the themes that it extends, there or in ``package``.

    Where there is no such theme, that is a problem, and the default theme stands in for it.
    """
    layers: list[Path] = []
    seen: set[str] = set()
    wanted: str | None = name
    while wanted is not None and wanted not in seen:  # themes that extend each other come to an end
        seen.add(wanted)
        folders = [(root / "themes" / wanted).resolve() for root in (source, package)]
        found = [folder for folder in dict.fromkeys(folders) if folder.is_dir()]
        if not found:
            hint = say(
                "Themes are folders in themes/; the one that comes with Vitrina is called “{name}”.", name=DEFAULT
            )
            message = say("There is no theme “{name}”.", name=wanted)
            problems.error(Place("content/site.yml"), "unknown-theme", message, hint)
            found = [(package / "themes" / DEFAULT).resolve()]
        layers += [folder for folder in found if folder not in layers]
        wanted = _extends(found[0], wanted, problems)
    return Theme(layers=tuple(layers), assets=_assets(layers))


def asset_addresses(theme: Theme) -> dict[str, str]:
    """Return the address of each static file with its version, so that a browser never shows an old one."""
    return {
        name: f"{addresses.asset(name)}?v={hashlib.sha256(published_bytes(THEME + name, file)).hexdigest()[:8]}"
        for name, file in theme.assets.items()
    }


class _Loader(FileSystemLoader):
    """Loads templates; one that is not UTF-8 is a mistake in that file, with its line."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            file = next(file for folder in self.searchpath if (file := Path(folder, template)).is_file())
            message = "the file is not saved as UTF-8 text"
            raise TemplateSyntaxError(message, line, template, str(file)) from error


def make_environment(theme: Theme, localiser: Localiser) -> Environment:
    """Return the Jinja environment of one language, with its strings and its way of writing numbers."""
    environment = Environment(
        loader=_Loader(theme.template_folders(), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(localiser.strings, newstyle=True)  # type: ignore[attr-defined]

    def number(value: int) -> Markup:
        return isolate_html(localiser.number(value))

    def plain_here(text: Text) -> str:
        return plain(text, localiser.language.direction)

    environment.filters |= {
        "isolate": isolate_html,
        "attributes": language_attributes,
        "plain": plain_here,
        "number": number,
    }
    return environment


def isolate_html(text: Text) -> Markup:
    """Return a text as an element that keeps its direction to itself (HTML ``bdi``, UAX #9), with its language.

    Like the other filters, it raises ``FilterArgumentError`` for anything but a text.
    """
    return Markup(f"<bdi{language_attributes(text)}>{escape(text.value)}</bdi>")


def language_attributes(text: Text) -> Markup:
    """Return ``lang`` and ``dir`` for an element that holds nothing but ``text``."""
    return _attributes(_checked(text).language, text.direction)


def _checked(text: object) -> Text:
    if not isinstance(text, Text):
        raise FilterArgumentError(f"a text with a language and a direction is needed here, and this is {text!r:.40}")
    return text


@cache
def _attributes(language: str, direction: Direction) -> Markup:
    lang = f' lang="{escape(language)}"' if language else ""
    return Markup(f'{lang} dir="{direction}"')


def plain(text: Text, around: Direction) -> str:
    """Return a text for places that take no elements (``title``, attributes) in a page that runs ``around``.

    Unicode's own marks isolate it where it runs, or begins, the other way.
    """
    is_at_home = _checked(text).direction == around == direction_of_text(text.value, around)
    return text.value if is_at_home else isolate(text.value, text.direction)


def _extends(folder: Path, name: str, problems: Problems) -> str | None:
    file = folder / "theme.yml"
    path = f"themes/{name}/theme.yml"
    standard = DEFAULT if name != DEFAULT else None
    fields = read_yaml(file, path, problems) if file.is_file() else None
    if fields is None:
        return standard
    reader = Reader(fields, problems)
    extends, is_standalone = reader.identifier("extends"), reader.flag("standalone")
    for key in ("name", "version", "description", "author", "licence"):
        reader.text(key)
    reader.finish()
    if is_standalone or extends == name:
        return None
    return extends or standard


def _assets(layers: list[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for layer in layers:
        static = layer / "static"
        for file in sorted(static.rglob("*")):
            name = file.relative_to(static).as_posix()
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(static).parts):
                found.setdefault(name, file)
    return dict(sorted(found.items()))
