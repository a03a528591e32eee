"""What is known of a picture before it is decoded: its size, from the beginning of its file."""

from __future__ import annotations

import re
from xml.parsers import expat

from vitrina.media.opening import opened, size_of
from vitrina.media.renditions import DRAWING, ending_of
from vitrina.model.pictures import PictureFile

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_NO_SIZE = 1000.0
"""The width of a drawing that says only how wide it is compared with its height: it fills a column of text."""

_NUMBERS = re.compile(r"[\s,]+")


def inspected(data: bytes, digest: str, path: str) -> PictureFile:
    """Return what is known of the picture in ``data``, the bytes of the file at ``path`` with this ``digest``.

    Raise ``UnusablePictureError`` where it is none that can be published.
    """
    if ending_of(path) == DRAWING:
        width, height = _size_of_drawing(data)
        return PictureFile(digest=digest, width=width, height=height, is_drawing=True)
    with opened(data, path) as image:
        width, height = size_of(image)
    return PictureFile(digest=digest, width=width, height=height)


def _size_of_drawing(data: bytes) -> tuple[int, int]:
    """Return the size of an SVG picture in pixels (CSS); zeros where nothing is known."""
    found: list[dict[str, str]] = []

    def start(_name: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return 0, 0  # the check of attachments says so
    root = found[0] if found else {}
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = [_length(number) for number in _NUMBERS.split(root.get("viewBox", "").strip())]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width:
            width, height = _NO_SIZE, _NO_SIZE * box[3] / box[2]
    return (round(width), round(height)) if round(width) and round(height) else (0, 0)


def _length(written: str) -> float:
    match = _LENGTH.fullmatch(written)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match else 0.0
