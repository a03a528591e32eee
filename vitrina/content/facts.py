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
from vitrina.contract.section_facts import FACTS_OF_TYPES
from vitrina.contract.sections import TAKEN
from vitrina.model import Facet, Fact, FactGroup, LocalText, Section, Use, Vocabulary, vocabularies_of
from vitrina.model.sections import PROJECTS, STANDARD
from vitrina.problems import Message, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.text import is_there
from vitrina.reading.yaml import read_yaml
from vitrina.values.suggestions import did_you_mean
from vitrina.values.urls import is_identifier

_STEP = 10
"""The distance between the places of two facts that do not say their own."""

_RESERVED = frozenset((*(key.name for key in PROSE), PROJECT.key))
_TAKEN = frozenset((*TAKEN, "time", "money"))
"""Parts of addresses, and of element ids, that the showcase itself has."""

_OF_A_SECTION = (Use.TABLE, Use.CARD, Use.EXPORT)
"""Where facts of other entries than projects can be used."""

Facts = Mapping[str, tuple[Fact[Any], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFacts:
    """The facts of a site by section, in the order of the table, and the groups of rows by id."""

    facts: Facts
    groups: Mapping[str, FactGroup] = field(default_factory=dict)


def read_facts(
    source: Path,
    languages: Collection[str],
    written: Collection[str],
    sections: Mapping[str, Section],
    problems: Problems,
) -> DeclaredFacts:
    """Return the facts of the site in ``source``: those of the package, with what its file changes and adds.

    ``languages`` are the published ones, which need labels; a text can be in any of those that are ``written``.
    """
    own = {name: section for name, section in sections.items() if name not in STANDARD}
    packaged = {**FACTS, **{name: FACTS_OF_TYPES[section.type] for name, section in own.items()}}
    file = source / keys.PATH
    fields = read_yaml(file, keys.PATH, problems) if is_there(file) else None
    if fields is None:
        return DeclaredFacts(facts=packaged, groups=FACT_GROUPS)
    reader = FieldReader(fields, problems, written)
    names = {*vocabulary_names(source), *(name for facts in packaged.values() for name in vocabularies_of(facts))}
    context = SchemaContext(
        languages=tuple(written), vocabularies={name: Vocabulary(id=name, terms={}) for name in names}
    )
    given = Reading(schema_context=context, languages=languages, warn=problems.warning)
    groups = dict(FACT_GROUPS) | _groups(reader)
    declared = reader.mapping(keys.FACTS)
    facts = _merged(declared, packaged[PROJECTS], given, groups)
    facts = _with_own_addresses(facts, declared, _segments(sections, languages))
    others = _facts_of_sections(reader, {name: packaged[name] for name in own}, given, groups)
    reader.finish()
    return DeclaredFacts(facts={**packaged, PROJECTS: facts, **others}, groups=groups)


def _facts_of_sections(reader: FieldReader, packaged: Facts, given: Reading, groups: Collection[str]) -> Facts:
    """Return the facts of the sections that the site declares."""
    inner = reader.mapping(keys.SECTIONS)
    if inner is None:
        return {}
    found = {}
    for name in inner.keys:
        if name not in packaged:
            otherwise = say("Declare the section under “sections” in content/site.yml.")
            hint = did_you_mean(name, list(packaged), otherwise)
            if name == PROJECTS:
                hint = say("The facts of projects are under “{key}”.", key=keys.FACTS)
            message = say("There is no section “{section}” with facts of its own.", section=name)
            inner.error_at(inner.location(name), "unknown-section", message, hint)
            continue
        declared = inner.mapping(name)
        facts = _merged(declared, packaged[name], given, groups)
        if declared is not None:
            facts = tuple(_usable_in_a_section(fact, declared) for fact in facts)
        found[name] = facts
    return found


def _usable_in_a_section(fact: Fact[Any], reader: FieldReader) -> Fact[Any]:
    """Return ``fact`` with what entries of sections can be used for; what they cannot be is reported if written."""
    impossible = [use for use in fact.uses if use not in _OF_A_SECTION]
    declared = reader.mapping(fact.key) if fact.key in reader.keys else None
    if declared is not None and keys.IN.name in declared.keys:
        for use in impossible:
            message = say("A fact of other entries than projects cannot be used in “{name}”.", name=use)
            declared.error(keys.IN.name, "unusable-use", message, say("Delete “{name}” here.", name=use))
    return replace(fact, uses=tuple(use for use in fact.uses if use in _OF_A_SECTION))


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


def _merged(
    inner: FieldReader | None, packaged: Iterable[Fact[Any]], given: Reading, groups: Collection[str]
) -> tuple[Fact[Any], ...]:
    """Return the ``packaged`` facts with those that are declared, in the order of the table."""
    known = {fact.key: fact for fact in packaged}
    own = {key: _declared(key, inner, known.get(key), given, groups) for key in inner.keys} if inner else {}
    placed = []
    for number, key in enumerate(dict.fromkeys((*known, *own)), start=1):
        fact, place = own[key] if key in own else (known[key], None)
        if fact is not None:
            placed.append(((number * _STEP if place is None else place, number), fact))
    return tuple(fact for _, fact in sorted(placed, key=lambda one: one[0]))


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


def _segments(sections: Mapping[str, Section], languages: Iterable[str]) -> set[str]:
    """Return the parts of addresses that the sections have in any language."""
    return {section.segment(language) for section in sections.values() for language in languages}


def _with_own_addresses(
    facts: Iterable[Fact[Any]], reader: FieldReader | None, sections: Iterable[str]
) -> tuple[Fact[Any], ...]:
    """Return ``facts``, with those reported whose addresses another one, a section or the showcase itself has."""
    taken, found = dict.fromkeys((*_TAKEN, *sections), ""), []
    for fact in facts:
        if isinstance(fact, Facet) and fact.segment in taken and reader is not None and fact.key in reader.keys:
            hint = say("Choose another one with a line “{key}”.", key=keys.ADDRESS.name)
            message = say("The address “{segment}” is taken.", segment=fact.segment)
            reader.error_at(reader.location(fact.key), "address-taken", message, hint)
            fact = replace(fact, segment=f"{fact.segment}-{len(taken)}")  # noqa: PLW2901 - the build ends with the error
        if isinstance(fact, Facet):
            taken[fact.segment] = fact.key
        found.append(fact)
    return tuple(found)
