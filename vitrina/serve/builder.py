"""The builder: a process that stays warm and builds whenever it is asked to, apart from the server.

The server answers while a build runs, a build may use as many processes as any other, and a bug in the engine ends
the builder with its traceback in the terminal, and not the preview: the next build gets a new one.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from vitrina.options import BuildOptions
from vitrina.pipeline import build
from vitrina.reporting.report import Report
from vitrina.values.clock import today
from vitrina.values.progress import Count, Progress, unseen


@dataclass(frozen=True, slots=True)
class Crash:
    """The engine failed in a way that no content should make it fail: a bug, whose traceback is in the terminal."""


BuildResult = Report | Crash


class Builder:
    """Builds one site again and again. ``jobs`` and the rest of ``options`` are those of any build.

    ``files`` is told how many files of how many are made, ``pictures`` of how many pictures.
    """

    def __init__(self, options: BuildOptions, files: Count, pictures: Count = unseen) -> None:
        self.options = options
        self._progress = Progress(files, pictures)
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Start the process, so that it loads while other things are made ready."""
        context = multiprocessing.get_context("spawn")  # a fork would take along the server's threads and sockets
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), name="vitrina-builder")
        self._process.start()
        theirs.close()

    def build(self) -> BuildResult:
        """Build the site as it is now. To be called from one thread at a time."""
        if self._process is None or not self._process.is_alive():
            self.start()
        connection = self._connection
        assert connection is not None
        try:
            connection.send(replace(self.options, today=today() or self.options.today))  # it may be open overnight
            while True:
                answer = connection.recv()
                if isinstance(answer, Report):
                    return answer
                is_of_pictures, done, total = answer
                (self._progress.pictures if is_of_pictures else self._progress.files)(done, total)
        except (EOFError, OSError):  # the process is gone
            self._end()
            return Crash()

    def close(self) -> None:
        """End the process, whatever it is doing: what it has written is the preview's, and the next run mends it."""
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.join()


def _work(connection: Connection) -> None:
    """Build whenever options arrive on ``connection``, until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # in order, so that a build's own processes end, too
    files = _PercentSender(connection)
    try:
        while True:
            options: BuildOptions = connection.recv()
            files.percent = -1
            connection.send(build(options, files, lambda done, total: connection.send((True, done, total))))
    except (EOFError, ConnectionError):  # the server is gone
        return


class _PercentSender:
    """Progress for the server, one message for each percent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.percent = -1

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // total
        if percent != self.percent:
            self.percent = percent
            self._connection.send((False, done, total))
