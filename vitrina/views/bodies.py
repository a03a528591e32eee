"""The bodies of the documents: read when a page shows them, and remembered with what their links asked of the site.

Nothing else in the views comes from a body. So a page whose title, facts and lists are as they were has to be made anew
only where one of the bodies that it read has changed, or one of its links leads elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vitrina.model import TranslationSource
from vitrina.problems import Problems
from vitrina.prose import Converter, LinkProblem, LinkResolver, Prose, Words
from vitrina.reading.front_matter import body_of
from vitrina.reading.text import decode, unreadable
from vitrina.state.input_scan import key_of

_MOST_OPENED = 64
"""Documents whose bytes are at hand for the next page: pages that show one follow each other."""

Answer = tuple[str, bool, str]
"""A link as it was written, whether it is a picture, and where it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A document's Markdown, and the line of its file on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Converted:
    """Prose that was made once, with what its links asked and were told."""

    answers: tuple[Answer, ...]
    prose: Prose


class Bodies:
    """Reads bodies below ``source`` and makes prose of them.

    ``kept`` is prose that was made before, by ``key_of_prose``; what is made now is added to it. Prose with a link that
    leads nowhere is made anew each time. ``data`` has the bytes of documents that were opened before.
    """

    def __init__(
        self, source: Path, kept: Mapping[str, Converted] | None = None, data: Mapping[str, bytes] | None = None
    ) -> None:
        self._source = source
        self._known = data or {}
        self._opened: dict[str, bytes] = {}
        self._converter = Converter()
        self._kept = kept or {}
        self.made: dict[str, Converted] = {}
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

    def told_apart(self, path: str) -> tuple[str, str]:
        """Return the key of the document at ``path`` (as the survey has it) and the text of its body.

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
            with open(f"{self._source}/{path}", "rb") as file:  # noqa: PTH123 - quicker, and there are many
                data = file.read()
            if len(self._opened) >= _MOST_OPENED:
                self._opened.clear()
            self._opened[path] = data
        return data

    def is_behind(self, made_from: TranslationSource, problems: Problems) -> bool:
        """Tell whether a version's wording has changed since a translation was made from it."""
        from vitrina.values.revisions import compare, wording

        body = self.body(made_from.path, problems)
        return not compare(made_from.token, wording(made_from.title, made_from.summary, body.text)).is_current

    def prose(self, body: Body, resolve: LinkResolver, words: Words) -> Prose:
        """Return ``body`` as HTML; prose that was made before serves again where every link is told the same."""
        key = key_of_prose(body, words)
        known = self.made.get(key) or self._kept.get(key)
        if known is not None and _is_told_the_same(known, resolve):
            self.used.add(key)
            return known.prose
        told: list[Answer] = []
        prose = self._converter.convert(body.text, _listening(resolve, told), words)
        if not any(flaw for flaw in prose.flaws if not flaw.is_warning):
            self.made[key] = Converted(tuple(dict.fromkeys(told)), prose)
            self.used.add(key)
        return prose


def key_of_prose(body: Body, words: Words) -> str:
    """Return what prose is kept by: the digest of everything that the conversion reads, but for the links."""
    return hashlib.sha256(f"{words!r}\0{body.text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_told_the_same(known: Converted, resolve: LinkResolver) -> bool:
    return all(resolve(link, is_picture) == told for link, is_picture, told in known.answers)


def _listening(resolve: LinkResolver, told: list[Answer]) -> Callable[[str, bool], str | LinkProblem]:
    def listen(link: str, is_picture: bool) -> str | LinkProblem:
        answer = resolve(link, is_picture)
        if isinstance(answer, str):
            told.append((link, is_picture, answer))
        return answer

    return listen
