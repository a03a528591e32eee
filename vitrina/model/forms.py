"""What visitors can send in, and what they sent in that was published: forms and replies, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vitrina.problems import Location
from vitrina.values.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Where something is sent: to ``action`` (an ``https`` address that takes a POST) or else by mail to ``email``.

    The other names are those that the provider at ``action`` gives to its fields; ``hidden`` are fields that it wants
    besides, with their values.
    """

    action: str | None = None
    email: str | None = None
    name_field: str = "name"
    email_field: str = "email"
    text_field: str = "message"
    hidden: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The forms of the site; ``privacy`` is the id of the page that says what becomes of what is sent in."""

    privacy: str
    privacy_location: Location
    reply: Form | None = None
    newsletter: Form | None = None

    def __iter__(self) -> Iterator[Form]:
        return (form for form in (self.reply, self.newsletter) if form is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A published reply to a post: paragraphs of plain text, in a language (empty where it is not said which)."""

    name: str
    date: PartialDate
    paragraphs: tuple[str, ...]
    language: str = ""
