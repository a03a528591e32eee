"""Which terms the documents of a site use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vitrina.contract.facts import RESULTS
from vitrina.model import Facet, Fact, Facts, Record, Vocabulary

Declared = Mapping[str, Sequence[Fact[Any]]]
"""The declarations of facts by section."""

Used = Iterable[tuple[str, Facts]]
"""The facts of entries, each with the section of the entry."""


def uses_of_terms(declared: Declared, used: Used, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Counter[str]]:
    """Return how many of the ``used`` facts name each term of ``vocabularies``, or one below it."""
    found: dict[str, Counter[str]] = {name: Counter() for name in vocabularies}
    for section, facts in used:
        named = {term for fact in declared[section] for term in _terms(fact, facts.by_key.get(fact.key))}
        known = ((vocabularies[name], term) for name, term in named if term in vocabularies[name].terms)
        lines = {(vocabulary.id, above) for vocabulary, term in known for above in vocabulary.lineage(term)}
        for name, term in lines:
            found[name][term] += 1
    return found


def terms_in_use(declared: Declared, used: Used, vocabularies: Mapping[str, Vocabulary]) -> dict[str, frozenset[str]]:
    """Return the terms of each of ``vocabularies`` that facts of documents name, and those above them.

    A term that is the label of a result counts, too.
    """
    everything = tuple(used)
    found = {name: set(uses) for name, uses in uses_of_terms(declared, everything, vocabularies).items()}
    counted = [result.label.versions for _, facts in everything for result in facts.get(RESULTS, ())]
    if counted:
        for name, known in vocabularies.items():
            found[name].update(term.id for term in known.terms.values() if term.labels in counted)
    return {
        name: frozenset(above for term in terms for above in vocabularies[name].lineage(term))
        for name, terms in found.items()
    }


def offered_terms(declared: Declared, used: Used, vocabularies: Mapping[str, Vocabulary]) -> dict[str, frozenset[str]]:
    """Return the terms of each of ``vocabularies`` that are the site's: in its own files, or in use."""
    in_use = terms_in_use(declared, used, vocabularies)
    return {name: in_use[name] | vocabulary.own for name, vocabulary in vocabularies.items()}


def _terms(fact: Fact[Any], value: object) -> Iterator[tuple[str, str]]:
    """Yield vocabulary and id of the terms in ``value``, also those in the parts of mappings."""
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(fact, Facet) and isinstance(one, str):
            yield fact.vocabulary, one
        elif isinstance(one, Record):
            for part in fact.parts:
                yield from _terms(part, one.values.get(part.key))
