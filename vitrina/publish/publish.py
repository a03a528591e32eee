"""Publishing: what stands in the output folder, what takes its place, and what goes, decided before it is done."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Set
from dataclasses import dataclass

from vitrina.disk.output import Output, in_the_way, put_in_place, remove
from vitrina.disk.writing import InTheWayError, reason_of
from vitrina.problems import Location, Problem, Problems, say
from vitrina.publish.conflicts import check_output
from vitrina.publish.manifest import Manifest, can_be_ours, claim, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What publishing will do.

    ``contents`` are the digests of the site's files by path, in the order in which they appear; ``staged`` those of
    them that wait to be put in place; ``obsolete`` the paths of an earlier site that no longer belong to it. ``before``
    is the manifest of the earlier site.
    """

    output: Output
    contents: Mapping[str, str]
    staged: tuple[str, ...]
    before: Manifest
    obsolete: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How many files were written, already right, and removed."""

    written: int
    unchanged: int
    removed: int


def prepare_publication(
    output: Output, contents: Mapping[str, str], there: Mapping[str, str], before: Manifest, problems: Problems
) -> Publication:
    """Decide what to do, and note what stands in the way; nothing is written.

    ``there`` are the digests of what stands in the output. An obsolete file that was changed by hand since it was
    written is no longer ours: it is kept, and a warning says so.
    """
    obsolete, changed = [], set()
    for path in before.digests.keys() - contents.keys():
        if path not in there or before.knows(path, there[path]):
            obsolete.append(path)
        else:
            changed.add(path)
    # what has the right bytes already is a plain file with no link on the way to it
    staged = tuple(path for path, digest in contents.items() if there.get(path) != digest)
    check_output(output, staged, before.digests.keys() - changed, problems)
    for path in sorted(changed - in_the_way(contents, changed)):
        message = say("This file no longer belongs to the site, but it was changed, so it is kept.")
        hint = say("Delete it if you do not need it.")
        problems.warning(Location(f"{output.shown}/{path}"), "changed-output", message, hint)
    return Publication(output=output, contents=contents, staged=staged, before=before, obsolete=tuple(sorted(obsolete)))


def publish(publication: Publication, problems: Problems) -> Published | None:
    """Put the site in its place and remove what no longer belongs to it; ``None`` where the disk did not let it.

    The manifest names what is new before it is there, so that a build that is stopped leaves nothing without an owner.
    """
    output, contents = publication.output, publication.contents
    try:
        manifest = claim(output, publication.before, contents.items())
        if publication.staged or publication.obsolete:
            put_in_place(output, publication.staged, publication.obsolete)
        removed = sum(remove(output, path) for path in publication.obsolete)
        settle(output, manifest, contents)
    except OSError as error:
        problems.add(failed(output, error))
        return None
    written = len(publication.staged)
    return Published(written=written, unchanged=len(contents) - written, removed=removed)


def owned_files(manifest: Manifest, made: Mapping[str, str], there: Mapping[str, str]) -> Manifest:
    """Return the ``manifest`` with the files that are as the last build ``made`` them, should it have been lost.

    Paths that no file of an output can have are left out, wherever they come from.
    """
    digests = {path: known for path, known in manifest.digests.items() if path in made or can_be_ours(path)}
    for path, digest in made.items():
        if path not in digests and there.get(path) == digest:
            digests[path] = (digest,)
    return Manifest(digests, manifest.lines, manifest.is_whole)


def failed(output: Output, error: OSError) -> Problem:
    """Return the problem that the disk did not let the site be written."""
    if isinstance(error, InTheWayError) and error.errno == errno.ELOOP:
        return Problem(Location(error.filename), "output-link", reason_of(error))
    message = say("The site could not be written ({reason}).", reason=error.strerror or "unknown reason")
    hint = say("Check that the disk has room and that you may write there, then build again.")
    return Problem(Location(output.shown), "output-failed", message, hint)


def wanted_paths(manifest: Manifest, planned: Set[str]) -> set[str]:
    """Return the paths that have to be looked at in the output: those of the site, and those of the earlier one."""
    return {*planned, *(path for path in manifest.digests.keys() - planned if can_be_ours(path))}
