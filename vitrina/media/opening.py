"""Opening pictures: by what is in a file, whatever its name says, and only as far as it is asked for."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from vitrina.media.problems import UnusablePictureError
from vitrina.problems import Location, Problem, say

_FORMATS = [
    plugin.format
    for plugin in (
        *(JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, GifImagePlugin.GifImageFile),
        *(WebPImagePlugin.WebPImageFile, AvifImagePlugin.AvifImageFile),
        *(BmpImagePlugin.BmpImageFile, TiffImagePlugin.TiffImageFile),
    )
]
"""What is opened: no formats whose readers start other programs (EPS). No other readers are loaded to find these."""

_HEIF = "HEIF"
_ORIENTATION = 0x0112
ON_THEIR_SIDE = frozenset((5, 6, 7, 8))
"""The orientations (Exif) in which the width is the height of what is seen."""

BROKEN = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError, TypeError, MemoryError, RuntimeError),
    *(struct.error, zlib.error),
)
"""What Pillow raises at files that are damaged."""


@contextmanager
def opened(data: bytes, path: str) -> Iterator[Image.Image]:
    """Open the picture in ``data``, the bytes of the file at ``path``; nothing of it is decoded yet.

    Raise ``UnusablePictureError`` where that, or what is done with it, fails because of the file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_known_formats(data)) as image:
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise UnusablePictureError(_too_large(path, Image.MAX_IMAGE_PIXELS or 0)) from error
        except UnidentifiedImageError as error:
            raise UnusablePictureError(_not_a_picture(data, path)) from error
        except BROKEN as error:
            raise UnusablePictureError(damaged(path)) from error


def orientation(image: Image.Image) -> int:
    """Return the orientation of ``image`` (Exif): 1 is upright."""
    exif = Image.Exif()
    try:
        if image.format == "TIFF":
            exif = image.getexif()
        elif isinstance(known := image.info.get("exif"), bytes):
            exif.load(known)
        found = exif.get(_ORIENTATION, 1)
    except BROKEN:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def size_of(image: Image.Image) -> tuple[int, int]:
    """Return width and height of ``image`` as it is seen."""
    width, height = image.size
    return (height, width) if orientation(image) in ON_THEIR_SIDE else (width, height)


def _known_formats(data: bytes) -> list[str]:
    """Return the formats to try: HEIC is read by a package of its own, which need not be installed."""
    if not _is_heic(data):
        return _FORMATS
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return _FORMATS
    register_heif_opener()
    return [_HEIF]


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1")


def _not_a_picture(data: bytes, path: str) -> Problem:
    if _is_heic(data):
        message = say("This picture is in the format HEIC, which cannot be read here.")
        hint = say("Save it as JPEG, or install the package “pillow-heif”.")
        return Problem(Location(path), "heic-picture", message, hint)
    message = say("There is no picture in this file, whatever its name says.")
    return Problem(Location(path), "not-a-picture", message, say("Save it again as JPEG, PNG or WebP, or delete it."))


def damaged(path: str) -> Problem:
    """Return the problem of a picture at ``path`` that ends too early or cannot be decoded."""
    message = say("This picture is damaged or not complete.")
    hint = say("Copy it again from where it came from, or save it again with a program for pictures.")
    return Problem(Location(path), "damaged-picture", message, hint)


def _too_large(path: str, most: int) -> Problem:
    message = say("This picture has more than {most} million pixels.", most=most // 1_000_000)
    hint = say("Save it smaller: 4000 pixels wide are plenty.")
    return Problem(Location(path), "picture-too-large", message, hint)
