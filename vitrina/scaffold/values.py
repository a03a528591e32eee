"""What scaffolding makes: files that are not there yet, and changes to one that is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vitrina.contract.keys import Key, SchemaContext
from vitrina.problems import Message

_PLAIN = re.compile(r"[^\W_][^\n:#{}\[\],&*!|>'\"%@`]*")
_NOT_TEXT = ("null", "~", "true", "false", "yes", "no")
_WIDTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffold:
    """Files by their path below the site's folder: new ones, and the whole new text of ones that are changed.

    ``advice`` says what to do next, step by step.
    """

    new: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    advice: tuple[Message, ...] = ()


def yaml_text(text: str) -> str:
    """Return ``text`` as a YAML scalar on one line, with quotes where it needs them."""
    is_plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _NOT_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield ``text`` as comment lines of a readable width."""
    line = f"{indent}#"
    for word in text.split():
        if len(line) + len(word) >= _WIDTH and line != f"{indent}#":
            yield line
            line = f"{indent}#"
        line += f" {word}"
    yield line


def explained(key: Key[object], schema_context: SchemaContext, value: str | None = None) -> Iterator[str]:
    """Yield the lines of ``key``: what it is for, how it is written, and its ``value`` or, turned off, an example."""
    tell = schema_context.tell
    yield from comment(f"{tell(key.purpose)} {tell(key.shape.form)}")
    choices = list(_choices(key, schema_context))
    if choices:
        yield from comment(", ".join(choices))
    yield f"{key.name}: {value}" if value is not None else f"# {key.name}: {_example(key, schema_context)}"


def _choices(key: Key[object], schema_context: SchemaContext) -> Iterator[str]:
    """Yield the terms that ``key`` can have, each with its label."""
    vocabulary = schema_context.vocabularies.get(key.shape.vocabulary)
    for term in vocabulary.terms.values() if vocabulary else ():
        label = term.labels.get(schema_context.own, term.id)
        yield term.id if label == term.id else f"{term.id} ({label})"


def _example(key: Key[object], schema_context: SchemaContext) -> str:
    """Return a value that the site accepts: the examples of the contract name terms that it may not have."""
    vocabulary = schema_context.vocabularies.get(key.shape.vocabulary)
    if vocabulary is None or not vocabulary.terms:
        return key.example
    first = next(iter(vocabulary.terms))
    return f"[{first}]" if key.example.startswith("[") else first
