"""What the preview answers: which file an address means and of which type it is."""

from __future__ import annotations

import hashlib
import ipaddress
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from vitrina.disk.output import OWN_FOLDER

RESERVED = f"/{OWN_FOLDER}/"
"""Below this path lies what belongs to the preview; no file of a site can (``reserved-name``)."""

TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Types by the ending of a name: those that a system may know differently, or not at all."""

_OF_TEXT = re.compile(r"text/.*|application/(?:.*\+)?(?:json|xml)|image/svg\+xml")
_FINGERPRINT = re.compile(rb"\?v=[0-9a-f]{8}")
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The file that answers to an address."""

    file: Path


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The address of a folder lacks its slash."""


def find(folder: Path, path: str) -> Found | Elsewhere | None:
    """Return what answers to ``path`` (decoded, without the query, beginning with a slash) in the site in ``folder``.

    Nothing outside ``folder`` ever does, nor what the engine keeps in it for itself.
    """
    names = path.removeprefix("/").split("/")
    is_folder = names[-1] == ""
    names = names[:-1] if is_folder else names
    if not all(map(_is_plain, names)) or names[:1] == [OWN_FOLDER]:
        return None
    place = folder.joinpath(*names)
    try:
        if any(part.is_symlink() for part in (place, *place.parents) if part.is_relative_to(folder) and part != folder):
            return None
        if is_folder:
            place /= "index.html"
        elif place.is_dir():
            return Elsewhere()
        return Found(place) if place.is_file() else None
    except (OSError, ValueError):  # a name that no disk can have
        return None


def content_type(name: str) -> str:
    """Return the type (RFC 9110) of a file called ``name``; text is UTF-8, as everything that Vitrina writes."""
    if PurePosixPath(name).name == "feed.xml":
        return "application/atom+xml; charset=utf-8"
    found = TYPES.get(PurePosixPath(name).suffix.lower()) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if _OF_TEXT.fullmatch(found) else found


def is_number(host: str) -> bool:
    """Tell whether ``host`` is an IP address, and not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches ``host``."""
    return host == "localhost" or (is_number(host) and ipaddress.ip_address(host).is_loopback)


def digest_of_page(html: bytes) -> str:
    """Return the digest of a page, whatever the versions of the files that it loads are: those are told apart."""
    return hashlib.sha256(_FINGERPRINT.sub(b"", html)).hexdigest()


def version_of(content: bytes) -> str:
    """Return the version of a file that a page loads, as the engine writes it into the page's links (``?v=``)."""
    return hashlib.sha256(content).hexdigest()[:8]


def with_script(html: bytes, script: bytes) -> bytes:
    """Return a page with ``script`` at the end of its head, or at its own end where it has no such place."""
    match = _HEAD_END.search(html)
    position = match.start() if match is not None else len(html)
    return html[:position] + script + html[position:]


def _is_plain(name: str) -> bool:
    return name not in ("", ".", "..") and not any(char in name for char in "\\\0:")
