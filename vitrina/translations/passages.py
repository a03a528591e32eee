"""What changed in an original, paragraph beside paragraph: where it stands there, and where in the translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitrina.content.documents import Document
from vitrina.problems import Location
from vitrina.values.revisions import Change, Comparison, Part, What, numbered_blocks


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, a summary or a paragraph, white space evened out, and where it begins."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPassage:
    """A passage of the original that is not as it was when the translation was made, and its counterpart there.

    ``original`` is ``None`` where it was removed. ``translation`` is ``None`` where it was added since, and where
    nobody can tell which passage of the translation is meant.
    """

    what: What
    part: Part
    original: Passage | None
    translation: Passage | None

    @property
    def text(self) -> str:
        """What the original says now; nothing where it was removed."""
        return self.original.text if self.original else ""


def changed_passages(compared: Comparison, original: Document, translation: Document) -> tuple[ChangedPassage, ...]:
    """Return the changes of ``compared`` with their locations in ``original`` and in ``translation``.

    A translation follows its original paragraph by paragraph. So where it has as many blocks as the original had when
    it was made, the block in the same position is the counterpart; where it has not, none is named.
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
