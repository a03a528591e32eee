"""Pictures for the tests: the smallest that there are, and photographs that tell more than they should."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from tests.required import require

SECRET = "Rosa, Storgatan 1"
"""What nobody may read who looks at a published picture."""


def drawn(width: int = 8, height: int = 6, mode: str = "RGB") -> Image.Image:
    """Return a picture with a red corner at its upper left, and blue at its lower right."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, max(1, width // 4), max(1, height // 4)))
    image.paste("blue", (width - max(1, width // 4), height - max(1, height // 4), width, height))
    return image.convert(mode)


def photograph(width: int, height: int, number: int = 0) -> Image.Image:
    """Return a picture as full of shades and of grain as a photograph, another one for each ``number``."""
    chance = random.Random(number)
    shades = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    grain = Image.frombytes("L", (512, 512), chance.randbytes(512 * 512)).resize(
        (width, height), Image.Resampling.BILINEAR
    )
    return Image.blend(shades, grain.convert("RGB"), 0.12)


def saved(image: Image.Image, image_format: str, **options: Any) -> bytes:  # noqa: ANN401 (as Pillow has them)
    """Return the bytes of a file with ``image``."""
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


def shown(data: bytes) -> Image.Image:
    """Return the picture in ``data`` as it is decoded, whatever notes say about it."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def telling_exif(orientation: int = 1) -> Image.Exif:
    """Return notes of a camera (Exif) with a name, a place, and how it was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = exif[0x010E] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 3.0), 3: "E", 4: (18.0, 4.0, 0.0)})
    return exif


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{SECRET}</creator></x:xmpmeta>'.encode()


def telling(image: Image.Image, image_format: str, orientation: int = 1) -> bytes:
    """Return a file of ``image`` with everything that a camera and a program add to one."""
    options: dict[str, Any] = {"exif": telling_exif(orientation)}
    if image_format in ("JPEG", "WEBP", "AVIF"):
        options["xmp"] = XMP
    if image_format in ("JPEG", "GIF"):
        options["comment"] = SECRET.encode()
    if image_format in ("JPEG", "PNG", "WEBP", "AVIF"):
        options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if image_format == "PNG":
        from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"].add_text("Author", SECRET)
    return saved(image, image_format, **options)


JPEG, PNG, GIF = (saved(drawn(), image_format) for image_format in ("JPEG", "PNG", "GIF"))
"""The smallest pictures."""

_HARMLESS = frozenset(
    ("SourceFile", "ExifTool", "System", "File", "Composite", "JFIF", "PNG", "GIF", "RIFF", "QuickTime")
)
"""Groups of ExifTool with what a format itself needs: sizes, kinds of compression."""

_TELLING = ("comment", "text", "author", "software", "date", "thumbnail", "profile", "description", "copyright")
_OF_PNG_AND_GIF = frozenset(
    (
        *("ImageWidth", "ImageHeight", "BitDepth", "ColorType", "Compression", "Filter", "Interlace", "Palette"),
        *("Transparency", "AnimationFrames", "AnimationPlays", "GIFVersion", "HasColorMap", "ColorResolutionDepth"),
        *("BitsPerPixel", "BackgroundColor", "TransparentColor", "FrameCount", "Duration", "AnimationIterations"),
    )
)
"""All that these two need: what they say besides has names that anybody can choose."""

_COLOURS = ("SeqProfile", "ColorProfiles", "PrimaryItemReference")
"""Tags of AVIF that say where its numbers are and how they are to be read."""


def notes_in(files: Iterable[Path]) -> dict[str, list[str]]:
    """Return what ExifTool finds in ``files`` besides the picture, by the name of the file."""
    paths = [str(file) for file in files]
    require(shutil.which("exiftool"), "ExifTool")
    command = ["exiftool", "-json", "-G1", "-a", "-u", "-ee", *paths]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    found: list[Mapping[str, object]] = json.loads(done.stdout)
    assert len(found) == len(paths), done.stderr
    return {Path(str(tags["SourceFile"])).name: notes for tags in found if (notes := _notes(tags))}


def _notes(tags: Mapping[str, object]) -> list[str]:
    notes = []
    for name, value in tags.items():
        group, _, tag = name.rpartition(":")
        is_of_the_format = (group or name) in _HARMLESS and not any(word in tag.lower() for word in _TELLING)
        if group in ("PNG", "GIF"):
            is_of_the_format = tag in _OF_PNG_AND_GIF
        is_unread = group == "ExifTool" and tag in ("Error", "Warning")
        is_no_date = value == "0000:00:00 00:00:00"
        is_of_the_format |= is_no_date or (group == "Track1" and "Date" not in tag)
        if is_unread or (not is_of_the_format and group not in ("System", "ExifTool") and tag not in _COLOURS):
            notes.append(f"{name}: {value}")
    return notes
