"""Checks of the site's own catalogues: fuzzy translations and missing plural forms."""

from __future__ import annotations

import io
from collections.abc import Iterator

from babel.messages.catalog import Message as Entry
from babel.messages.pofile import PoFileError, read_po

from vitrina.audit.checked_site import CheckedSite
from vitrina.languages.catalogue_strings import forms
from vitrina.languages.catalogues import VISITORS
from vitrina.languages.locales import locale_of_language
from vitrina.problems import Location, Message, Problem, Problems, Severity, say
from vitrina.reading.language_files import file_of_language
from vitrina.reading.text import read_text

_FOLDERS = ("i18n", f"i18n/{VISITORS}")


def doubtful_strings(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the problems of translations in ``i18n/<language>.po`` and ``i18n/visitors/<language>.po``."""
    for path, language in _own_catalogues(checked):
        text = read_text(checked.source / path, path, Problems())
        if text is None:
            continue
        try:
            catalogue = read_po(io.BytesIO(text.encode()), locale=locale_of_language(language))
            plurals = catalogue.num_plurals
        except (PoFileError, ValueError, LookupError):
            continue  # loading the catalogue for the site has reported it
        for entry in catalogue:
            if entry.id:
                for code, message, hint in _doubts(entry, plurals):
                    yield Problem(Location(path, entry.lineno or 0), code, message, hint, Severity.WARNING)


def _own_catalogues(checked: CheckedSite) -> Iterator[tuple[str, str]]:
    """Yield the paths of the site's catalogues, each with its language."""
    for language in checked.view_context.site.config.languages:
        for folder in _FOLDERS:
            name = file_of_language(checked.source / folder, folder, language, ".po", Problems())
            if name is not None:
                yield f"{folder}/{name}", language


def _doubts(entry: Entry, plurals: int) -> Iterator[tuple[str, Message, Message]]:
    originals = [entry.id] if isinstance(entry.id, str) else list(entry.id)
    strings = forms(entry)
    name = originals[0]
    if entry.fuzzy:
        hint = say("Compare the two, correct the translation and delete the word “fuzzy”.")
        yield (
            "fuzzy-string",
            say("The translation of “{string}” is marked as unsure, so it is not used.", string=name),
            hint,
        )
    if not any(strings):
        return
    if len(originals) > 1 and (len(strings) != plurals or not all(strings)):
        message = say("The translation of “{string}” needs {count} plural forms.", string=name, count=plurals)
        yield "missing-plural", message, say("Fill in every msgstr[…]; the file's head says how many there are.")
