"""The values that templates read. This is the contract with theme authors: fields are added, never renamed.

Every text that may run the other way is a ``Text``: it brings its language and its direction with it. Addresses are
ready to be used in ``href`` and ``src``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.model import Direction
from vitrina.views.texts import Text as Text  # noqa: PLC0414 - to be imported from here, like all other values

Context = Mapping[str, object]
"""What a template reads: ``site`` and ``page`` of ``vitrina.views.frame_values``, and the views of its kind of page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text that leads somewhere; nowhere where ``url`` is ``None``, because the site does not have that page.

    ``count`` is how many projects are there, ``hreflang`` the language of what is there, where that is known.
    """

    text: Text
    url: str | None
    is_current: bool = False
    count: int | None = None
    hreflang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture; an empty ``alt`` means decoration.

    ``width`` and ``height`` are 0 if they are not known; ``sources`` are kinds (MIME) with a ``srcset`` each.
    """

    url: str
    alt: Text | None
    credit: Text | None
    width: int = 0
    height: int = 0
    sources: tuple[tuple[str, str], ...] = ()
    thumbnail: str = ""
    caption: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entry as it stands in a list. ``text_language`` names the language where it is not the page's own.

    ``date_iso``, ``start_iso`` and ``end_iso`` are for machines, as exact as they are known: 2021, 2021-01, 2021-01-16.
    ``facts`` are those that the site declares for cards, besides place, time and status; ``last_iso`` is the last day
    of an event; ``hidden`` says in the preview that visitors do not see it. ``shape`` is a number from 0 to 15 that
    follows from the id, for what stands in the place of a picture.
    """

    title: Text
    url: str | None
    summary: Text | None
    status: Text | None
    status_id: str | None
    place: Text | None
    time: Text | None
    picture: Picture | None
    text_language: Text | None
    id: str
    date_iso: str | None
    start_iso: str | None
    end_iso: str | None
    facts: tuple[FactRow, ...] = ()
    last_iso: str | None = None
    hidden: Text | None = None
    shape: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """One value of a fact; ``url`` leads to the page of its term, or to what the value names.

    ``note`` is the kind and size of a file; ``parts`` are the rows of a value that consists of several; ``iso`` is a
    date for machines.
    """

    text: Text
    url: str | None = None
    note: Text | None = None
    parts: tuple[FactRow, ...] = ()
    iso: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A row of the table of facts; ``key`` is the front matter key.

    ``is_compared`` tells that it is a row of the comparison, too; ``has_label`` that it cannot be understood without.
    ``kind`` is what it is where a page shows it apart from the table: ``people``, ``organisations``, ``files``,
    ``videos`` or ``dates``.
    """

    key: str
    label: Text
    values: tuple[FactValue, ...]
    is_compared: bool = True
    has_label: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGroupView:
    """Rows of the table of facts with a heading of their own."""

    id: str
    label: Text
    rows: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """A result in numbers."""

    value: Text
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """A partner, its role and where it is at home; ``url`` leads to the page of its projects."""

    name: Text
    places: tuple[Text, ...]
    url: str | None = None
    role: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTerms:
    """Why a project is related: the facts' name and the terms that both have."""

    label: Text
    terms: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """A related project with the reasons, strongest first."""

    card: Card
    reasons: tuple[SharedTerms, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A document's own text. ``body`` is HTML in ``language``; ``original`` leads to the language first written in.

    ``changed_since`` leads to the version that this one was translated from, where that has changed since. The dates
    for machines are as in a ``Card``; ``start_iso`` and ``end_iso`` are those of a project's period or of an event.
    ``is_unread`` says that a machine translated the text and nobody has read it yet. ``variants`` lead to other forms
    of the text, such as one in easy language; ``full`` leads from one of these to the text itself, ``variant`` is its
    name.
    """

    id: str
    title: Text
    summary: Text | None
    body: str
    language: str
    direction: Direction
    picture: Picture | None
    date: Text | None
    updated: Text | None
    original: Link | None
    date_iso: str | None
    updated_iso: str | None
    start_iso: str | None
    end_iso: str | None
    changed_since: Link | None = None
    is_unread: bool = False
    variants: tuple[Link, ...] = ()
    variant: Text | None = None
    full: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCards:
    """Entries of a section on another page: ``title`` is that of the section, ``url`` leads to its list."""

    id: str
    title: Text
    cards: tuple[Card, ...]
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a list's page stands among its pages; ``numbers`` are links to all of them."""

    number: int
    total: int
    previous_url: str | None
    next_url: str | None
    numbers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of a list: its cards, how many entries the whole list has, and the way to the other pages.

    ``elsewhere`` are projects that this language cannot show, linked in the language that they have.
    """

    cards: tuple[Card, ...]
    count: int
    pager: Pager
    elsewhere: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGroup:
    """A vocabulary with its terms that have projects."""

    id: str
    label: Text
    url: str | None
    terms: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term with its vocabulary and its neighbours in the hierarchy; ``site`` is the site of what it names."""

    label: Text
    vocabulary: Link
    parent: Link | None
    children: tuple[Link, ...]
    site: str | None = None
