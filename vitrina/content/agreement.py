"""Facts once, prose per language: a translation may repeat a fact of the original, and must not contradict it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vitrina.content.documents import Document
from vitrina.model import FACETS, Facts, LocalText, Partner, Result
from vitrina.problems import Location, Problems, say


@dataclass(frozen=True, slots=True)
class _Fact:
    """A front matter key, how to get its value, and when a repeated value agrees with the original's."""

    key: str
    get: Callable[[Facts], object]
    agrees: Callable[[Facts, Facts], bool]


def check_agreement(original: Document, translation: Document, problems: Problems) -> None:
    """Note every fact of ``translation`` that differs from ``original`` or that the original does not have."""
    for fact in _FACTS:
        if not fact.get(translation.facts):
            continue
        location, there = translation.locations[fact.key], original.locations.get(fact.key)
        if not fact.get(original.facts):
            if there is None:
                _report_stray(fact.key, location, original, problems)
        elif not fact.agrees(original.facts, translation.facts):
            _report_contradiction(fact.key, location, there or Location(original.source.path), problems)


def _report_stray(key: str, location: Location, original: Document, problems: Problems) -> None:
    message = say("“{key}” is a fact, and the original {path} does not have it.", key=key, path=original.source.path)
    hint = say("Move the line to the original; all languages inherit it from there.")
    problems.error(location, "fact-outside-original", message, hint)


def _report_contradiction(key: str, location: Location, there: Location, problems: Problems) -> None:
    message = say("“{key}” contradicts the original ({there}).", key=key, there=there)
    hint = say("Delete the line here, so that the fact is inherited, or correct it in the original.")
    problems.error(location, "contradiction", message, hint)


def _facts() -> Iterator[_Fact]:
    for facet in FACETS:
        vocabulary = facet.vocabulary
        yield _Fact(
            facet.key,
            lambda facts, vocabulary=vocabulary: facts.terms.get(vocabulary),  # type: ignore[misc]
            lambda original, other, vocabulary=vocabulary: (  # type: ignore[misc]
                set(original.terms[vocabulary]) == set(other.terms[vocabulary])
            ),
        )
    yield _Fact("town", lambda facts: facts.town, lambda original, other: _same_text(original.town, other.town))
    yield _Fact("period", lambda facts: facts.period, lambda original, other: original.period == other.period)
    yield _Fact("cost", lambda facts: facts.cost, lambda original, other: original.cost == other.cost)
    yield _Fact("grant", lambda facts: facts.grant, lambda original, other: original.grant == other.grant)
    yield _Fact("number", lambda facts: facts.number, lambda original, other: original.number == other.number)
    yield _Fact("project", lambda facts: facts.project, lambda original, other: original.project == other.project)
    yield _Fact("partners", lambda facts: facts.partners, _same_partners)
    yield _Fact("results", lambda facts: facts.results, _same_results)


def _same_text(original: LocalText | None, other: LocalText | None) -> bool:
    if original is None or other is None:
        return original is other
    return original.agrees_with(other)


def _same_partners(original: Facts, other: Facts) -> bool:
    def same(one: Partner, two: Partner) -> bool:
        return _same_text(one.name, two.name) and one.country == two.country and _same_text(one.town, two.town)

    return len(original.partners) == len(other.partners) and all(map(same, original.partners, other.partners))


def _same_results(original: Facts, other: Facts) -> bool:
    def same(one: Result, two: Result) -> bool:
        return one.value == two.value and one.label.agrees_with(two.label)

    return len(original.results) == len(other.results) and all(map(same, original.results, other.results))


_FACTS = tuple(_facts())
