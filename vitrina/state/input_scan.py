"""The survey: everything that a build reads, as digests, with the bodies of the documents apart from all the rest.

The rest is the *skeleton*: which files there are, the front matter, the settings, vocabularies, catalogues, themes and
pictures. Only bodies are told apart, because they alone are read by nothing but the pages that show them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vitrina.disk.output import read_whole
from vitrina.disk.stamps import Noted, Reader
from vitrina.reading.front_matter import end_of_front
from vitrina.reading.paths import CONTENT, is_ignored

PACKAGE = "package/"
"""What the paths of files that come with the package begin with."""

_FOLDERS_OF_OTHERS = ("i18n", "themes")
_DOCUMENT = re.compile(r"content/(?:projects|news|pages)/[^/]+/index\.[^./]+\.md")
_LINK, _FOLDER, _UNREADABLE = "link", "folder", "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputScan:
    """Digests by path, relative to the source; what comes with the package is ``package/…``.

    ``skeleton`` has everything but bodies, ``bodies`` only those; a document is in both. Folders, links and files that
    cannot be read have a word instead of a digest. ``seen`` is what can be noted of the content's files, ``misses`` how
    many of them had to be read.
    """

    skeleton: Mapping[str, str]
    bodies: Mapping[str, str]
    seen: Mapping[str, Noted] = field(default_factory=dict, compare=False)
    misses: int = field(default=0, compare=False)

    def key(self, path: str) -> str:
        """Return the key of the document at ``path`` (``key_of``); an empty one where it is not known."""
        return self.skeleton[path] + self.bodies[path] if path in self.bodies else ""

    def digest(self) -> str:
        """Return the digest of everything that a build reads."""
        lines = sorted(
            f"{path}\0{known}" for digests in (self.skeleton, self.bodies) for path, known in digests.items()
        )
        return digest("\n".join(lines).encode("utf-8", "surrogateescape"))


def digest(data: bytes) -> str:
    """Return the digest by which the engine knows what it read."""
    return hashlib.blake2b(data, digest_size=20).hexdigest()


def divided(data: bytes) -> tuple[str, str]:
    """Return the digests of a document's front matter and of its body."""
    end = end_of_front(data)
    return digest(data[:end]), digest(data[end:])


def key_of(data: bytes) -> str:
    """Return what is different for documents with different bytes."""
    return "".join(divided(data))


def _whole(data: bytes) -> tuple[str]:
    return (digest(data),)


def survey(source: Path, package: Path, noted: Mapping[str, Noted] | None = None) -> InputScan:
    """Return the survey of the site in ``source`` and of what comes with the package.

    Files of the content that are as they were ``noted`` by path are not read again.
    """
    skeleton: dict[str, str] = {}
    bodies: dict[str, str] = {}
    reader = Reader(noted or {})
    if _stays_in(os.path.realpath(source / CONTENT), os.path.realpath(source)):
        _look_at_content(str(source / CONTENT), CONTENT, (skeleton, bodies), reader)
    else:
        skeleton[CONTENT] = _LINK
    roots = {"": source} | ({PACKAGE: package} if source.resolve() != package.resolve() else {})
    for prefix, root in roots.items():
        for name in _FOLDERS_OF_OTHERS:
            folder = str(root / name)
            if _stays_in(os.path.realpath(folder), os.path.realpath(root)):
                _look_at(folder, prefix + name, skeleton, (os.path.realpath(root),))
            else:
                skeleton[prefix + name] = _LINK
    return InputScan(skeleton=skeleton, bodies=bodies, seen=reader.seen, misses=reader.misses)


def _look_at_content(folder: str, shown: str, digests: tuple[dict[str, str], dict[str, str]], reader: Reader) -> None:
    skeleton, bodies = digests
    for entry in _entries(folder, shown, skeleton):
        if is_ignored(entry.name):
            continue
        path = f"{shown}/{entry.name}"
        if entry.is_symlink():
            skeleton[path] = _LINK
        elif entry.is_dir():
            _look_at_content(entry.path, path, digests, reader)
        else:
            take: Callable[[bytes], tuple[str, ...]] = divided if _DOCUMENT.fullmatch(path) else _whole
            found = reader.digests(path, entry.path, take) or (_UNREADABLE,)
            skeleton[path] = found[0]
            if len(found) > 1:
                bodies[path] = found[1]


def _look_at(folder: str, shown: str, skeleton: dict[str, str], above: tuple[str, ...]) -> None:
    """Look at a folder in which links are followed, but not in circles, and not out of the first of ``above``."""
    real = os.path.realpath(folder)
    if real in above[1:]:
        return
    for entry in _entries(folder, shown, skeleton):
        path = f"{shown}/{entry.name}"
        if entry.is_symlink() and not _stays_in(os.path.realpath(entry.path), above[0]):
            skeleton[path] = _LINK
        elif os.path.isdir(entry.path):  # noqa: PTH112 (entry.is_dir raises for links that go in a circle)
            _look_at(entry.path, path, skeleton, (*above, real))
        else:
            skeleton[path] = _digest_of_file(entry.path)


def _stays_in(real: str, root: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _entries(folder: str, shown: str, skeleton: dict[str, str]) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            skeleton[shown] = _FOLDER
            yield from entries
    except NotADirectoryError:
        skeleton[shown] = _digest_of_file(folder)
    except FileNotFoundError:
        pass
    except OSError:
        skeleton[shown] = _UNREADABLE


def _digest_of_file(path: str) -> str:
    data = read_whole(path)
    return _UNREADABLE if data is None else digest(data)
