"""The renditions of a picture: in which widths and formats it is published, and under which names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.media.cards import CARD_SIZE
from vitrina.model.pictures import AVIF, WEBP, PictureFile, PictureSettings

PHOTO_ENDING = ".jpg"
"""What is added to the name of a picture of a kind that browsers do not show (TIFF, HEIC): it becomes a JPEG."""

FORMATS: Mapping[str, str] = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    WEBP: "WEBP",
    AVIF: "AVIF",
}
"""The formats of pictures that browsers show, by the endings of their names."""

CONVERTED = frozenset(("bmp", "tif", "tiff", "heic", "heif"))
"""The endings of pictures that browsers do not show, or not well."""

UNCHANGED = frozenset(("jfif", "jpe", "jxl", "dng"))
"""The endings of pictures that are published as they are, wherever a site has them."""

DRAWING = "svg"
ENDINGS = frozenset((*FORMATS, *CONVERTED, DRAWING))
"""The endings of all pictures."""

_WIDEST = 4096
_HIGHEST = 16_000
_HIGH_QUALITY = 90
_NARROWEST_SHARED = 600
"""Services show what is narrower as a stamp beside the link, or not at all."""

_MUCH_LARGER = 1.25
"""A width is left out where the next one is hardly larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A picture in one width and format.

    ``name`` is that of its file, ``full`` the size of the picture that it is made smaller from; ``box`` is the part of
    that which it shows (left, upper, right, lower), unless it is the whole.
    """

    name: str
    format: str
    width: int
    height: int
    full: tuple[int, int]
    quality: int
    box: tuple[int, int, int, int] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_picture(name: str) -> bool:
    """Tell whether a file with this name is to be a picture."""
    return ending_of(name) in ENDINGS


def is_picture_for_browsers(name: str) -> bool:
    """Tell whether a file with this name is to be a picture with pixels that browsers show."""
    return ending_of(name) in FORMATS


def is_picture_as_it_is(name: str, *, is_static: bool) -> bool:
    """Tell whether a file with this name is published with all that it says of where it was taken, and by whom."""
    return ending_of(name) in (UNCHANGED | CONVERTED if is_static else UNCHANGED) - {"bmp"}  # which says nothing


def published_name(name: str) -> str:
    """Return the name under which a file is published."""
    return f"{name}{PHOTO_ENDING}" if ending_of(name) in CONVERTED else name


def fallback(name: str, picture: PictureFile, settings: PictureSettings) -> Rendition:
    """Return the rendition for browsers that know none of the other formats: in its own one, no larger than needed."""
    shown = published_name(name)
    width = _full(picture, settings.largest)
    return _rendition(shown, FORMATS[ending_of(shown)], picture, width, settings)


def whole(name: str, picture: PictureFile) -> Rendition:
    """Return the rendition in nearly the size and the quality of its file."""
    size = (width := _full(picture, _WIDEST), _height(picture, width))
    return Rendition(
        name=name, format=FORMATS[ending_of(name)], width=width, height=size[1], full=size, quality=_HIGH_QUALITY
    )


def renditions(name: str, picture: PictureFile, settings: PictureSettings) -> tuple[Rendition, ...]:
    """Return the renditions that a browser chooses from: format by format, the narrowest first."""
    if picture.is_drawing:
        return ()
    mark = _mark(name, picture, settings)
    stem = name.rpartition(".")[0]
    return tuple(
        _rendition(f"{stem}-{mark}-{width}.{ending}", FORMATS[ending], picture, width, settings)
        for ending in settings.formats
        for width in _widths(picture, settings)
    )


def shared(name: str, picture: PictureFile, settings: PictureSettings) -> Rendition | None:
    """Return what a link shows where it is passed on; ``None`` where a drawing or a small picture is no use there.

    It is in the shape of ``CARD_SIZE``. What is cut off of a high picture is more below than above: there, faces are.
    """
    if picture.is_drawing:
        return None
    full = (width := _full(picture, settings.largest)), _height(picture, width)
    shown = min(full[0], full[1] * CARD_SIZE[0] // CARD_SIZE[1]), min(full[1], full[0] * CARD_SIZE[1] // CARD_SIZE[0])
    if shown[0] < _NARROWEST_SHARED:
        return None
    left, upper = (full[0] - shown[0]) // 2, (full[1] - shown[1]) // 3
    size = min(shown, CARD_SIZE)
    return Rendition(
        name=f"{name.rpartition('.')[0]}-{_mark(name, picture, settings)}-shared{PHOTO_ENDING}",
        format=FORMATS["jpg"],
        width=size[0],
        height=size[1],
        full=full,
        quality=settings.quality,
        box=(left, upper, left + shown[0], upper + shown[1]),
    )


def _mark(name: str, picture: PictureFile, settings: PictureSettings) -> str:
    """Return what is different for another picture, or other settings."""
    key = f"{name}\0{picture.digest}\0{settings.quality}\0{settings.largest}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(key, digest_size=5).hexdigest()


def _widths(picture: PictureFile, settings: PictureSettings) -> list[int]:
    full = _full(picture, settings.largest)
    return [*sorted(width for width in settings.widths if width * _MUCH_LARGER <= full), full]


def _rendition(name: str, image_format: str, picture: PictureFile, width: int, settings: PictureSettings) -> Rendition:
    return Rendition(
        name=name,
        format=image_format,
        width=width,
        height=_height(picture, width),
        full=(full := _full(picture, settings.largest), _height(picture, full)),
        quality=settings.quality,
    )


def _full(picture: PictureFile, largest: int) -> int:
    """Return the largest width of ``picture``, with which it is not higher than any format can be."""
    return max(1, min(picture.width, largest, picture.width * _HIGHEST // picture.height))


def _height(picture: PictureFile, width: int) -> int:
    return max(1, (picture.height * width * 2 + picture.width) // (2 * picture.width))
