"""Forms for visitors, and published replies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vitrina.problems import Location
from vitrina.values.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that is sent by POST to ``action`` (an ``https`` URL), or else by e-mail to ``email``.

    The other attributes are the provider's names of its fields; ``hidden`` are further fields with their values.
    """

    action: str | None = None
    email: str | None = None
    name_field: str = "name"
    email_field: str = "email"
    text_field: str = "message"
    hidden: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The forms of a site; ``privacy`` is the id of the page that explains how the data are used."""

    privacy: str
    privacy_location: Location
    reply: Form | None = None
    newsletter: Form | None = None

    def __iter__(self) -> Iterator[Form]:
        return (form for form in (self.reply, self.newsletter) if form is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A published reply to a post in paragraphs of plain text; ``language`` is empty if unknown."""

    name: str
    date: PartialDate
    paragraphs: tuple[str, ...]
    language: str = ""
