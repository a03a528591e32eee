"""The keys of values that are mappings and come with the package: persons, organisations, places, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vitrina.model import Facet, Fact
from vitrina.problems import Message, for_visitors, say


def part(key: str, shape: str, label: Message, example: str, *, is_required: bool = False) -> Fact[Any]:
    """Return the declaration of a part of a mapping, whose label says what it is for, too."""
    return Fact(key=key, shape=shape, label=label, purpose=label, example=example, is_required=is_required)


_NAME = part("name", "text per language", for_visitors("Name"), "Anna Nowak", is_required=True)
_TOWN = part("town", "text per language", for_visitors("Town"), "{pl: Białystok, lv: Belostoka}")
_COUNTRY = part("country", "country", for_visitors("Country"), "PL")
_EMAIL = part("email", "email", for_visitors("E-mail"), "info@example.org")
_PHONE = part("phone", "phone", for_visitors("Phone"), "+48 85 123 45 67")
_LINK = part("link", "link", for_visitors("Website"), "https://example.com/")
_REGION = Facet(
    key="region",
    shape="term",
    label=for_visitors("Region"),
    purpose=for_visitors("Region"),
    example="podlaskie",
    vocabulary="regions",
    heading=for_visitors("Regions"),
    segment="",
)

STILL = part("still", "attachment", for_visitors("Picture"), "still.jpg")
"""The picture of a video, which stands where the video is."""

PARTS: Mapping[str, tuple[Fact[Any], ...]] = {
    "person": (
        _NAME,
        part("role", "text per language", for_visitors("Role"), "{pl: koordynatorka, lv: koordinatore}"),
        _EMAIL,
        _PHONE,
        _LINK,
    ),
    "organisation": (_NAME, _TOWN, _REGION, _COUNTRY, _EMAIL, _PHONE, _LINK),
    "place": (_NAME, _TOWN, _COUNTRY, part("point", "point", for_visitors("Coordinates"), "[53.13, 23.16]")),
    "video": (
        part("link", "link", for_visitors("Address"), "https://example.com/film", is_required=True),
        replace(
            part("file", "attachment", for_visitors("File"), "film.mp4"),
            purpose=say("A video or a sound beside the document, in the place of an address."),
        ),
        part("title", "text per language", for_visitors("Title"), "{pl: Film o ogrodzie, lv: Filma par dārzu}"),
        STILL,
    ),
    "file": (
        part("file", "attachment", for_visitors("File"), "report.pdf"),
        part("link", "link", for_visitors("Address"), "https://example.com/report.pdf"),
        part("title", "text per language", for_visitors("Title"), "{pl: Raport, lv: Pārskats}"),
    ),
}
"""The parts of each shape; a plain text in the place of the mapping is the first of them, or the name of a file."""
