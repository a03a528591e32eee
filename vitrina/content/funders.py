"""Checking how funders are acknowledged: logos that are there, and wording in every language that needs it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from vitrina.content.attachments import refused
from vitrina.content.vocabularies import FOLDER
from vitrina.contract import shapes
from vitrina.contract.document_shapes import PICTURES
from vitrina.contract.facts import FUNDER
from vitrina.contract.funders import LOGO, LOGOS, NEEDS, WORDING, acknowledged, value_of
from vitrina.languages.direction import readable_languages
from vitrina.model import NEUTRAL, Config, Entry, Term, Vocabulary
from vitrina.problems import Location, Problem, Problems, Severity, say
from vitrina.reading.paths import CONTENT, STATIC

_FILE = f"{FOLDER}/{FUNDER.vocabulary}.yml"


def check_wording(
    projects: Iterable[Entry], config: Config, vocabularies: Mapping[str, Vocabulary], problems: Problems
) -> None:
    """Report the languages in which pages of ``projects`` need wording of a funder that is not there."""
    vocabulary = vocabularies.get(FUNDER.vocabulary)
    if vocabulary is None:
        return
    terms = {funder: acknowledged(vocabulary, funder) for funder in vocabulary.terms}
    needed: dict[str, dict[str, None]] = {}
    for project in projects:
        for funder in project.facts.get(FUNDER, ()):
            term = terms.get(funder)
            if term is not None:
                shown = (code for code, language in config.languages.items() if project.shown_in(language))
                needed.setdefault(term.id, {}).update(dict.fromkeys(shown))
    for identifier, languages in needed.items():
        term, is_own = vocabulary.terms[identifier], identifier in vocabulary.own
        for key, missing in _missing(term, languages):
            location = term.locations.get(key, term.location) if is_own else Location(_FILE)
            texts = f"{key}: {{{', '.join(f'{code}: …' for code in missing)}}}"
            problems.add(
                _wording_problem(term, key, missing, location, texts if is_own else f"{identifier}: {{{texts}}}")
            )
        for key in value_of(term, NEEDS) or ():
            if key not in term.details:
                problems.add(_need_problem(term, key, term.location if is_own else Location(_FILE)))


def _wording_problem(term: Term, key: str, missing: tuple[str, ...], location: Location, example: str) -> Problem:
    message = say(
        "“{key}” of the funder “{funder}” is missing in: {languages}.", key=key, funder=term.id, languages=missing
    )
    hint = say(
        "Write it in {file} as the funder words it: “{example}”. Until then, visitors read another language.",
        file=_FILE,
        example=example,
    )
    return Problem(location, "missing-wording", message, hint, Severity.WARNING)


def _need_problem(term: Term, key: str, location: Location) -> Problem:
    message = say("The funder “{funder}” needs “{key}”, which is missing.", key=key, funder=term.id)
    hint = say(
        "Add it in {file}: “{example}”. What this funder needs stands in “needs” there.",
        file=_FILE,
        example=f"{term.id}: {{{key}: {'logos/….svg' if key == LOGO.name else '{…}'}}}",
    )
    return Problem(location, "missing-wording", message, hint, Severity.WARNING)


def _missing(term: Term, languages: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys of the wording of ``term`` that some of ``languages`` lack, each with these."""
    for key in WORDING:
        wording = value_of(term, key)
        if wording is not None and NEUTRAL not in wording.versions:
            lacking = (code for code in languages if wording.versions.keys().isdisjoint(readable_languages(code)))
            if missing := tuple(lacking):
                yield key.name, missing


def check_logos(
    source: Path, vocabularies: Mapping[str, Vocabulary], static: Collection[str], problems: Problems
) -> None:
    """Report the logos of funders that are not files in ``content/static``, or not pictures; some SVGs are neither."""
    vocabulary = vocabularies.get(FUNDER.vocabulary)
    for term in vocabulary.terms.values() if vocabulary else ():
        for key in LOGOS:
            names, location = value_of(term, key), term.locations.get(key.name, term.location)
            for name in names.versions.values() if names else ():
                _check_logo(source, location, name, static, problems)


def _check_logo(source: Path, location: Location, name: str, static: Collection[str], problems: Problems) -> None:
    folder = f"{CONTENT}/{STATIC}"
    if name not in static:
        otherwise = say("Put it there; the names have to be the same to the letter. A funder needs no logo.")
        hint = shapes.file_meant(name, static, otherwise)
        message = say("There is no file “{file}” in {folder}.", file=name, folder=folder)
        problems.error(location, "missing-file", message, hint)
    elif not name.lower().endswith(PICTURES):
        hint = say("Pictures end in one of: {endings}.", endings=tuple(PICTURES))
        message = say("“{file}” is not a picture that browsers show.", file=name)
        problems.error(location, "not-a-picture", message, hint)
    elif problem := refused(source, f"{folder}/{name}", ()):
        problems.add(problem)
