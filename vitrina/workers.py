"""A pool of forked worker processes for numbered tasks, with results in the order of the tasks.

Workers are forked so that they share the memory of this process, which works on the tasks, too. Where forking is not
safe (Windows, macOS, a process with threads), this process does all of them.
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
"""Bytes of a task's number in the pipe: reads and writes of this size are atomic."""

_MOST_TASKS = 8_000
"""The largest number of tasks whose numbers fit into the buffer of a pipe (64 kB on Linux, with a margin)."""

POOL_PAYS_FROM = 100
"""The smallest number of files for which starting processes saves time."""

Progress = Callable[[int], None]
"""Is called with the number of each task that is finished."""


def share(work: Callable[[int], Result], tasks: int, jobs: int, progress: Progress | None = None) -> list[Result]:
    """Return the results of ``work(0)`` to ``work(tasks - 1)``, computed by ``jobs`` processes.

    A task that a worker could not finish, because it failed or was killed, is repeated here, so that its exception is
    raised in this process. Changes that ``work`` makes in memory stay in the process that made them.
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
    """Call ``take`` with each result of ``work`` as soon as it is available, in any order (see ``share``)."""
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
    """Start the workers of ``share``; this process can do something else before it calls ``finish``."""
    shared = Shared(work, tasks, progress, take)
    try:
        count = min(jobs, tasks) if 1 < tasks <= _MOST_TASKS and can_fork() else 1
        if count > 1:
            shared.start(count - 1)
        yield shared
    finally:
        shared.end()


def can_fork() -> bool:
    """Tell whether this process can be forked safely: a copy of one with threads may deadlock."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def processors() -> int:
    """Return the number of processors available to this process."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def jobs_for(wanted: int | None, files: int) -> int:
    """Return the number of processes for ``files`` files: ``wanted``, or else a suitable number."""
    if wanted is not None:
        return wanted
    return processors() if files >= POOL_PAYS_FROM else 1


class Shared(Generic[Result]):
    """Tasks that this process shares with workers."""

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
        self._workers: list[_Worker] = []

    def start(self, workers: int) -> None:
        """Start this number of workers."""
        self._queue, feed = os.pipe()
        os.write(feed, b"".join(task.to_bytes(_TASK, "big") for task in range(self._tasks)))
        os.close(feed)
        while len(self._workers) < workers:
            self._workers.append(_Worker.start(self._work, self._queue))

    def finish(self) -> list[Result]:
        """Work on the tasks together with the workers; return the results in the order of the tasks.

        The list is empty if ``take`` receives the results.
        """
        while self._queue is not None and (number := os.read(self._queue, _TASK)):
            task = int.from_bytes(number, "big")
            self._add(task, self._work(task))
            for worker in _ready(self._workers):
                worker.take(self._add)
        for worker in self._workers:
            while not worker.is_over:
                worker.take(self._add)
        for task in range(self._tasks):
            if task not in self._done:
                self._add(task, self._work(task))
        return [self._results[task] for task in sorted(self._results)]

    def end(self) -> None:
        """End the workers, finished or not."""
        if self._queue is not None:
            os.close(self._queue)
        for worker in self._workers:
            worker.end()

    def _add(self, task: int, result: Result) -> None:
        self._done.add(task)
        if self._take is not None:
            self._take(result)
        else:
            self._results[task] = result
        if self._progress is not None:
            self._progress(task)


def _ready(workers: list[_Worker]) -> list[_Worker]:
    waiting = [worker for worker in workers if not worker.is_over]
    ready = select.select([worker.results for worker in waiting], [], [], 0)[0] if waiting else []
    return [worker for worker in waiting if worker.results in ready]


@dataclass(slots=True)
class _Worker:
    """A forked process that sends its results through a pipe, each after its length."""

    process: int
    results: int
    is_over: bool = False
    _received: bytearray = field(default_factory=bytearray)

    @classmethod
    def start(cls, work: Callable[[int], object], queue: int) -> _Worker:
        results, ours = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(results)
            _serve(work, queue, ours)
        os.close(ours)
        return cls(process, results)

    def take(self, add: Callable[[int, Any], None]) -> None:
        """Read from the pipe, and call ``add`` with every complete result."""
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
        os.close(self.results)  # a worker that is still busy gets SIGPIPE when it sends its next result
        os.waitpid(self.process, 0)


def _serve(work: Callable[[int], object], queue: int, results: int) -> None:
    """Do tasks until there are none. An exception ends the process; its parent repeats the task."""
    try:
        while number := os.read(queue, _TASK):
            task = int.from_bytes(number, "big")
            data = dumps((task, work(task)))
            data = len(data).to_bytes(_TASK, "big") + data
            while data:
                data = data[os.write(results, data) :]
    finally:
        os._exit(0)  # without running the exit handlers and flushing the buffers of the parent again
