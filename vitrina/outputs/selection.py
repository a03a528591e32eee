"""Which kinds of output a site has: what its theme has templates for, without what its settings switch off."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vitrina.model import Config
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.registry import OUTPUT_KINDS, PURPOSES, REQUIRED
from vitrina.problems import Problems, say
from vitrina.theme.environment import Theme
from vitrina.values.suggestions import did_you_mean
from vitrina.views.view_context import Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a site has of all kinds of output, and its theme with no more files than those need."""

    kinds: tuple[OutputKind, ...]
    offered: Offered
    theme: Theme


def select(theme: Theme, config: Config) -> Selection:
    """Return the kinds of output that ``theme`` has templates for and the settings do not switch off.

    A kind of page that the theme has no template for is left out, and so is what has no use without it.
    """
    wanted = (kind for kind in OUTPUT_KINDS if kind.is_wanted(config))
    off = config.outputs.off
    chosen = [_with_templates(kind, theme) for kind in wanted if kind.is_required or kind.name not in off]
    chosen = [kind for kind in chosen if _is_possible(kind, theme)]
    while True:
        pages = {page.name: page for kind in chosen for page in kind.pages}
        useful = [kind for kind in chosen if pages.keys() >= set(kind.needs)]
        if len(useful) == len(chosen):
            break
        chosen = useful
    files = frozenset(file.name for kind in chosen for file in kind.files)
    unused = {name for kind in OUTPUT_KINDS for name in kind.assets}
    unused -= {name for kind in chosen for name in kind.assets}
    assets = {name: file for name, file in theme.assets.items() if name not in unused}
    offered = Offered(pages=pages, files=files, card_style=theme.cards)
    return Selection(kinds=tuple(chosen), offered=offered, theme=replace(theme, assets=assets))


def _with_templates(kind: OutputKind, theme: Theme) -> OutputKind:
    return replace(kind, pages=tuple(page for page in kind.pages if template_of(page.name) in theme.templates))


def _is_possible(kind: OutputKind, theme: Theme) -> bool:
    return bool(kind.pages or kind.files) and (kind.script is None or kind.script in theme.assets)


def template_of(kind: str) -> str:
    """Return the name of the template of a kind of page."""
    return f"{kind}.html"


def check_outputs(config: Config, problems: Problems) -> None:
    """Report the names in ``outputs`` of ``site.yml`` that are not those of a kind of output or a vocabulary."""
    optional = sorted(PURPOSES.keys() - REQUIRED)
    some = say("These can be switched off: {names}.", names=tuple(optional))
    for name, location in config.outputs.off.items():
        if name in REQUIRED:
            message = say("“{name}” cannot be switched off: every site has it.", name=name)
            problems.error(location, "required-output", message, some)
        elif name not in PURPOSES:
            message = say("“{name}” is not a kind of output.", name=name)
            problems.error(location, "unknown-output", message, did_you_mean(_normalised(name), optional, some))
    vocabularies = [facet.vocabulary for facet in config.facets]
    for name, location in (config.outputs.vocabularies or {}).items():
        if name not in vocabularies:
            some = say("It can be one of: {known}.", known=tuple(vocabularies))
            message = say("There is no vocabulary “{name}”.", name=name)
            hint = did_you_mean(_normalised(name), vocabularies, some)
            problems.error(location, "unknown-vocabulary", message, hint)

    _check_notes(config, problems)


def _check_notes(config: Config, problems: Problems) -> None:
    known = sorted(page.name for kind in OUTPUT_KINDS for page in kind.pages)
    some = say("It can be one of: {known}.", known=tuple(known))
    for note in config.notes:
        for name, location in note.on.items():
            if name not in known:
                message = say("“{name}” is not a kind of page.", name=name)
                problems.error(location, "unknown-page-kind", message, did_you_mean(_normalised(name), known, some))


def _normalised(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")
