"""The output scan: which files of a site stand in the output folder, found out by several processes where that pays."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from vitrina.disk.output import Output
from vitrina.disk.stamps import Known, Stamp, StampedReader, has_stamp
from vitrina.workers import begun, processors

READING_TOGETHER_PAYS_FROM = 500
"""Files whose stamp is not known. Fewer have been read before another process has started."""

STAMPS_TOGETHER_PAY_FROM = 2_500
"""Files of the site, with known stamps or not. The system has told of fewer before another process has started."""

_AT_A_TIME = 512

_NOWHERE = "/"
"""No folder of an output is called so."""

KnownFiles = Mapping[str, Known]
"""The stamps and digests of files as the last build knew them, by path."""


@dataclass(frozen=True, slots=True)
class OutputScan:
    """What stands in the output: the digests (SHA-256) of plain files by path, and the stamps that can be kept.

    ``misses`` is how many files had another stamp than the known one.
    """

    there: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    misses: int = 0


class Way(Enum):
    """What stands on the way to a file: folders, a file in the place of one, a link, or nothing from some place on."""

    FOLDER = auto()
    FILE = auto()
    LINK = auto()
    FREE = auto()


class OutputFolders:
    """The folders of an output, each looked at once."""

    def __init__(self, output: Output) -> None:
        self._root = str(output.folder)
        self._known: dict[str, Way] = {"": Way.FOLDER}

    def way_to(self, folder: str) -> Way:
        """Return what stands on the way to ``folder``, itself included."""
        way = self._known.get(folder)
        if way is None:
            above = self.way_to(folder.rpartition("/")[0])
            way = self._known[folder] = _kind_of(f"{self._root}/{folder}") if above is Way.FOLDER else above
        return way

    def look_around(self, folder: str) -> None:
        """Look at all folders that lie where ``folder`` does: one question to the system for hundreds of them."""
        if folder in self._known:
            return
        above = folder.rpartition("/")[0]
        if self.way_to(above) is not Way.FOLDER:
            return
        beginning = f"{above}/" if above else ""
        try:
            with os.scandir(f"{self._root}/{above}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        self._known[beginning + entry.name] = Way.FOLDER
        except OSError:  # then they are asked for one by one
            return


def digest(content: bytes) -> str:
    """Return the digest by which a file of the site is known (SHA-256)."""
    return hashlib.sha256(content).hexdigest()


def scan_output(output: Output, wanted: Collection[str], known: KnownFiles, jobs: int | None) -> OutputScan:
    """Return what stands in ``output`` of the files ``wanted``; what lies behind a link is not there.

    ``jobs`` is how many processes to use; ``None`` leaves it to the engine.
    """
    with scanning(output, wanted, known, jobs) as scanned:
        return scanned()


@contextmanager
def scanning(
    output: Output, wanted: Collection[str], known: KnownFiles, jobs: int | None
) -> Iterator[Callable[[], OutputScan]]:
    """Let other processes begin with ``scan_output``; the value is what joins them and returns what was found."""
    is_long = len(wanted) >= STAMPS_TOGETHER_PAY_FROM or len(wanted) - len(known) >= READING_TOGETHER_PAYS_FROM
    together = (jobs or processors()) if is_long else 1
    paths = sorted(wanted)
    portions = [paths[first : first + _AT_A_TIME] for first in range(0, len(paths), _AT_A_TIME)]
    with begun(lambda number: _scan(output, portions[number], known), len(portions), together) as shared:
        yield lambda: _joined(portions, shared.finish(), known)


def _scan(output: Output, wanted: Sequence[str], known: KnownFiles) -> OutputScan | None:
    """Return what stands there of the files ``wanted``; ``None`` means that all of them have the known stamps."""
    folders = OutputFolders(output)
    if _are_known(output, wanted, known, folders):
        return None
    reader = StampedReader(known)
    there: dict[str, str] = {}
    misses = 0
    for path in wanted:
        if folders.way_to(path.rpartition("/")[0]) is not Way.FOLDER:
            misses += 1
        elif found := reader.digests(path, f"{output.folder}/{path}", lambda _, data: (digest(data),)):
            there[path] = found[0]
    return OutputScan(there, reader.stamps, misses + reader.misses)


def _are_known(output: Output, wanted: Iterable[str], known: KnownFiles, folders: OutputFolders) -> bool:
    """Tell whether all the files have the known stamps. They nearly always have, and there are thousands."""
    before = _NOWHERE
    root = f"{output.folder}/"
    for path in wanted:
        folder = path.rpartition("/")[0]
        if folder != before:
            folders.look_around(folder)
            if folders.way_to(folder) is not Way.FOLDER:
                return False
            before = folder
        if path not in known or not has_stamp(root + path, known[path][0]):
            return False
    return True


def _joined(portions: Sequence[Sequence[str]], found: Sequence[OutputScan | None], known: KnownFiles) -> OutputScan:
    there: dict[str, str] = {}
    stamps: dict[str, Stamp] = {}
    for paths, part in zip(portions, found, strict=True):
        if part is None:
            for path in paths:
                stamps[path], there[path] = known[path][0], known[path][1]
        else:
            there |= part.there
            stamps |= part.stamps
    return OutputScan(there, stamps, sum(part.misses for part in found if part is not None))


def _kind_of(place: str) -> Way:
    try:
        mode = os.lstat(place).st_mode
    except OSError:
        return Way.FREE
    if stat.S_ISLNK(mode):
        return Way.LINK
    return Way.FOLDER if stat.S_ISDIR(mode) else Way.FILE
