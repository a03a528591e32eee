"""The templates of pages, each run where it may: those of a site in the sandbox, those of the package without it.

A page that any template of the site has a part in runs in the sandbox with all that it is made of. So what the
package's templates do never has to be watched for a template of somebody else, and that of somebody else always is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, MutableMapping
from functools import cached_property

from jinja2 import TemplateError

from vitrina.reading.file_names import folded
from vitrina.theme.dependencies import ANY, MISSING, TemplateDependencies
from vitrina.theme.environment import (
    PackagedTemplates,
    TemplateCode,
    Theme,
    make_environment,
    make_loader,
    make_packaged_environment,
)
from vitrina.theme.language_of_strings import with_language_of_strings
from vitrina.theme.sandbox import SandboxedTemplates
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.views.localiser import Localiser
from vitrina.views.values import Context


class PageTemplates:
    """The templates of ``theme``, of which ``pages`` are those of kinds of pages.

    ``code`` is what is compiled, ``references`` the names in templates by their digests; what is found is added.
    """

    def __init__(
        self,
        theme: Theme,
        localisers: Mapping[str, Localiser],
        pages: Collection[str],
        code: MutableMapping[str, bytes],
        references: dict[str, frozenset[str]],
    ) -> None:
        self._theme = theme
        self._localisers = localisers
        self._pages = sorted(pages)
        self._references = references
        watched, trusted = TemplateCode(code), TemplateCode(code, "packaged-")
        self._sandboxed: Mapping[str, SandboxedTemplates] = LazyMapping(
            localisers, lambda language: make_environment(theme, localisers[language], watched)
        )
        self._packaged: Mapping[str, PackagedTemplates] = LazyMapping(
            localisers, lambda language: make_packaged_environment(theme, localisers[language], trusted)
        )

    def render(self, name: str, language: str, context: Context) -> str:
        """Return what the template ``name`` makes of ``context``; raise its mistakes (``theme.errors``)."""
        environments = self._packaged if self.is_trusted(name) else self._sandboxed
        html = environments[language].page(name, context)
        localiser = self._localisers[language]
        if not localiser.is_partial:
            return html
        return with_language_of_strings(html, language, localiser.language.direction)

    def is_trusted(self, page: str) -> bool:
        """Tell whether the template ``page`` needs nothing but what comes with the package."""
        return page in self._packaged_pages

    @cached_property
    def dependencies(self) -> Mapping[str, Mapping[str, str]]:
        """What each page's template can reach, by the template's name."""
        return {name: self._found.of(name) for name in self._pages}

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """What each page's template can ask its context for, by the template's name."""
        return {name: self._found.words_of(name) for name in self._pages}

    @cached_property
    def _found(self) -> TemplateDependencies:
        environments = self._sandboxed if self._own else self._packaged
        environment = next(iter(environments.values()))
        return TemplateDependencies(environment, make_loader(self._theme), self._references)

    def compile(self) -> None:
        """Compile the templates of all kinds of pages, so that the processes of a pool find them compiled.

        A template with an error is left out: a page that needs it will report it.
        """
        for page, digests in self.dependencies.items():
            environments = self._packaged if self.is_trusted(page) else self._sandboxed
            environment = next(iter(environments.values()))
            for name in digests:
                if digests[name] not in (MISSING, ANY):
                    with contextlib.suppress(TemplateError):
                        environment.get_template(name)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The names of all templates that do not come with the package."""
        return self._theme.own_templates() if self._theme.packaged is not None else frozenset(self._pages)

    @cached_property
    def _packaged_pages(self) -> frozenset[str]:
        """The templates of pages that need nothing but what comes with the package."""
        if self._theme.packaged is None:
            return frozenset()
        if not self._own:
            return frozenset(self._pages)
        return frozenset(name for name, found in self.dependencies.items() if self._own.isdisjoint(map(folded, found)))
