"""Publishing: what stands in the output folder, what takes its place, and what goes, decided before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vitrina.files import Output, check_output, content_bytes, in_the_way, read_output, remove, write_contents
from vitrina.manifest import Manifest, digest, load_manifest, save_manifest, union
from vitrina.problems import Place, Problems, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What publishing will do: the files of the site, and the paths of an earlier one that no longer belong to it."""

    output: Output
    contents: Mapping[str, bytes | Path]
    before: Manifest
    obsolete: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How many files were written, already right, and removed."""

    written: int
    unchanged: int
    removed: int


def prepare_publication(output: Output, contents: Mapping[str, bytes | Path], problems: Problems) -> Publication:
    """Decide what to do, and note what stands in the way; nothing is written.

    An obsolete file that somebody changed since it was written is theirs now: it is kept, and said.
    """
    before = load_manifest(output)
    obsolete, theirs = [], set()
    for path in before.digests.keys() - contents.keys():
        content = read_output(output, path)
        if content is None or before.knows(path, content):
            obsolete.append(path)
        else:
            theirs.add(path)
    check_output(output, contents, before.digests.keys() - theirs, problems)
    for path in theirs - in_the_way(contents, theirs):
        message = say("This file no longer belongs to the site, but somebody changed it, so it is kept.")
        hint = say("Delete it if you do not need it.")
        problems.warning(Place(f"{output.shown}/{path}"), "changed-output", message, hint)
    return Publication(output=output, contents=contents, before=before, obsolete=tuple(sorted(obsolete)))


def publish(publication: Publication, problems: Problems) -> Published | None:
    """Write the site and remove what no longer belongs to it; ``None`` where the disk did not let it be finished.

    The manifest first names old and new files, so that a build that is stopped leaves nothing without an owner.
    """
    output, contents = publication.output, publication.contents
    try:
        now = Manifest({path: (digest(content_bytes(content)),) for path, content in contents.items()})
        save_manifest(output, union((publication.before, now)))
        written, unchanged = write_contents(output, contents, publication.obsolete)
        removed = sum(remove(output, path) for path in publication.obsolete)
        save_manifest(output, now)
    except OSError as error:
        message = say("The site could not be written ({reason}).", reason=error.strerror or "unknown reason")
        hint = say("Check that the disk has room and that you may write there, then build again.")
        problems.error(Place(output.shown), "output-failed", message, hint)
        return None
    return Published(written=written, unchanged=unchanged, removed=removed)
