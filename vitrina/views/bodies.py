"""The bodies of the documents: read when a page shows them, and cached as HTML with where their links lead.

Nothing else in the views comes from a body. So a page whose title, facts and lists are as they were has to be made anew
only where one of the bodies that it read has changed, or one of its links leads elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vitrina.disk.inputs import read_input
from vitrina.model import TranslationSource
from vitrina.problems import Problems
from vitrina.prose import Converter, Labels, LinkProblem, LinkResolver, Prose, ShownTarget
from vitrina.reading.front_matter import body_of
from vitrina.reading.text import decode, unreadable
from vitrina.state.input_scan import key_of

_MOST_OPENED = 64
"""Documents whose bytes are at hand for the next page: pages that show one follow each other."""

ResolvedLink = tuple[str, bool, ShownTarget]
"""A link as it was written, whether it is a picture, and where it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A document's Markdown, and the line of its file on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class CachedProse:
    """Prose that was made before, and its links: it serves again as long as they lead where they did."""

    links: tuple[ResolvedLink, ...]
    prose: Prose


class Bodies:
    """Reads bodies below ``source`` and makes prose of them.

    ``cached`` is prose by ``key_of_prose``; ``made`` is what was added since, and ``used`` are the keys of all that was
    asked for. Prose with a link that leads nowhere is not cached. ``data`` has the bytes of documents that were opened
    before.
    """

    def __init__(
        self, source: Path, cached: Mapping[str, CachedProse] | None = None, data: Mapping[str, bytes] | None = None
    ) -> None:
        self._source = source
        self._known = data or {}
        self._opened: dict[str, bytes] = {}
        self._converter = Converter()
        self._cached = cached or {}
        self.made: dict[str, CachedProse] = {}
        self.used: set[str] = set()
        self._read: set[str] = set()

    def begin(self) -> None:
        """Forget what was read: another page begins."""
        self._read = set()

    @property
    def read(self) -> tuple[str, ...]:
        """The paths of the documents whose bodies the page has read."""
        return tuple(sorted(self._read))

    def body(self, path: str, problems: Problems) -> Body:
        """Return the body of the document at ``path``; an empty one where it cannot be read any more."""
        self._read.add(path)
        try:
            text = decode(self._data(path), path, problems)
        except OSError as error:
            problems.add(unreadable(path, error))
            text = None
        body, line = body_of(text or "")
        return Body(text=body, line=line)

    def key_and_body(self, path: str) -> tuple[str, str]:
        """Return the key of the document at ``path`` (as the input scan has it) and the text of its body.

        What is wrong with it is for its own page to say.
        """
        try:
            data = self._data(path)
        except OSError:
            data = b""
        return key_of(data), body_of(decode(data, path, Problems()) or "")[0]

    def _data(self, path: str) -> bytes:
        data = self._known.get(path) or self._opened.get(path)
        if data is None:
            data, _ = read_input(self._source, path)
            if len(self._opened) >= _MOST_OPENED:
                self._opened.clear()
            self._opened[path] = data
        return data

    def is_behind(self, made_from: TranslationSource, problems: Problems) -> bool:
        """Tell whether a version's wording has changed since a translation was made from it."""
        from vitrina.values.revisions import compare, wording

        body = self.body(made_from.path, problems)
        return not compare(made_from.token, wording(made_from.title, made_from.summary, body.text)).is_current

    def prose(self, body: Body, resolve: LinkResolver, labels: Labels) -> Prose:
        """Return ``body`` as HTML; cached prose serves again where every link leads where it did."""
        key = key_of_prose(body, labels)
        known = self.made.get(key) or self._cached.get(key)
        if known is not None and _leads_to_the_same(known, resolve):
            self.used.add(key)
            return known.prose
        links: list[ResolvedLink] = []
        prose = self._converter.convert(body.text, _recording(resolve, links), labels)
        if all(flaw.is_warning for flaw in prose.flaws):
            self.made[key] = CachedProse(tuple(dict.fromkeys(links)), prose)
            self.used.add(key)
        return prose


def key_of_prose(body: Body, labels: Labels) -> str:
    """Return what prose is cached by: the digest of everything that the conversion reads, but for the links."""
    return hashlib.sha256(f"{labels!r}\0{body.text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _leads_to_the_same(known: CachedProse, resolve: LinkResolver) -> bool:
    return all(resolve(written, is_picture) == target for written, is_picture, target in known.links)


def _recording(resolve: LinkResolver, links: list[ResolvedLink]) -> LinkResolver:
    """Return ``resolve`` so that it adds to ``links`` where each one leads."""

    def resolve_and_record(written: str, is_picture: bool) -> ShownTarget | LinkProblem:
        target = resolve(written, is_picture)
        if not isinstance(target, LinkProblem):
            links.append((written, is_picture, target))
        return target

    return resolve_and_record
