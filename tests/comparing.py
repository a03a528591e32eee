"""Comparisons of trees of files whose failure can be read: the first lines that differ, of at most three files."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeGuard

import pytest

FILES = 3
"""So many files are shown, and the others are counted."""
LINES = 8
"""So many lines of a difference are shown."""
WIDTH = 160
WINDOW = 60
"""So many lines from the first difference on are compared line by line."""

Tree = Mapping[str, bytes]


def assert_same_files(expected: Tree, built: Tree, what: str = "not the same files") -> None:
    """Fail unless both trees have the same files with the same bytes; tell where they first differ."""
    __tracebackhide__ = True
    if told := list(differences(expected, built)):
        pytest.fail("\n".join([f"{what} (- expected, + built):", *told]), pytrace=False)


def differences(expected: Tree, built: Tree) -> Iterator[str]:
    """Yield the first lines that differ of the first three files that differ, and how many others there are."""
    differ = [path for path in sorted({*expected, *built}) if expected.get(path) != built.get(path)]
    for path in differ[:FILES]:
        yield from _difference(path, expected.get(path), built.get(path))
    if rest := len(differ) - FILES:
        yield from [f"… and {rest} more of {len({*expected, *built})} files"] if rest > 0 else []


def explained(left: object, right: object) -> list[str] | None:
    """Return what pytest says of ``assert left == right`` when both are trees, perhaps with times of modification."""
    if not (_is_tree(left) and _is_tree(right) and (left or right)):
        return None
    before, after = ({path: _content(value) for path, value in tree.items()} for tree in (left, right))
    told = list(differences(before, after)) or [
        f"{path}: the same bytes, written at another time" for path in sorted(left) if left[path] != right[path]
    ]
    return ["the same files (- left, + right)", *told[: FILES * (LINES + 1)]]


def _is_tree(value: object) -> TypeGuard[Mapping[str, bytes | tuple[bytes, int]]]:
    return isinstance(value, Mapping) and all(
        isinstance(path, str) and isinstance(content[0] if isinstance(content, tuple) else content, bytes)
        for path, content in value.items()
    )


def _content(value: bytes | tuple[bytes, int]) -> bytes:
    return value if isinstance(value, bytes) else value[0]


def _difference(path: str, expected: bytes | None, built: bytes | None) -> Iterator[str]:
    if expected is None or built is None:
        yield f"{path}: built, though not expected" if expected is None else f"{path}: expected, but not built"
        return
    try:
        before, after = expected.decode().splitlines(), built.decode().splitlines()
    except UnicodeDecodeError:
        yield f"{path}: other bytes than expected"
        return
    if before == after:
        yield f"{path}: other line ends than expected"
        return
    first = _alike(before, after)
    before, after = before[first:], after[first:]
    column = _alike(before[0], after[0]) if before and after else 0
    yield f"{path}: line {first + 1}"
    for line in islice(_changed(before, after), LINES):
        yield f"  {line[0]} {_cut(line[1:], column)}"


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the lines that differ near the beginning, each after ``-`` or ``+``, without those that the ends share."""
    shared = _alike(before[::-1], after[::-1])
    old, new = before[: len(before) - shared][:WINDOW], after[: len(after) - shared][:WINDOW]
    _head, _of_files, *lines = difflib.unified_diff(old, new, n=0, lineterm="")
    yield from (line for line in lines if line[0] in "-+")


def _alike(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many lines, or characters, both have in common from the beginning."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(left), len(right)))


def _cut(line: str, column: int) -> str:
    """Return the part of a long line that is around ``column``."""
    start = max(0, column - WIDTH // 3)
    part = line[start : start + WIDTH]
    return f"{'…' if start else ''}{part}{'…' if start + WIDTH < len(line) else ''}"
