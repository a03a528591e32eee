"""Asking for many addresses: several hosts at once, and an early end where there is no network."""

from __future__ import annotations

import queue
import ssl
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.request import getproxies

from vitrina.linkcheck.addresses import host_of
from vitrina.linkcheck.exchange import Network, is_known
from vitrina.linkcheck.rate_limiter import RateLimiter, StoppedError
from vitrina.linkcheck.request import Asker
from vitrina.linkcheck.values import LOST, CheckResult, CrawlPolicy, Failure

_WAKE = 0.2
"""Seconds after which a waiting main thread looks up, so that Ctrl-C is heard on every system."""

_Results = queue.SimpleQueue["tuple[str, CheckResult] | None"]


class NoNetworkError(Exception):
    """Not one host could be reached, and that is hardly the hosts' fault."""


def ask_all(
    addresses: Iterable[str], crawl_policy: CrawlPolicy, witness: str | None
) -> Iterator[tuple[str, CheckResult]]:
    """Yield each address with its answer, as they come in.

    ``witness`` is a host that was there lately: if not even its name is known, ``NoNetworkError`` is raised.
    """
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(host_of(address), []).append(address)
    waiting = deque(sorted(by_host.values(), key=len, reverse=True))  # the longest first: they last the longest
    turns = RateLimiter(crawl_policy.pause)
    proxies = crawl_policy.proxies if crawl_policy.proxies is not None else getproxies()
    asker = Asker(
        network=Network(context=ssl.create_default_context(), proxies=proxies), turns=turns, crawl_policy=crawl_policy
    )
    results: _Results = queue.SimpleQueue()
    workers = min(crawl_policy.hosts_at_once, len(waiting))
    for _ in range(workers):
        # A daemon: one that waits for a name server cannot be interrupted, and must not keep Ctrl-C waiting.
        threading.Thread(target=_work, args=(waiting, asker.ask, results), daemon=True).start()
    try:
        answers = _collect(results, workers, sum(map(len, by_host.values())))
        yield from _watched(answers, len(by_host), crawl_policy, witness)
    finally:
        turns.stop()


def _work(waiting: deque[list[str]], ask: Callable[[str], CheckResult], results: _Results) -> None:
    """Ask host after host. The ``None`` at the end tells that this thread is done, or was stopped by a bug."""
    try:
        while True:
            try:
                addresses = waiting.popleft()
            except IndexError:
                return
            for address in addresses:
                results.put((address, ask(address)))
    except StoppedError:
        return
    finally:
        results.put(None)


def _collect(results: _Results, workers: int, expected: int) -> Iterator[tuple[str, CheckResult]]:
    while expected:
        try:
            result = results.get(timeout=_WAKE)
        except queue.Empty:
            continue
        if result is not None:
            expected -= 1
            yield result
            continue
        workers -= 1
        if workers == 0 and expected:
            raise RuntimeError("a thread that asks other sites ended early; its traceback stands above")


def _watched(
    answers: Iterator[tuple[str, CheckResult]], hosts: int, crawl_policy: CrawlPolicy, witness: str | None
) -> Iterator[tuple[str, CheckResult]]:
    """Hold the answers back as long as nothing was reached, and yield them all once something is."""
    held: list[tuple[str, CheckResult]] = []
    reasons: set[Failure] = set()
    tried: set[str] = set()
    for address, answer in answers:
        held.append((address, answer))
        if answer.reason not in LOST:
            yield from held
            yield from answers
            return
        reasons.add(answer.reason)
        is_new = host_of(address) not in tried
        tried.add(host_of(address))
        # That a name is unknown is a quick answer: no reason to stop before all have been tried.
        is_slow = is_new and Failure.UNKNOWN_HOST not in reasons and crawl_policy.lost_hosts <= len(tried) < hosts
        if is_slow and _is_offline(tried, reasons, crawl_policy, witness):
            raise NoNetworkError
    if held and _is_offline(tried, reasons, crawl_policy, witness):
        raise NoNetworkError
    yield from held


def _is_offline(
    tried: Collection[str], reasons: Collection[Failure], crawl_policy: CrawlPolicy, witness: str | None
) -> bool:
    """Tell whether it is this machine that has no network, and not the hosts that are gone."""
    if witness is not None:
        return not is_known(witness)
    return Failure.NO_WAY in reasons or len(tried) >= crawl_policy.lost_hosts
