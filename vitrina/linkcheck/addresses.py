"""Addresses as they are asked for: ASCII only (RFC 3986, IDNA 2008 by UTS 46), one spelling each, no fragment."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

SCHEMES = ("http", "https")

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,254}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_SAFE = "/%:@!$&'()*+,;=~-._?[]|"
"""What stays as it is: everything reserved, and ``%``, for a letter that is encoded already."""


def asked(address: str) -> str | None:
    """Return how ``address`` is asked for, or ``None`` where nobody could ask for it.

    The fragment is the browser's own business, and a name and password before the host are nobody's.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES or host is None:
        return None
    network = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, network, quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE), ""))


def host_of(address: str) -> str:
    """Return the host of an address that can be asked for."""
    return urlsplit(address).hostname or ""


def redirected(address: str, location: str) -> str | None:
    """Return where ``address`` leads when its site answers with ``location``, unless that is not to be followed.

    Only http and https are, and no public site leads into this machine or its own network.
    """
    try:
        target = asked(urljoin(address, location.strip()))
    except ValueError:
        return None
    if target is None or (_is_private(host_of(target)) and not _is_private(host_of(address))):
        return None
    return target


def header_text(value: str) -> str:
    """Return a header's value, which the library reads as Latin-1, as the UTF-8 that most sites mean."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _host(host: str) -> str | None:
    """Return ``host`` in ASCII, or ``None`` where it cannot be one."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host.partition('%')[0])}]"
    try:
        name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None
    return name if _HOST.fullmatch(name) else None


def _is_private(host: str) -> bool:
    """Tell whether a host is this machine or its neighbour, by its name alone."""
    if host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
