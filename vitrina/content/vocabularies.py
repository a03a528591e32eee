"""Reading vocabularies: terms with labels by language, from ``i18n/vocabularies/*.yml``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from vitrina import defaults
from vitrina.content.regions import REGIONS, bundled_regions
from vitrina.content.term_outlines import middle, read_outline
from vitrina.content.term_parents import check_parents
from vitrina.contract import vocabularies as contract
from vitrina.contract.funders import DETAILS
from vitrina.contract.keys import Keys, SchemaContext, read_keys
from vitrina.model import NEUTRAL, LocalText, Term, Vocabulary
from vitrina.problems import Location, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.links import files_named
from vitrina.reading.text import is_there
from vitrina.reading.yaml import read_yaml
from vitrina.values.urls import is_identifier

FOLDER = "i18n/vocabularies"

_ELSEWHERE = {
    key.name: say("Only terms in {file} can have “{key}”.", file=f"{FOLDER}/{name}.yml", key=key.name)
    for name, keys in DETAILS.items()
    for key in keys
}
"""The messages about keys of terms of other vocabularies."""


def vocabulary_names(source: Path) -> tuple[str, ...]:
    """Return the names of all vocabularies of the package and of the site in ``source``, in alphabetical order."""
    files = (*files_named(source, FOLDER, "*.yml"), *defaults.vocabularies().glob("*.yml"))
    return tuple(sorted({file.stem for file in files}))


def read_vocabularies(
    source: Path, names: Iterable[str], languages: Iterable[str], problems: Problems
) -> dict[str, Vocabulary]:
    """Return the vocabularies with these ``names``: those of the package, overridden by the site's term by term.

    A term of the site with the id of a packaged one overrides only the keys that it has; without a value, it leaves the
    packaged one out. ``languages`` are those in which countries have labels.
    """
    vocabularies = {}
    for name in names:
        empty = Vocabulary(id=name, terms=bundled_regions(tuple(languages)) if name == REGIONS else {})
        packaged = replace(_read(defaults.vocabularies(), empty, problems), own=frozenset())
        vocabulary = _read(source / FOLDER, packaged, problems)
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
    terms, is_whole, left_out = dict(packaged.terms), packaged.is_whole, set()
    reader = FieldReader(fields, problems)
    for identifier in reader.keys:
        if identifier in packaged.terms and not reader.has_value(identifier):
            left_out.add(identifier)
            continue
        inner = reader.mapping(identifier)
        if not is_identifier(identifier):
            hint = say("An id has small letters a to z, digits and single hyphens.")
            reader.error(identifier, "not-an-id", say("“{value}” cannot be an id.", value=identifier), hint)
        if inner is None or not is_identifier(identifier):
            is_whole = False
        else:
            known = packaged.terms.get(identifier) or Term(id=identifier, location=Location(path), labels={})
            known = replace(known, location=reader.location(identifier))
            terms[identifier] = _term(inner, known, DETAILS.get(packaged.id, ()), folder, problems)
    own = frozenset(identifier for identifier in reader.keys if identifier in terms)
    return replace(packaged, terms=_without(terms, left_out), is_whole=is_whole, own=own - left_out)


def _without(terms: Mapping[str, Term], left_out: Collection[str]) -> Mapping[str, Term]:
    """Return ``terms`` without those that are ``left_out``; what is below one of these is no longer below anything."""
    if not left_out:
        return terms
    kept = (term for key, term in terms.items() if key not in left_out)
    return {term.id: replace(term, parent=None) if term.parent in left_out else term for term in kept}


def _term(reader: FieldReader, packaged: Term, details: Keys, folder: Path, problems: Problems) -> Term:
    """Return the ``packaged`` term with what is written in ``reader``; ``details`` are the keys of its vocabulary.

    Its outline is a file in ``folder``, and tells the point of a term that has none.
    """
    values = read_keys((*contract.KEYS, *details), reader, SchemaContext())
    reader.finish(elsewhere=_ELSEWHERE)
    url = values[contract.URL]
    name = values[contract.SHAPE]
    outline = name and read_outline(folder, FOLDER, name, reader.location(contract.SHAPE.name), problems)
    own = {key.name: value for key in details if (value := values[key]) is not None}
    return replace(
        packaged,
        labels={**packaged.labels, **(values[contract.LABELS] or {})},
        also=tuple(dict.fromkeys((*packaged.also, *(values[contract.ALSO] or ())))),
        parent=values[contract.PARENT] or packaged.parent,
        codes={**packaged.codes, **(values[contract.CODES] or {})},
        point=values[contract.POINT] or (middle(outline) if outline else packaged.point),
        outline=outline or packaged.outline,
        url=url.url if url else packaged.url,
        details={**packaged.details, **{name: _together(packaged.details.get(name), own[name]) for name in own}},
        locations={name: reader.location(name) for name in own},
    )


def _together(packaged: object, own: object) -> object:
    """Return a site's ``own`` value; the packaged languages remain, unless its text is the same in all languages."""
    if isinstance(packaged, LocalText) and isinstance(own, LocalText) and NEUTRAL not in own.versions:
        return LocalText({**packaged.versions, **own.versions})
    return own
