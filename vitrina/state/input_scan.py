"""The input scan: everything that a build reads, as digests, with the bodies of the documents apart from all the rest.

The rest is the metadata: which files there are, the front matter, the settings, vocabularies, catalogues, themes and
pictures. Only bodies are told apart, because they alone are read by nothing but the pages that show them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vitrina.disk.inputs import read_input_or_nothing
from vitrina.disk.stamps import UNKNOWN, Digests, Stamp, StampedReader, folder_stamp
from vitrina.reading.front_matter import end_of_front
from vitrina.reading.links import is_link, is_refused_link
from vitrina.reading.paths import CONTENT, is_ignored
from vitrina.state.build_record import InputRecord
from vitrina.values.fingerprints import digest_of

PACKAGE = "package/"
"""What the paths of files that come with the package begin with."""

_THEMES_AND_STRINGS = ("i18n", "themes")
_DOCUMENT = re.compile(r"content/(?:projects|news|pages)/[^/]+/index\.[^./]+(?:\.[^./]+)?\.md")
LINK, FOLDER, UNREADABLE = "link", "folder", "unreadable"
"""What stands for the digest of what is no file that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputScan:
    """What was found: a record of each file by path, relative to the source; the package's begin with ``PACKAGE``.

    Folders, links and files that cannot be read have a word instead of a digest. ``data`` has the bytes of the
    documents that had to be read, so that none is opened twice; ``misses`` counts the files that had to be read.
    ``fresh`` has the stamps of those that were not at rest then: they tell of later changes, but are not recorded; so
    do those of ``folders``, with the names in them. Those of ``content`` are taken only where its names are read again.
    """

    files: Mapping[str, InputRecord]
    data: Mapping[str, bytes] = field(default_factory=dict)
    fresh: Mapping[str, Stamp] = field(default_factory=dict)
    folders: Mapping[str, Stamp] = field(default_factory=dict)
    misses: int = 0

    def key(self, path: str) -> str:
        """Return what is different for documents with different bytes; nothing where ``path`` is not known."""
        known = self.files.get(path)
        return known.metadata + known.body if known is not None and known.body else ""

    def digest(self) -> str:
        """Return the digest of everything that a build reads."""
        lines = sorted(f"{path}\0{file.metadata}\0{file.body}" for path, file in self.files.items())
        return digest_of("\n".join(lines).encode("utf-8", "surrogateescape"))

    def bodies(self) -> dict[str, str]:
        """Return the digests of the bodies by document."""
        return {path: file.body for path, file in self.files.items() if file.body}


def divided(data: bytes) -> tuple[str, str]:
    """Return the digests of a document's front matter and of its body."""
    end = end_of_front(data)
    return digest_of(data[:end]), digest_of(data[end:])


def key_of(data: bytes) -> str:
    """Return what is different for documents with different bytes, as ``InputScan.key`` does."""
    return "".join(divided(data))


def scan_inputs(source: Path, package: Path, known: Mapping[str, InputRecord]) -> InputScan:
    """Return what a build of the site in ``source`` reads, with what comes with the ``package``.

    Files with the stamp of the ``known`` record are not read.
    """
    return _Scanner(known).scan(source, package)


def changed_bodies(before: Mapping[str, InputRecord], now: Mapping[str, InputRecord]) -> tuple[str, ...] | None:
    """Return the documents whose bodies have changed; ``None`` where anything else has, too."""
    if before.keys() != now.keys():
        return None
    changed = []
    for path, file in now.items():
        known = before[path]
        if known.metadata != file.metadata:
            return None
        if known.body != file.body:
            changed.append(path)
    return tuple(changed)


def changed_inputs(before: Mapping[str, InputRecord], scan: InputScan) -> frozenset[str]:
    """Return the paths of all inputs that are not as they were ``before``, came or went."""
    return frozenset(
        path
        for path in before.keys() | scan.files.keys()
        if (one := before.get(path)) is None or (two := scan.files.get(path)) is None or one[1:] != two[1:]
    )


def digests_of(path: str, data: bytes) -> Digests:
    """Return what is recorded of a file with this ``data``: of a document, its front matter and its body apart."""
    return divided(data) if _DOCUMENT.fullmatch(path) else (digest_of(data),)


class _Scanner:
    """Walks what a build reads."""

    def __init__(self, known: Mapping[str, InputRecord]) -> None:
        self._files: dict[str, InputRecord] = {}
        self._data: dict[str, bytes] = {}
        self._folders: dict[str, Stamp] = {}
        self._reader = StampedReader(known, waits=True)

    def scan(self, source: Path, package: Path) -> InputScan:
        """Return what there is."""
        self._walk(source, "", CONTENT)
        roots = {"": source} | ({PACKAGE: package} if os.path.realpath(source) != os.path.realpath(package) else {})
        for prefix, root in roots.items():
            for name in _THEMES_AND_STRINGS:
                self._walk(root, prefix, name)
        return InputScan(
            files=self._files,
            data=self._data,
            fresh=self._reader.fresh,
            folders=self._folders,
            misses=self._reader.misses,
        )

    def _walk(self, root: Path, prefix: str, top: str) -> None:
        """Look at the folder ``top`` of ``root``. No link is followed; each is noted, as loading refuses it.

        Of what is ignored in the content, nothing but links matters.
        """
        self._reader.read = lambda file: read_input_or_nothing(root, file[len(f"{root}/") :])
        if is_link(f"{root}/{top}"):
            self._note(prefix + top, LINK)
            return
        waiting = [(top, False)]
        while waiting:
            folder, is_hidden = waiting.pop()
            for entry in self._entries(f"{root}/{folder}", prefix + folder, is_noted=not is_hidden):
                path = f"{folder}/{entry.name}"
                is_ignored_too = is_hidden or (top == CONTENT and is_ignored(entry.name))
                if is_link(entry):
                    if is_refused_link(entry):
                        self._note(prefix + path, LINK)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((path, is_ignored_too))
                elif not is_ignored_too:
                    self._file(prefix + path, f"{root}/{path}")

    def _file(self, path: str, file: str) -> None:
        found = self._reader.digests(path, file, self._take) or (UNREADABLE,)
        self._files[path] = InputRecord(self._reader.stamps.get(path, UNKNOWN), *found)

    def _take(self, path: str, data: bytes) -> Digests:
        found = digests_of(path, data)
        if len(found) > 1:
            self._data[path] = data
        return found

    def _note(self, path: str, word: str) -> None:
        self._files[path] = InputRecord(UNKNOWN, word)

    def _entries(self, folder: str, shown: str, *, is_noted: bool) -> Iterator[os.DirEntry[str]]:
        if not is_content(shown):
            self._folders[shown] = folder_stamp(folder)
        try:
            with os.scandir(folder) as entries:
                if is_noted:
                    self._note(shown, FOLDER)
                yield from entries
        except NotADirectoryError:
            self._file(shown, folder)
        except FileNotFoundError:
            pass
        except OSError:
            if is_noted:
                self._note(shown, UNREADABLE)


def is_content(path: str) -> bool:
    """Tell whether ``path`` is that of the folder ``content`` or of something in it."""
    return path.startswith(f"{CONTENT}/") or path == CONTENT
