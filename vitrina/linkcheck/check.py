"""Links to other sites: each address is requested once, politely, and what is found out is remembered for some days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from vitrina.linkcheck.addresses import host_of, request_url
from vitrina.linkcheck.link_problems import no_network, problems_of
from vitrina.linkcheck.pool import NoNetworkError, check_all
from vitrina.linkcheck.result_cache import CachedResult, load_results, save_results
from vitrina.linkcheck.values import CheckResult, CrawlPolicy, Failure, LinkState, Progress
from vitrina.problems import Location, Problem

Links = Mapping[str, Sequence[Location]]
"""Addresses of other sites as they were written, and where."""


def external_links(links: Links, source: Path, crawl_policy: CrawlPolicy, progress: Progress) -> Iterator[Problem]:
    """Yield what is wrong with ``links``; results for the site in ``source`` are remembered."""
    urls = {address: request_url(address) for address in links}
    targets = {target for target in urls.values() if target is not None}
    cached = load_results(source, crawl_policy.now)
    unknown = sorted(targets - cached.keys())
    fresh: dict[str, CachedResult] = {}

    def note(target: str, result: CheckResult) -> None:
        fresh[target] = CachedResult(result, crawl_policy.now)
        progress(len(fresh), len(unknown))

    try:
        if unknown:
            check_all(unknown, crawl_policy, _witness(cached), note)
    except NoNetworkError:
        yield no_network(len(unknown))
    finally:  # Ctrl-C, too, leaves the results that there are
        if fresh:
            save_results(source, cached | fresh)
    results = {target: known.result for target, known in (cached | fresh).items()}
    no_address = CheckResult(state=LinkState.DEAD, reason=Failure.INVALID_ADDRESS)
    for address, locations in links.items():
        target = urls[address]
        result = no_address if target is None else results.get(target)
        if result is not None:
            yield from problems_of(address, locations, result)


def _witness(cached: Mapping[str, CachedResult]) -> str | None:
    """Return a host that was there lately, so that its absence means that there is no network."""
    alive = (target for target, known in cached.items() if known.result.state is LinkState.ALIVE)
    return next(map(host_of, alive), None)
