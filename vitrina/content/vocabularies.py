"""Reading vocabularies: terms with labels by language, from ``i18n/vocabularies/*.yml``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from vitrina.content.term_parents import check_parents
from vitrina.contract import vocabularies as contract
from vitrina.contract.keys import SchemaContext, read_keys
from vitrina.model import Term, Vocabulary
from vitrina.problems import Location, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.text import is_there
from vitrina.reading.yaml import read_yaml
from vitrina.values.urls import is_identifier

FOLDER = "i18n/vocabularies"


def vocabulary_names(*folders: Path) -> tuple[str, ...]:
    """Return the names of the vocabularies in these folders of a site or of the package, in alphabetical order."""
    return tuple(sorted({file.stem for folder in folders for file in (folder / FOLDER).glob("*.yml")}))


def read_vocabularies(
    source: Path, package: Path, names: Iterable[str], languages: Iterable[str], problems: Problems
) -> dict[str, Vocabulary]:
    """Return the vocabularies with these ``names``: those of the package, overridden by the site's term by term.

    A term of the site with the id of a packaged one overrides only the keys that it has. A term without a label in one
    of ``languages`` is an error, because pages would show its id.
    """
    own_folder, packaged_folder = source / FOLDER, package / FOLDER
    vocabularies = {}
    for name in names:
        packaged = _read(packaged_folder, Vocabulary(id=name, terms={}), problems)
        is_own = os.path.realpath(own_folder) != os.path.realpath(packaged_folder)
        vocabulary = _read(own_folder, packaged, problems) if is_own else packaged
        _check_labels(vocabulary, packaged.terms if is_own else {}, languages, problems)
        vocabularies[name] = check_parents(vocabulary, problems)
    return vocabularies


def _read(folder: Path, packaged: Vocabulary, problems: Problems) -> Vocabulary:
    path = f"{FOLDER}/{packaged.id}.yml"
    file = folder / f"{packaged.id}.yml"
    if not is_there(file):
        return packaged
    fields = read_yaml(file, path, problems)
    if fields is None:
        return replace(packaged, is_whole=False)
    terms, is_whole = dict(packaged.terms), packaged.is_whole
    reader = FieldReader(fields, problems)
    for identifier in reader.keys:
        inner = reader.mapping(identifier)
        if not is_identifier(identifier):
            hint = say("An id has small letters a to z, digits and single hyphens.")
            reader.error(identifier, "not-an-id", say("“{value}” cannot be an id.", value=identifier), hint)
        if inner is None or not is_identifier(identifier):
            is_whole = False
        else:
            terms[identifier] = _term(identifier, inner, packaged.terms.get(identifier), reader.location(identifier))
    return replace(packaged, terms=terms, is_whole=is_whole)


def _term(identifier: str, reader: FieldReader, packaged: Term | None, location: Location) -> Term:
    values = read_keys(contract.KEYS, reader, SchemaContext())
    reader.finish()
    url = values[contract.URL]
    return Term(
        id=identifier,
        location=location,
        labels={**(packaged.labels if packaged else {}), **(values[contract.LABELS] or {})},
        parent=values[contract.PARENT] or (packaged.parent if packaged else None),
        codes={**(packaged.codes if packaged else {}), **(values[contract.CODES] or {})},
        point=values[contract.POINT] or (packaged.point if packaged else None),
        url=url.url if url else (packaged.url if packaged else None),
    )


def _check_labels(
    vocabulary: Vocabulary, packaged: Mapping[str, Term], languages: Iterable[str], problems: Problems
) -> None:
    for term in vocabulary.terms.values():
        missing = [language for language in languages if language not in term.labels]
        if missing and packaged.get(term.id) is not term:
            message = say("The term “{term}” has no label in: {languages}.", term=term.id, languages=", ".join(missing))
            problems.error(term.location, "missing-label", message, say("Add it under “labels”."))
