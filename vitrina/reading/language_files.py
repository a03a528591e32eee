"""Files that are called by a language: its code is read in any case and with ``_`` or ``-``."""

from __future__ import annotations

import os
from pathlib import Path

from vitrina.problems import Location, Problem, Problems, say
from vitrina.reading.links import is_link
from vitrina.values.language_tags import canonical_tag


def names_of_language(folder: Path, language: str, ending: str) -> list[str]:
    """Return the names of the files in ``folder`` that are called by ``language``, one in the canonical form first.

    ``ending`` is that of the names: ``pt_BR.po`` is a file of ``pt-BR``. A folder that cannot be read has none, and
    nothing behind a link is listed.
    """
    if any(is_link(str(place)) for place in (folder, *(() if folder.name == "i18n" else (folder.parent,)))):
        return []
    try:
        found = [name for name in os.listdir(folder) if name.endswith(ending)]  # noqa: PTH208 - the names alone
    except OSError:
        return []
    names = (name for name in found if canonical_tag(name.removesuffix(ending)) == language)
    return sorted(names, key=lambda name: (name != f"{language}{ending}", name))


def file_of_language(folder: Path, shown: str, language: str, ending: str, problems: Problems) -> str | None:
    """Return the name of the file in ``folder`` that is called by ``language``; further ones are reported.

    ``shown`` is the path of the folder in messages.
    """
    first, *others = names_of_language(folder, language, ending) or (None,)
    for name in others:
        problems.add(repeated_file(f"{shown}/{name}", str(first)))
    return first


def repeated_file(path: str, other: str) -> Problem:
    """Return the problem of a file at ``path`` in the language of the file ``other`` beside it."""
    message = say("This file is in the same language as “{other}” beside it.", other=other)
    return Problem(
        Location(path), "repeated-language", message, say("Put everything into one of the two, and delete the other.")
    )
