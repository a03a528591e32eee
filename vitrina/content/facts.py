"""Reading the facts that a site declares in ``content/facts.yml``, merged with those that come with Vitrina."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vitrina.content.vocabularies import vocabulary_names
from vitrina.contract import declarations as keys
from vitrina.contract.declared_facts import Reading, changed_fact, check_key, new_fact
from vitrina.contract.documents import PROSE
from vitrina.contract.facts import FACTS, PROJECT
from vitrina.contract.keys import SchemaContext, read_keys
from vitrina.contract.programme_facts import FACT_GROUPS
from vitrina.model import Facet, Fact, FactGroup, Kind, LocalText, Vocabulary, vocabularies_of
from vitrina.problems import Message, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.text import is_there
from vitrina.reading.yaml import read_yaml
from vitrina.values.suggestions import did_you_mean
from vitrina.values.urls import is_identifier

_STEP = 10
"""The distance between the places of two facts that do not say their own."""

_RESERVED = frozenset((*(key.name for key in PROSE), PROJECT.key))
_TAKEN = frozenset(
    (*(kind.value for kind in Kind), "partners", "overview", "compare", "display", "page", "time", "money")
)
"""Parts of addresses, and of element ids, that the showcase itself has."""

Facts = Mapping[Kind, tuple[Fact[Any], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFacts:
    """The facts of a site by kind of entry, in the order of the table, and the groups of rows by id."""

    facts: Facts
    groups: Mapping[str, FactGroup] = field(default_factory=dict)


def read_facts(source: Path, languages: Collection[str], written: Collection[str], problems: Problems) -> DeclaredFacts:
    """Return the facts of the site in ``source``: those of the package, with what its file changes and adds.

    ``languages`` are the published ones, which need labels; a text can be in any of those that are ``written``.
    """
    standard = DeclaredFacts(facts=dict(FACTS), groups=FACT_GROUPS)
    file = source / keys.PATH
    fields = read_yaml(file, keys.PATH, problems) if is_there(file) else None
    if fields is None:
        return standard
    reader = FieldReader(fields, problems, written)
    names = {*vocabulary_names(source), *vocabularies_of(FACTS[Kind.PROJECT])}
    context = SchemaContext(
        languages=tuple(written), vocabularies={name: Vocabulary(id=name, terms={}) for name in names}
    )
    given = Reading(schema_context=context, languages=languages, warn=problems.warning)
    groups = dict(FACT_GROUPS) | _groups(reader)
    facts = _merged(reader, given, groups)
    reader.finish()
    return DeclaredFacts(facts={**FACTS, Kind.PROJECT: facts}, groups=groups)


def _groups(reader: FieldReader) -> dict[str, FactGroup]:
    inner = reader.mapping(keys.GROUPS)
    found = {}
    for identifier in inner.keys if inner is not None else ():
        assert inner is not None
        label = inner.local_text(identifier)
        if not is_identifier(identifier):
            hint = say("An id has small letters a to z, digits and single hyphens.")
            inner.error_at(
                inner.location(identifier), "not-an-id", say("“{value}” cannot be an id.", value=identifier), hint
            )
        elif label is None:
            hint = say("Write its heading behind it: “{group}: {example}”.", group=identifier, example="{sv: …, pl: …}")
            message = say("The group “{group}” has no heading.", group=identifier)
            inner.error_at(inner.location(identifier), "missing-key", message, hint)
        else:
            found[identifier] = _group(identifier, label)
    return found


def _group(identifier: str, label: LocalText) -> FactGroup:
    known = FACT_GROUPS.get(identifier)
    own = Message("{text}", {"text": label.best(())[1]})
    return FactGroup(label=known.label if known else own, own_label=label)


def _merged(reader: FieldReader, given: Reading, groups: Collection[str]) -> tuple[Fact[Any], ...]:
    """Return the facts of projects in the order of the table."""
    packaged = {fact.key: fact for fact in FACTS[Kind.PROJECT]}
    inner = reader.mapping(keys.FACTS)
    own = {key: _declared(key, inner, packaged.get(key), given, groups) for key in inner.keys} if inner else {}
    placed = []
    for number, key in enumerate(dict.fromkeys((*packaged, *own)), start=1):
        fact, place = own[key] if key in own else (packaged[key], None)
        if fact is not None:
            placed.append(((number * _STEP if place is None else place, number), fact))
    facts = [fact for _, fact in sorted(placed, key=lambda one: one[0])]
    return tuple(_with_own_addresses(facts, inner)) if inner is not None else tuple(facts)


def _declared(
    key: str, facts: FieldReader, packaged: Fact[Any] | None, given: Reading, groups: Collection[str]
) -> tuple[Fact[Any] | None, int | None]:
    """Return the fact ``key`` of the file, ``None`` if it is left out or unusable, and its place in the table."""
    if packaged is not None and not facts.has_value(key):
        return None, None
    reader = facts.mapping(key) or facts.empty(key)
    values = read_keys(keys.KEYS, reader, given.schema_context)
    reader.finish()
    group = values[keys.GROUP]
    if group is not None and group not in groups:
        otherwise = say("Declare it under “{key}” in the same file.", key=keys.GROUPS)
        hint = did_you_mean(group, list(groups), otherwise)
        reader.error(keys.GROUP.name, "unknown-group", say("There is no group “{group}”.", group=group), hint)
    if packaged is not None:
        return changed_fact(packaged, reader, values), values[keys.ORDER]
    fact = new_fact(key, reader, values, given, is_part=False)
    if key in _RESERVED:
        hint = say("Choose another name for the fact.")
        message = say("“{key}” is a key of every document, so it cannot be a fact.", key=key)
        facts.error_at(facts.location(key), "reserved-key", message, hint)
        return None, None
    return (fact if check_key(key, facts) else None), values[keys.ORDER]


def _with_own_addresses(facts: Iterable[Fact[Any]], reader: FieldReader) -> list[Fact[Any]]:
    """Return ``facts``, with those whose addresses are taken reported."""
    taken, found = dict.fromkeys(_TAKEN, ""), []
    for fact in facts:
        if isinstance(fact, Facet) and fact.segment in taken and fact.key in reader.keys:
            hint = say("Choose another one with a line “{key}”.", key=keys.ADDRESS.name)
            message = say("The address “{segment}” is taken.", segment=fact.segment)
            reader.error_at(reader.location(fact.key), "address-taken", message, hint)
            fact = replace(fact, segment=f"{fact.segment}-{len(taken)}")  # noqa: PLW2901 - the build ends with the error
        if isinstance(fact, Facet):
            taken[fact.segment] = fact.key
        found.append(fact)
    return found
