"""The files that a command creates or changes, and helpers to write YAML."""

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
    """New files and changed files by their path below the site's folder, with their whole content.

    ``advice`` are the next steps for the user.
    """

    new: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    advice: tuple[Message, ...] = ()


def yaml_text(text: str) -> str:
    """Return ``text`` as a YAML scalar on one line, with quotes where it needs them."""
    is_plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _NOT_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield ``text`` as wrapped comment lines."""
    line = f"{indent}#"
    for word in text.split():
        if len(line) + len(word) >= _WIDTH and line != f"{indent}#":
            yield line
            line = f"{indent}#"
        line += f" {word}"
    yield line


def explained(key: Key[object], schema_context: SchemaContext, value: str | None = None) -> Iterator[str]:
    """Yield the lines of ``key``: its purpose and form as comments, and its ``value``, or an example as a comment."""
    translate = schema_context.translate
    yield from comment(f"{schema_context.purpose_of(key)} {translate(key.shape.form)}")
    choices = list(_choices(key, schema_context))
    if choices:
        yield from comment(", ".join(choices))
    yield f"{key.name}: {value}" if value is not None else f"# {key.name}: {_example(key, schema_context)}"


def _choices(key: Key[object], schema_context: SchemaContext) -> Iterator[str]:
    """Yield the ids and labels of the terms that ``key`` can have."""
    vocabulary = schema_context.vocabularies.get(key.shape.vocabulary)
    for term in vocabulary.terms.values() if vocabulary else ():
        label = term.labels.get(schema_context.language, term.id)
        yield term.id if label == term.id else f"{term.id} ({label})"


def _example(key: Key[object], schema_context: SchemaContext) -> str:
    """Return an example that is valid for the site, with a term of its vocabulary."""
    vocabulary = schema_context.vocabularies.get(key.shape.vocabulary)
    if vocabulary is None or not vocabulary.terms:
        return key.example
    first = next(iter(vocabulary.terms))
    return f"[{first}]" if key.example.startswith("[") else first
