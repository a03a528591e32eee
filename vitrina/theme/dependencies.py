"""Which templates a page's template can reach, each with the digest of its text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta
from jinja2.loaders import BaseLoader

MISSING = "missing"
"""What stands for the digest of a template that is not there: one that appears later changes what it is included in."""

ANY = "*"
"""The name that stands for a template whose name is known only when the page is made: it can be any."""


class TemplateDependencies:
    """Finds what templates can reach by reading them, each once.

    ``known`` are the names that texts refer to, by their digests, from earlier builds; what is found is added to it.
    """

    def __init__(self, environment: Environment, loader: BaseLoader, known: dict[str, frozenset[str]]) -> None:
        self._environment = environment
        self._loader = loader
        self._known = known
        self._texts: dict[str, tuple[str, frozenset[str]]] = {}

    def of(self, name: str) -> Mapping[str, str]:
        """Return the digests of the template ``name`` and of all that it includes, extends or imports, by name."""
        found: dict[str, str] = {}
        waiting = [name]
        while waiting:
            wanted = waiting.pop()
            if wanted in found:
                continue
            if wanted == ANY:
                found[ANY] = ANY
                waiting += self._loader.list_templates()
                continue
            found[wanted], references = self.read(wanted)
            waiting += references
        return dict(sorted(found.items()))

    def read(self, name: str) -> tuple[str, frozenset[str]]:
        """Return the digest of the text of the template ``name``, and the names that it refers to."""
        if name not in self._texts:
            self._texts[name] = self._look_up(name)
        return self._texts[name]

    def _look_up(self, name: str) -> tuple[str, frozenset[str]]:
        try:
            source, _, _ = self._loader.get_source(self._environment, name)
        except (TemplateNotFound, TemplateSyntaxError):
            return MISSING, frozenset()
        known = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        if known not in self._known:
            self._known[known] = self._names_in(source)
        return known, self._known[known]

    def _names_in(self, source: str) -> frozenset[str]:
        try:
            references = meta.find_referenced_templates(self._environment.parse(source))
            return frozenset(ANY if reference is None else reference for reference in references)
        except TemplateSyntaxError:
            return frozenset()
