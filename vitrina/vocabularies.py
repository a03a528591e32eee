"""Vocabularies: the terms that facts may have, with labels per language, from ``i18n/vocabularies/*.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from vitrina.fields import Reader
from vitrina.model import FACETS, Term, Vocabulary
from vitrina.problems import Message, Place, Problems, say
from vitrina.reading import read_yaml
from vitrina.urls import is_identifier, is_web_address

FOLDER = "i18n/vocabularies"

_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,9})?")


def read_vocabularies(
    source: Path, package: Path, languages: Iterable[str], problems: Problems
) -> dict[str, Vocabulary]:
    """Return the vocabulary of every facet: the site's terms over those that come with the package, term by term.

    A site's term that repeats the id of a packaged one may give only what it changes. A term without a label in one of
    ``languages`` is a problem, because a page would have to show a bare id.
    """
    own_folder, packaged_folder = source / FOLDER, package / FOLDER
    vocabularies = {}
    for facet in FACETS:
        packaged = _read(packaged_folder, facet.vocabulary, {}, problems)
        is_own = own_folder.resolve() != packaged_folder.resolve()
        terms = _read(own_folder, facet.vocabulary, packaged, problems) if is_own else packaged
        _check(terms, packaged if is_own else {}, languages, problems)
        vocabularies[facet.vocabulary] = Vocabulary(id=facet.vocabulary, terms=terms)
    return vocabularies


def _read(folder: Path, vocabulary: str, packaged: Mapping[str, Term], problems: Problems) -> dict[str, Term]:
    path = f"{FOLDER}/{vocabulary}.yml"
    file = folder / f"{vocabulary}.yml"
    fields = read_yaml(file, path, problems) if file.is_file() else None
    terms = dict(packaged)
    if fields is None:
        return terms
    reader = Reader(fields, problems)
    for identifier in reader.keys:
        inner = reader.mapping(identifier)
        if not is_identifier(identifier):
            hint = say("An id has small letters a to z, digits and single hyphens.")
            reader.error(identifier, "not-an-id", say("“{value}” cannot be an id.", value=identifier), hint)
        elif inner is not None:
            terms[identifier] = _term(identifier, inner, packaged.get(identifier), reader.place(identifier))
    return terms


def _term(identifier: str, reader: Reader, packaged: Term | None, place: Place) -> Term:
    labels_reader, codes_reader = reader.mapping("labels"), reader.mapping("codes")
    labels, codes = _texts(labels_reader), _texts(codes_reader)
    term = Term(
        id=identifier,
        place=place,
        labels={**(packaged.labels if packaged else {}), **labels},
        parent=reader.text("parent") or (packaged.parent if packaged else None),
        codes={**(packaged.codes if packaged else {}), **codes},
        point=_point(reader) or (packaged.point if packaged else None),
        url=_url(reader) or (packaged.url if packaged else None),
    )
    reader.finish()
    return term


def _texts(reader: Reader | None) -> dict[str, str]:
    if reader is None:
        return {}
    return {key: text for key in reader.keys if (text := reader.text(key)) is not None}


def _point(reader: Reader) -> tuple[float, float] | None:
    values = [text for text, _ in reader.texts("point")]
    if not values:
        return None
    if len(values) == 2 and all(_DEGREES.fullmatch(value) for value in values):
        latitude, longitude = float(values[0]), float(values[1])
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
    hint = say("Write latitude and longitude in degrees: “point: [53.13, 23.16]”.")
    reader.error("point", "not-a-point", say("This is not a point on the map."), hint)
    return None


def _url(reader: Reader) -> str | None:
    written = reader.text("url")
    if written is not None and not is_web_address(written):
        hint = say("Write the full address, for instance https://example.org/")
        reader.error("url", "not-an-address", say("“{value}” is not the address of a site.", value=written), hint)
        return None
    return written


def _check(
    terms: Mapping[str, Term], packaged: Mapping[str, Term], languages: Iterable[str], problems: Problems
) -> None:
    for term in terms.values():
        missing = [language for language in languages if language not in term.labels]
        if missing and packaged.get(term.id) is not term:
            message = say("The term “{term}” has no label in: {languages}.", term=term.id, languages=", ".join(missing))
            problems.error(term.place, "missing-label", message, say("Add it under “labels”."))
        if term.parent is not None:
            _check_parent(term, terms, problems)


def _check_parent(term: Term, terms: Mapping[str, Term], problems: Problems) -> None:
    ancestor, seen = term.parent, {term.id}
    while ancestor is not None:
        message: Message | None = None
        if ancestor not in terms:
            message = say("The parent “{parent}” is not a term of this vocabulary.", parent=ancestor)
        elif ancestor in seen:
            message = say("The term “{term}” is its own ancestor.", term=term.id)
        if message is not None:
            problems.error(term.place, "unknown-parent", message)
            return
        seen.add(ancestor)
        ancestor = terms[ancestor].parent
