"""Catalogues: the strings of the interface in each language, gettext ``.po`` files read by Babel.

The English msgid stands where a language has no translation. A site's own ``i18n/<language>.po`` is laid over the
package's, string by string.
"""

from __future__ import annotations

import gettext
import hashlib
import io
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

from vitrina.problems import Location, Problems, say

if TYPE_CHECKING:  # Babel is slow to import, and compiled catalogues do without it
    from babel.messages.catalog import Catalog, Message

_COUNTED = range(201)
"""Numbers that every rule for plurals can be asked about: the rules of languages look at the last two digits."""

Compiled = MutableMapping[str, bytes]
"""Catalogues in gettext's binary form (MO) by the digest of language and text."""


def load_catalogue(
    language: str, folders: dict[str, Path], problems: Problems, compiled: Compiled | None = None
) -> gettext.NullTranslations:
    """Return the strings of ``language`` from the ``i18n`` folders, strongest first.

    ``folders`` maps the path that messages show to the folder. A language without any catalogue is a warning: its
    interface is shown in English. What is ``compiled`` already is not compiled again, and what is compiled is added.
    """
    strongest: gettext.NullTranslations | None = None
    for shown, folder in folders.items():
        file = folder / f"{language}.po"
        if not file.is_file():
            continue
        binary = _binary(file, f"{shown}/{language}.po", language, problems, {} if compiled is None else compiled)
        if binary is None:
            continue
        strings = gettext.GNUTranslations(io.BytesIO(binary))
        if strongest is None:
            strongest = strings
        else:
            strongest.add_fallback(strings)
    if strongest is None:
        shown = next(iter(folders))
        message = say("There is no catalogue for “{language}”; its interface is shown in English.", language=language)
        problems.warning(
            Location(f"{shown}/{language}.po"),
            "no-catalogue",
            message,
            say("Add the file {file}.", file=f"{shown}/{language}.po"),
        )
    return strongest or gettext.NullTranslations()


def catalogue_folders(source: Path, package: Path) -> dict[str, Path]:
    """Return the folders of catalogues by the name that messages give them, strongest first."""
    own, packaged = source / "i18n", package / "i18n"
    folders = {"i18n": own}
    if own.resolve() != packaged.resolve():
        folders["i18n of the package"] = packaged
    return folders


def translated_strings(
    languages: Iterable[str], folders: Mapping[str, Path], problems: Problems
) -> dict[str, tuple[int, int]]:
    """Return for each language how many of the interface's strings are translated, and how many there are.

    A string is one that a catalogue of any of the languages lists.
    """
    known: set[object] = set()
    translated: dict[str, set[object]] = {}
    for language in languages:
        done = translated.setdefault(language, set())
        for shown, folder in folders.items():
            file = folder / f"{language}.po"
            catalog = _read(file, f"{shown}/{language}.po", language, problems) if file.is_file() else None
            for message in catalog or ():
                if not message.id:
                    continue
                known.add((message.context, message.id))
                if all(forms(message)) and not message.fuzzy:
                    done.add((message.context, message.id))
    return {language: (len(done), len(known)) for language, done in translated.items()}


def forms(message: Message) -> list[str]:
    """Return the translation of ``message``, one text for each plural form; a missing one is empty."""
    string = message.string
    return [string] if isinstance(string, str) else [str(form or "") for form in string or ("",)]


def _binary(file: Path, path: str, language: str, problems: Problems, compiled: Compiled) -> bytes | None:
    text = _text(file, path, problems)
    if text is None:
        return None
    key = hashlib.sha256(f"{language}\0{text}".encode()).hexdigest()
    if key not in compiled:
        found = _compile(text, path, language, problems)
        if found is None:
            return None
        compiled[key] = found[1]
    return compiled[key]


def _read(file: Path, path: str, language: str, problems: Problems) -> Catalog | None:
    text = _text(file, path, problems)
    found = None if text is None else _compile(text, path, language, problems)
    return None if found is None else found[0]


def _text(file: Path, path: str, problems: Problems) -> str | None:
    from vitrina.reading.text import read_text

    return read_text(file, path, problems)


def _compile(text: str, path: str, language: str, problems: Problems) -> tuple[Catalog, bytes] | None:
    """Return a catalogue as it was written and as it is looked up in; a mistake in its headers shows in the latter."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    from vitrina.languages.catalogue_lines import first_broken_line

    broken = first_broken_line(text, path)
    if broken is not None:
        problems.add(broken)
        return None
    try:
        catalog = read_po(io.BytesIO(text.encode()), locale=language.replace("-", "_"), abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        strings = gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
        for number in _COUNTED:
            strings.plural(number)  # type: ignore[attr-defined]
    except (PoFileError, ValueError, LookupError, ArithmeticError) as error:  # all but the first come of headers
        message = say("The catalogue cannot be read ({reason}).", reason=error)
        hint = say("Look at the line above, too: msgid and msgstr come in pairs.")
        if not hasattr(error, "lineno"):
            hint = say("Compare the lines at the head of the file with those of another catalogue.")
        problems.error(Location(path, getattr(error, "lineno", 0) + 1), "catalogue-syntax", message, hint)
        return None
    return catalog, compiled.getvalue()
