"""Encoding: the bytes of a rendition, always the same for the same picture and the same version of Pillow."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from vitrina.media.decoding import DecodedPicture, resized
from vitrina.media.opening import BROKEN, damaged
from vitrina.media.problems import UnusablePictureError
from vitrina.media.renditions import Rendition
from vitrina.media.times import without_times

_WITH_TRANSPARENCY = frozenset(("PNG", "GIF", "WEBP", "AVIF"))
_PAPER = (255, 255, 255)
"""What shows through a transparent picture in a format without transparency."""


def encoded(picture: DecodedPicture, rendition: Rendition, path: str) -> bytes:
    """Return the bytes of ``picture`` as ``rendition`` says; nothing is in them but what is seen.

    Raise ``UnusablePictureError`` where the format cannot have a picture like that in the file at ``path``.
    """
    try:
        return _encoded(picture, rendition)
    except BROKEN as error:
        raise UnusablePictureError(damaged(path)) from error


def _encoded(picture: DecodedPicture, rendition: Rendition) -> bytes:
    frames = [_fit(frame, rendition.format) for frame in resized(picture, rendition.size, rendition.box)]
    options = _options(rendition, is_flat=picture.is_flat)
    if len(frames) > 1 and rendition.format in _WITH_TRANSPARENCY:
        options |= {"save_all": True, "append_images": frames[1:], "duration": list(picture.durations)}
        if rendition.format != "GIF" or picture.loop != 1:  # a GIF that does not say it is shown once
            options["loop"] = picture.loop
    buffer = io.BytesIO()
    frames[0].save(buffer, rendition.format, **options)
    made = buffer.getvalue()
    return without_times(made) if rendition.format == "AVIF" and len(frames) > 1 else made


def _fit(frame: Image.Image, image_format: str) -> Image.Image:
    """Return ``frame`` in a mode that the format has, and without notes."""
    if frame.mode == "RGBA" and image_format not in _WITH_TRANSPARENCY:
        paper = Image.new("RGB", frame.size, _PAPER)
        paper.paste(frame, mask=frame.getchannel("A"))
        return paper
    frame.info = {}
    return frame


def _options(rendition: Rendition, *, is_flat: bool) -> dict[str, Any]:
    quality = rendition.quality
    options: Mapping[str, Mapping[str, Any]] = {
        "JPEG": {"quality": quality, "optimize": True, "progressive": True},
        "PNG": {"optimize": True},
        "GIF": {"optimize": True},
        "WEBP": {"lossless": True, "quality": 80, "method": 4} if is_flat else {"quality": quality, "method": 4},
        "AVIF": {"quality": max(1, quality * 3 // 4), "speed": 6},
    }
    return dict(options[rendition.format])
