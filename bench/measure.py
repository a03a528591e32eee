"""Running a command and measuring it: wall time, CPU time, and the memory of all its processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.05
"""Seconds between two samples of the memory: often enough to see peaks, too rarely to slow down the command."""


class FailedError(Exception):
    """The measured command failed; the message contains its output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The result of a run, in seconds and bytes; ``None`` where the system does not provide the figure.

    ``cpu`` is the sum of the command and all processes that it started, ``memory`` the largest sum of their memory;
    shared pages count once where the system tells (on Linux).
    """

    wall: float
    cpu: float | None
    memory: int | None


def environment_of(engine: Path) -> dict[str, str]:
    """Return the environment in which Python runs the checkout ``engine``.

    Python writes bytecode, whatever the settings of this machine, because an installed package has it, too.
    """
    return {**os.environ, "PYTHONPATH": str(engine.resolve()), "PYTHONDONTWRITEBYTECODE": ""}


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Measurement:
    """Run ``command`` in ``folder`` and measure it; raise ``FailedError`` where it fails."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    ) as child:
        watch = _MemoryWatch(child.pid)
        watch.start()
        assert child.stdout is not None
        said = child.stdout.read()  # ends when the command does
        cpu = _wait(child)
        wall = time.perf_counter() - began
        watch.stop()
    if child.returncode != 0:
        raise FailedError(f"{' '.join(command)} ended with {child.returncode}:\n{said.decode(errors='replace')}")
    return Measurement(wall=wall, cpu=cpu, memory=watch.highest)


def copy(source: Path, target: Path) -> Measurement:
    """Copy a folder file by file and measure that, as a lower bound for writing these files."""
    began, busy = time.perf_counter(), time.process_time()
    shutil.copytree(source, target)
    return Measurement(wall=time.perf_counter() - began, cpu=time.process_time() - busy, memory=None)


def _wait(child: subprocess.Popen[bytes]) -> float | None:
    """Wait for ``child``; return the CPU time in seconds of it and of the children that it waited for."""
    if sys.platform == "win32":
        child.wait()
        return None
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


class _MemoryWatch(threading.Thread):
    """Samples the memory of a process and its descendants."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.highest: int | None = None
        self._process = process
        self._stopped = threading.Event()

    def run(self) -> None:
        """Sample until stopped, and keep the largest sum."""
        while PROC.is_dir() and not self._stopped.wait(EVERY):
            now = sum(map(_memory, _family(self._process)))
            self.highest = max(self.highest or 0, now)

    def stop(self) -> None:
        """Stop sampling."""
        self._stopped.set()
        self.join()


def _family(process: int) -> Iterator[int]:
    """Yield ``process`` and its descendants that are still running."""
    yield process
    try:
        texts = [file.read_text() for file in PROC.glob(f"{process}/task/*/children")]
    except OSError:
        return
    for child in " ".join(texts).split():
        yield from _family(int(child))


def _memory(process: int) -> int:
    """Return the memory of a process in bytes: its proportional set size, or else its resident set size."""
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = (PROC / str(process) / name).read_text().splitlines()
        except OSError:
            continue
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))
    return 0
