"""The manifest: which files of an output folder the engine wrote, in the format of ``sha256sum``.

It lies beside the output, so that it moves along with it and is not published. A line is added before a file is
written, so that a killed build leaves nothing without an owner; a file may have several lines, one for each content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vitrina.disk.output import Output, append_to_manifest, read_manifest, write_manifest

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_ADDED_LINES = 500
"""Lines that are added before the manifest is written anew without those that are out of date."""

_LONGEST_NAME = 255
_LONGEST_PATH = 3000
"""Bytes that a disk allows."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests (SHA-256) of every content that the engine wrote, by output path; ``lines`` is how many there are.

    ``is_whole`` tells whether lines can be added: the manifest is there, and ends with a line that is complete.
    """

    digests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: int = 0
    is_whole: bool = False

    def knows(self, path: str, digest: str) -> bool:
        """Tell whether the engine wrote a file with this digest to ``path``."""
        return digest in self.digests.get(path, ())


def load_manifest(output: Output) -> Manifest:
    """Return the manifest of ``output``; lines that are damaged, or name no file of an output, are not there."""
    data = read_manifest(output)
    if data is None:
        return Manifest()
    lines = data.decode("utf-8", "replace").split("\n")
    is_whole = lines.pop() == ""
    digests: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if match := _LINE.fullmatch(line):
            digest, path = match.groups()
            digests[path] = (*digests.get(path, ()), digest)
    return Manifest(digests, len(lines), is_whole)


def claim(output: Output, manifest: Manifest, contents: Iterable[tuple[str, str]]) -> Manifest:
    """Add what is about to be written (paths with digests) to the ``manifest`` on the disk; return it as it is then.

    An ``OSError`` tells that the disk did not let it.
    """
    new = [(path, digest) for path, digest in contents if not manifest.knows(path, digest)]
    if not new and manifest.is_whole:
        return manifest
    digests = {**manifest.digests, **{path: (*manifest.digests.get(path, ()), digest) for path, digest in new}}
    if manifest.is_whole:
        append_to_manifest(output, _lines(new))
    else:
        write_manifest(output, _lines((path, digest) for path, known in digests.items() for digest in known))
    return Manifest(digests, manifest.lines + len(new), is_whole=True)


def settle(output: Output, manifest: Manifest, contents: Mapping[str, str]) -> None:
    """Write the manifest of a site that is published, where the one on the disk has more than needed.

    An ``OSError`` tells that the disk did not let it.
    """
    if manifest.digests.keys() - contents.keys() or manifest.lines > len(contents) + _ADDED_LINES:
        write_manifest(output, _lines(contents.items()))


def can_be_ours(path: str) -> bool:
    """Tell whether the engine can have written ``path``: it lies in the output, under names that a disk can have."""
    names = path.replace("\\", "/").replace("\0", "/").split("/")
    sizes = [len(name.encode("utf-8", "surrogatepass")) for name in path.split("/")]
    is_inside = len(names) == len(sizes) and not {"", ".", ".."} & {*names}
    return is_inside and max(sizes) <= _LONGEST_NAME and sum(sizes) <= _LONGEST_PATH


def _lines(contents: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(contents)).encode("utf-8", "replace")
