"""Values of front matter between YAML and cells: a scalar as it is written in YAML, or a list or mapping of these."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from vitrina.problems import Location
from vitrina.reading.yaml import MappingNode, Node, ScalarNode, SequenceNode
from vitrina.scaffold.values import NOT_TEXT, yaml_text

Yaml: TypeAlias = "str | Sequence[Yaml] | Mapping[str, Yaml]"
"""A scalar, with its quotes if it has any, or a list or mapping of such values."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_UNQUOTED = re.compile(r"[^\W_0-9][^\n\"\\]*[^\n\"\\:]")
"""A text that begins with a letter, so that it is no number, and has nothing to escape."""

_LONG_ESCAPE = re.compile(r"(?<!\\)\\U([0-9a-f]{8})")
_WIDEST = 110
"""Characters of a value that stands on one line with its key."""


def scalar(text: str) -> str:
    """Return ``text`` as a scalar that is read as this text, in quotes where it needs them."""
    if text.isprintable():
        return yaml_text(text)
    escaped = (char if char.isprintable() else _escape(char) for char in json.dumps(text, ensure_ascii=False))
    return "".join(escaped)


def yaml_of(node: Node) -> Yaml:
    """Return the value of ``node``: numbers stay unquoted, which other text may be or not."""
    if isinstance(node, ScalarNode):
        is_bare = not node.quoted and (node.is_empty or _NUMBER.fullmatch(node.value))
        return (node.value or "~") if is_bare else scalar(node.value)
    if isinstance(node, MappingNode):
        return {key: yaml_of(inner) for key, inner in node.values.items()}
    return [yaml_of(item) for item in node.items]


def node_of(value: Yaml, location: Location) -> Node:
    """Return the node as which ``value`` is read, without writing and parsing it."""
    if isinstance(value, str):
        is_quoted = value.startswith('"')
        return ScalarNode(_text_of(value) if is_quoted else value, location, quoted=is_quoted)
    if isinstance(value, Mapping):
        values = {key: node_of(inner, location) for key, inner in value.items()}
        return MappingNode(values, dict.fromkeys(values, location), location)
    return SequenceNode(tuple(node_of(item, location) for item in value), location)


def flow(value: Yaml) -> str:
    """Return ``value`` on one line."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(key)}: {flow(inner)}' for key, inner in value.items())}}}"
    return f"[{', '.join(map(flow, value))}]"


def lines_of(key: str, value: Yaml) -> list[str]:
    """Return the lines of ``key`` with ``value``: one line where it fits, else each item below it."""
    line = f"{key}: {_plainer(value) if isinstance(value, str) else flow(value)}"
    if isinstance(value, str) or not value or (len(line) <= _WIDEST and not _has_inner(value)):
        return [line]
    return [f"{key}:", *_below(value)]


def _plainer(value: str) -> str:
    """Return a scalar that ends its line without the quotes that it would need in brackets."""
    text = value[1:-1]
    is_plain = value.startswith('"') and _UNQUOTED.fullmatch(text) and text.strip() == text
    return text if is_plain and text.lower() not in NOT_TEXT and ": " not in text and " #" not in text else value


def _has_inner(value: Sequence[Yaml] | Mapping[str, Yaml]) -> bool:
    return isinstance(value, Mapping) or any(not isinstance(inner, str) for inner in value)


def _below(value: Sequence[Yaml] | Mapping[str, Yaml]) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"  {scalar(key)}: {_plainer(inner) if isinstance(inner, str) else flow(inner)}"
        return
    for item in value:
        if isinstance(item, Mapping) and item:
            first, *others = (f"{scalar(key)}: {flow(inner)}" for key, inner in item.items())
            yield f"  - {first}"
            yield from (f"    {line}" for line in others)
        else:
            yield f"  - {flow(item)}"


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _text_of(quoted: str) -> str:
    """Return the text of a scalar in quotes, which are those of JSON but for the longer escapes."""
    text: str = json.loads(_LONG_ESCAPE.sub(lambda found: chr(int(found[1], 16)), quoted))
    return text
