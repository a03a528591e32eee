"""Watching what people write: a save is noticed at once, and a batch of them once.

The system tells (through ``watchfiles``) of files that come, go, change, or are put into another's place, whatever
dates they carry. Network shares, folders that a container mounts and drives of Windows in WSL tell nothing: there the
files are asked for their dates every now and then (``poll``). livereload's own watcher asks every file every 0.8
seconds, tells one file a time, and does not see one that arrives with an old date.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from pathlib import Path

from livereload.watcher import Watcher
from watchfiles import Change, awatch

from vitrina.reading.paths import is_ignored
from vitrina.serve.batches import LONGEST, QUIET
from vitrina.serve.polling import Snapshot, polled, snapshot

WATCHED = ("content", "i18n", "themes")
"""The folders of a source in which people write; they may come and go while they are watched."""

SOON = 10
"""Milliseconds between two looks at what the system told: a change of one file counts when the next look finds no other
one, after 20 at most. That is how a text is saved, and its writer waits."""

PAUSE = 100
"""Milliseconds between two looks at whether a folder in which people write has come or gone."""

_OF_EDITORS = ("4913", "___jb_tmp___", "___jb_old___")
"""Ends of names under which Vim and JetBrains' editors try whether a folder can be written, or keep a copy."""

Told = Callable[[], object]
_Changes = set[tuple[Change, str]]


class SourceWatcher(Watcher):  # type: ignore[misc] # livereload ships no types
    """Tells livereload when something changed in the folders of ``source``, or in those of the ``package``.

    Every ``poll`` seconds the files are asked for their dates; without it, the system tells.
    """

    def __init__(self, source: Path, package: Path, poll: float | None = None) -> None:
        super().__init__()
        self._poll = poll
        self._source = source.resolve()
        roots = dict.fromkeys((self._source, package.resolve()))
        self._folders = [root / name for root in roots for name in WATCHED if root == self._source or name != "content"]
        self._restart = asyncio.Event()
        self._tasks_of_watching: list[asyncio.Task[None]] = []
        self.changed: set[str] = set()

    def start(self, callback: Told) -> bool:
        """Begin to watch; ``callback`` is called after each batch of changes. It has begun when this returns."""
        watching = (
            [self._watch_roots(callback), self._watch_folders(callback)]
            if self._poll is None
            else [self._ask_files(callback, self._poll, self._snapshot())]
        )
        self._tasks_of_watching = [asyncio.ensure_future(each) for each in watching]
        return True

    def examine(self) -> tuple[str | None, None]:
        """Return one of the files that changed since this was asked last, or ``None``, as livereload wants it."""
        changed, self.changed = self.changed, set()
        self.filepath = min(changed, default=None)
        return self.filepath, None

    async def wait(self) -> None:
        """Wait as long as changes are watched; an error in what follows from one is raised."""
        await asyncio.gather(*self._tasks_of_watching)

    async def stop(self) -> None:
        """Watch no longer."""
        for task in self._tasks_of_watching:
            task.cancel()
        await asyncio.gather(*self._tasks_of_watching, return_exceptions=True)

    def _snapshot(self) -> Snapshot:
        return snapshot(self._folders, self._is_meant)

    async def _ask_files(self, callback: Told, seconds: float, before: Snapshot) -> None:
        async for paths in polled(self._snapshot, before, seconds):
            self.changed |= paths
            callback()

    async def _watch_roots(self, callback: Told) -> None:
        """Notice when one of the folders itself comes or goes: then all of them have to be watched anew."""

        def is_folder(change: Change, path: str) -> bool:  # noqa: ARG001 - what watchfiles gives
            return Path(path) in self._folders

        async for changes in _changes([self._source], is_folder, step=PAUSE, is_deep=False):
            self.changed |= {path for _, path in changes}
            self._restart.set()
            callback()

    async def _watch_folders(self, callback: Told) -> None:
        is_first = True
        while True:
            self._restart.clear()
            try:
                stream = _changes(_existing(self._folders), self._is_of_people, step=SOON, stop=self._restart)
                following = asyncio.ensure_future(anext(stream, None))
                await asyncio.sleep(0)
                if not is_first:  # what happened while no folder was watched
                    self.changed |= {str(folder) for folder in self._folders}
                    callback()
                while (changes := await following) is not None:
                    batch = {path for _, path in changes}
                    following = asyncio.ensure_future(anext(stream, None))
                    if len(batch) > 1:
                        following = await _rest_of(batch, stream, following)
                    self.changed |= batch
                    callback()
            except FileNotFoundError:  # a folder that has just gone: ask again which there are
                await asyncio.sleep(QUIET / 1000)
            is_first = False

    def _is_of_people(self, change: Change, path: str) -> bool:  # noqa: ARG002 - what watchfiles gives
        return self._is_meant(path)

    def _is_meant(self, path: str) -> bool:
        folder = next((folder for folder in self._folders if Path(path).is_relative_to(folder)), None)
        return folder is not None and is_meant(Path(path).relative_to(folder).parts)


def is_meant(names: Collection[str]) -> bool:
    """Tell whether people mean a file with these ``names`` (of folders, and its own) to be read.

    Editors leave other files while they save: what matters is the file that takes its place in the end.
    """
    return not any(is_ignored(name) or name.endswith(_OF_EDITORS) or name == "__pycache__" for name in names)


def _existing(folders: Iterable[Path]) -> list[Path]:
    return [folder for folder in folders if folder.is_dir()]


async def _rest_of(
    batch: set[str], stream: AsyncIterator[_Changes], following: asyncio.Task[_Changes | None]
) -> asyncio.Task[_Changes | None]:
    """Add to ``batch`` what comes until nothing more comes for a while; return what to wait for next.

    ``awatch`` has one such while for all changes, and the writer of a single text would wait for it, too.
    """
    end = time.monotonic() + LONGEST / 1000
    while time.monotonic() < end:
        try:
            await asyncio.wait([following], timeout=QUIET / 1000)
        except asyncio.CancelledError:
            following.cancel()
            raise
        if not following.done() or (changes := following.result()) is None:
            break
        batch |= {path for _, path in changes}
        following = asyncio.ensure_future(anext(stream, None))
    return following


def _changes(
    folders: list[Path],
    wanted: Callable[[Change, str], bool],
    *,
    step: int,
    is_deep: bool = True,
    stop: asyncio.Event | None = None,
) -> AsyncIterator[_Changes]:
    return awatch(
        *folders,
        watch_filter=wanted,
        debounce=LONGEST,
        step=step,
        stop_event=stop,
        recursive=is_deep,
    )
