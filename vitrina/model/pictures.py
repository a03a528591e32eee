"""Pictures beside documents: what is known of their files, and what a site makes of them."""

from __future__ import annotations

from dataclasses import dataclass

WEBP, AVIF = "webp", "avif"
ALT, CONSENT = "alt", "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A file with a picture.

    ``digest`` is that of its bytes. ``width`` and ``height`` are as it is seen, with its orientation applied; 0 where a
    drawing (SVG) has no size of its own.
    """

    digest: str
    width: int
    height: int
    is_drawing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSettings:
    """In which widths (in pixels) and formats a site has its pictures, and with which quality (1 to 100).

    The largest width is that of the fallback in the picture's own format, too. ``requires`` is what a picture has to
    have: ``ALT``, ``CONSENT``.
    """

    widths: tuple[int, ...] = (480, 960, 1600)
    formats: tuple[str, ...] = (WEBP,)
    quality: int = 80
    requires: tuple[str, ...] = ()

    @property
    def largest(self) -> int:
        """The largest width of a picture."""
        return max(self.widths)
