"""Links to other sites: each address is asked for once, politely, and the answers are remembered for some days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from vitrina.linkcheck.addresses import asked, host_of
from vitrina.linkcheck.answers import Remembered, recall, remember
from vitrina.linkcheck.link_problems import no_network, problems_of
from vitrina.linkcheck.pool import NoNetworkError, ask_all
from vitrina.linkcheck.values import CheckResult, CrawlPolicy, Failure, LinkState, Progress
from vitrina.problems import Location, Problem

Links = Mapping[str, Sequence[Location]]
"""Addresses of other sites as they were written, and where."""


def external_links(links: Links, source: Path, crawl_policy: CrawlPolicy, progress: Progress) -> Iterator[Problem]:
    """Yield what is wrong with ``links``; answers are remembered in the folder ``source``."""
    asked_as = {address: asked(address) for address in links}
    targets = {target for target in asked_as.values() if target is not None}
    known = recall(source, crawl_policy.now)
    answers = {target: known[target].answer for target in targets if target in known}
    unknown = sorted(targets - answers.keys())
    fresh: dict[str, Remembered] = {}
    try:
        for target, answer in ask_all(unknown, crawl_policy, _witness(known)) if unknown else ():
            fresh[target] = Remembered(answer, crawl_policy.now)
            progress(len(fresh), len(unknown))
    except NoNetworkError:
        yield no_network(len(unknown))
    finally:  # Ctrl-C, too, leaves the answers that there are
        if fresh:
            remember(source, known | fresh)
    answers |= {target: remembered.answer for target, remembered in fresh.items()}
    no_address = CheckResult(state=LinkState.DEAD, reason=Failure.NOT_AN_ADDRESS)
    for address, locations in links.items():
        spelled = asked_as[address]
        verdict = no_address if spelled is None else answers.get(spelled)
        if verdict is not None:
            yield from problems_of(address, locations, verdict)


def _witness(known: Mapping[str, Remembered]) -> str | None:
    """Return a host that was there lately, so that its absence means that there is no network."""
    alive = (target for target, remembered in known.items() if remembered.answer.state is LinkState.ALIVE)
    return next(map(host_of, alive), None)
