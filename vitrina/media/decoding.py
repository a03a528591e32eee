"""From a file to what is seen: upright, in sRGB, with eight bits, and without anything that the file says besides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageSequence

from vitrina.media.opening import ON_THEIR_SIDE, opened, orientation
from vitrina.media.problems import UnusablePictureError
from vitrina.problems import Location, Problem, say

_MOST_PIXELS_OF_FRAMES = 80_000_000
"""The pixels of all frames of a moving picture together, which are in memory at once."""

_FEW_COLOURS = 512
_MOVING = frozenset(("GIF", "WEBP", "PNG", "AVIF"))
_PHOTOGRAPHS = frozenset(("JPEG", "MPO"))
_FLAT = frozenset(("PNG", "GIF", "BMP"))
_OPAQUE = {"RGBA": "RGB", "LA": "L"}
"""What modes with transparency are without it."""

_SRGB = frozenset(("srgb", "srgb built-in", "srgb iec61966-2.1"))
"""What profiles are called whose colours need no conversion; others with such names may mean other numbers."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DecodedPicture:
    """A picture as it is seen: one frame, or several with how long each is shown (in milliseconds).

    ``loop`` is how often they are shown, 0 for ever. ``is_flat`` tells a drawing in few colours from a photograph.
    """

    frames: tuple[Image.Image, ...]
    durations: tuple[int, ...] = ()
    loop: int = 0
    is_flat: bool = False


def decoded(data: bytes, path: str, size: tuple[int, int]) -> DecodedPicture:
    """Return the picture in ``data``, the bytes of the file at ``path``, as it is seen in this ``size``.

    Raise ``UnusablePictureError`` where it cannot be decoded.
    """
    with opened(data, path) as image:
        if image.format in _MOVING and getattr(image, "is_animated", False):
            return _moving(image, path, size)
        turned = orientation(image)
        if image.format in _PHOTOGRAPHS:
            image.draft(None, _turned(size, turned))  # decodes no more than it takes
        is_flat = image.format in _FLAT and _has_few_colours(image)
        return DecodedPicture(frames=(_upright(_plain(image), turned, size),), is_flat=is_flat)


def _turned(size: tuple[int, int], turned: int) -> tuple[int, int]:
    return size[::-1] if turned in ON_THEIR_SIDE else size


def _moving(image: Image.Image, path: str, size: tuple[int, int]) -> DecodedPicture:
    count = int(getattr(image, "n_frames", 1))
    if size[0] * size[1] * count > _MOST_PIXELS_OF_FRAMES:
        message = say("This moving picture is too long: it has {count} frames.", count=count)
        hint = say("Save it as a video (MP4 or WebM), or make it shorter or smaller.")
        raise UnusablePictureError(Problem(Location(path), "picture-too-large", message, hint))
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        frames.append(_upright(_plain(frame.copy()), 1, size))
        durations.append(max(20, round(float(frame.info.get("duration") or 100))))
    is_repeated = "loop" in image.info
    loop = int(image.info["loop"]) if is_repeated else 1
    return DecodedPicture(frames=tuple(frames), durations=tuple(durations), loop=loop, is_flat=image.format == "GIF")


def _has_few_colours(image: Image.Image) -> bool:
    if image.mode in ("1", "P"):
        return True
    return image.mode in ("L", "RGB", "RGBA") and image.getcolors(_FEW_COLOURS) is not None


def _upright(image: Image.Image, turned: int, size: tuple[int, int]) -> Image.Image:
    """Return ``image`` turned as its orientation says, in this ``size`` and without notes."""
    method = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(turned)
    image = _in_srgb(_scaled(image, _turned(size, turned)))
    image = image if method is None else image.transpose(method)
    image.info = {}
    return image


def _plain(image: Image.Image) -> Image.Image:
    """Return ``image`` in a mode with a channel for each colour and eight bits, still in its own colours."""
    has_transparency = "transparency" in image.info
    match image.mode:
        case "RGB" | "1" if has_transparency:
            plain = image.convert("RGBA")
        case "L" | "LA" | "La" if has_transparency or image.mode != "L":
            plain = image.convert("LA")
        case "RGB" | "RGBA" | "CMYK" | "L" | "LAB":
            image.load()
            plain = image
        case "P" | "PA" | "RGBa":
            is_opaque = image.mode == "P" and not has_transparency
            plain = image.convert("RGB" if is_opaque else "RGBA")
        case "I;16" | "I;16L" | "I;16B" | "I;16N" | "I":
            plain = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        case "F":
            raise ValueError(image.mode)  # nobody knows what is white
        case _:
            plain = image.convert("RGB")
    if plain.mode in _OPAQUE and plain.getchannel("A").getextrema() == (255, 255):
        profile = plain.info.get("icc_profile")
        plain = plain.convert(_OPAQUE[plain.mode])
        plain.info["icc_profile"] = profile
    return plain


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return ``image`` in sRGB; the colours of a profile that cannot be read are taken as they are."""
    target = "RGBA" if image.mode in _OPAQUE else "RGB"
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if (own.profile.profile_description or "").lower() not in _SRGB or image.mode != target:
                return _converted(image, own, target)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image if image.mode == target else image.convert(target)


def _converted(image: Image.Image, own: ImageCms.ImageCmsProfile, target: str) -> Image.Image:
    """Return ``image`` with the colours that its ``own`` profile means: one of grey knows no transparency."""
    seen = image.getchannel("L") if image.mode == "LA" else image
    mode = target if seen is image else "RGB"
    made = ImageCms.profileToProfile(seen, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    assert made is not None  # which it is where a picture is changed in its place
    if seen is not image:
        made.putalpha(image.getchannel("A"))
    return made


def resized(
    picture: DecodedPicture, size: tuple[int, int], box: tuple[int, int, int, int] | None
) -> Iterator[Image.Image]:
    """Yield the frames of ``picture``, or the ``box`` in each (left, upper, right, lower), in this ``size``."""
    return (_scaled(frame if box is None else frame.crop(box), size) for frame in picture.frames)


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
