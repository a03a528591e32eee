"""Taking turns: one request at a time to a host, with a pause in between, however many ask."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class StoppedError(Exception):
    """Nobody waits for the answer any more."""


class RateLimiter:
    """Hands out turns at hosts. ``stop`` ends all waiting: whoever takes a turn after that, or waits, gets an error."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._stopped = threading.Event()
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._free_at: dict[str, float] = {}

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        """Wait for a turn at ``host``, and keep it."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            if self._stopped.wait(max(0.0, self._free_at.get(host, 0.0) - time.monotonic())):
                raise StoppedError
            try:
                yield
            finally:
                self._leave_alone(host, self._pause)

    def rest(self, host: str, seconds: float) -> None:
        """Let nobody ask ``host`` before so many seconds have passed."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            self._leave_alone(host, seconds)

    def stop(self) -> None:
        """End all waiting."""
        self._stopped.set()

    def _leave_alone(self, host: str, seconds: float) -> None:
        self._free_at[host] = max(self._free_at.get(host, 0.0), time.monotonic() + seconds)
