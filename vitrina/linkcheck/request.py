"""Asking for one address: HEAD, then GET; again when that may help; on where it leads to; and what follows of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from vitrina.linkcheck.addresses import host_of, redirected
from vitrina.linkcheck.exchange import Network, ResponseHead, Trouble, request
from vitrina.linkcheck.rate_limiter import RateLimiter
from vitrina.linkcheck.values import OF_THE_HOST, CheckResult, CrawlPolicy, Failure, LinkState
from vitrina.values.urls import origin_of

_PERMANENT = frozenset((301, 308))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_TOO_MANY = 429
_PASSING = frozenset((408, 425, _TOO_MANY, 500, 502, 503, 504))
_PASSING_TROUBLE = frozenset((Failure.NO_WAY, Failure.NOT_THERE, Failure.SILENT, Failure.BROKEN_OFF))
_DEADLY = frozenset((Failure.UNKNOWN_HOST, Failure.REFUSED, Failure.BAD_CERTIFICATE, Failure.NO_TLS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks, and remembers the hosts that are not worth asking again: whatever holds for all of their addresses."""

    network: Network
    turns: RateLimiter
    crawl_policy: CrawlPolicy
    lost: dict[str, CheckResult] = field(default_factory=dict)

    def ask(self, address: str) -> CheckResult:
        """Return what is found out about ``address`` (ASCII, as ``addresses.asked`` has it)."""
        current, moved_to, is_moving, has_cookies = address, None, True, False
        seen = {address}
        for _ in range(self.crawl_policy.redirects + 1):
            reply = self._reply(current)
            if isinstance(reply, CheckResult):
                return reply
            if reply.status not in _REDIRECTS or reply.location is None:
                return _verdict(reply.status, moved_to)
            has_cookies |= reply.sets_cookie
            target = redirected(current, reply.location)
            if target is None:
                return CheckResult(state=LinkState.UNDECIDED, reason=Failure.NOT_FOLLOWED, detail=reply.location[:200])
            if target in seen:  # with the cookie, a browser might get through
                state = LinkState.UNDECIDED if has_cookies else LinkState.DEAD
                return CheckResult(state=state, reason=Failure.CIRCLE, detail=target)
            is_moving = is_moving and reply.status in _PERMANENT
            moved_to = target if is_moving else moved_to
            current = target
            seen.add(target)
        return CheckResult(state=LinkState.UNDECIDED, reason=Failure.ON_AND_ON, detail=str(self.crawl_policy.redirects))

    def _reply(self, address: str) -> ResponseHead | CheckResult:
        """Return the reply to ``address``, after as many tries as make sense, or why there is none."""
        host, origin = host_of(address), origin_of(address)
        reply: ResponseHead | Trouble = Trouble(Failure.NO_WAY)
        method = "HEAD"
        for number in range(self.crawl_policy.tries):
            if origin in self.lost:
                return self.lost[origin]
            reply = self._request(method, address)
            if method == "HEAD" and not _is_good(reply):
                method = "GET"
                if isinstance(reply, ResponseHead) and reply.status != _TOO_MANY:
                    reply = self._request(method, address)
            if not _is_passing(reply) or number + 1 == self.crawl_policy.tries:
                break
            asked_for = reply.retry_after if isinstance(reply, ResponseHead) else None
            wait = max(asked_for or 0.0, self.crawl_policy.back_off * 2**number)
            if wait > self.crawl_policy.longest_wait:
                break
            self.turns.rest(host, wait)
        if isinstance(reply, Trouble):
            state = LinkState.DEAD if reply.reason in _DEADLY else LinkState.UNDECIDED
            answer = CheckResult(state=state, reason=reply.reason, detail=host)
            if reply.reason in OF_THE_HOST:
                self.lost[origin] = answer
            return answer
        if reply.status == _TOO_MANY:
            self.lost[origin] = _verdict(reply.status, None)
        return reply

    def _request(self, method: str, address: str) -> ResponseHead | Trouble:
        with self.turns.at(host_of(address)):
            return request(method, address, self.network, self.crawl_policy)


def _is_good(reply: ResponseHead | Trouble) -> bool:
    return isinstance(reply, ResponseHead) and reply.status < 400


def _is_passing(reply: ResponseHead | Trouble) -> bool:
    return reply.status in _PASSING if isinstance(reply, ResponseHead) else reply.reason in _PASSING_TROUBLE


def _verdict(status: int, moved_to: str | None) -> CheckResult:
    if 200 <= status < 300:
        return CheckResult(state=LinkState.ALIVE, moved_to=moved_to)
    state = LinkState.DEAD if status in _GONE else LinkState.UNDECIDED
    return CheckResult(state=state, reason=Failure.STATUS, detail=str(status))
