"""Publishing: what stands in the output folder, what takes its place, and what goes, decided before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.disk.output import Output, in_the_way, put_in_place, remove
from vitrina.problems import Location, Problem, Problems, say
from vitrina.publish.conflicts import check_output
from vitrina.publish.manifest import Manifest, load_manifest, save_manifest, union


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What publishing will do.

    ``contents`` are the digests of the site's files by path, in the order in which they appear; ``staged`` those of
    them that wait to be put in place; ``obsolete`` the paths of an earlier site that no longer belong to it. ``before``
    is the manifest of the earlier site; ``saved``, too, where it is known to lie there as it was saved.
    """

    output: Output
    contents: Mapping[str, str]
    staged: tuple[str, ...]
    before: Manifest
    saved: Manifest | None
    obsolete: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How many files were written, already right, and removed."""

    written: int
    unchanged: int
    removed: int


def prepare_publication(
    output: Output,
    contents: Mapping[str, str],
    there: Mapping[str, str],
    saved: Manifest | None,
    problems: Problems,
) -> Publication:
    """Decide what to do, and note what stands in the way; nothing is written.

    ``there`` are the digests of what stands in the output; ``saved`` is its manifest, where that is known to lie there.
    An obsolete file that somebody changed since it was written is theirs now: it is kept, and said.
    """
    before = load_manifest(output) if saved is None else saved
    obsolete, theirs = [], set()
    for path in [path for path in before.digests if path not in contents]:
        if path not in there or before.knows(path, there[path]):
            obsolete.append(path)
        else:
            theirs.add(path)
    # what has the right bytes already is a plain file with no link on the way to it
    staged = tuple(path for path, digest in contents.items() if there.get(path) != digest)
    check_output(output, staged, before.digests.keys() - theirs if theirs else before.digests.keys(), problems)
    for path in theirs - in_the_way(contents, theirs):
        message = say("This file no longer belongs to the site, but somebody changed it, so it is kept.")
        hint = say("Delete it if you do not need it.")
        problems.warning(Location(f"{output.shown}/{path}"), "changed-output", message, hint)
    return Publication(
        output=output,
        contents=contents,
        staged=staged,
        before=before,
        saved=saved,
        obsolete=tuple(sorted(obsolete)),
    )


def publish(publication: Publication, problems: Problems) -> Published | None:
    """Put the site in its place and remove what no longer belongs to it; ``None`` where the disk did not let it.

    The manifest first names old and new files, so that a build that is stopped leaves nothing without an owner.
    """
    output, contents = publication.output, publication.contents
    now = Manifest({path: (digest,) for path, digest in contents.items()})
    saved = publication.saved
    try:
        if publication.staged or publication.obsolete:
            both = union(publication.before, now)
            save_manifest(output, both, saved)
            saved = both
            put_in_place(output, publication.staged, publication.obsolete)
        removed = sum(remove(output, path) for path in publication.obsolete)
        save_manifest(output, now, saved)
    except OSError as error:
        problems.add(failed(output, error))
        return None
    written = len(publication.staged)
    return Published(written=written, unchanged=len(contents) - written, removed=removed)


def failed(output: Output, error: OSError) -> Problem:
    """Return the problem that the disk did not let the site be written."""
    message = say("The site could not be written ({reason}).", reason=error.strerror or "unknown reason")
    hint = say("Check that the disk has room and that you may write there, then build again.")
    return Problem(Location(output.shown), "output-failed", message, hint)
