"""QR codes of addresses, made once; a build keeps them for the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_MASK = 2
"""One of the eight patterns of a QR code (ISO/IEC 18004). All can be read; to try each takes three times as long."""


class Codes:
    """Makes QR codes; ``load`` returns those that earlier builds kept, by address, and is called when one is needed.

    ``made`` are those that were made here.
    """

    def __init__(self, load: Callable[[], Mapping[str, str]] = dict) -> None:
        self._load = load
        self._kept: Mapping[str, str] | None = None
        self._known: dict[str, str] = {}
        self.made: dict[str, str] = {}

    @property
    def kept(self) -> Mapping[str, str]:
        """The codes that earlier builds kept."""
        if self._kept is None:
            self._kept = self._load()
        return self._kept

    def of(self, url: str) -> str:
        """Return the QR code of ``url``, as ``qr_code`` does."""
        known = self._known.get(url) or self.kept.get(url)
        if known is None:
            known = self._known[url] = self.made[url] = qr_code(url)
        return known


def qr_code(url: str) -> str:
    """Return the address of a QR code: a picture in PNG, in its own address (RFC 2397), with one point for a module.

    A page holds 300 bytes of it then; as SVG they would be five times as many.
    """
    import segno  # it brings all of urllib, which only a build needs that has a code to make

    code = segno.make_qr(url, error="m", mask=_MASK, boost_error=False)
    return code.png_data_uri(border=0, compresslevel=0)  # other levels depend on the version of zlib
