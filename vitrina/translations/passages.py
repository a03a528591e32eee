"""Changed passages of an original, with their locations there and in the translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitrina.content.documents import Document
from vitrina.problems import Location
from vitrina.values.revisions import Change, Comparison, Part, What, numbered_blocks


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, a summary or a block with normalised white space, and where it begins."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPassage:
    """A passage of the original that changed since the translation was made, and its counterpart in the translation.

    ``original`` is ``None`` if it was removed; ``translation`` is ``None`` if it was added since or is unknown.
    """

    what: What
    part: Part
    original: Passage | None
    translation: Passage | None

    @property
    def text(self) -> str:
        """The present text of the original, empty where it was removed."""
        return self.original.text if self.original else ""


def changed_passages(compared: Comparison, original: Document, translation: Document) -> tuple[ChangedPassage, ...]:
    """Return the changes of ``compared`` with their locations in ``original`` and in ``translation``.

    Where the translation has as many blocks as the original had when it was made, the counterpart of a block is the one
    with the same index; otherwise it is unknown.
    """
    here, there = _blocks(original), _blocks(translation)
    is_parallel = len(there) == compared.blocks_before
    return tuple(
        ChangedPassage(
            what=change.what,
            part=change.part,
            original=_passage(change, change.now, original, here),
            translation=_passage(change, change.before if is_parallel else None, translation, there),
        )
        for change in compared.changes
    )


def _blocks(document: Document) -> Sequence[Passage]:
    path, first = document.source.path, document.body_line
    return [Passage(text, Location(path, first + line)) for line, text in numbered_blocks(document.body)]


def _passage(change: Change, position: int | None, document: Document, blocks: Sequence[Passage]) -> Passage | None:
    if change.part == "text":
        return None if position is None else blocks[position]
    texts: Mapping[Part, str | None] = {"title": document.title, "summary": document.summary}
    text = texts[change.part]
    return Passage(text, document.locations[change.part]) if text else None
