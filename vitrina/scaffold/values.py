"""The files that a command creates or changes, and helpers to write YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vitrina.contract.funders import is_complete
from vitrina.contract.keys import Key, SchemaContext
from vitrina.model import NEUTRAL, LocalText, Term
from vitrina.problems import Message

_PLAIN = re.compile(r"[^\W_][^\n:#{}\[\],&*!|>'\"%@`]*")
NOT_TEXT = ("null", "~", "true", "false", "yes", "no")
"""Words that stand in quotes where they are meant as a text."""

_WORD = re.compile(r"(?:\S+ )?[a-z_]+:(?!\S)|(?:\{[^{}]*\}|\S)+")
"""A word, with what stands in braces; one that would look like a key to turn on, with the word before it."""

_WIDTH = 100

MOST_CHOICES = 40
"""The number of terms that are listed; of a longer vocabulary, those that the site uses."""


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
    is_plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in NOT_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield ``text`` as wrapped comment lines. None begins with what would look like a key to turn on."""
    line = f"{indent}#"
    for word in _WORD.findall(text):
        if len(line) + len(word) >= _WIDTH and line != f"{indent}#":
            yield line
            line = f"{indent}#"
        line += f" {word}"
    yield line


def explained(key: Key[object], schema_context: SchemaContext, value: str | None = None) -> Iterator[str]:
    """Yield the lines of ``key``: its purpose and form as comments, and its ``value``, or an example as a comment."""
    yield from comment(f"{schema_context.purpose_of(key)} {schema_context.form_of(key.shape)}")
    choices = list(_choices(key, schema_context))
    if choices:
        yield from comment(", ".join(choices))
    yield f"{key.name}: {value}" if value is not None else f"# {key.name}: {_example(key, schema_context)}"


def _choices(key: Key[object], schema_context: SchemaContext) -> Iterator[str]:
    """Yield the ids and labels of the terms that ``key`` can have: a few where the vocabulary has many."""
    for number, term in enumerate(offered_terms(key, schema_context)):
        if number == MOST_CHOICES:
            yield "…"
            break
        label = LocalText(term.labels or {NEUTRAL: term.id}).best((schema_context.language,))[1]
        yield term.id if label == term.id else f"{term.id} ({label})"


def _example(key: Key[object], schema_context: SchemaContext) -> str:
    """Return an example that is valid for the site, with a term of its vocabulary, also inside a mapping."""
    first = next(iter(offered_terms(key, schema_context)), None)
    if first is None:
        example = key.example
        for inner in key.shape.inner:
            if terms := offered_terms(inner, schema_context):
                example = example.replace(inner.example, terms[0].id)
        return example
    return f"[{first.id}]" if key.example.startswith("[") else first.id


def offered_terms(key: Key[object], schema_context: SchemaContext) -> tuple[Term, ...]:
    """Return the terms that documents can have under ``key``: those that the site uses, or all if it uses none.

    A term that needs more than the site's vocabulary has is left out.
    """
    vocabulary = schema_context.vocabularies.get(key.shape.vocabulary)
    terms = tuple(filter(is_complete, vocabulary.terms.values())) if vocabulary is not None else ()
    offered = schema_context.offered.get(key.shape.vocabulary, ())
    return tuple(term for term in terms if term.id in offered) if len(terms) > MOST_CHOICES and offered else terms
