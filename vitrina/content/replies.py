"""Reading published replies to posts: ``content/news/<id>/replies/*.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vitrina.contract import replies as contract
from vitrina.contract.keys import SchemaContext, read_keys
from vitrina.model import sections
from vitrina.model.forms import Reply
from vitrina.problems import Problems
from vitrina.reading.fields import FieldReader
from vitrina.reading.paths import CONTENT
from vitrina.reading.yaml import read_yaml

Replies = Mapping[str, tuple[Reply, ...]]
"""The replies by post id, the oldest first."""


def read_replies(source: Path, names: Mapping[str, tuple[str, ...]], problems: Problems) -> Replies:
    """Return the replies in the files ``names`` (by post id, relative to its folder); report invalid ones."""
    return {
        post: _in_order(source, [f"{CONTENT}/{sections.NEWS}/{post}/{name}" for name in files], problems)
        for post, files in names.items()
    }


def _in_order(source: Path, paths: list[str], problems: Problems) -> tuple[Reply, ...]:
    found = [reply for path in paths if (reply := _read(source / path, path, problems)) is not None]
    return tuple(sorted(found, key=lambda reply: reply.date))


def _read(file: Path, path: str, problems: Problems) -> Reply | None:
    fields = read_yaml(file, path, problems)
    if fields is None:
        return None
    reader = FieldReader(fields, problems)
    values = read_keys(contract.KEYS, reader, SchemaContext())
    reader.finish()
    name, date, paragraphs = values[contract.NAME], values[contract.DATE], values[contract.TEXT]
    if name is None or date is None or paragraphs is None:
        return None
    return Reply(name=name, date=date, paragraphs=paragraphs, language=values[contract.LANGUAGE] or "")
