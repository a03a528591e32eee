"""More values that templates read, in the same contract with theme authors: what a visitor can do with a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.model import Direction
from vitrina.views.values import Link, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """How to cite a page, in this order; ``files`` lead to the formats of reference managers."""

    publisher: Text
    title: Text
    site: Text | None
    date: Text | None
    url: str
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingView:
    """What there is to keep a project's page and to pass it on.

    ``permanent`` is its address that stays, without the base address's host in ``permanent_link``; ``qr_code`` is an
    SVG element that leads there. ``mail`` and ``services`` open a message that is ready to be sent; ``report`` one to
    the organisation (``None`` where that has no address).
    """

    permanent: str
    permanent_link: str
    qr_code: str
    citation: CitationView
    mail: str
    services: tuple[Link, ...]
    report: str | None
    compare_url: str | None
    id: str


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
class VersionView:
    """A page in one of the languages that show it; ``note`` says in that language that the text is in another one."""

    language: str
    direction: Direction
    name: Text
    title: Text
    url: str
    note: str | None
