"""Catalogues and templates compiled before anything is made with them, by several processes together.

Whoever needs one compiles it, if it has to; so this is for builds that have nothing of earlier ones at hand. Otherwise
one process would do it while the others wait, or each of them by itself.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from jinja2 import TemplateError

from vitrina.catalogs import load_catalogue
from vitrina.closures import Closures
from vitrina.problems import Problems
from vitrina.render import Recipe, Tools
from vitrina.theme import make_environment, make_loader
from vitrina.views.localiser import Localiser
from vitrina.workers import share


@dataclass(frozen=True, slots=True)
class _Made:
    catalogues: Mapping[str, bytes]
    codes: Mapping[str, bytes]
    references: Mapping[str, frozenset[str]]


def compile_ahead(tools: Tools, recipe: Recipe, jobs: int) -> None:
    """Add to empty ``tools`` what ``recipe`` needs, compiled by ``jobs`` processes; one alone compiles when it has to.

    A catalogue or a template with a mistake is left: whatever needs it will say so.
    """
    if jobs < 2 or tools.catalogues or tools.templates.codes:
        return
    loader = make_loader(recipe.theme)
    languages = recipe.site.config.languages
    localiser = Localiser(next(iter(languages.values())), gettext.NullTranslations())  # code is of no language
    environment = make_environment(recipe.theme, localiser, tools.templates)
    names = [*languages, *loader.list_templates()]

    def compiled(number: int) -> _Made:
        catalogues: dict[str, bytes] = {}
        references: dict[str, frozenset[str]] = {}
        known = set(tools.templates.codes)
        if number < len(languages):
            load_catalogue(names[number], dict(recipe.catalogue_folders), Problems(), catalogues)
        else:
            Closures(environment, loader, references).read(names[number])
            with suppress(TemplateError):
                environment.get_template(names[number])
        codes = {name: code for name, code in tools.templates.codes.items() if name not in known}
        return _Made(catalogues, codes, references)

    for made in share(compiled, len(names), jobs):
        tools.catalogues.update(made.catalogues)
        tools.templates.codes.update(made.codes)
        tools.references.update(made.references)
