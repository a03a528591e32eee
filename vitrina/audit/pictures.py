"""Checks of pictures: alternative texts in front matter, and file sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

from vitrina.audit.checked_site import CheckedSite
from vitrina.contract.document_shapes import PICTURES
from vitrina.disk.inputs import InputFile
from vitrina.problems import Location, Problem, Severity, say

LARGEST = 1_000_000
"""The largest size in bytes; a photograph that fills a large screen needs about a third of it."""


def images_without_alt(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the documents whose ``image`` has no alternative text."""
    for document in checked.published:
        if document.image is not None and document.image.alt is None:
            message = say("The picture “{file}” has no alternative text.", file=document.image.file)
            hint = say("Write “image: {example}”.", example=f"{{file: {document.image.file}, alt: …}}")
            yield Problem(document.locations["image"], "missing-alt", message, hint, Severity.WARNING)


def large_pictures(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the published pictures that are too large."""
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
