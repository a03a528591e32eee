"""Message catalogues: the strings of the interface in each language, as gettext ``.po`` files read by Babel.

There are two catalogues for each language: what visitors read is in ``i18n/visitors/<language>.po``, what only writers
read (messages, commands, the preview) in ``i18n/<language>.po``. The fallback of a missing translation is the English
msgid. A site's ``i18n/<language>.po`` overrides both catalogues of the package string by string.
"""

from __future__ import annotations

import copy
import gettext
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

from vitrina.languages.catalogue_strings import forms, too_many_plural_forms, wrong_strings
from vitrina.languages.direction import readable_languages
from vitrina.languages.locales import locale_of_language
from vitrina.languages.partial_strings import PartialStrings
from vitrina.problems import Location, Problems, say
from vitrina.reading.language_files import file_of_language
from vitrina.reading.text import read_text

if TYPE_CHECKING:  # Babel is slow to import, and compiled catalogues do not need it
    from babel.messages.catalog import Catalog

_PLURAL_SAMPLES = range(201)
"""Numbers with which a plural expression is tried: CLDR's rules depend on the last two digits at most."""

ENGLISH = "en"
"""The language of the msgids, which needs no catalogue."""

VISITORS = "visitors"
"""The name of the folder with the strings of visitors, in a folder with catalogues."""

Compiled = MutableMapping[str, bytes]
"""Catalogues in gettext's binary format (MO) by the digest of language and text."""


def load_catalogue(
    language: str, folders: dict[str, Path], problems: Problems, compiled: Compiled | None = None
) -> gettext.NullTranslations:
    """Return the translations of ``language`` from the ``i18n`` folders, those of earlier folders first.

    ``folders`` maps the path that messages show to the folder. ``compiled`` is a cache of compiled catalogues, which is
    read and added to.
    """
    return _chain(_catalogues(language, folders, problems, {} if compiled is None else compiled))


def is_english(language: str) -> bool:
    """Tell whether ``language`` (BCP 47) is English, from which is translated."""
    return language.partition("-")[0] == ENGLISH


def load_visitors_strings(
    language: str, folders: dict[str, Path], package: Path, problems: Problems, compiled: Compiled
) -> gettext.NullTranslations:
    """Return the strings of pages in ``language``: ``PartialStrings`` where it lacks some of the ``package``."""
    found = list(_catalogues(language, folders, problems, compiled))
    strings = _chain(map(copy.copy, found))
    if is_english(language):
        return strings
    translated = _chain((*found, _Untranslated()))
    counted = _counted_strings(visitors_template(package), compiled)
    missing = {text: count for text, count in counted.items() if not translated.gettext(text)}
    return PartialStrings(strings, missing) if missing else strings


class _Untranslated(gettext.NullTranslations):
    """The end of a chain of catalogues that gives nothing instead of the msgid."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - there is no translation of any
        return ""


def _chain(catalogues: Iterable[gettext.NullTranslations]) -> gettext.NullTranslations:
    first, *others = [*catalogues, gettext.NullTranslations()]
    for catalogue in others:
        first.add_fallback(catalogue)
    return first


def _counted_strings(file: Path, compiled: Compiled) -> dict[str, int]:
    """Return the strings of a template, each with the number of its files; of a plural, the singular."""
    data = file.read_bytes()
    key = hashlib.sha256(data).hexdigest()
    if key not in compiled:
        from babel.messages.pofile import read_po

        entries = [entry for entry in read_po(io.BytesIO(data)) if entry.id]
        texts = {entry.id if isinstance(entry.id, str) else entry.id[0]: len(entry.locations) for entry in entries}
        compiled[key] = json.dumps(texts).encode()
    known: dict[str, int] = json.loads(compiled[key])
    return known


def _catalogues(
    language: str, folders: Mapping[str, Path], problems: Problems, compiled: Compiled
) -> Iterator[gettext.NullTranslations]:
    for file, path, tag in _files(language, folders, problems):
        binary = _binary(file, path, tag, problems, compiled)
        if binary is not None:
            yield gettext.GNUTranslations(io.BytesIO(binary))


def _files(language: str, folders: Mapping[str, Path], problems: Problems) -> Iterator[tuple[Path, str, str]]:
    """Yield the catalogues that serve ``language``, with their paths in messages and the languages that they are in."""
    for tag in readable_languages(language):
        for shown, folder in folders.items():
            name = file_of_language(folder, shown, tag, ".po", problems)
            if name is not None:
                yield folder / name, f"{shown}/{name}", tag


def catalogue_folders(source: Path, package: Path) -> dict[str, Path]:
    """Return the folders with the catalogues of writers by their name in messages, in order of precedence."""
    own, packaged = source / "i18n", package / "i18n"
    folders = {"i18n": own}
    if os.path.realpath(own) != os.path.realpath(packaged):
        folders["i18n of the package"] = packaged
    return folders


def visitors_catalogues(source: Path, package: Path) -> dict[str, Path]:
    """Return the folders with the strings of pages by their name in messages, in order of precedence."""
    own, *packaged = catalogue_folders(source, package).items()
    return dict([own, *(_visitors(*folder) for folder in (own, *packaged))])


def writers_catalogues(source: Path, package: Path) -> dict[str, Path]:
    """Return the folders with the strings of commands by their name in messages, in order of precedence.

    Those of visitors are among them, because a string of both is a string of visitors.
    """
    folders = catalogue_folders(source, package).items()
    return dict([found for folder in folders for found in (folder, _visitors(*folder))])


def visitors_template(package: Path) -> Path:
    """Return the file with all strings that visitors read, untranslated."""
    return package / "i18n" / VISITORS / "messages.pot"


def translated_strings(
    languages: Iterable[str], source: Path, package: Path, problems: Problems
) -> dict[str, tuple[int, int]]:
    """Return for each language the number of translated strings of visitors and the number of all such strings.

    They are those of the package, and those that the site's own catalogue of any of ``languages`` has besides: strings
    of its theme. What only writers read is not counted.
    """
    of_writers = _strings(next(iter(sorted((package / "i18n").glob("*.po"))), None))
    known = set(_strings(visitors_template(package)))
    translated: dict[str, set[object]] = {}
    for language in languages:
        done = translated.setdefault(language, set())
        for file, path, tag in _files(language, visitors_catalogues(source, package), problems):
            for message in _read(file, path, tag, problems) or ():
                key = (message.context, message.id)
                if not message.id or key in of_writers:
                    continue
                known.add(key)
                if all(forms(message)) and not message.fuzzy:
                    done.add(key)
    return {
        language: (len(known) if is_english(language) else len(done), len(known))
        for language, done in translated.items()
    }


def _strings(file: Path | None) -> frozenset[object]:
    """Return the context and the msgid of every string in a catalogue of the package."""
    from babel.messages.pofile import read_po

    if file is None:
        return frozenset()
    with file.open("rb") as opened:
        return frozenset((message.context, message.id) for message in read_po(opened) if message.id)


def _visitors(shown: str, folder: Path) -> tuple[str, Path]:
    head, _, tail = shown.partition(" ")
    return f"{head}/{VISITORS} {tail}".rstrip(), folder / VISITORS


def _binary(file: Path, path: str, language: str, problems: Problems, compiled: Compiled) -> bytes | None:
    text = read_text(file, path, problems)
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
    text = read_text(file, path, problems)
    found = None if text is None else _compile(text, path, language, problems)
    return None if found is None else found[0]


def _with_whole_plurals(catalog: Catalog) -> Catalog:
    """Return ``catalog`` without the plurals that lack a form: Babel would write English for that one."""
    broken = [entry for entry in catalog if entry.id and entry.pluralizable and not all(forms(entry))]
    whole = copy.deepcopy(catalog) if broken else catalog
    for entry in broken:
        whole.delete(entry.id, entry.context)
    return whole


def _compile(text: str, path: str, language: str, problems: Problems) -> tuple[Catalog, bytes] | None:
    """Return a catalogue and its binary form, which is loaded to find errors in the headers (``Plural-Forms``)."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    from vitrina.languages.po_syntax import first_broken_line

    broken = first_broken_line(text, path) or too_many_plural_forms(text, path)
    if broken is not None:
        problems.add(broken)
        return None
    try:
        catalog = read_po(io.BytesIO(text.encode()), locale=locale_of_language(language), abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, _with_whole_plurals(catalog))
        strings = gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
        for number in _PLURAL_SAMPLES:
            strings.plural(number)  # type: ignore[attr-defined]
    except (PoFileError, ValueError, LookupError, ArithmeticError) as error:  # all but the first: invalid headers
        message = say("The catalogue cannot be read ({reason}).", reason=error)
        hint = say("Look at the line above, too: msgid and msgstr come in pairs.")
        if not hasattr(error, "lineno"):
            hint = say("Compare the lines at the head of the file with those of another catalogue.")
        problems.error(Location(path, getattr(error, "lineno", 0) + 1), "catalogue-syntax", message, hint)
        return None
    wrong = list(wrong_strings(catalog, path))
    problems.extend(wrong)
    return None if wrong else (catalog, compiled.getvalue())
