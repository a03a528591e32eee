"""What documents say of pictures, put together: words in all languages, and whether the people in them agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from vitrina.content.agreement import report_contradiction
from vitrina.content.documents import Document
from vitrina.contract.described_pictures import SOCIAL, WEB, Consent, DescribedPicture
from vitrina.model import Image, LocalText, PictureSettings
from vitrina.model.pictures import ALT, CONSENT
from vitrina.problems import Location, Problem, Problems, Severity, say

SOON = timedelta(days=60)
"""How long before its end a consent is told of."""


class ConsentState(StrEnum):
    """Whether the people in a picture agreed to its being published."""

    GIVEN = "given"
    ENDS_SOON = "ends-soon"
    EXPIRED = "expired"
    NOT_FOR_WEB = "not-for-web"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOfPeople:
    """A picture that shows people: its path in ``content``, where it is described, and what they agreed to."""

    place: str
    location: Location
    consent: Consent | None

    def state(self, today: date) -> ConsentState:
        """Return whether they agree to its being published ``today``."""
        if self.consent is None:
            return ConsentState.MISSING
        if self.consent.scope and WEB not in self.consent.scope:
            return ConsentState.NOT_FOR_WEB
        ends = self.ends
        if ends is not None and ends <= today:
            return ConsentState.EXPIRED
        return ConsentState.ENDS_SOON if ends is not None and _before(ends) <= today else ConsentState.GIVEN

    @property
    def is_for_social_media(self) -> bool:
        """Whether they agree to its being shown where a link is passed on."""
        return self.consent is None or not self.consent.scope or SOCIAL in self.consent.scope

    @property
    def ends(self) -> date | None:
        """The day from which the consent does not hold any more."""
        expires = None if self.consent is None else self.consent.expires
        return None if expires is None else expires.first_day()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureNotes:
    """What is known of pictures by their paths in ``content``, without who agreed.

    ``withheld`` are those that are not published, as somebody did not agree; ``not_shared`` those that links do not
    show where they are passed on; ``days`` are those on which that can change.
    """

    described: Mapping[str, Image] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    not_shared: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()


def picture_notes(
    documents: Iterable[Document], settings: PictureSettings, today: date, problems: Problems
) -> PictureNotes:
    """Return what ``documents`` say of pictures; report contradictions, and what keeps a picture from being shown."""
    written = [document for document in documents if document.pictures]
    if not written:
        return PictureNotes()
    people = pictures_of_people(written, problems)
    withheld, days = set(), set()
    for picture in people:
        state = picture.state(today)
        is_withheld = state in (ConsentState.EXPIRED, ConsentState.NOT_FOR_WEB) or (
            state is ConsentState.MISSING and CONSENT in settings.requires
        )
        withheld |= {picture.place} if is_withheld else set()
        problem = _problem(picture, state) if is_withheld or state is ConsentState.ENDS_SOON else None
        problems.extend([problem] if problem is not None else [])
        days |= {picture.ends, _before(picture.ends)} if picture.ends is not None else set()
    described = {place: _merged([one.image for _, one in found]) for place, found in _by_place(written).items()}
    if ALT in settings.requires:
        problems.extend(_without_alt(written, described))
    not_shared = frozenset(picture.place for picture in people if not picture.is_for_social_media)
    return PictureNotes(described=described, withheld=frozenset(withheld), not_shared=not_shared, days=frozenset(days))


def _before(ends: date) -> date:
    """Return the day on which it is soon; the first of the calendar where there is none."""
    return max(ends, date.min + SOON) - SOON


def pictures_of_people(documents: Iterable[Document], problems: Problems) -> list[PictureOfPeople]:
    """Return the pictures that show people, by path; report translations that contradict the original about it."""
    people = []
    for place, found in sorted(_by_place(documents).items()):
        first = next((one for _, one in found if one.shows_people), None)
        if first is None:
            continue
        for _, other in found[1:]:
            if other.shows_people and other.consent is not None and other.consent != first.consent:
                report_contradiction("consent", other.location, first.location, problems)
        people.append(PictureOfPeople(place=place, location=first.location, consent=first.consent))
    return people


def _by_place(documents: Iterable[Document]) -> dict[str, list[tuple[Document, DescribedPicture]]]:
    """Return the descriptions of each picture, that of the original first."""
    found: dict[str, list[tuple[Document, DescribedPicture]]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.translated_from is not None):
        folder = f"{document.source.section}/{document.source.id}"
        for name, described in document.pictures.items():
            found[f"{folder}/{name}"].append((document, described))
    return found


def _merged(images: Sequence[Image]) -> Image:
    """Return what ``images``, which describe one picture in several documents, say together."""
    return replace(
        images[0],
        alt=_texts(image.alt for image in images),
        caption=_texts(image.caption for image in images),
        credit=_texts(image.credit for image in images),
        is_decorative=any(image.is_decorative for image in images),
    )


def _texts(texts: Iterable[LocalText | None]) -> LocalText | None:
    versions = {language: text for local in texts if local is not None for language, text in local.versions.items()}
    return LocalText(versions) if versions else None


def _without_alt(documents: Iterable[Document], described: Mapping[str, Image]) -> Iterator[Problem]:
    """Yield the pictures at heads of pages without alternative text; texts are looked at when they are converted."""
    for document in documents:
        image = document.image
        if image is not None:
            whole = described[f"{document.source.section}/{document.source.id}/{image.file}"]
            if whole.alt is None and not whole.is_decorative:
                yield missing_alt(image.file, document.locations["image"], Severity.ERROR)


def missing_alt(file: str, location: Location, severity: Severity) -> Problem:
    """Return the problem of a picture that is described without saying what it shows."""
    message = say("The picture “{file}” has no alternative text.", file=file)
    hint = say(
        "Say what it shows: “alt: {example}”, or write “decorative: true” if nobody misses anything.",
        example="{sv: …, pl: …}",
    )
    return Problem(location, "missing-alt", message, hint, severity)


def _problem(picture: PictureOfPeople, state: ConsentState) -> Problem | None:
    place, file = picture.location, picture.place.rpartition("/")[2]
    ends = "" if picture.ends is None else picture.ends.isoformat()
    renewed = say("Ask the people in it, and write the new “date” and “expires”; or use another picture.")
    match state:
        case ConsentState.MISSING:
            message = say("The picture “{file}” shows people who have not agreed, so it is not published.", file=file)
            hint = say(
                "Ask them, and write: “consent: {example}”. Who agreed is never published.",
                example="{given_by: …, date: …}",
            )
            return Problem(place, "consent-missing", message, hint, Severity.WARNING)
        case ConsentState.EXPIRED:
            message = say(
                "The consent for the picture “{file}” ended on {day}, so it is not published.", file=file, day=ends
            )
            return Problem(place, "consent-expired", message, renewed, Severity.WARNING)
        case ConsentState.NOT_FOR_WEB:
            message = say("The consent for the picture “{file}” is not for the web, so it is not published.", file=file)
            hint = say("Use another picture, or ask the people in it and add “web” to “scope”.")
            return Problem(place, "consent-not-for-web", message, hint, Severity.WARNING)
        case ConsentState.ENDS_SOON:
            message = say(
                "The consent for the picture “{file}” ends on {day}; then it is not published.", file=file, day=ends
            )
            return Problem(place, "consent-ends", message, renewed, Severity.WARNING)
        case ConsentState.GIVEN:
            return None
