"""What the check of other sites' addresses is told and what it finds: plain values, without the network's modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from vitrina import __version__

Progress = Callable[[int, int], None]
"""Is told how many of how many addresses are answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPolicy:
    """How other sites are asked. Times are in seconds; ``now`` is when the check began, with a time zone.

    ``connect_timeout`` is for a connection, ``read_timeout`` for the next bytes, ``total_timeout`` for a request with
    its response. ``pause`` lies between two requests to one host. A request with a temporary failure is made ``tries``
    times, after ``back_off``, twice that, and so on, or after what the site asks for (``Retry-After``) up to
    ``longest_wait``. Where no host was reached and ``offline_after`` of them were tried, there is no network.
    ``proxies`` maps a scheme to a proxy's address; ``None`` stands for what the system says. In this machine's own
    network, only ``own_hosts`` are asked: a link in the content must not make this machine send requests there.
    """

    now: datetime
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 30.0
    pause: float = 1.0
    back_off: float = 2.0
    longest_wait: float = 60.0
    tries: int = 3
    most_redirects: int = 10
    hosts_at_once: int = 8
    offline_after: int = 3
    proxies: Mapping[str, str] | None = None
    own_hosts: frozenset[str] = frozenset()
    user_agent: str = f"Vitrina/{__version__} (link check)"


class LinkState(StrEnum):
    """What is known of an address."""

    ALIVE = "alive"
    DEAD = "dead"
    UNDECIDED = "undecided"


VALID: Mapping[LinkState, timedelta] = {
    LinkState.ALIVE: timedelta(days=7),
    LinkState.DEAD: timedelta(hours=1),
    LinkState.UNDECIDED: timedelta(minutes=10),
}
"""How long an answer is believed: a writer who mends a link sees it soon."""


class Failure(StrEnum):
    """Why an address is dead or undecided; ``STATUS`` is the site's own answer, whatever it says."""

    STATUS = "status"
    INVALID_ADDRESS = "invalid address"
    UNKNOWN_HOST = "unknown host"
    UNREACHABLE = "unreachable"  # this machine has no network, no name server, or cannot use its proxy
    CONNECT_TIMEOUT = "connect timeout"  # no answer to the attempt to connect
    REFUSED = "refused"
    BAD_CERTIFICATE = "bad certificate"
    UNKNOWN_ISSUER = "unknown issuer"
    NO_TLS = "no TLS"
    TIMEOUT = "timeout"
    DISCONNECTED = "disconnected"
    REDIRECT_LOOP = "redirect loop"
    TOO_MANY_REDIRECTS = "too many redirects"
    NOT_FOLLOWED = "not followed"
    PRIVATE = "private"  # in this machine's own network


OFFLINE = frozenset((Failure.UNKNOWN_HOST, Failure.UNREACHABLE, Failure.CONNECT_TIMEOUT))
"""Reasons that a machine without a network meets at every host."""

OF_THE_HOST = OFFLINE | {
    Failure.REFUSED,
    Failure.BAD_CERTIFICATE,
    Failure.UNKNOWN_ISSUER,
    Failure.NO_TLS,
    Failure.TIMEOUT,
}
"""Reasons that every other address of the same host and port would meet, so that those are not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What was found out about an address.

    ``reason`` is ``None`` for one that is alive; ``detail`` is the status, the host or the address that the reason is
    about. ``moved_to`` is where permanent redirects lead from the address.
    """

    state: LinkState
    reason: Failure | None = None
    detail: str = ""
    moved_to: str | None = None
