"""The manifest: which files of an output folder the engine wrote, with the digest of each.

It lies in the output folder itself, so that it is about that folder wherever it is moved. It is written before the
site (naming old and new files, so that a killed build leaves nothing without an owner) and again after it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vitrina.disk.output import Output, read_note, write_note

NAME = "manifest.json"
_VERSION = 1

_A_FEW = 100

_ORDINARY = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/)*[a-z0-9][a-z0-9._-]*")
_SURELY_SHORT = 255
"""Nearly all of thousands of paths are ordinary, and told so at once."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests (SHA-256, possibly several of a file that a build was about to change) by output path."""

    digests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def knows(self, path: str, digest: str) -> bool:
        """Tell whether the engine wrote a file with this digest to ``path``."""
        return digest in self.digests.get(path, ())


def load_manifest(output: Output) -> Manifest:
    """Return the manifest of ``output``; one that is missing, damaged or from another version is empty."""
    note = read_note(output, NAME)
    try:
        data = json.loads(note or b"{}")
        if data.get("version") != _VERSION:
            return Manifest()
        files = data["files"].items()
        return Manifest({path: tuple(map(str, digests)) for path, digests in files if _stays_inside(path)})
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return Manifest()


def note_of(output: Output) -> bytes:
    """Return the manifest of ``output`` as it lies on the disk; nothing where there is none."""
    return read_note(output, NAME) or b""


def save_manifest(output: Output, manifest: Manifest, before: Manifest | None) -> None:
    """Write ``manifest`` into ``output``, where the one ``before`` lies as it was saved; ``None``: nobody knows."""
    note = note_of(output)
    now = (b"" if before is None else renewed(note, before, manifest)) or as_note(manifest)
    if note != now:
        write_note(output, NAME, now)


def as_note(manifest: Manifest) -> bytes:
    """Return ``manifest`` as it lies on the disk."""
    files = {path: list(digests) for path, digests in sorted(manifest.digests.items())}
    return _json({"version": _VERSION, "files": files}) + b"\n"


def renewed(note: bytes, before: Manifest, manifest: Manifest) -> bytes:
    """Return what ``as_note`` does, made of the ``note`` of the one ``before``; nothing where that is not possible.

    After an edit it is, and takes a fraction of the time: a large site's note has a megabyte.
    """
    changed = [path for path, digests in manifest.digests.items() if before.digests.get(path) != digests]
    is_of_the_same = len(before.digests) == len(manifest.digests) and all(path in before.digests for path in changed)
    if not is_of_the_same or len(changed) > _A_FEW:
        return b""
    parts, end = [], 0
    for path in sorted(changed):  # as they lie there
        entry = _entry(path, before)
        begin = note.find(entry, end)
        if begin < 0:
            return b""
        parts += [note[end:begin], _entry(path, manifest)]
        end = begin + len(entry)
    return b"".join([*parts, note[end:]])


def _entry(path: str, manifest: Manifest) -> bytes:
    return b"\n" + _json({path: list(manifest.digests[path])})[1:-1]


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",\n", ":")).encode()


def union(before: Manifest, now: Manifest) -> Manifest:
    """Return a manifest that owns whatever one of the two owns."""
    digests = dict(before.digests)
    for path, known in now.digests.items():
        there = digests.get(path, ())
        if there != known:
            digests[path] = tuple(dict.fromkeys((*there, *known)))
    return Manifest(digests)


def _stays_inside(path: str) -> bool:
    """Tell whether the engine can have written ``path``: it lies in the output, under names that a disk can have."""
    if len(path) <= _SURELY_SHORT and _ORDINARY.fullmatch(path):
        return True
    try:
        sizes = [len(name.encode()) for name in path.split("/")]
    except UnicodeEncodeError:
        return False
    names = path.replace("\\", "/").replace("\0", "/").split("/")
    return len(names) == len(sizes) and not {"", ".", ".."} & {*names} and max(sizes) <= 255 and sum(sizes) <= 3000
