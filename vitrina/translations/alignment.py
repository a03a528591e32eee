"""Alignment of a translation with its original, block by block, with the state of each pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from vitrina.content.documents import Document
from vitrina.values.revisions import Part, blocks_of, compare, links


class PairState(StrEnum):
    """Whether a block of the original has changed since it was translated."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A block of the original and its translation, as Markdown; ``None`` where one of them is missing.

    A pair that is ``ADDED`` has no translation, one that is ``REMOVED`` no original. It is ``UNKNOWN`` where the
    translation has no revision token.
    """

    part: Part
    state: PairState
    original: str | None
    translation: str | None


_KINDS = (
    ("heading", re.compile(r"#{1,6}[ \t]")),
    ("picture", re.compile(r"!\[[^\]]*\]\([^)]*\)\s*$")),
    ("table", re.compile(r"[^\n]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-+")),
    ("list", re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")),
    ("quote", re.compile(r"[ \t]*>")),
    ("code", re.compile(r"(?:`{3,}|~{3,}| {4}|\t)")),
    ("note", re.compile(r"\[\^[^\]]+\]:")),
)

_Match = tuple[int | None, int | None]


def align(original: Document, translation: Document) -> tuple[Pair, ...]:
    """Return the pairs of titles, summaries and blocks, in the order of the original.

    Where the translation has a revision token and as many blocks as that revision of the original, its blocks are
    paired with those of that revision one by one. Otherwise the sequences of block kinds (heading, list …) are aligned.
    """
    token = translation.translated_from.token if translation.translated_from is not None else None
    ours, theirs = blocks_of(original.body), blocks_of(translation.body)
    changed = _changed(original, token)
    pairs = [
        _pair("title", original.title, translation.title, changed),
        _pair("summary", original.summary, translation.summary, changed),
    ]
    for left, right in _in_order(_by_token(original, token, len(theirs)) or _by_kind(ours, theirs)):
        text = original.wording.blocks[left] if left is not None else ""
        pairs.append(
            Pair(
                part="text",
                state=_state(left is not None, right is not None, changed, ("text", text)),
                original=ours[left] if left is not None else None,
                translation=theirs[right] if right is not None else None,
            )
        )
    return tuple(pair for pair in pairs if pair.original is not None or pair.translation is not None)


def _changed(original: Document, token: str | None) -> frozenset[tuple[Part, str]] | None:
    """Return the texts of the original that changed since the revision ``token``; ``None`` where that is unknown."""
    if token is None:
        return None
    compared = compare(token, original.wording)
    if not compared.is_current and not compared.changes:
        return None  # something changed, but the token has no block hashes
    return frozenset((change.part, change.text) for change in compared.changes)


def _pair(part: Part, ours: str | None, theirs: str | None, changed: frozenset[tuple[Part, str]] | None) -> Pair:
    evened = " ".join((ours or "").split())
    return Pair(
        part=part,
        state=_state(bool(ours), bool(theirs), changed, (part, evened)),
        original=ours or None,
        translation=theirs or None,
    )


def _state(
    has_original: bool, has_translation: bool, changed: frozenset[tuple[Part, str]] | None, text: tuple[Part, str]
) -> PairState:
    if not has_original:
        return PairState.REMOVED
    if not has_translation:
        return PairState.ADDED
    if changed is None:
        return PairState.UNKNOWN
    return PairState.CHANGED if text in changed else PairState.SAME


def _by_token(original: Document, token: str | None, count: int) -> list[_Match] | None:
    """Align blocks by ``token``; return ``None`` where its revision did not have ``count`` blocks."""
    found = links(token, original.wording) if token is not None else None
    if found is None or sum(link.before is not None for link in found) != count:
        return None
    return [(link.now, link.before) for link in found]


def _by_kind(ours: Sequence[str], theirs: Sequence[str]) -> list[_Match]:
    """Align blocks by their kinds, in order."""
    matcher = SequenceMatcher(None, [*map(_kind, ours)], [*map(_kind, theirs)], autojunk=False)
    found: list[_Match] = []
    for _, left, left_end, right, right_end in matcher.get_opcodes():
        found += zip_longest(range(left, left_end), range(right, right_end))
    return found


def _in_order(matches: Sequence[_Match]) -> Iterator[_Match]:
    """Yield ``matches`` in the order of the original; one without an original follows the block before it."""
    extra = sorted(right for left, right in matches if left is None and right is not None)
    for left, right in sorted((left, right) for left, right in matches if left is not None):
        if right is not None:
            while extra and extra[0] < right:
                yield None, extra.pop(0)
        yield left, right
    yield from ((None, right) for right in extra)


def _kind(block: str) -> str:
    name = next((name for name, pattern in _KINDS if pattern.match(block)), "text")
    return f"{name} {len(block) - len(block.lstrip('#'))}" if name == "heading" else name
