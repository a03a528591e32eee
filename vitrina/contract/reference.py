"""The reference of the content contract as Markdown: a table for each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vitrina.contract.keys import Keys
from vitrina.contract.schemas import Subject, keys_of, title_of
from vitrina.problems import Message, say

_HEADINGS = (say("Key"), say("What it is for"), say("How it is written"), say("Example"))


def reference(subject: Subject, tell: Callable[[Message], str]) -> str:
    """Return the tables of ``subject``'s keys; ``tell`` says a message to the reader."""
    keys = keys_of(subject)
    lines = [f"## {tell(title_of(subject))}", "", f"`{subject.files}`", ""]
    if subject is Subject.VOCABULARY:
        lines += [tell(say("Below each id:")), ""]
    lines += _table(keys, tell)
    for key in keys:
        if key.shape.inner:
            lines += ["", tell(say("Inside “{key}”:", key=key.name)), "", *_table(key.shape.inner, tell)]
    return "\n".join(lines) + "\n"


def _table(keys: Keys, tell: Callable[[Message], str]) -> Iterator[str]:
    yield _row(*(tell(heading) for heading in _HEADINGS))
    yield "| --- | --- | --- | --- |"
    for key in keys:
        purpose = tell(key.purpose)
        if key.is_required:
            purpose = tell(say("{purpose} Required.", purpose=purpose))
        yield _row(f"`{key.name}`", purpose, tell(key.shape.form), f"`{key.name}: {key.example}`")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
