"""Agreement of facts: a translation may repeat a fact of the original but not contradict it."""

from __future__ import annotations

from vitrina.content.documents import Document
from vitrina.contract.keys import Keys
from vitrina.problems import Location, Problems, say


def check_agreement(original: Document, translation: Document, facts: Keys, problems: Problems) -> None:
    """Report each of ``facts`` in ``translation`` that differs from that of ``original`` or is missing there."""
    for fact in facts:
        repeated = translation.facts.by_key.get(fact.name)
        if repeated is None:
            continue
        location, there = translation.locations[fact.name], original.locations.get(fact.name)
        value = original.facts.by_key.get(fact.name)
        if value is None and there is None:
            _report_stray(fact.name, location, original, problems)
        elif value is not None and not fact.shape.agrees(value, repeated):
            report_contradiction(fact.name, location, there or Location(original.source.path), problems)


def _report_stray(key: str, location: Location, original: Document, problems: Problems) -> None:
    message = say("“{key}” is a fact, and the original {path} does not have it.", key=key, path=original.source.path)
    hint = say("Move the line to the original; all languages inherit it from there.")
    problems.error(location, "fact-outside-original", message, hint)


def report_contradiction(key: str, location: Location, there: Location, problems: Problems) -> None:
    """Report that a translation contradicts what the original says ``there``."""
    message = say("“{key}” contradicts the original ({there}).", key=key, there=there)
    hint = say("Delete the line here, so that the fact is inherited, or correct it in the original.")
    problems.error(location, "contradiction", message, hint)
