"""Under which names and addresses a request may ask the preview: those of its sockets, and those that are allowed.

Any site can make its own name point to this machine and read what answers there through its visitor's browser (DNS
rebinding). The browser tells the name in ``Host`` (RFC 9110, 7.2), so every request is checked, web sockets included.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

LOCALHOST = "localhost"

_HOST = re.compile(r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:@/?#\[\]]+))(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_LOOPBACK = frozenset(("127.0.0.1", "::1"))
_HTTP = 80
"""The port of an address that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """The ``names`` and addresses, and the ``port``, under which a preview answers; ``url`` is the one to open.

    With ``is_bound_to_all`` it answers under every address of this machine, too. Under the names that are ``allowed``
    it answers whatever the port: something forwards requests from there (a proxy, a tunnel).
    """

    names: frozenset[str]
    port: int
    url: str
    is_bound_to_all: bool = False
    allowed: frozenset[str] = frozenset()

    def allow(self, host: str | None) -> bool:
        """Tell whether a request may name this ``host``, which is the header as it was sent."""
        match = _HOST.fullmatch(host or "")
        if match is None:
            return False
        name = _in_one_form(match["ipv6"] or match["name"])
        if name in self.allowed or int(match["port"] or _HTTP) != self.port:
            return name in self.allowed
        return name in self.names or (self.is_bound_to_all and is_of_this_machine(name))

    def allow_origin(self, origin: str, host: str) -> bool:
        """Tell whether a page of ``origin`` may listen through a request that names this ``host``.

        It is of the preview where both agree. What forwards requests may name this machine instead.
        """
        try:
            parts = urlsplit(origin)
            name = _in_one_form(parts.hostname or "")
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and (parts.netloc == host or name in self.allowed)


def name_of_host(text: str) -> str | None:
    """Return the name or the address in ``text`` as ``Hosts`` compares it; ``None`` where it is anything else."""
    match = _HOST.fullmatch(text if not is_ipv6(text) else f"[{text}]")
    if match is None or match["port"] is not None or "*" in text:
        return None
    return _in_one_form(match["ipv6"] or match["name"])


def is_ipv6(text: str) -> bool:
    """Tell whether ``text`` is an address of IPv6 without brackets."""
    try:
        return ipaddress.ip_address(text).version == 6
    except ValueError:
        return False


def hosts_of(host: str, sockets: Iterable[socket.socket], url: str) -> Hosts:
    """Return what a preview answers to whose ``sockets`` were opened for ``host``, as it was written."""
    places = [opened.getsockname() for opened in sockets]
    addresses = {_in_one_form(str(place[0])) for place in places}
    is_bound_to_all = any(ipaddress.ip_address(address).is_unspecified for address in addresses)
    if is_bound_to_all:
        own = socket.gethostname().lower()
        names = {LOCALHOST, own, f"{own}.local", *_LOOPBACK}
    else:
        names = {_in_one_form(host), *addresses, *([LOCALHOST] if addresses & _LOOPBACK else [])}
    return Hosts(names=frozenset(names), port=int(places[0][1]), url=url, is_bound_to_all=is_bound_to_all)


def is_of_this_machine(address: str) -> bool:
    """Tell whether ``address`` is one of this machine's own: only to these can a socket be bound."""
    try:
        ip = ipaddress.ip_address(address)
        if ip.is_unspecified or ip.is_multicast:
            return False
        with socket.socket(socket.AF_INET if ip.version == 4 else socket.AF_INET6, socket.SOCK_DGRAM) as tried:
            tried.bind((str(ip), 0))
    except (OSError, ValueError):
        return False
    return True


def _in_one_form(name: str) -> str:
    """Return a name in small letters and without the dot at its end, and an address in its usual form."""
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name.lower().removesuffix(".")
