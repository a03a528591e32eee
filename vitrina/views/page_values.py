"""More values that templates read, in the same contract with theme authors: what a visitor can do with a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.model import Direction
from vitrina.views.values import (
    Card,
    EntryView,
    FactGroupView,
    FactRow,
    Link,
    PartnerView,
    RelatedView,
    ResultView,
    SectionCards,
    TermGroup,
    Text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """How to cite a page, in this order."""

    publisher: Text
    title: Text
    site: Text | None
    date: Text | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationFile:
    """A citation as a file for reference managers, which lies in its own address (``data:``)."""

    name: str
    format: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingView:
    """Where a page can be cited and passed on, and what can be done with it here.

    ``permanent`` is its address that stays, without the base address's host in ``permanent_link``; ``qr_code`` is the
    address of a picture that leads there, which holds the picture itself (``data:``). They are ``None`` where the site
    has no such pages. ``report`` opens a message to the organisation (``None`` where that has no address).
    """

    permanent: str | None
    permanent_link: str | None
    qr_code: str | None
    report: str | None
    compare_url: str | None
    id: str
    citation: CitationView | None = None
    mail: str | None = None
    services: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PermanentView:
    """What is the same in all languages at a project's permanent address; see ``SharingView``.

    ``mail`` and ``services`` open a message that is ready to be sent. ``files`` cite the original.
    """

    permanent: str
    qr_code: str
    files: tuple[CitationFile, ...]
    mail: str
    services: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form. Exactly one of ``action`` (it posts there) and ``mail`` (a link that opens a message) is set.

    ``name_field``, ``email_field`` and ``text_field`` are the names of the fields, ``hidden`` further ones with their
    values. ``privacy`` is the page that the consent refers to.
    """

    action: str | None
    mail: str | None
    name_field: str
    email_field: str
    text_field: str
    hidden: Mapping[str, str]
    privacy: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """A published reply: paragraphs of plain text."""

    name: Text
    date: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWords:
    """What a page of all languages says in one of them."""

    copy_text: Text
    copy_address: Text
    copied: Text
    mail: Text
    reference_managers: Text
    share: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A page in one of the languages that show it; ``note`` says in that language that the text is in another one."""

    language: str
    direction: Direction
    name: Text
    title: Text
    url: str
    note: Text | None
    citation: CitationView
    words: VersionWords


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPlaces:
    """The table of facts as a page tells it, each row once.

    ``first`` are the few that readers ask for, ``beside`` the others without a group, and ``groups`` the others with
    one; ``apart`` are those of a ``kind``.
    """

    first: tuple[FactRow, ...]
    beside: tuple[FactRow, ...]
    groups: tuple[FactGroupView, ...]
    apart: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """What a project page shows besides the text.

    ``facts`` are the rows without a group, and ``places`` where the page tells them and those in ``groups``;
    ``compared`` are rows for the comparison that the page does not show; ``sections`` are the entries of further
    sections that name the project.
    """

    facts: tuple[FactRow, ...]
    results: tuple[ResultView, ...]
    partners: tuple[PartnerView, ...]
    funders: tuple[Link, ...]
    places: FactPlaces
    related: tuple[RelatedView, ...] = ()
    news: tuple[Card, ...] = ()
    groups: tuple[FactGroupView, ...] = ()
    compared: tuple[FactRow, ...] = ()
    sections: tuple[SectionCards, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """The text of a page on another page. ``body`` is HTML in ``language``; ``url`` leads to the page itself."""

    id: str
    title: Text
    body: str
    language: str
    direction: Direction
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """What the list of a section shows: ``cards`` of entries, or those of ``coming`` and ``past`` events.

    ``calendar_url`` leads to a file with all of its events (iCalendar).
    """

    id: str
    type: str
    cards: tuple[Card, ...]
    coming: tuple[Card, ...]
    past: tuple[Card, ...]
    calendar_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsView:
    """What the page of a section's entry shows besides the text.

    ``time`` is when an event is, in one text, and ``calendar_url`` a file with it for calendars (iCalendar); ``facts``
    are the other rows without a group. ``projects`` are those that the entry names.
    """

    section: str
    type: str
    time: Text | None
    facts: tuple[FactRow, ...]
    groups: tuple[FactGroupView, ...]
    projects: tuple[Card, ...]
    calendar_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the home page shows: the newest projects and posts, the next events, the ways in, and how much there is.

    ``intro_language`` names the language of the introduction where it is not the page's own; ``are_current`` tells that
    all of ``projects`` are planned or ongoing on the day of the build.
    """

    intro: EntryView | None
    intro_language: Text | None
    projects: tuple[Card, ...]
    posts: tuple[Card, ...]
    groups: tuple[TermGroup, ...]
    project_count: int
    region_count: int
    partner_count: int
    projects_url: str | None
    posts_url: str | None
    overview_url: str | None = None
    partners_url: str | None = None
    events: tuple[SectionCards, ...] = ()
    are_current: bool = False
