"""Checking one address: HEAD, then GET; again when that may help; on where it leads to; and what follows of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vitrina.linkcheck.addresses import host_of, redirect_target
from vitrina.linkcheck.network import Network, ResponseHead
from vitrina.linkcheck.rate_limiter import RateLimiter
from vitrina.linkcheck.values import OF_THE_HOST, CheckResult, CrawlPolicy, Failure, LinkState
from vitrina.values.urls import origin_of

_PERMANENT = frozenset((301, 308))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_TOO_MANY = 429
_TEMPORARY = frozenset((408, 425, _TOO_MANY, 500, 502, 503, 504))
_TEMPORARY_FAILURES = frozenset((Failure.UNREACHABLE, Failure.CONNECT_TIMEOUT, Failure.TIMEOUT, Failure.DISCONNECTED))
_DEADLY = frozenset((Failure.UNKNOWN_HOST, Failure.REFUSED, Failure.BAD_CERTIFICATE, Failure.NO_TLS))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChecker:
    """Checks addresses, and remembers the hosts that are not worth asking again: what holds for all their addresses."""

    network: Network
    rate_limiter: RateLimiter
    crawl_policy: CrawlPolicy
    lost: dict[str, CheckResult] = field(default_factory=dict)

    async def check(self, address: str) -> CheckResult:
        """Return what is found out about ``address`` (ASCII, as ``addresses.request_url`` has it)."""
        current, moved_to, is_moving, has_cookies, is_public = address, None, True, False, False
        seen = {address}
        for _ in range(self.crawl_policy.most_redirects + 1):
            is_own = host_of(current) in self.crawl_policy.own_hosts
            head = await self._head(current, only_public=is_public or not is_own)
            if isinstance(head, CheckResult):
                is_private = head.reason is Failure.NOT_FOLLOWED and current == address
                return replace(head, reason=Failure.PRIVATE, detail=host_of(address)) if is_private else head
            if head.status not in _REDIRECTS or head.location is None:
                return _result_of(head.status, moved_to)
            is_public |= head.is_public
            has_cookies |= head.sets_cookie
            target = redirect_target(current, head.location)
            if target is None:
                return CheckResult(state=LinkState.UNDECIDED, reason=Failure.NOT_FOLLOWED, detail=head.location[:200])
            if target in seen:  # with the cookie, a browser might get through
                state = LinkState.UNDECIDED if has_cookies else LinkState.DEAD
                return CheckResult(state=state, reason=Failure.REDIRECT_LOOP, detail=target)
            is_moving = is_moving and head.status in _PERMANENT
            moved_to = target if is_moving else moved_to
            current = target
            seen.add(target)
        return CheckResult(
            state=LinkState.UNDECIDED, reason=Failure.TOO_MANY_REDIRECTS, detail=str(self.crawl_policy.most_redirects)
        )

    async def _head(self, address: str, *, only_public: bool) -> ResponseHead | CheckResult:
        """Return the head of the response to ``address``, after as many tries as make sense, or why there is none."""
        host, origin = host_of(address), origin_of(address)
        found: ResponseHead | Failure = Failure.UNREACHABLE
        method = "HEAD"
        for number in range(self.crawl_policy.tries):
            if origin in self.lost:
                return self.lost[origin]
            found = await self._request(method, address, only_public=only_public)
            if method == "HEAD" and not _is_good(found):
                method = "GET"
                if isinstance(found, ResponseHead) and found.status != _TOO_MANY:
                    found = await self._request(method, address, only_public=only_public)
            if not _is_temporary(found) or number + 1 == self.crawl_policy.tries:
                break
            asked_for = found.retry_after if isinstance(found, ResponseHead) else None
            wait = max(asked_for or 0.0, self.crawl_policy.back_off * 2**number)
            if wait > self.crawl_policy.longest_wait:
                break
            self.rate_limiter.rest(host, wait)
        if isinstance(found, Failure):
            state = LinkState.DEAD if found in _DEADLY else LinkState.UNDECIDED
            detail = address[:200] if found is Failure.NOT_FOLLOWED else host
            result = CheckResult(state=state, reason=found, detail=detail)
            if found in OF_THE_HOST:
                self.lost[origin] = result
            return result
        if found.status == _TOO_MANY:
            self.lost[origin] = _result_of(found.status, None)
        return found

    async def _request(self, method: str, address: str, *, only_public: bool) -> ResponseHead | Failure:
        async with self.rate_limiter.at(host_of(address)):
            return await self.network.request(method, address, only_public=only_public)


def _is_good(found: ResponseHead | Failure) -> bool:
    return isinstance(found, ResponseHead) and found.status < 400


def _is_temporary(found: ResponseHead | Failure) -> bool:
    return found.status in _TEMPORARY if isinstance(found, ResponseHead) else found in _TEMPORARY_FAILURES


def _result_of(status: int, moved_to: str | None) -> CheckResult:
    if 200 <= status < 300:
        return CheckResult(state=LinkState.ALIVE, moved_to=moved_to)
    state = LinkState.DEAD if status in _GONE else LinkState.UNDECIDED
    return CheckResult(state=state, reason=Failure.STATUS, detail=str(status))
