"""Reading the site's own rules for forms of words, from ``i18n/languages/search/*.yml``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from vitrina.languages.word_rules import FOLDER, packaged_rules, site_rules
from vitrina.model import WordRules
from vitrina.problems import Location, Problems, say
from vitrina.reading.language_files import repeated_file
from vitrina.reading.links import files_named
from vitrina.reading.yaml import read_yaml
from vitrina.values.language_tags import canonical_tag


def read_word_rules(source: Path, languages: Collection[str], problems: Problems) -> dict[str, WordRules]:
    """Return the rules of the site in ``source`` by language; files of languages that it does not have are reported."""
    found: dict[str, WordRules] = {}
    read: dict[str, str] = {}
    for file in files_named(source, FOLDER, "*.yml"):
        language, path = canonical_tag(file.stem), f"{FOLDER}/{file.name}"
        if read.setdefault(language, file.name) != file.name:
            problems.add(repeated_file(path, read[language]))
        elif language not in languages:
            message = say("“{language}” is not one of the site's languages.", language=language)
            hint = say("The site's languages are: {languages}.", languages=tuple(languages))
            problems.error(Location(path), "unknown-language", message, hint)
        elif (fields := read_yaml(file, path, problems)) is not None:
            found[language] = site_rules(fields, packaged_rules(language), problems)
    return found
