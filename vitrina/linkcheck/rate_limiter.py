"""One request at a time to a host, with a pause in between, however many links lead there."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class RateLimiter:
    """Says when a host may be asked.

    Libraries for this count requests in a span of time; here the pause begins with the end of a request, and a host can
    ask for a longer one.
    """

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: defaultdict[str, float] = defaultdict(float)

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Wait until ``host`` may be asked, and let no other request go there meanwhile."""
        async with self._locks[host]:
            while (wait := self._free_at[host] - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                self.rest(host, self._pause)

    def rest(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for so many seconds."""
        self._free_at[host] = max(self._free_at[host], time.monotonic() + seconds)
