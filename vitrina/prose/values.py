"""What goes into a conversion and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from vitrina.languages.direction import Direction
from vitrina.languages.no_break import NoBreakRules
from vitrina.languages.numbering import LATIN_DIGITS
from vitrina.problems import Message


@dataclass(frozen=True, slots=True)
class Position:
    """A position in a body: lines below its first one, and the column, from 1 on; column 0 is the line as a whole."""

    below: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class LinkProblem:
    """Why a link cannot be followed."""

    code: str
    message: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A text beside a picture, with its language and direction where they are not those of the page.

    It ``is_written_elsewhere`` than in the text: no markup is in it.
    """

    text: str
    language: str = ""
    direction: str = ""
    is_written_elsewhere: bool = False

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes of an element with it."""
        return {} if self.is_own else {"lang": self.language, "dir": self.direction}

    @property
    def is_own(self) -> bool:
        """Whether it is in the language of the page."""
        return not self.language


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """A picture as a page shows it.

    ``width`` and ``height`` are in pixels, 0 where they are not known. ``sources`` are pairs of a kind (MIME) and a
    ``srcset`` to choose from; ``url`` leads to what all browsers know, ``thumbnail`` to the smallest one.
    ``alt``, ``caption`` and ``credit`` are for those that the text does not have; it ``needs_alt``, unless it
    ``is_decorative``. One that ``is_withheld`` is not shown.
    """

    url: str
    width: int = 0
    height: int = 0
    sources: tuple[tuple[str, str], ...] = ()
    thumbnail: str = ""
    alt: Words | None = None
    caption: Words | None = None
    credit: Words | None = None
    is_decorative: bool = False
    needs_alt: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFile:
    """A file of the site to which a text links, and what the link says of it: the ``kind`` (PDF) and the ``size``.

    ``note`` says both; ``language`` is that of the words, ``direction`` its direction.
    """

    url: str
    kind: str
    size: str
    note: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """A file with captions: its language, with the name that it has in itself."""

    url: str
    language: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A video or a sound, and the element that plays it.

    ``address`` is its whole one, ``name`` and ``note`` are its own and what kind and how large it is, for the links to
    it. With ``has_own_captions``, the first of the ``captions`` are in the language of the page, and are shown from the
    start.
    """

    url: str
    address: str
    element: Literal["video", "audio"]
    name: str
    note: str
    captions: tuple[Captions, ...] = ()
    has_own_captions: bool = False


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem in a body; of ``is_advice``, a build only says that there is some."""

    code: str
    message: Message
    hint: Message | None = None
    position: Position = Position()
    is_warning: bool = False
    is_advice: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A body as HTML, and what is wrong with it."""

    html: str
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLink:
    """A link or a picture as the writer wrote it.

    ``position`` is that of the address. ``language`` is the one set on the link, ``alt`` a picture's alternative text.
    """

    address: str
    position: Position
    is_picture: bool
    language: str | None
    alt: str


@dataclass(frozen=True, slots=True)
class WrittenBody:
    """What a writer wrote into a body: its HTML with the links as written, and these."""

    html: str
    links: tuple[WrittenLink, ...]


ShownTarget: TypeAlias = "str | LinkedFile | ShownPicture | Player"
"""The link of the page, with what else is known of the file that it leads to."""

LinkResolver = Callable[[str, bool], "ShownTarget | LinkProblem"]
"""Takes a link as it was written and whether it is a picture; returns where it leads, or what is wrong."""


def url_of(target: ShownTarget) -> str:
    """Return the link of the page to ``target``."""
    return target if isinstance(target, str) else target.url


CALLOUTS = ("note", "tip", "important", "warning", "caution")
"""The kinds of labelled notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The few words that a body needs in its own language, and its numbering system.

    ``back`` has a gap ``{number}``, ``callouts`` are the titles of labelled notes by their kinds, and ``foreign`` the
    attributes of those in another language, and of ``watch`` and ``video``. ``dates`` is an expression for words that
    make a number before them a day or a year. ``direction`` is that of the language, ``no_break`` are the rules for
    its no-break spaces. ``embeds`` are the providers whose videos can be played; ``watch`` names such a video and
    ``video`` says who learns of it, both with a gap ``{provider}``.
    """

    back: str
    table: str
    numbering: str = LATIN_DIGITS
    done: str = "done"
    to_do: str = "to do"
    callouts: Mapping[str, str] = field(default_factory=lambda: {kind: kind.capitalize() for kind in CALLOUTS})
    foreign: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: str = ""
    credit: str = "Picture: {credit}"
    direction: Direction = "ltr"
    embeds: tuple[str, ...] = ()
    watch: str = "{provider}"
    video: str = "{provider}"
    no_break: NoBreakRules = ()
