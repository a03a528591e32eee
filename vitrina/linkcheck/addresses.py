"""URLs as they are requested: ASCII only (RFC 3986, IDNA 2008 by UTS 46), one spelling each, no fragment."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
import idna

SCHEMES = ("http", "https")

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_HOST = re.compile(r"(?=.{1,254}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")


def request_url(address: str) -> str | None:
    """Return the URL to request for ``address``, or ``None`` where it is none.

    It has no fragment, which browsers do not send either, and no name and password, which are not sent to anyone.
    """
    try:
        parts = urlsplit(address.strip())
        host = _host(parts.hostname or "")
        if parts.scheme not in SCHEMES or host is None:
            return None
        network = host if parts.port is None else f"{host}:{parts.port}"
        return str(httpx.URL(urlunsplit((parts.scheme, network, parts.path or "/", parts.query, ""))))
    except (ValueError, httpx.InvalidURL):
        return None


def host_of(address: str) -> str:
    """Return the host of a URL."""
    return urlsplit(address).hostname or ""


def redirect_target(address: str, location: str) -> str | None:
    """Return where ``address`` leads when its site answers with ``location``, unless that is not to be followed.

    Only http and https are, and no public site leads into this machine or its own network.
    """
    try:
        target = request_url(urljoin(address, location.strip()))
    except ValueError:
        return None
    if target is None or (is_private(host_of(target)) and not is_private(host_of(address))):
        return None
    return target


def is_private(host: str) -> bool:
    """Tell whether a host is this machine or in its own network; a name that is not resolved tells little of that."""
    if host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost"):
        return True
    try:
        ip = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return not all(part.is_global and not part.is_multicast for part in (ip, *_inside(ip)))


def _inside(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo and NAT64 (RFC 6052) ones."""
    if ip.version == 4:
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        found.append(ipaddress.IPv4Address(ip.packed[-4:]))
    return [part for part in found if part is not None]


def _host(host: str) -> str | None:
    """Return ``host`` in ASCII, or ``None`` where it cannot be one."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host.partition('%')[0])}]"
    try:
        name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None
    return name if _HOST.fullmatch(name) else None
