"""The value of a fact as the texts of its cells, and back: what ``vitrina table`` writes is read to the same value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from vitrina.contract.columns import CURRENCY, END, LATITUDE, LONGITUDE, START, UNIT, WHOLE
from vitrina.contract.fact_shapes import item_of, shape_of
from vitrina.contract.keys import SchemaContext
from vitrina.contract.shapes import LOCAL_TEXT
from vitrina.importers.yaml_values import Yaml, flow, node_of, scalar, yaml_of
from vitrina.model import Fact
from vitrina.problems import Location, Problems
from vitrina.reading.fields import FieldReader
from vitrina.reading.yaml import MappingNode, Node, ScalarNode, SequenceNode, parse
from vitrina.values.dates import InvalidDate, PartialDate, Period
from vitrina.values.language_tags import canonical_tag
from vitrina.values.money import InvalidMoney, Money

Cells = Mapping[str, str]
"""The texts of a fact's cells by part, or by language for a text per language; empty ones are left out."""

LONGEST: Final = 32_767
"""Characters of a cell, the limit of Excel."""

BETWEEN_TERMS: Final = "; "

_BARE = ("number", "quantity", "date", "date and time", "yes/no")
"""The shapes whose values stand without quotes."""

_SIMPLE = ("text", "code", "link", "email", "phone", "country", "attachment", "id", *_BARE)
"""The shapes of a single scalar."""


def cells_of(fact: Fact[Any], front: MappingNode) -> Cells:
    """Return the cells of ``fact`` in a document with this front matter; none for a value that no cell can have."""
    node = front.values.get(fact.key)
    if node is None or (isinstance(node, ScalarNode) and node.is_empty):
        return {}
    found = _cells(fact, node, front)
    return {part: text for part, text in found.items() if text} if all(map(fits, found.values())) else {}


def fits(text: str) -> bool:
    """Tell whether a cell of any spreadsheet can hold ``text``."""
    return len(text) <= LONGEST and text.replace("\n", "").isprintable()


def _cells(fact: Fact[Any], node: Node, front: MappingNode) -> Cells:
    values = _scalars(node)
    match fact.shape:
        case "text per language":
            found = _languages(node)
        case "term" | "terms":
            found = {WHOLE: BETWEEN_TERMS.join(values)}
        case "period":
            found = _period(fact, front)
        case "point":
            found = dict(zip((LATITUDE, LONGITUDE), values, strict=True)) if len(values) == 2 else {}
        case "money":
            found = _money(node.value) if isinstance(node, ScalarNode) else {}
        case "quantity" if fact.unit is None and isinstance(node, ScalarNode):
            number, _, unit = node.value.partition(" ")
            found = {WHOLE: number, UNIT: unit}
        case shape if item_of(shape) in _SIMPLE:
            is_one = shape == item_of(shape)
            found = {} if is_one and len(values) != 1 else {WHOLE: "\n".join(" ".join(text.split()) for text in values)}
        case _:
            items = node.items if isinstance(node, SequenceNode) else (node,)
            found = {WHOLE: "\n".join(flow(yaml_of(item)) for item in items)}
    return found


def _languages(node: Node) -> Cells:
    if isinstance(node, ScalarNode):
        return {WHOLE: " ".join(node.value.split())}
    if not isinstance(node, MappingNode):
        return {}
    texts = {canonical_tag(code): inner for code, inner in node.values.items() if isinstance(inner, ScalarNode)}
    return {code: " ".join(inner.value.split()) for code, inner in texts.items() if not inner.is_empty}


def _scalars(node: Node) -> list[str]:
    items = node.items if isinstance(node, SequenceNode) else (node,)
    return [item.value for item in items if isinstance(item, ScalarNode) and not item.is_empty]


def _money(text: str) -> Cells:
    try:
        amount, _, code = str(Money.parse(text)).partition(" ")
    except InvalidMoney:
        return {}
    return {WHOLE: amount, CURRENCY: code}


def _period(fact: Fact[Any], front: MappingNode) -> Cells:
    period = FieldReader(front, Problems()).period(fact.key)
    return {} if period is None else {START: str(period.start or ""), END: str(period.end or "")}


def yaml_of_cells(fact: Fact[Any], cells: Cells) -> Yaml | None:
    """Return the value of ``fact`` that ``cells`` hold, ``None`` where they are empty.

    Whether it is valid is not checked here: the contract tells (``value_of``).
    """
    given = {part: text for part, text in cells.items() if text}
    return _value(fact, given, given.get(WHOLE, "")) if given else None


def _value(fact: Fact[Any], given: Cells, whole: str) -> Yaml:
    match fact.shape:
        case "text per language":
            value: Yaml = {code: scalar(text) for code, text in given.items() if code} or scalar(whole)
        case "term" | "terms":
            terms = [scalar(term) for term in whole.split(BETWEEN_TERMS)]
            value = terms[0] if len(terms) == 1 else terms
        case "period":
            value = whole or _one_period(given.get(START, ""), given.get(END, ""))
        case "point":
            value = [given.get(LATITUDE, "~"), given.get(LONGITUDE, "~")]
        case "money":
            value = " ".join(text for text in (whole, given.get(CURRENCY, "")) if text)
        case "quantity" if fact.unit is None:
            value = scalar(" ".join(text for text in (whole, given.get(UNIT, "")) if text))
        case _:
            value = _simple_or_composite(fact, whole)
    return value


def _one_period(start: str, end: str) -> str:
    try:
        return str(Period(PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None))
    except InvalidDate:
        return f"{start or '..'}/{end or '..'}"


def _simple_or_composite(fact: Fact[Any], text: str) -> Yaml:
    item = item_of(fact.shape)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if item in _SIMPLE:
        written = lines if fact.shape != item else [" ".join(lines)]
        values: list[Yaml] = [line if item in _BARE else scalar(line) for line in written]
    else:
        values = [_composite(fact, line) for line in lines]
    has_many = fact.shape != item or item in ("partners", "results")
    return values if has_many else values[0]


def _composite(fact: Fact[Any], line: str) -> Yaml:
    """Return the mapping or the like that a line holds; a name alone is one where a mapping begins with a name."""
    if line.startswith(("{", "[")):
        fields = parse(f"value: {line}", "", Problems())
        node = fields.values.get("value") if fields else None
        return yaml_of(node) if node is not None else scalar(line)
    first = shape_of(fact).inner[:1]
    if fact.shape == "partners" and first and first[0].shape is LOCAL_TEXT:
        return {first[0].name: scalar(line)}
    return scalar(line)


def value_of(fact: Fact[Any], value: Yaml, given: SchemaContext, problems: Problems) -> object:
    """Return ``value`` as the contract reads it, or ``None``, or an empty value, where it is none."""
    here = Location("")
    return read_fact(fact, MappingNode({fact.key: node_of(value, here)}, {fact.key: here}, here), given, problems)


def read_fact(fact: Fact[Any], front: MappingNode, given: SchemaContext, problems: Problems) -> object:
    """Return the value of ``fact`` in this front matter, as the contract reads it."""
    value: object = shape_of(fact).read(FieldReader(front, problems, given.languages), fact.key, given)
    return value
