"""Under which names and addresses a request may ask the preview: those that its sockets are bound to, and no other.

Any site can make its own name point to this machine and read what answers there through its visitor's browser (DNS
rebinding). The browser tells the name in ``Host`` (RFC 9110, 7.2), so every request is checked, web sockets included.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

LOCALHOST = "localhost"

_HOST = re.compile(r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:@/?#\[\]]+))(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_LOOPBACK = frozenset(("127.0.0.1", "::1"))
_HTTP = 80
"""The port of an address that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """The ``names`` and addresses, and the ``port``, under which a preview answers; ``url`` is the one to open.

    With ``is_bound_to_all`` it answers under every address of this machine, too.
    """

    names: frozenset[str]
    port: int
    url: str
    is_bound_to_all: bool = False

    def allow(self, host: str | None) -> bool:
        """Tell whether a request may name this ``host``, which is the header as it was sent."""
        match = _HOST.fullmatch(host or "")
        if match is None or int(match["port"] or _HTTP) != self.port:
            return False
        name = _in_one_form(match["ipv6"] or match["name"])
        return name in self.names or (self.is_bound_to_all and is_of_this_machine(name))


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
