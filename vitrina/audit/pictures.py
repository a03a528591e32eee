"""Checks of pictures: alternative texts that are missing or say little, and file sizes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal

from vitrina.audit.bodies import Body
from vitrina.audit.checked_site import CheckedSite
from vitrina.content.picture_notes import missing_alt
from vitrina.contract.document_shapes import PICTURES
from vitrina.disk.inputs import InputFile
from vitrina.model.pictures import ALT
from vitrina.problems import Location, Problem, Severity, say

LARGEST = 1_000_000
"""The largest size in bytes of a picture that is published as it is."""

LONGEST_ALT = 150
"""The largest number of characters: a screen reader cannot stop in an alternative text, nor go back."""

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|heic|bmp)|(?:IMG|DSCN?|P|PXL|DJI)[_-]?\d{3,}\S*", re.I
)


def images_without_alt(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the documents whose ``image`` has no alternative text; told already where that is required."""
    site = checked.view_context.site
    for document in checked.published if ALT not in site.config.pictures.requires else ():
        if document.image is not None:
            image = site.described[f"{document.source.section}/{document.source.id}/{document.image.file}"]
            if image.alt is None and not image.is_decorative:
                yield missing_alt(image.file, document.locations["image"], Severity.WARNING)


def poor_alt(checked: CheckedSite, bodies: Iterable[Body]) -> Iterator[Problem]:
    """Yield the alternative texts that are too long, or names of files, and those of several pictures of a text."""
    for body in bodies:
        seen: dict[str, str] = {}
        for link in body.links:
            alt = link.alt.strip()
            if not link.is_picture or not alt:
                continue
            place = body.location(link.position)
            yield from _poor(alt, link.address, place)
            if seen.setdefault(alt.casefold(), link.address) != link.address:
                message = say("Two pictures of this text have the alternative text “{alt}”.", alt=alt)
                hint = say("Say of each what it alone shows.")
                yield Problem(place, "repeated-alt", message, hint, Severity.WARNING)
    for document in checked.published:
        for name, described in document.pictures.items():
            for alt in described.image.alt.versions.values() if described.image.alt is not None else ():
                yield from _poor(alt, name, described.location)


def _poor(alt: str, address: str, location: Location) -> Iterator[Problem]:
    stem = posixpath.basename(address).rpartition(".")[0]
    if _FILE_NAME.fullmatch(alt) or alt.casefold() == stem.casefold() != alt:
        message = say("The alternative text “{alt}” is the name of a file.", alt=alt)
        hint = say("Say what the picture shows, as you would on the telephone.")
        yield Problem(location, "alt-is-file-name", message, hint, Severity.WARNING)
    if len(alt) > LONGEST_ALT:
        message = say("The alternative text has {length} characters.", length=len(alt))
        hint = say("Say what matters in up to {most}; move the rest into a caption or the text.", most=LONGEST_ALT)
        yield Problem(location, "long-alt", message, hint, Severity.WARNING)


def large_pictures(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the pictures that are published as they are, and too large."""
    for planned in checked.plan:
        file = checked.contents[planned.path]
        if not isinstance(file, InputFile) or not planned.path.lower().endswith(PICTURES):
            continue
        size = 0
        with suppress(OSError):  # rendering has said so
            size = file.size()
        if size > LARGEST:
            message = say("The picture has {size} MB.", size=Decimal(f"{size / 1_000_000:.1f}"))
            hint = say("Save it smaller (1600 pixels wide is plenty), or as WebP; visitors on a phone pay for it.")
            yield Problem(Location(planned.origin), "large-picture", message, hint, Severity.WARNING)
