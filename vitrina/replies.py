"""Replies to posts: ``content/news/<id>/replies/*.yml``, each with ``name``, ``date``, ``text`` and ``language``.

The text is plain: paragraphs with an empty line between them, and nothing in it is taken for Markdown, HTML or a link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from vitrina.fields import Reader
from vitrina.locales.formats import is_known_locale
from vitrina.model import Kind
from vitrina.participation import Reply
from vitrina.problems import Problems, say
from vitrina.reading import read_yaml
from vitrina.sources import CONTENT
from vitrina.strictyaml import Fields, Text

Replies = Mapping[str, tuple[Reply, ...]]
"""The replies to each post, by the post's id; oldest first."""


def read_replies(source: Path, names: Mapping[str, tuple[str, ...]], problems: Problems) -> Replies:
    """Return the replies in the files ``names`` (by post, relative to its folder); what is wrong is in ``problems``."""
    return {
        post: _in_order(source, [f"{CONTENT}/{Kind.POST}/{post}/{name}" for name in files], problems)
        for post, files in names.items()
    }


def _in_order(source: Path, paths: list[str], problems: Problems) -> tuple[Reply, ...]:
    found = [reply for path in paths if (reply := _read(source / path, path, problems)) is not None]
    return tuple(sorted(found, key=lambda reply: reply.date))


def _read(file: Path, path: str, problems: Problems) -> Reply | None:
    fields = read_yaml(file, path, problems)
    if fields is None:
        return None
    reader = Reader(fields, problems)
    name, written, date = reader.required_text("name"), reader.required_text("text"), reader.date("date")
    language = _language(reader)
    reader.finish()
    if date is None and "date" not in reader.keys:
        hint = say("Add a line “{key}: …”.", key="date")
        reader.error("date", "missing-key", say("“{key}” is missing.", key="date"), hint)
    if name is None or written is None or date is None:
        return None
    return Reply(name=name, date=date, paragraphs=_paragraphs(fields, "text"), language=language)


def _language(reader: Reader) -> str:
    code = reader.text("language") or ""
    if code and not is_known_locale(code.replace("-", "_")):
        message = say("“{code}” is not a language code that is known here.", code=code)
        reader.error("language", "unknown-language", message, say("Use a code such as sv, ar, pl or lv."))
        return ""
    return code


def _paragraphs(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the paragraphs of a text that was checked; within one, a new line is nothing but a space."""
    node = fields.values[key]
    assert isinstance(node, Text)
    found: list[list[str]] = [[]]
    for line in node.value.split("\n"):
        if line.strip():
            found[-1].append(re.sub(r"[ \t]+", " ", line).strip(" "))
        else:
            found.append([])
    return tuple(" ".join(lines) for lines in found if lines)
