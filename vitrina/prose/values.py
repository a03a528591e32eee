"""What goes into prose and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vitrina.problems import Message


@dataclass(frozen=True, slots=True)
class LinkProblem:
    """Why a link cannot be followed."""

    code: str
    message: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake in a body: ``excerpt`` is the text by which its line can be found; else the first of ``or_else`` is."""

    excerpt: str
    code: str
    message: Message
    hint: Message | None = None
    is_warning: bool = False
    or_else: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """A body as HTML, and what is wrong with it."""

    html: str
    flaws: tuple[Flaw, ...] = ()


LinkResolver = Callable[[str, bool], "str | LinkProblem"]
"""Takes a link as it was written and whether it is a picture; returns the link of the page, or what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The few words that a body needs of the interface, in the body's language. ``back`` has a gap ``{number}``."""

    back: str
    table: str


class Job:
    """What a conversion works with, and the mistakes that it finds; a converter has one after the other."""

    resolve: LinkResolver
    words: Words
    flaws: list[Flaw]

    def __init__(self) -> None:
        self.begin(_as_written, Words(back="", table=""))

    def begin(self, resolve: LinkResolver, words: Words) -> None:
        """Begin one."""
        self.resolve, self.words, self.flaws = resolve, words, []

    def end(self) -> list[Flaw]:
        """Let go of what it was about; return its flaws."""
        flaws = self.flaws
        self.begin(_as_written, Words(back="", table=""))
        return flaws


def _as_written(link: str, _: bool) -> str:
    return link
