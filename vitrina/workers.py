"""Work shared between processes: numbered tasks go in, their results come out in order, always the same ones.

Processes are forked, so that they find everything in memory that their tasks need, and this process takes its share.
Where a system cannot fork safely (Windows, macOS, a process with threads), this process does everything by itself.
"""

from __future__ import annotations

import os
import pickle
import select
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from vitrina.values.pickling import dumps

Result = TypeVar("Result")

_TASK = 4
"""Bytes of a task's number in the pipe: few enough that two processes never get a part of one."""

_MOST_TASKS = 8_000
"""Task numbers that surely fit into a pipe that nobody has read from yet."""

POOL_PAYS_FROM = 100
"""Files. Below this, starting processes takes longer than they save."""

Progress = Callable[[int, int], None]
"""Is told how many of how many tasks are done."""


def share(work: Callable[[int], Result], tasks: int, jobs: int, progress: Progress | None = None) -> list[Result]:
    """Return ``work(0)`` to ``work(tasks - 1)``, done by ``jobs`` processes.

    A task that another process could not finish, because it failed or was killed, is done here: so a bug is raised
    where it can be read. What ``work`` changes in memory stays in the process that did it.
    """
    with begun(work, tasks, jobs, progress) as shared:
        return shared.finish()


def share_with(
    take: Callable[[Result], None],
    work: Callable[[int], Result],
    tasks: int,
    jobs: int,
    progress: Progress | None = None,
) -> None:
    """Do as ``share``, but let ``take`` have each result when it is there, in any order, instead of collecting them."""
    with begun(work, tasks, jobs, progress, take) as shared:
        shared.finish()


@contextmanager
def begun(
    work: Callable[[int], Result],
    tasks: int,
    jobs: int,
    progress: Progress | None = None,
    take: Callable[[Result], None] | None = None,
) -> Iterator[Shared[Result]]:
    """Let other processes begin with the tasks of ``share``; this one can do something else before it joins them."""
    shared = Shared(work, tasks, progress, take)
    try:
        count = min(jobs, tasks) if 1 < tasks <= _MOST_TASKS and can_fork() else 1
        if count > 1:
            shared.start(count - 1)
        yield shared
    finally:
        shared.end()


def can_fork() -> bool:
    """Tell whether this process can be forked: a copy of one with threads may wait forever for a lock."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def processors() -> int:
    """Return how many processes can really run at once here."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def jobs_for(wanted: int | None, files: int) -> int:
    """Return how many processes to use for so many files, where nobody ``wanted`` a number."""
    if wanted is not None:
        return wanted
    return processors() if files >= POOL_PAYS_FROM else 1


class Shared(Generic[Result]):
    """Tasks that several processes share, of which this is one."""

    def __init__(
        self,
        work: Callable[[int], Result],
        tasks: int,
        progress: Progress | None,
        take: Callable[[Result], None] | None = None,
    ) -> None:
        self._work, self._tasks, self._progress, self._take = work, tasks, progress, take
        self._done: set[int] = set()
        self._results: dict[int, Result] = {}
        self._queue: int | None = None
        self._helpers: list[_Helper] = []

    def start(self, helpers: int) -> None:
        """Start so many other processes."""
        self._queue, feed = os.pipe()
        os.write(feed, b"".join(task.to_bytes(_TASK, "big") for task in range(self._tasks)))
        os.close(feed)
        while len(self._helpers) < helpers:
            self._helpers.append(_Helper.start(self._work, self._queue))

    def finish(self) -> list[Result]:
        """Do what is left together with the others, and return the results in the order of the tasks.

        There are none where something else takes them.
        """
        while self._queue is not None and (number := os.read(self._queue, _TASK)):
            task = int.from_bytes(number, "big")
            self._add(task, self._work(task))
            for helper in _ready(self._helpers):
                helper.take(self._add)
        for helper in self._helpers:
            while not helper.is_over:
                helper.take(self._add)
        for task in range(self._tasks):
            if task not in self._done:
                self._add(task, self._work(task))
        return [self._results[task] for task in sorted(self._results)]

    def end(self) -> None:
        """Let the other processes go, finished or not."""
        if self._queue is not None:
            os.close(self._queue)
        for helper in self._helpers:
            helper.end()

    def _add(self, task: int, result: Result) -> None:
        self._done.add(task)
        if self._take is not None:
            self._take(result)
        else:
            self._results[task] = result
        if self._progress is not None:
            self._progress(len(self._done), self._tasks)


def _ready(helpers: list[_Helper]) -> list[_Helper]:
    waiting = [helper for helper in helpers if not helper.is_over]
    ready = select.select([helper.results for helper in waiting], [], [], 0)[0] if waiting else []
    return [helper for helper in waiting if helper.results in ready]


@dataclass(slots=True)
class _Helper:
    """Another process; its results arrive through a pipe, each with its length before it."""

    process: int
    results: int
    is_over: bool = False
    _received: bytearray = field(default_factory=bytearray)

    @classmethod
    def start(cls, work: Callable[[int], object], queue: int) -> _Helper:
        results, ours = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(results)
            _serve(work, queue, ours)
        os.close(ours)
        return cls(process, results)

    def take(self, add: Callable[[int, Any], None]) -> None:
        """Receive something, and ``add`` every result that is complete now."""
        data = os.read(self.results, 1 << 20)
        self.is_over = not data
        self._received += data
        while len(self._received) >= _TASK:
            end = _TASK + int.from_bytes(self._received[:_TASK], "big")
            if len(self._received) < end:
                break
            task, result = pickle.loads(bytes(self._received[_TASK:end]))
            del self._received[:end]
            add(task, result)

    def end(self) -> None:
        os.close(self.results)  # one that still works is ended by it, at the latest when it hands in its next result
        os.waitpid(self.process, 0)


def _serve(work: Callable[[int], object], queue: int, results: int) -> None:
    """Do tasks until there are none; an exception ends the process, and the one that asked does the task itself."""
    try:
        while number := os.read(queue, _TASK):
            task = int.from_bytes(number, "big")
            data = dumps((task, work(task)))
            data = len(data).to_bytes(_TASK, "big") + data
            while data:
                data = data[os.write(results, data) :]
    finally:
        os._exit(0)  # whatever happened: nothing of the other process's (buffers, handlers) is run twice
