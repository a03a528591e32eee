"""What a version says, as a token short enough for ``translated_from``: it tells later which paragraphs changed.

A translation carries the token of the version that it was made from (``translated_from: pl 3f9c1a-7kq0xm…``), so
nobody needs the history of the files or a list beside them. The token has two parts:

- Six hexadecimal digits of the *whole* (SHA-256): title, summary and all blocks of the body. They alone decide whether
  the version changed. Written alone (``pl 3f9c1a``, up to all 64 digits) they say that and no more. That a change goes
  unseen has odds of one in 16.8 million.
- After a hyphen, three base-32 characters (15 bits) for *each* of them: title, summary, then the blocks in their order.
  They only name what changed. A changed paragraph that happens to get the characters it had before (one in 32,768) is
  not named, but the version still counts as changed; two paragraphs that share their characters are told apart all the
  same, because characters are counted and not looked up. A fourth character would make every token a third longer to
  make a harmless miss rarer.

White space and the wrapping of lines mean nothing, nor do comments that stand alone, nor the order of the blocks: a
moved paragraph is translated already. Facts are not part of it, as translations inherit them. From ``MOST_BLOCKS`` on,
the token is the whole alone, so that its line stays readable. Changing anything here makes every token out of date.
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

MOST_BLOCKS = 120
"""Blocks of a body whose changes a token can name; that is some thirty printed pages, in a line of 373 characters."""

TOKEN = r"[0-9a-f]{6,64}(?:-(?:[0-9a-hjkmnp-tv-z]{3}){2,122})?"
"""The form of a token, as a regular expression."""

_WHOLE, _GROUP = 6, 3
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

_HEADING = re.compile(r"#{1,6}[ \t].*")
_COMMENT = re.compile(r"^[ ]{0,3}<!--(?:(?!-->).)*-->[ \t]*$", re.DOTALL | re.MULTILINE)
_NEXT_LINE_OF_QUOTE = re.compile(r"\n[ \t]*>[ \t]?")

What = Literal["changed", "added", "removed"]
Part = Literal["title", "summary", "text"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a version, white space evened out: its title, its summary, and its body's blocks."""

    title: str
    summary: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that is not as it was, and what it says now: nothing where it was removed.

    For one of the body, ``now`` is its place among the blocks that there are, and ``before`` its place among those that
    there were, both from 0; an added one was not there before, and a removed one is not there now.
    """

    what: What
    part: Part
    text: str = ""
    now: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether a version still is as a token says, and what changed, as far as the token can tell.

    ``blocks_before`` is how many blocks the body had, where the token knows that and the version changed.
    """

    is_current: bool
    changes: tuple[Change, ...] = ()
    blocks_before: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A block as it is ``now`` and as it was ``before``, by position; ``None`` where it was added or removed since."""

    now: int | None
    before: int | None
    is_same: bool = False


def wording(title: str, summary: str | None, body: str) -> Wording:
    """Return the words of a version; a heading is a block of its own, whether or not an empty line follows it."""
    return Wording(
        title=_even(title),
        summary=_even(summary or ""),
        blocks=tuple(text for _, text in numbered_blocks(body)),
    )


def numbered_blocks(body: str) -> Iterator[tuple[int, str]]:
    """Yield the blocks of ``body``, white space evened out, each with the line of the body (from 0) where it begins."""
    return ((line, even) for line, _, even in _blocks(body))


def blocks_of(body: str) -> tuple[str, ...]:
    """Return the blocks of a body as they were written, but for comments."""
    return tuple(written for _, written, _ in _blocks(body))


def _blocks(body: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line (from 0), the Markdown and the words of each block."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), body.replace("\r\n", "\n"))
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
    """Tell whether ``words`` are those of ``token`` and, where it has characters for each block, what changed."""
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
    """Return which block of the version that ``token`` tells of each block of ``words`` was, and which are gone.

    ``None`` where the token cannot tell: it names no blocks, and something changed.
    """
    whole, _, groups = token.partition("-")
    if not groups:
        is_current = _whole(words).startswith(whole)
        return tuple(Link(place, place, is_same=True) for place in range(len(words.blocks))) if is_current else None
    now = [_group(block) for block in words.blocks]
    before = [groups[start : start + _GROUP] for start in range(2 * _GROUP, len(groups), _GROUP)]
    new, gone = _left_over(now, before), _left_over(before, now)
    kept = sorted(set(range(len(before))) - {position for position, _ in gone})
    found: list[Link] = []
    for position in sorted(set(range(len(now))) - {position for position, _ in new}):
        same = next(old for old in kept if before[old] == now[position])
        kept.remove(same)
        found.append(Link(position, same, is_same=True))
    for position, place in new:
        changed = next(((old, after) for old, after in gone if after == place), None)
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
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_GROUP))


def _change_of(part: Part, before: str, now: str) -> Iterator[Change]:
    if before == _group(now):
        return
    if not now:
        yield Change("removed", part)
    else:
        yield Change("added" if before == _group("") else "changed", part, now)


def _changes_of_text(before: Sequence[str], blocks: Sequence[str]) -> Iterator[Change]:
    """Yield what changed, in the order of the text as it is now, and then what was removed.

    A block that is gone and a new one after the same unchanged block are one that changed.
    """
    now = [_group(block) for block in blocks]
    gone: dict[str, list[int]] = {}
    for position, place in _left_over(before, now):
        gone.setdefault(place, []).append(position)
    for position, place in _left_over(now, before):
        earlier = gone[place].pop(0) if gone.get(place) else None
        what: What = "added" if earlier is None else "changed"
        yield Change(what, "text", blocks[position], position, earlier)
    yield from (Change("removed", "text", before=position) for position in sorted(itertools.chain(*gone.values())))


def _left_over(groups: Sequence[str], others: Iterable[str]) -> list[tuple[int, str]]:
    """Return the positions of those of ``groups`` that ``others`` lack, each with the last before it that they have."""
    remaining = Counter(others)
    found, place = [], ""
    for position, group in enumerate(groups):
        if remaining[group] > 0:
            remaining[group] -= 1
            place = group
        else:
            found.append((position, place))
    return found
