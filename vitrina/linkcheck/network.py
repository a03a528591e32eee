"""One request and the head of its response: the only module that talks to other machines.

Names are resolved here, and connections go to the addresses that were looked at: a name that leads elsewhere the next
time it is asked for leads no request into this machine's own network.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.request import getproxies, proxy_bypass

import httpx

from vitrina.linkcheck.addresses import host_of, is_private
from vitrina.linkcheck.values import CrawlPolicy, Failure

_UNREACHABLE = frozenset((errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES))
_UNKNOWN_NAMES = frozenset((socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)))
_UNKNOWN_ISSUER = frozenset((2, 19, 20, 21))
"""OpenSSL's codes for a chain that ends in an unknown signer. The machine may lack what a browser brings along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseHead:
    """The head of a response; ``retry_after`` is in seconds, ``is_public`` where it came from another network."""

    status: int
    location: str | None = None
    retry_after: float | None = None
    sets_cookie: bool = False
    is_public: bool = True


class Network:
    """The way out: the certificates that are trusted, and the proxies.

    It uses httpx's transports without its client, which would keep cookies and read every ``Location`` by itself.
    """

    def __init__(self, crawl_policy: CrawlPolicy, direct: httpx.AsyncBaseTransport | None = None) -> None:
        self._policy = crawl_policy
        self._context = ssl.create_default_context()  # the system's certificates; httpx alone has its own
        self._proxies = getproxies() if crawl_policy.proxies is None else crawl_policy.proxies
        self._direct = direct or httpx.AsyncHTTPTransport(verify=self._context)

    async def request(self, method: str, address: str, *, only_public: bool = False) -> ResponseHead | Failure:
        """Ask for ``address`` (as ``addresses.request_url`` has it); of a response's body nothing is read.

        With ``only_public``, nothing in this machine's own network is asked (``NOT_FOLLOWED``).
        """
        url, host = httpx.URL(address), host_of(address)
        if only_public and is_private(host):
            return Failure.NOT_FOLLOWED
        proxy = self._proxies.get(url.scheme)
        if proxy and not proxy_bypass(host):
            return await self._by_proxy(proxy, self._request_to(method, url), is_public=not is_private(host))
        try:
            ips = await asyncio.wait_for(resolve(host), self._policy.connect_timeout)
        except OSError as error:
            is_unknown = isinstance(error, socket.gaierror) and error.errno in _UNKNOWN_NAMES
            return Failure.UNKNOWN_HOST if is_unknown else Failure.UNREACHABLE
        found: ResponseHead | Failure = Failure.NOT_FOLLOWED
        for ip in ips:
            is_public = not is_private(ip)
            if only_public and not is_public:
                continue
            try:
                return await self._response(self._direct, self._request_to(method, url, ip), is_public=is_public)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                found = _no_connection(error)
        return found

    def _request_to(self, method: str, url: httpx.URL, ip: str | None = None) -> httpx.Request:
        """Return the request for ``url``, to be sent to this address of its host, whose certificate has to be there."""
        timeout = httpx.Timeout(self._policy.read_timeout, connect=self._policy.connect_timeout)
        name = {"sni_hostname": host_of(str(url))} if ip is not None else {}
        return httpx.Request(
            method,
            url.copy_with(host=ip) if ip is not None else url,
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": self._policy.user_agent,
                "Accept": "*/*",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
            extensions={"timeout": timeout.as_dict(), **name},
        )

    async def _by_proxy(self, proxy: str, request: httpx.Request, *, is_public: bool) -> ResponseHead | Failure:
        try:
            way = httpx.Proxy(proxy if "//" in proxy else f"http://{proxy}")
            if way.url.scheme not in ("http", "https"):  # SOCKS would take another package
                return Failure.UNREACHABLE
            async with httpx.AsyncHTTPTransport(verify=self._context, proxy=way) as transport:
                return await self._response(transport, request, is_public=is_public)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            system = _system_error(error)
            return _no_tls(system) if isinstance(system, ssl.SSLError) else Failure.UNREACHABLE
        except (httpx.ProxyError, httpx.InvalidURL, ValueError):
            return Failure.UNREACHABLE

    async def _response(
        self, transport: httpx.AsyncBaseTransport, request: httpx.Request, *, is_public: bool
    ) -> ResponseHead | Failure:
        """Send ``request``; that no connection came about is raised.

        The time limits of a transport start anew with every byte, so there is one for the whole exchange, too.
        """
        try:
            async with asyncio.timeout(self._policy.total_timeout):
                response = await transport.handle_async_request(request)
                await response.aclose()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError):
            raise
        except (TimeoutError, httpx.TimeoutException):
            return Failure.TIMEOUT
        except httpx.TransportError:
            return Failure.DISCONNECTED
        return ResponseHead(
            status=response.status_code,
            location=response.headers.get("Location"),
            retry_after=_seconds(response.headers, self._policy),
            sets_cookie="Set-Cookie" in response.headers,
            is_public=is_public,
        )


async def resolve(host: str) -> Iterable[str]:
    """Return the addresses of ``host``, the best first; an ``OSError`` tells why there is none.

    The thread is a daemon and none of the loop's own, which would be waited for: a name server that does not answer
    must not keep Ctrl-C waiting.
    """
    found: Future[Iterable[str]] = Future()
    threading.Thread(target=_look_up, args=(host, found), daemon=True).start()
    return await asyncio.wrap_future(found)


async def is_known(host: str) -> bool:
    """Tell whether the name of ``host`` can be resolved."""
    try:
        return bool(await resolve(host))
    except OSError:
        return False


def _look_up(host: str, found: Future[Iterable[str]]) -> None:
    found.set_running_or_notify_cancel()
    try:
        rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        found.set_exception(error)
    else:
        found.set_result(dict.fromkeys(str(row[4][0]) for row in rows))


def _seconds(headers: httpx.Headers, crawl_policy: CrawlPolicy) -> float | None:
    """Return after how many seconds the site wants to be asked again (RFC 9110, 10.2.3)."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
        now = parsedate_to_datetime(headers["Date"]) if "Date" in headers else crawl_policy.now
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return None


def _no_connection(error: httpx.TransportError) -> Failure:
    system = _system_error(error)
    if isinstance(system, ssl.SSLError):
        return _no_tls(system)
    if system is not None and system.errno in _UNREACHABLE:
        return Failure.UNREACHABLE
    if isinstance(error, httpx.ConnectTimeout) or (system is not None and system.errno == errno.EHOSTUNREACH):
        return Failure.CONNECT_TIMEOUT
    return Failure.REFUSED if isinstance(system, ConnectionRefusedError) else Failure.DISCONNECTED


def _system_error(error: BaseException) -> OSError | None:
    """Return what the operating system or OpenSSL said: httpx raises its own errors from those."""
    found = None
    cause: BaseException | None = error
    while cause is not None:
        found = cause if isinstance(cause, OSError) else found
        cause = cause.__cause__ or cause.__context__
    return found


def _no_tls(error: ssl.SSLError) -> Failure:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure.UNKNOWN_ISSUER if error.verify_code in _UNKNOWN_ISSUER else Failure.BAD_CERTIFICATE
    is_cut = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    return Failure.DISCONNECTED if is_cut else Failure.NO_TLS
