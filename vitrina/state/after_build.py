"""What a build that is over knows of its inputs: those that changed meanwhile count as changed for the next one.

Which text a build has read is not found out by reading the file again, but by its stamp: each stamp was taken when the
tick of the last change was over, so it tells of every change since, even of one that was taken back.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from vitrina.disk.inputs import read_input_or_nothing
from vitrina.disk.stamps import UNKNOWN, UNSETTLED, folder_stamp, has_stamp
from vitrina.reading.paths import is_ignored
from vitrina.state.build_record import InputRecord
from vitrina.state.input_scan import FOLDER, LINK, PACKAGE, UNREADABLE, InputScan, digests_of, is_content


def with_content_folders(scan: InputScan, source: Path) -> InputScan:
    """Return ``scan`` with the stamps of the folders of ``content``, whose names are about to be read again.

    A folder that has other names than the scan has found counts as changed. A build that has nothing to do, or only
    bodies to read, is spared this.
    """
    inside: dict[str, set[str]] = {path: set() for path, file in scan.files.items() if file.metadata == FOLDER}
    for path in scan.files:
        inside.get(path.rpartition("/")[0], set()).add(path)
    stamps = {}
    for path in filter(is_content, inside):
        folder = str(source / path)
        stamp = folder_stamp(folder)
        try:
            with os.scandir(folder) as entries:
                found = [f"{path}/{entry.name}" for entry in entries]
            names = {name for name in found if name in scan.files or not is_ignored(name.rpartition("/")[2])}
        except OSError:
            names = set()
        stamps[path] = stamp if names == inside[path] else UNSETTLED
    return replace(scan, folders={**scan.folders, **stamps})


class RecordsAfter(NamedTuple):
    """What is to be recorded of the inputs of a build that is over.

    With ``has_certain_pages``, pages were made from what their records say; otherwise the theme or a catalogue changed.
    """

    inputs: dict[str, InputRecord]
    has_certain_pages: bool


def records_after(
    scan: InputScan, source: Path, package: Path, bodies: Collection[str], *, is_whole: bool
) -> RecordsAfter:
    """Return what is to be recorded of the inputs of a build that began with ``scan``, now that it is over.

    A file that was changed meanwhile counts as changed for the next build, even where it is again as it was: it is not
    known which of its texts this build has read. The same holds for the names in a folder. The stamps of the scan tell
    of every change since, whichever part of the engine read the file, and how often.

    ``bodies`` are the documents whose bodies the build has read; front matter, it has read where it ``is_whole``,
    and of documents that the scan itself had to read it has seen no other text.
    """
    records = _files_after(scan, source, package, bodies, is_whole=is_whole)
    for path, stamp in scan.folders.items():
        if stamp and folder_stamp("/".join(map(str, _place_of(path, source, package)))) != stamp:
            records[path] = InputRecord(UNKNOWN, "")
    is_certain = all(records[path] == known or is_content(path) for path, known in scan.files.items())
    return RecordsAfter(records, is_certain)


def _files_after(
    scan: InputScan, source: Path, package: Path, bodies: Collection[str], *, is_whole: bool
) -> dict[str, InputRecord]:
    records = dict(scan.files)
    for path, known in scan.files.items():
        if known.metadata in (LINK, FOLDER, UNREADABLE) or (known.body and path not in bodies and not is_whole):
            continue
        root, name = _place_of(path, source, package)
        if has_stamp(f"{root}/{name}", known.stamp or scan.fresh.get(path, UNKNOWN)):
            continue
        now = digests_of(path, read_input_or_nothing(root, name)[0])
        if known.stamp or path in scan.fresh or now != (known[1:] if known.body else known[1:2]):
            is_front_matter_known = known.body and now[0] == known.metadata and (not is_whole or path in scan.data)
            records[path] = InputRecord(UNKNOWN, known.metadata if is_front_matter_known else "")
    return records


def _place_of(path: str, source: Path, package: Path) -> tuple[Path, str]:
    return (package, path.removeprefix(PACKAGE)) if path.startswith(PACKAGE) else (source, path)
