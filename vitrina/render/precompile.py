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

from vitrina.languages.catalogues import load_catalogue
from vitrina.problems import Problems
from vitrina.render.renderer import CompileCaches, RenderInputs
from vitrina.theme.dependencies import TemplateDependencies
from vitrina.theme.environment import TemplateCode, make_environment, make_loader
from vitrina.views.localiser import Localiser
from vitrina.workers import share


@dataclass(frozen=True, slots=True)
class _Made:
    catalogues: Mapping[str, bytes]
    codes: Mapping[str, bytes]
    references: Mapping[str, frozenset[str]]


def compile_ahead(caches: CompileCaches, inputs: RenderInputs, jobs: int) -> None:
    """Add to empty ``caches`` what ``inputs`` needs, compiled by ``jobs`` processes; one alone compiles when it has to.

    A catalogue or a template with a mistake is left: whatever needs it will say so.
    """
    if jobs < 2 or caches.catalogues or caches.templates:
        return
    loader = make_loader(inputs.theme)
    languages = inputs.site.config.languages
    localiser = Localiser(next(iter(languages.values())), gettext.NullTranslations())  # code is of no language
    environment = make_environment(inputs.theme, localiser, TemplateCode(caches.templates))
    names = [*languages, *loader.list_templates()]

    def compiled(number: int) -> _Made:
        catalogues: dict[str, bytes] = {}
        references: dict[str, frozenset[str]] = {}
        known = set(caches.templates)
        if number < len(languages):
            load_catalogue(names[number], dict(inputs.catalogue_folders), Problems(), catalogues)
        else:
            TemplateDependencies(environment, loader, references).read(names[number])
            with suppress(TemplateError):
                environment.get_template(names[number])
        codes = {name: code for name, code in caches.templates.items() if name not in known}
        return _Made(catalogues, codes, references)

    for made in share(compiled, len(names), jobs):
        caches.catalogues.update(made.catalogues)
        caches.templates.update(made.codes)
        caches.references.update(made.references)
