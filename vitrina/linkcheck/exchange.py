"""One request and the head of its answer: the only module that talks to other machines."""

from __future__ import annotations

import errno
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPSConnection
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import proxy_bypass

from vitrina.linkcheck.addresses import header_text
from vitrina.linkcheck.values import CrawlPolicy, Failure

_NO_WAY = frozenset((errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES))
_UNKNOWN_NAMES = frozenset((socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)))
_UNKNOWN_SIGNER = frozenset((2, 19, 20, 21))
"""OpenSSL's codes for a chain that ends in nobody known here. The machine may lack what a browser brings along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseHead:
    """The head of an answer; ``retry_after`` is in seconds."""

    status: int
    location: str | None = None
    retry_after: float | None = None
    sets_cookie: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there was no answer."""

    reason: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The way out: the certificates that are trusted, and the proxy for each scheme."""

    context: ssl.SSLContext
    proxies: Mapping[str, str]

    def proxy_for(self, scheme: str, host: str) -> str | None:
        """Return the address of the proxy for ``host``, where there is one."""
        proxy = self.proxies.get(scheme)
        return None if not proxy or proxy_bypass(host) else proxy


def request(method: str, address: str, network: Network, crawl_policy: CrawlPolicy) -> ResponseHead | Trouble:
    """Ask for ``address`` (ASCII, as ``addresses.asked`` has it); of an answer's body nothing is read."""
    parts = urlsplit(address)
    proxy = network.proxy_for(parts.scheme, parts.hostname or "")
    target = address if proxy and parts.scheme == "http" else parts._replace(scheme="", netloc="").geturl()
    headers = {"User-Agent": crawl_policy.user_agent, "Accept": "*/*", "Connection": "close"}
    if proxy and parts.scheme == "http":
        headers |= _proxy_headers(proxy)
    connection = _connection(address, proxy, network, crawl_policy)
    try:
        connection.connect()
    except HTTPException:  # a proxy that speaks something else
        connection.close()
        return Trouble(Failure.NO_WAY)
    except OSError as error:
        connection.close()
        return Trouble(_no_connection(error, is_by_proxy=proxy is not None))
    has_ended = threading.Event()
    try:
        with _bounded(connection, crawl_policy, has_ended):
            connection.request(method, target, headers=headers)
            response = connection.getresponse()
            return _reply(response.status, response.headers, crawl_policy)
    except (OSError, HTTPException) as error:
        is_slow = isinstance(error, TimeoutError) or has_ended.is_set()
        return Trouble(Failure.SILENT if is_slow else Failure.BROKEN_OFF)
    finally:
        connection.close()


def is_known(host: str) -> bool:
    """Tell whether the name of ``host`` can be resolved."""
    try:
        return bool(socket.getaddrinfo(host, None))
    except OSError:
        return False


def _connection(address: str, proxy: str | None, network: Network, crawl_policy: CrawlPolicy) -> HTTPConnection:
    parts = urlsplit(address)
    way = parts if proxy is None else _proxy_parts(proxy)
    host, port = way.hostname or "", way.port or (80 if proxy else None)
    if parts.scheme == "http":
        return HTTPConnection(host, port, timeout=crawl_policy.connecting)
    connection = HTTPSConnection(host, port, timeout=crawl_policy.connecting, context=network.context)
    if proxy:
        connection.set_tunnel(parts.hostname or "", parts.port, headers=_proxy_headers(proxy))
    return connection


def _proxy_parts(proxy: str) -> SplitResult:
    return urlsplit(proxy if "//" in proxy else f"//{proxy}")


def _proxy_headers(proxy: str) -> dict[str, str]:
    parts = _proxy_parts(proxy)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(pair.encode()).decode('ascii')}"}


@contextmanager
def _bounded(connection: HTTPConnection, crawl_policy: CrawlPolicy, has_ended: threading.Event) -> Iterator[None]:
    """Let the host be silent for so long, and cut off one that talks on and on; then ``has_ended`` is set.

    The time limit of a socket starts anew with every byte.
    """
    connected: socket.socket = connection.sock

    def end() -> None:
        has_ended.set()
        try:
            socket.socket.shutdown(connected, socket.SHUT_RDWR)  # that of a TLS socket would wait for the other side
        except OSError:
            return  # it is closed already

    connected.settimeout(crawl_policy.silence)
    timer = threading.Timer(crawl_policy.exchange, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _reply(status: int, headers: HTTPMessage, crawl_policy: CrawlPolicy) -> ResponseHead:
    location = headers.get("Location")
    return ResponseHead(
        status=status,
        location=header_text(location) if location is not None else None,
        retry_after=_seconds(headers, crawl_policy),
        sets_cookie="Set-Cookie" in headers,
    )


def _seconds(headers: HTTPMessage, crawl_policy: CrawlPolicy) -> float | None:
    """Return after how many seconds the site wants to be asked again (RFC 9110, 10.2.3)."""
    text = (headers.get("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
        now = parsedate_to_datetime(headers["Date"]) if "Date" in headers else crawl_policy.now
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return None


def _no_connection(error: OSError, *, is_by_proxy: bool) -> Failure:
    if isinstance(error, ssl.SSLError):
        return _no_tls(error)
    if is_by_proxy or error.errno in _NO_WAY:
        return Failure.NO_WAY
    if isinstance(error, socket.gaierror):
        return Failure.UNKNOWN_HOST if error.errno in _UNKNOWN_NAMES else Failure.NO_WAY
    if isinstance(error, TimeoutError) or error.errno == errno.EHOSTUNREACH:
        return Failure.NOT_THERE
    return Failure.REFUSED if isinstance(error, ConnectionRefusedError) else Failure.BROKEN_OFF


def _no_tls(error: ssl.SSLError) -> Failure:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure.UNKNOWN_SIGNER if error.verify_code in _UNKNOWN_SIGNER else Failure.BAD_CERTIFICATE
    is_cut = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    return Failure.BROKEN_OFF if is_cut else Failure.NO_TLS
