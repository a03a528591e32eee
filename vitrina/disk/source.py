"""Writing outside the output: what a person asked for by name, and the folder of the preview beside the content.

Whole files or nothing, and nothing through a link (see ``vitrina.disk.writing``). No build calls any of this.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vitrina.disk.output import OWN_FOLDER, leave_out_of_git
from vitrina.disk.writing import append_to_file, create_file, opened_parent, write_file


def write_sources(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files that people go on writing in, by their paths below ``folder``: all of them, or none.

    A file that is there is replaced as a whole; the caller has made sure that it may be. An ``OSError`` tells
    that it could not be done, and where; new files and folders are gone again then.
    """
    made: list[Path] = []
    try:
        for path, text in texts.items():
            file = folder / path
            is_new = not os.path.lexists(file)
            made += [place for place in (*reversed(file.parents), file) if not os.path.lexists(place)]
            (create_file if is_new else write_file)(folder, path, text.encode())
    except OSError:
        for place in reversed(made):
            with suppress(OSError):
                _remove(folder, place)
        raise


def replace_source(source: Path, path: str, content: bytes) -> None:
    """Put ``content`` in the place of a document that people wrote, whole or not at all, with the rights that it had.

    An ``OSError`` tells that this could not be done; then the document is as it was.
    """
    write_file(source, path, content)


def write_alone(source: Path, file: Path, content: bytes) -> None:
    """Write a ``file`` outside the output that the user named for it, whole or not at all.

    Where it lies in the ``source``, no link on the way is followed: it may have come with the content. An ``OSError``
    tells that this could not be done; then what was there is as it was.
    """
    absolute, root = Path(os.path.abspath(file)), Path(os.path.abspath(source))  # noqa: PTH100 - follows no link
    if absolute.is_relative_to(root):
        write_file(root, absolute.relative_to(root).as_posix(), content)
    else:
        write_file(file.parent, file.name, content)


def append_text(file: Path, text: str) -> None:
    """Append ``text`` to a file outside the output that the user named for it; it is made where there is none."""
    append_to_file(file.parent, file.name, text.encode("utf-8", "backslashreplace"))


def own_folder(source: Path, name: str) -> Path:
    """Return the engine's own folder ``name`` in ``source``, with a word for git to leave it alone.

    Where that cannot be written, nothing else can, and the next write reports it.
    """
    with suppress(OSError):
        leave_out_of_git(source)
    return source / OWN_FOLDER / name


def _remove(root: Path, place: Path) -> None:
    """Remove a new file or an empty new folder, which may be ``root`` or one above it."""
    if place.is_relative_to(root) and place != root:
        with opened_parent(root, place.relative_to(root).as_posix(), make=False) as (folder, name):
            folder.rmdir(name) if place.is_dir() else folder.unlink(name)
    else:
        place.rmdir()
