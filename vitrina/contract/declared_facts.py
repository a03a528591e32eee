"""Declarations of facts in ``content/facts.yml`` as values: new facts, and changes of those that come with Vitrina."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from vitrina.contract import declarations as keys
from vitrina.contract.fact_parts import PARTS
from vitrina.contract.fact_shapes import LIST, MAPPING, SHAPES, TERM, TERMS, item_of
from vitrina.contract.keys import SchemaContext, Values, read_keys
from vitrina.model import NEUTRAL, Facet, Fact, LocalText, Use
from vitrina.problems import Location, Message, say
from vitrina.reading.fields import FieldReader

_USES = (Use.TABLE, Use.COMPARE, Use.EXPORT)
"""Where a fact is used that does not say it; one with terms is a facet as well."""

COUNTABLE = (
    *("text", "text per language", "code", "number", "quantity", "date", "period", "money", "yes/no", "country"),
    *(TERM, TERMS),
)
"""The shapes whose values projects can be filtered and counted by."""

_FIXED = (keys.SHAPE, keys.VOCABULARY, keys.UNIT, keys.PARTS)
"""What a site cannot change in a fact that comes with the package, because the showcase computes with it."""

_EXAMPLES = {
    "text": "…",
    "text per language": "…",
    "code": "2023/041",
    "number": "120",
    "quantity": "12.5 km",
    "date": "2021-01-16",
    "date and time": "2026-03-05 17:30",
    "period": "2021-01-16/2023-01-15",
    "money": "69419.00 EUR",
    "link": "https://example.org/",
    "email": "info@example.org",
    "phone": "+48 85 123 45 67",
    "yes/no": "yes",
    "point": "[53.13, 23.16]",
    "attachment": "report.pdf",
    "country": "PL",
    "person": "{name: Anna Nowak, email: anna@example.org}",
    "organisation": "{name: Newschool, town: Oslo, country: NO}",
    "place": "{name: Dom kultury, town: Białystok}",
    "file": "{file: report.pdf, title: …}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What declarations are read with: the site's languages and vocabularies, and how a warning is told."""

    schema_context: SchemaContext
    languages: Collection[str]
    warn: Callable[[Location, str, Message, Message], None]


def changed_fact(fact: Fact[Any], reader: FieldReader, values: Values) -> Fact[Any]:
    """Return ``fact``, of the package, with what the site changes in it; what cannot be changed is reported."""
    for key in _FIXED:
        if values[key] is not None and values[key] != getattr(fact, key.name, None):
            message = say("The “{key}” of the fact “{fact}” cannot be changed.", key=key.name, fact=fact.key)
            hint = say("Delete the line, or declare a fact of your own with another name.")
            reader.error(key.name, "fixed-declaration", message, hint)
    uses, says_required = values[keys.IN], reader.has_value(keys.REQUIRED.name)
    changed = replace(
        fact,
        own_label=values[keys.LABEL],
        own_purpose=values[keys.HELP],
        uses=fact.uses if uses is None else _usable(uses, fact.shape, reader),
        group=values[keys.GROUP] or fact.group,
        is_required=bool(values[keys.REQUIRED]) if says_required else fact.is_required,
        example=values[keys.EXAMPLE] or fact.example,
    )
    if isinstance(changed, Facet):
        heading, segment = values[keys.HEADING], values[keys.ADDRESS]
        return replace(changed, own_heading=heading, segment=segment or changed.segment)
    return changed


def new_fact(key: str, reader: FieldReader, values: Values, given: Reading, *, is_part: bool) -> Fact[Any] | None:
    """Return the declaration of the site's own fact or part ``key``; ``None``, with the reasons, if it is unusable."""
    shape, label = values[keys.SHAPE], values[keys.LABEL]
    if shape is None and not reader.has_value(keys.SHAPE.name):
        hint = say("Add a line “shape”, for instance “shape: text”, and a “label”.")
        message = say("“{key}” is no fact that comes with Vitrina, and it has no shape.", key=key)
        reader.error_at(reader.location(keys.SHAPE.name), "missing-key", message, hint)
    if label is None:
        hint = say("Add its name for visitors: “label: {example}”.", example=keys.LABEL.example)
        reader.error(keys.LABEL.name, "missing-key", say("“{key}” is missing.", key=keys.LABEL.name), hint)
    else:
        _check_languages(label, reader, given)
    item = item_of(shape) if shape is not None else ""
    parts = _parts(reader, values, given) if item == MAPPING else PARTS.get(item, ())
    if shape is None or parts is None or not _has_what_it_needs(shape, reader, values):
        return None
    shared = _shared(key, shape, label or LocalText({NEUTRAL: key}), parts, values)
    heading, segment = None, key.replace("_", "-")
    if not is_part:
        standard = (*_USES, Use.FACET) if shape in (TERM, TERMS) else _USES
        uses = values[keys.IN]
        shared["uses"] = standard if uses is None else _usable(uses, shape, reader)
        shared["group"] = values[keys.GROUP] or ""
        heading, segment = values[keys.HEADING], values[keys.ADDRESS] or segment
    vocabulary = values[keys.VOCABULARY]
    if vocabulary is None:
        return Fact(**shared)
    own_heading = heading or shared["own_label"]
    return Facet(**shared, vocabulary=vocabulary, heading=shared["label"], own_heading=own_heading, segment=segment)


def _shared(key: str, shape: str, label: LocalText, parts: tuple[Fact[Any], ...], values: Values) -> dict[str, Any]:
    """Return what facts and parts, with terms and without, have in common."""
    message = Message("{text}", {"text": label.best(())[1]})
    return {
        "key": key,
        "shape": shape,
        "label": message,
        "purpose": message,
        "example": values[keys.EXAMPLE] or _example(shape, parts),
        "own_label": label,
        "own_purpose": values[keys.HELP] or label,
        "is_required": values[keys.REQUIRED] or False,
        "unit": values[keys.UNIT],
        "parts": parts,
    }


def _check_languages(label: LocalText, reader: FieldReader, given: Reading) -> None:
    missing = [language for language in given.languages if language not in label.versions]
    if missing and NEUTRAL not in label.versions:
        message = say("The label is missing in: {languages}.", languages=tuple(missing))
        hint = say("Until it is there, another language's label is shown.")
        given.warn(reader.location(keys.LABEL.name), "missing-label", message, hint)


def _usable(uses: tuple[Use, ...], shape: str, reader: FieldReader) -> tuple[Use, ...]:
    """Return ``uses`` without those that facts of ``shape`` cannot have, which are reported."""
    impossible = set()
    if item_of(shape) not in COUNTABLE:
        impossible |= {Use.FACET, Use.CHART}
    if shape not in (TERM, TERMS):
        impossible.add(Use.RELATED)
    for use in uses:
        if use in impossible:
            message = say("A fact of the shape “{shape}” cannot be used in “{name}”.", shape=shape, name=use)
            reader.error(keys.IN.name, "unusable-use", message, say("Delete “{name}” here.", name=use))
    return tuple(use for use in uses if use not in impossible)


def _has_what_it_needs(shape: str, reader: FieldReader, values: Values) -> bool:
    """Report the keys without which ``shape`` cannot be read, and those that it has no use for."""
    item, is_complete = item_of(shape), True
    needed = {keys.VOCABULARY.name: item in (TERM, TERMS), keys.PARTS.name: item == MAPPING}
    for name, is_needed in needed.items():
        if is_needed and name not in reader.keys:
            hint = say("Add a line “{key}”.", key=name)
            message = say("A fact of the shape “{shape}” needs “{key}”.", shape=shape, key=name)
            reader.error(keys.SHAPE.name, "missing-key", message, hint)
        is_complete = is_complete and (not is_needed or values.by_name[name] is not None)
    for name, is_needed in {**needed, keys.UNIT.name: item == "quantity"}.items():
        if not is_needed and name in reader.keys:
            message = say("A fact of the shape “{shape}” has no “{key}”.", shape=shape, key=name)
            reader.error(name, "misplaced-key", message, say("Delete the line."))
            is_complete = False
    return is_complete


def _parts(reader: FieldReader, values: Values, given: Reading) -> tuple[Fact[Any], ...] | None:
    """Return the declared parts of a mapping; ``None`` where there are none or one of them is unusable."""
    inner = values[keys.PARTS]
    if inner is None:
        return ()
    found = [_part(key, inner, given) for key in inner.keys]
    if not found:
        message = say("A mapping needs at least one part.")
        reader.error(keys.PARTS.name, "missing-key", message, say("Declare its parts below “parts”."))
    return None if None in found or not found else tuple(part for part in found if part is not None)


def _part(key: str, parts: FieldReader, given: Reading) -> Fact[Any] | None:
    reader = parts.mapping(key) or parts.empty(key)
    values = read_keys(keys.OF_A_PART, reader, given.schema_context)
    reader.finish()
    part = new_fact(key, reader, values, given, is_part=True)
    return part if check_key(key, parts) else None


def check_key(key: str, reader: FieldReader) -> bool:
    """Report a ``key`` that cannot be that of a fact; return whether it can."""
    if keys.is_key(key):
        return True
    hint = say("A key has small letters a to z, digits and underscores, such as “my_fact”.")
    reader.error_at(reader.location(key), "not-a-key", say("“{key}” cannot be the key of a fact.", key=key), hint)
    return False


def _example(shape: str, parts: Collection[Fact[Any]]) -> str:
    item = item_of(shape)
    if item == MAPPING:
        one = f"{{{', '.join(f'{part.key}: {part.example}' for part in parts)}}}"
    else:
        one = _EXAMPLES.get(item, "…")
    return f"[{one}]" if shape.startswith(LIST) or shape == TERMS else one


assert set(_EXAMPLES) >= SHAPES.keys() - {"id", "partners", "results"}
