"""Reading the data of languages: those of the package, overridden by the site's ``i18n/languages/*.yml`` key by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from vitrina.contract import language_data as contract
from vitrina.contract.keys import SchemaContext, read_keys
from vitrina.languages.data_files import DATA_FOLDER
from vitrina.languages.direction import direction_of_script, readable_languages, script_of_language
from vitrina.languages.locales import default_numbering, own_name
from vitrina.model import Language, LanguageData
from vitrina.problems import Location, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.language_files import file_of_language
from vitrina.reading.links import files_named
from vitrina.reading.text import is_there
from vitrina.reading.yaml import read_yaml
from vitrina.values.language_tags import canonical_tag
from vitrina.values.suggestions import did_you_mean

FOLDER = "i18n/languages"


def read_language_data(language: str, source: Path, problems: Problems) -> LanguageData:
    """Return the data of ``language`` (BCP 47) for the site in ``source``."""
    known = packaged_data(language, problems)
    name = file_of_language(source / FOLDER, FOLDER, language, ".yml", problems)
    return known if name is None else _read(source / FOLDER / name, f"{FOLDER}/{name}", known, problems)


def packaged_data(language: str, problems: Problems) -> LanguageData:
    """Return the data of ``language`` that come with the package.

    A language with a country has those of the language alone, if it has none of its own and is in the same script.
    """
    data = LanguageData(script=script_of_language(language))
    for code in readable_languages(language):
        if is_there(file := DATA_FOLDER / f"{code}.yml"):
            return _read(file, f"vitrina/languages/data/{code}.yml", data, problems)
    return data


def with_data(languages: Mapping[str, Language], source: Path, problems: Problems) -> dict[str, Language]:
    """Return ``languages`` with their data for the site in ``source``; data of other languages are reported."""
    _check_unused(source, tuple(languages), problems)
    found = {}
    for code, language in languages.items():
        data = read_language_data(code, source, problems)
        numbering = language.numbering or data.numbering or default_numbering(language.locale)
        found[code] = replace(
            language,
            name=language.name or data.name,
            data=data,
            direction=direction_of_script(data.script),
            numbering=numbering,
        )
    return found


def check_names(languages: Iterable[Language], locations: Mapping[str, Location], problems: Problems) -> None:
    """Report the languages whose code visitors would read, because nobody has said what they are called.

    ``locations`` are those of the languages in the settings.
    """
    for language in languages:
        if not language.name and own_name(language.code) == language.code:
            message = say("CLDR has no name for “{language}”, so visitors read this code.", language=language.code)
            hint = say("Write the name that the language has in itself: “{example}”.", example="name: …")
            problems.warning(locations[language.code], "unnamed-language", message, hint)


def _check_unused(source: Path, known: tuple[str, ...], problems: Problems) -> None:
    for file in files_named(source, FOLDER, "*.yml"):
        if canonical_tag(file.stem) not in known:
            message = say("“{language}” is not one of the site's languages.", language=file.stem)
            hint = say("The site's languages are: {languages}.", languages=tuple(known))
            location = Location(f"{FOLDER}/{file.name}")
            problems.warning(location, "unused-file", message, did_you_mean(file.stem, known, hint))


def _read(file: Path, path: str, below: LanguageData, problems: Problems) -> LanguageData:
    fields = read_yaml(file, path, problems) if is_there(file) else None
    if fields is None:
        return below
    reader = FieldReader(fields, problems)
    values = read_keys(contract.KEYS, reader, SchemaContext())
    reader.finish()
    return contract.language_data(values, below)
