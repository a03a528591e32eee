"""Addresses: what a slug may be, and how an address and a file of the output belong together.

An *address* is the part of a URL below the base address, without a leading slash and with a slash at its end for a
page (``sv/projects/moc-kobiet/``). Addresses are text; percent-encoding (RFC 3986) happens once, in ``link``.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST_SEGMENT = 120
"""Characters. A file name may have 255 bytes; Arabic letters take two, rarer scripts up to four."""

_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED_BY_WINDOWS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)))
)


def is_identifier(text: str) -> bool:
    """Tell whether ``text`` can be an id: ASCII small letters, digits and single hyphens, of a sensible length."""
    return len(text) <= LONGEST_SEGMENT and bool(_IDENTIFIER.fullmatch(text)) and text not in _RESERVED_BY_WINDOWS


def is_slug(text: str) -> bool:
    """Tell whether ``text`` can be one segment of an address: small letters and digits of any script, single hyphens.

    It has to be in Unicode's form NFC, so that one address has one spelling, and can therefore hold no slash, no dot,
    no space, no control character and nothing that steps out of its folder.
    """
    words = text.split("-")
    return (
        text == unicodedata.normalize("NFC", text).lower()
        and all(word and all(_is_letter_or_digit(char) for char in word) for word in words)
        and len(text.encode()) <= 2 * LONGEST_SEGMENT
        and text not in _RESERVED_BY_WINDOWS
    )


def is_web_address(text: str) -> bool:
    """Tell whether ``text`` is an http(s) address of a host, in ASCII and without anything that could leave a link."""
    if not text.isascii() or re.search(r"[\s\\\"'<>`{}|^\x00-\x1f\x7f]", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def suggest_slug(text: str) -> str:
    """Return a slug that resembles ``text``, or an empty text where nothing can be kept."""
    folded = unicodedata.normalize("NFC", text).lower()
    kept = "".join(char if _is_letter_or_digit(char) else " " for char in folded)
    slug = "-".join(kept.split())
    return slug if is_slug(slug) else ""


def normal_base_url(url: str) -> str | None:
    """Return ``url`` with a slash at its end, or ``None`` unless it is an http(s) address without query or fragment."""
    if not url.isascii() or re.search(r"[\s\\\"'<>`{}|^]", url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
    if parts.scheme not in ("http", "https") or parts.query or parts.fragment or not _HOST.fullmatch(host):
        return None
    if any(segment in (".", "..") for segment in parts.path.split("/")) or "//" in parts.path:
        return None
    return url if url.endswith("/") else f"{url}/"


def origin_of(url: str) -> str:
    """Return the scheme, host and port of ``url``: what a Content-Security-Policy names."""
    return urlunsplit((*urlsplit(url)[:2], "", "", ""))


def file_of(address: str) -> str:
    """Return the output file, relative and with forward slashes, that answers to ``address``."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def address_of(file: str) -> str:
    """Return the address that ``file`` of the output answers to; the inverse of ``file_of``."""
    folder, _, name = file.rpartition("/")
    if name != "index.html":
        return file
    return f"{folder}/" if folder else ""


def base_path(base_url: str) -> str:
    """Return the path of the base address, with a slash at both ends: ``/`` or ``/view_context/``."""
    path = urlsplit(base_url).path
    return path if path.endswith("/") else f"{path}/"


def link(base_url: str, address: str) -> str:
    """Return the link that pages use for ``address``: absolute path, percent-encoded, below the base address."""
    return base_path(base_url) + quote(address, safe="/~")


def absolute(base_url: str, address: str) -> str:
    """Return the full URL of ``address``, as feeds, sitemaps and canonical links need it."""
    return base_url + quote(address, safe="/~")


def _is_letter_or_digit(char: str) -> bool:
    return unicodedata.category(char) in {"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"}
