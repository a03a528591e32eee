"""Which templates a page's template can reach, each with the digest of its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.loaders import BaseLoader

MISSING = "missing"
"""What stands for the digest of a template that is not there: one that appears later changes what it is included in."""

ANY = "*"
"""The name that stands for a template whose name is known only when the page is made: it can be any."""

_WORD = re.compile(r"[A-Za-z]\w*")


class TemplateDependencies:
    """Finds what templates can reach by parsing them, each once; and as they are parsed then, compiles them, too.

    ``known`` are the names that texts refer to, by their digests, from earlier builds; what is found is added to it.
    """

    def __init__(self, environment: Environment, loader: BaseLoader, known: dict[str, frozenset[str]]) -> None:
        self._environment = environment
        self._loader = loader
        self._known = known
        self._read: dict[str, tuple[str, frozenset[str]]] = {}
        self._words: dict[str, frozenset[str]] = {}

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
            if wanted not in self._read:
                self._read[wanted] = self._digest_and_references(wanted)
            found[wanted], references = self._read[wanted]
            waiting += references
        return dict(sorted(found.items()))

    def words_of(self, name: str) -> frozenset[str]:
        """Return the words in the template ``name`` and in all that it can reach: it can read no other names."""
        words: frozenset[str] = frozenset()
        return words.union(*(self._words.get(reached, words) for reached in self.of(name)))

    def _digest_and_references(self, name: str) -> tuple[str, frozenset[str]]:
        """Return the digest of the text of the template ``name``, and the names that it refers to."""
        try:
            source, filename, _ = self._loader.get_source(self._environment, name)
        except (TemplateNotFound, TemplateSyntaxError):
            return MISSING, frozenset()
        self._words[name] = frozenset(_WORD.findall(source))
        digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        if digest not in self._known:
            self._known[digest] = self._references(name, source, filename)
        return digest, self._known[digest]

    def _references(self, name: str, source: str, filename: str | None) -> frozenset[str]:
        try:
            tree = self._environment.parse(source, name, filename)
        except TemplateSyntaxError:
            return frozenset()
        references = frozenset(ANY if name is None else name for name in meta.find_referenced_templates(tree))
        with suppress(TemplateError):  # whatever page needs the template will say so
            self._compile(tree, name, source, filename)
        return references

    def _compile(self, tree: nodes.Template, name: str, source: str, filename: str | None) -> None:
        """Do what a loader does with a template that it has parsed: keep its code where the environment keeps any."""
        cache = self._environment.bytecode_cache
        if cache is None:
            return
        bucket = cache.get_bucket(self._environment, name, filename, source)
        if bucket.code is None:
            bucket.code = self._environment.compile(tree, name, filename)
            cache.set_bucket(bucket)
