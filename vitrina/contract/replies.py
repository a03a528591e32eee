"""The keys of a reply (``content/news/<id>/replies/*.yml``).

The text is plain: paragraphs separated by empty lines, without Markdown, HTML and links.
"""

from __future__ import annotations

import re

from vitrina.contract import shapes
from vitrina.contract.keys import Key, Keys, SchemaContext, Shape
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.language_tags import canonical_tag, is_language_tag


def _read_paragraphs(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...] | None:
    """Return the paragraphs, with line breaks inside a paragraph as spaces."""
    if reader.text(key) is None:
        return None
    found: list[list[str]] = [[]]
    for line in reader.lines(key):
        if line.strip():
            found[-1].append(re.sub(r"[ \t]+", " ", line).strip(" "))
        else:
            found.append([])
    return tuple(" ".join(lines) for lines in found if lines)


def _read_language(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    code = reader.text(key)
    if code is None or is_language_tag(code):
        return None if code is None else canonical_tag(code)
    message = say("“{code}” is not a language code that is known here.", code=code)
    reader.error(key, "unknown-language", message, say("Use a code such as sv, ar, pl or lv."))
    return None


NAME = Key(name="name", shape=shapes.TEXT, purpose=say("Who wrote it."), example="Anna", is_required=True)
DATE = Key(name="date", shape=shapes.DATE, purpose=say("When it was written."), example="2024-10-02", is_required=True)
LANGUAGE = Key(
    name="language",
    shape=Shape(
        read=_read_language, schema=lambda _: {"type": "string"}, form=say("A language code, such as sv, ar, pl or lv.")
    ),
    purpose=say("The language that it is written in."),
    example="sv",
)
TEXT = Key(
    name="text",
    shape=Shape(
        read=_read_paragraphs,
        schema=shapes.TEXT.schema,
        form=say("Plain text, with an empty line between paragraphs."),
    ),
    purpose=say("What it says."),
    example="…",
    is_required=True,
)

KEYS: Keys = (NAME, DATE, LANGUAGE, TEXT)
"""The keys of a reply, in their usual order."""
