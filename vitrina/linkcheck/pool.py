"""Checking many addresses: several hosts at once, and an early end where there is no network."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from vitrina.linkcheck.addresses import host_of
from vitrina.linkcheck.checker import LinkChecker
from vitrina.linkcheck.network import Network, is_known
from vitrina.linkcheck.rate_limiter import RateLimiter
from vitrina.linkcheck.values import OFFLINE, CheckResult, CrawlPolicy, Failure

OnResult = Callable[[str, CheckResult], None]
"""Is told each address with what was found out about it, as soon as that is known."""


class NoNetworkError(Exception):
    """Not one host could be reached, and that is hardly the hosts' fault."""


def check_all(addresses: Iterable[str], crawl_policy: CrawlPolicy, witness: str | None, on_result: OnResult) -> None:
    """Check all ``addresses``.

    ``witness`` is a host that was there lately: if not even its name is known, ``NoNetworkError`` is raised.
    """
    asyncio.run(_check_all(addresses, crawl_policy, witness, on_result))


async def _check_all(
    addresses: Iterable[str], crawl_policy: CrawlPolicy, witness: str | None, on_result: OnResult
) -> None:
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(host_of(address), []).append(address)
    waiting = deque(sorted(by_host.values(), key=len, reverse=True))  # the longest first: they last the longest
    checker = LinkChecker(
        network=Network(crawl_policy), rate_limiter=RateLimiter(crawl_policy.pause), crawl_policy=crawl_policy
    )
    watch = _Watch(crawl_policy=crawl_policy, hosts=len(by_host), witness=witness, on_result=on_result)

    async def work() -> None:
        while waiting:
            for address in waiting.popleft():
                await watch.note(address, await checker.check(address))

    is_offline = False
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(crawl_policy.hosts_at_once, len(waiting))):
                group.create_task(work())
        await watch.end()
    except* NoNetworkError:
        is_offline = True
    if is_offline:  # raised in the clause above, it would be in a group of its own
        raise NoNetworkError


@dataclass(slots=True, kw_only=True)
class _Watch:
    """Holds the results back as long as nothing was reached, and tells them all once something is."""

    crawl_policy: CrawlPolicy
    hosts: int
    witness: str | None
    on_result: OnResult
    has_reached: bool = False
    held: list[tuple[str, CheckResult]] = field(default_factory=list)
    reasons: set[Failure] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)

    async def note(self, address: str, result: CheckResult) -> None:
        """Take a result, in the order in which they come."""
        if result.reason is Failure.PRIVATE:  # nothing was asked, so this tells nothing of the network
            self.on_result(address, result)
            return
        self.held.append((address, result))
        if self.has_reached or result.reason is None or result.reason not in OFFLINE:
            self.has_reached = True
            self._tell()
            return
        self.reasons.add(result.reason)
        is_new = host_of(address) not in self.tried
        self.tried.add(host_of(address))
        # That a name is unknown is found out quickly: no reason to stop before all have been tried.
        is_slow = Failure.UNKNOWN_HOST not in self.reasons
        if is_new and is_slow and self.crawl_policy.offline_after <= len(self.tried) < self.hosts:
            await self._stop_if_offline()

    async def end(self) -> None:
        """Tell what was held back, now that all hosts have been tried."""
        if self.held:
            await self._stop_if_offline()
        self._tell()

    def _tell(self) -> None:
        for address, result in self.held:
            self.on_result(address, result)
        self.held.clear()

    async def _stop_if_offline(self) -> None:
        """Raise an error where it is this machine that has no network, and not the hosts that are gone."""
        if self.witness is not None:
            is_offline = not await is_known(self.witness)
        else:
            is_offline = Failure.UNREACHABLE in self.reasons or len(self.tried) >= self.crawl_policy.offline_after
        if is_offline and not self.has_reached:
            raise NoNetworkError
