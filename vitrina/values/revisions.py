"""Revision tokens: a digest of a version's text, from which a later build tells which paragraphs changed.

A translation carries the token of the version that it was made from (``translated_from: pl 3f9c1a-7kq0xm…``), so that
staleness depends on the content alone, not on git history or a separate list. A token has two parts:

- Six hexadecimal digits of the SHA-256 of the *whole* text: title, summary and all blocks of the body. They alone
  decide whether the version changed, and are valid on their own (``pl 3f9c1a``, up to all 64 digits). A change is
  missed with a probability of 1 in 16.8 million.
- After a hyphen, a *block hash* of three base-32 characters (15 bits) for title, summary and each block, in order. They
  only tell what changed. A changed block whose hash stays the same (1 in 32,768) is not listed, but the version still
  counts as changed. Equal hashes of different blocks do no harm, because hashes are counted, not looked up. A fourth
  character would make every token a third longer and prevent nothing worse.

White space, line wrapping, comments of their own and the order of the blocks have no effect: a moved paragraph is
already translated. Facts are not included, as translations inherit them. Above ``MOST_BLOCKS`` the token has the first
part only, so that its line stays readable. Any change to this algorithm invalidates all existing tokens.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from vitrina.values.comments import replace_comments

MOST_BLOCKS = 120
"""The largest number of blocks with hashes of their own: about thirty printed pages, a line of 373 characters."""

TOKEN = r"[0-9a-f]{6,64}(?:-(?:[0-9a-hjkmnp-tv-z]{3}){2,122})?"
"""The syntax of a token, as a regular expression."""

_WHOLE, _GROUP = 6, 3
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

_HEADING = re.compile(r"#{1,6}[ \t].*")
_NEXT_LINE_OF_QUOTE = re.compile(r"\n[ \t]*>[ \t]?")

What = Literal["changed", "added", "removed"]
Part = Literal["title", "summary", "text"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a version with normalised white space: title, summary and the blocks of the body."""

    title: str
    summary: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A changed title, summary or block, with its present text (empty where it was removed).

    For a block, ``now`` and ``before`` are its indexes (from 0) among the present and the earlier blocks: ``before`` is
    ``None`` for an added block, ``now`` for a removed one.
    """

    what: What
    part: Part
    text: str = ""
    now: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether a version still matches a token, and what changed, as far as the token tells.

    ``blocks_before`` is the number of blocks that the body had; ``None`` if the version is current or the token has no
    block hashes.
    """

    is_current: bool
    changes: tuple[Change, ...] = ()
    blocks_before: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The indexes of a block ``now`` and ``before``; ``None`` where it was removed or added since."""

    now: int | None
    before: int | None


def wording(title: str, summary: str | None, body: str) -> Wording:
    """Return the text of a version in blocks; a heading is a block of its own, even without an empty line after it."""
    return Wording(
        title=_even(title),
        summary=_even(summary or ""),
        blocks=tuple(text for _, text in numbered_blocks(body)),
    )


def numbered_blocks(body: str) -> Iterator[tuple[int, str]]:
    """Yield the first line (from 0) and the text of each block of ``body``, with normalised white space."""
    return ((line, even) for line, _, even in _blocks(body))


def blocks_of(body: str) -> tuple[str, ...]:
    """Return the blocks of a body as Markdown, without comments."""
    return tuple(written for _, written, _ in _blocks(body))


def _blocks(body: str) -> Iterator[tuple[int, str, str]]:
    """Yield the first line (from 0), the Markdown and the normalised text of each block."""
    plain = body.replace("\r\n", "\n")
    text = replace_comments(plain, lambda comment: "\n" * comment.count("\n"), is_end_needed=True)
    block: list[str] = []
    for number, line in enumerate((*text.split("\n"), "")):
        is_heading = _HEADING.fullmatch(line) is not None
        if block and (is_heading or not line.strip()):
            yield from _block(number - len(block), block)
            block = []
        if is_heading:
            yield from _block(number, [line])
        elif line.strip():
            block.append(line)


def _block(line: int, lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    written = "\n".join(lines)
    even = _even(_NEXT_LINE_OF_QUOTE.sub("\n", written))
    if even:
        yield line, written, even


def token_of(words: Wording) -> str:
    """Return the token that a translation of ``words`` carries."""
    whole = _whole(words)[:_WHOLE]
    if len(words.blocks) > MOST_BLOCKS:
        return whole
    return f"{whole}-{''.join(map(_group, (words.title, words.summary, *words.blocks)))}"


def compare(token: str, words: Wording) -> Comparison:
    """Tell whether ``words`` match ``token`` and, where it has block hashes, what changed."""
    whole, _, groups = token.partition("-")
    if _whole(words).startswith(whole):
        return Comparison(is_current=True)
    title, summary, *before = [groups[start : start + _GROUP] for start in range(0, len(groups), _GROUP)] or ("", "")
    if not title:
        return Comparison(is_current=False)
    return Comparison(
        is_current=False,
        changes=(
            *_change_of("title", title, words.title),
            *_change_of("summary", summary, words.summary),
            *_changes_of_text(before, words.blocks),
        ),
        blocks_before=len(before),
    )


def links(token: str, words: Wording) -> tuple[Link, ...] | None:
    """Return the correspondence of the blocks of ``words`` and those of the version with the token ``token``.

    ``None`` where the token has no block hashes and the text changed.
    """
    whole, _, groups = token.partition("-")
    if not groups:
        is_current = _whole(words).startswith(whole)
        return tuple(Link(index, index) for index in range(len(words.blocks))) if is_current else None
    now = [_group(block) for block in words.blocks]
    before = [groups[start : start + _GROUP] for start in range(2 * _GROUP, len(groups), _GROUP)]
    new, gone = _left_over(now, before), _left_over(before, now)
    kept = sorted(set(range(len(before))) - {position for position, _ in gone})
    found: list[Link] = []
    for position in sorted(set(range(len(now))) - {position for position, _ in new}):
        same = next(old for old in kept if before[old] == now[position])
        kept.remove(same)
        found.append(Link(position, same))
    for position, anchor in new:
        changed = next(((old, after) for old, after in gone if after == anchor), None)
        if changed is not None:
            gone.remove(changed)
        found.append(Link(position, changed[0] if changed is not None else None))
    found += (Link(None, old) for old, _ in gone)
    return tuple(found)


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _whole(words: Wording) -> str:
    parts = (words.title, words.summary, *sorted(words.blocks))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _group(text: str) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:2], "big")
    return "".join(_ALPHABET[number >> 5 * digit & 31] for digit in range(_GROUP))


def _change_of(part: Part, before: str, now: str) -> Iterator[Change]:
    if before == _group(now):
        return
    if not now:
        yield Change("removed", part)
    else:
        yield Change("added" if before == _group("") else "changed", part, now)


def _changes_of_text(before: Sequence[str], blocks: Sequence[str]) -> Iterator[Change]:
    """Yield added and changed blocks in their present order, then removed ones.

    A missing block and a new block that follow the same unchanged block count as one changed block.
    """
    now = [_group(block) for block in blocks]
    gone: dict[str, list[int]] = {}
    for position, anchor in _left_over(before, now):
        gone.setdefault(anchor, []).append(position)
    for position, anchor in _left_over(now, before):
        earlier = gone[anchor].pop(0) if gone.get(anchor) else None
        what: What = "added" if earlier is None else "changed"
        yield Change(what, "text", blocks[position], position, earlier)
    yield from (Change("removed", "text", before=position) for position in sorted(itertools.chain(*gone.values())))


def _left_over(groups: Sequence[str], others: Iterable[str]) -> list[tuple[int, str]]:
    """Return the index of each of ``groups`` that ``others`` lack, with the last common one before it, its anchor."""
    remaining = Counter(others)
    found, anchor = [], ""
    for position, group in enumerate(groups):
        if remaining[group] > 0:
            remaining[group] -= 1
            anchor = group
        else:
            found.append((position, anchor))
    return found
