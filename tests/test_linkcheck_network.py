"""Where a link check connects to: only to addresses that it has looked at, and from a public site only to public ones.

Nothing is sent: names have the addresses that a test gives them, and httpx's own transport for tests answers.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx
import pytest

from vitrina.linkcheck.checker import LinkChecker
from vitrina.linkcheck.network import Network
from vitrina.linkcheck.rate_limiter import RateLimiter
from vitrina.linkcheck.values import CheckResult, CrawlPolicy, Failure, LinkState

INTRANET = frozenset(("intranet.example", "wiki.example"))
POLICY = CrawlPolicy(now=datetime(2026, 1, 31, tzinfo=UTC), pause=0, back_off=0, proxies={}, own_hosts=INTRANET)
PUBLIC, OTHER_PUBLIC, PUBLIC_IPV6 = "93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1"

Respond = Callable[[httpx.Request], httpx.Response]
Names = Mapping[str, Sequence[Sequence[str]]]
"""For each name the addresses that it has when it is asked for the first time, the second, and so on."""


def check(
    address: str, names: Names, respond: Respond, monkeypatch: pytest.MonkeyPatch
) -> tuple[CheckResult, list[httpx.Request]]:
    """Return what is found out about ``address``, and the requests for it."""
    waiting = {name: list(addresses) for name, addresses in names.items()}

    def getaddrinfo(host: str, *_arguments: object, **_options: object) -> list[object]:
        if host not in waiting:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        found = waiting[host].pop(0) if len(waiting[host]) > 1 else waiting[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 0)) for ip in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return respond(request)

    async def run() -> CheckResult:
        network = Network(POLICY, httpx.MockTransport(answer))
        checker = LinkChecker(network=network, rate_limiter=RateLimiter(0), crawl_policy=POLICY)
        return await checker.check(address)

    with ThreadPoolExecutor(1) as thread:  # a browser of another test may have a loop in this one
        return thread.submit(asyncio.run, run()).result(), requests


def leading_to(location: str) -> Respond:
    """Answer the path ``/`` with a redirect and any other path with 200."""
    moved = httpx.Response(302, headers={"Location": location})
    return lambda request: moved if request.url.path == "/" else httpx.Response(200)


def test_the_connection_goes_to_the_address_and_the_request_names_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"example.org": [[PUBLIC]]}
    result, (request,) = check("https://example.org:8443/a?b", names, lambda _: httpx.Response(200), monkeypatch)
    assert result.state is LinkState.ALIVE
    assert str(request.url) == f"https://{PUBLIC}:8443/a?b"
    assert request.headers["Host"] == "example.org:8443"
    assert request.extensions["sni_hostname"] == "example.org"


INSIDE = ("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0")
INSIDE_IPV6 = ("::1", "::ffff:127.0.0.1", "fe80::1%eth0", "fc00::1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1")


@pytest.mark.parametrize("inside", [*INSIDE, *INSIDE_IPV6])
def test_no_public_site_leads_to_a_name_of_this_network(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"example.org": [[PUBLIC]], "inside.example": [[inside]]}
    respond = leading_to("http://inside.example/admin")
    result, requests = check("http://example.org/", names, respond, monkeypatch)
    assert (result.state, result.reason) == (LinkState.UNDECIDED, Failure.NOT_FOLLOWED)
    assert result.detail == "http://inside.example/admin"
    assert {request.url.host for request in requests} == {PUBLIC}


@pytest.mark.parametrize("inside", [*INSIDE, *INSIDE_IPV6])
def test_no_link_leads_to_a_name_of_this_network(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"inside.example": [[inside]]}
    result, requests = check("http://inside.example/", names, lambda _: httpx.Response(200), monkeypatch)
    assert (result.state, result.reason) == (LinkState.UNDECIDED, Failure.PRIVATE)
    assert (result.detail, requests) == ("inside.example", [])


@pytest.mark.parametrize("spelling", ["127.1", "0x7f.0.0.1", "2130706433"])
def test_another_spelling_of_this_machine_is_this_machine(spelling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"example.org": [[PUBLIC]], spelling: [["127.0.0.1"]]}
    result, requests = check("http://example.org/", names, leading_to(f"http://{spelling}/x"), monkeypatch)
    assert result.reason is Failure.NOT_FOLLOWED
    assert len(requests) == 1


def test_a_name_that_leads_inside_the_second_time_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"example.org": [[PUBLIC], ["127.0.0.1"]]}
    result, requests = check("http://example.org/", names, leading_to("/again"), monkeypatch)
    assert result.reason is Failure.NOT_FOLLOWED
    assert [request.url.host for request in requests] == [PUBLIC]


def test_once_a_public_site_was_met_no_later_hop_leads_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """An intranet may lead out; whatever comes after that is asked for on behalf of a stranger."""
    names = {"intranet.example": [["10.0.0.1"]], "example.org": [[PUBLIC]]}
    hops = {"10.0.0.1": "http://example.org/", PUBLIC: "http://intranet.example/secret"}
    respond: Respond = lambda request: httpx.Response(302, headers={"Location": hops[request.url.host]})  # noqa: E731
    result, requests = check("http://intranet.example/", names, respond, monkeypatch)
    assert result.reason is Failure.NOT_FOLLOWED
    assert [request.url.host for request in requests] == ["10.0.0.1", PUBLIC]


def test_an_intranet_may_lead_around_in_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"intranet.example": [["10.0.0.1"]], "wiki.example": [["10.0.0.2"]]}
    result, _ = check("http://intranet.example/", names, leading_to("http://wiki.example/x"), monkeypatch)
    assert result.state is LinkState.ALIVE


def test_of_several_addresses_the_private_ones_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"example.org": [[PUBLIC]], "mixed.example": [["127.0.0.1", OTHER_PUBLIC]]}
    result, requests = check("http://example.org/", names, leading_to("http://mixed.example/x"), monkeypatch)
    assert result.state is LinkState.ALIVE
    assert [request.url.host for request in requests] == [PUBLIC, OTHER_PUBLIC]


def test_where_an_address_does_not_answer_the_next_one_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.host == PUBLIC_IPV6:
            raise httpx.ConnectError("no route") from OSError(101, "Network is unreachable")
        return httpx.Response(200)

    names = {"example.org": [[PUBLIC_IPV6, PUBLIC]]}
    result, requests = check("http://example.org/", names, respond, monkeypatch)
    assert result.state is LinkState.ALIVE
    assert [request.url.host for request in requests] == [PUBLIC_IPV6, PUBLIC]
