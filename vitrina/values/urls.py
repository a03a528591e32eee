"""Addresses: valid ids and slugs, and the conversion between addresses, output files and URLs.

An *address* is the path of a URL relative to the base URL, with a trailing slash for a page
(``sv/projects/moc-kobiet/``). Addresses are Unicode; ``link`` and ``absolute`` percent-encode them (RFC 3986).
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from vitrina.values.characters import has_look_alikes, is_visible

LONGEST_SEGMENT = 120
"""The largest number of characters: a file name may have 255 bytes, and a letter takes up to four in UTF-8."""

_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED_BY_WINDOWS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)))
)


def is_identifier(text: str) -> bool:
    """Tell whether ``text`` is a valid id: lower-case ASCII letters, digits and single hyphens."""
    return len(text) <= LONGEST_SEGMENT and bool(_IDENTIFIER.fullmatch(text)) and text not in _RESERVED_BY_WINDOWS


def is_slug(text: str) -> bool:
    """Tell whether ``text`` is a valid segment of an address: lower-case letters and digits of any script, hyphens.

    No letter is invisible, and none looks like one of another script in it. It is in NFC, so that an address has one
    spelling, and holds no slash, dot, space or control character.
    """
    words = text.split("-")
    return (
        text == unicodedata.normalize("NFC", text).lower()
        and all(word and all(_is_letter_or_digit(char) for char in word) for word in words)
        and not has_look_alikes(text)
        and len(text.encode()) <= 2 * LONGEST_SEGMENT
        and text not in _RESERVED_BY_WINDOWS
    )


def is_web_address(text: str) -> bool:
    """Tell whether ``text`` is an absolute http(s) URL in ASCII, without characters that could end an attribute."""
    if not text.isascii() or re.search(r"[\s\\\"'<>`{}|^\x00-\x1f\x7f]", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def suggest_web_address(text: str) -> str:
    """Return the web address that ``text`` is meant to be, or an empty string where that cannot be told.

    Without its scheme it is one of ``https``; other letters than those of ASCII are encoded (RFC 3986, IDNA).
    """
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").encode("idna").decode()
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        return ""
    rest = urlunsplit(("", "", *(quote(part, safe="/%=&+,;:@!$()*~?") for part in parts[2:])))
    suggested = f"{parts.scheme}://{host}{port}{rest}"
    is_told = is_web_address(suggested) and _DOMAIN.fullmatch(host) and "@" not in parts.netloc
    return suggested if is_told else ""


def suggest_slug(text: str) -> str:
    """Return a slug made from ``text``, or an empty string if no character of it is valid."""
    folded = unicodedata.normalize("NFC", text).lower()
    kept = "".join(char if _is_letter_or_digit(char) else " " for char in folded)
    slug = "-".join(kept.split())
    return slug if is_slug(slug) else ""


def normal_base_url(url: str) -> str | None:
    """Return ``url`` with a trailing slash, or ``None`` unless it is an http(s) URL without query or fragment."""
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
    """Return the origin (scheme, host and port) of ``url``, as a Content-Security-Policy lists it."""
    return urlunsplit((*urlsplit(url)[:2], "", "", ""))


def file_of(address: str) -> str:
    """Return the path of the output file that is served at ``address``, relative and with forward slashes."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def address_of(file: str) -> str:
    """Return the address at which the output file ``file`` is served; the inverse of ``file_of``."""
    folder, _, name = file.rpartition("/")
    if name != "index.html":
        return file
    return f"{folder}/" if folder else ""


def base_path(base_url: str) -> str:
    """Return the path of the base URL with a slash at both ends: ``/`` or ``/showcase/``."""
    path = urlsplit(base_url).path
    return path if path.endswith("/") else f"{path}/"


def link(base_url: str, address: str) -> str:
    """Return the percent-encoded absolute path of ``address``, as pages link to it."""
    return base_path(base_url) + quote(address, safe="/~")


def absolute(base_url: str, address: str) -> str:
    """Return the percent-encoded absolute URL of ``address``, for feeds, sitemaps and canonical links."""
    return base_url + quote(address, safe="/~")


def _is_letter_or_digit(char: str) -> bool:
    return is_visible(char) and unicodedata.category(char) in {"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"}
