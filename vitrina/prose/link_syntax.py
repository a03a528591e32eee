"""The syntax of links: addresses, titles, labels and definitions, as CommonMark has them (0.31, 4.7 and 6.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

PUNCTUATION = r"[!-/:-@\[-`{-~]"
"""What a backslash can stand before: the punctuation of ASCII."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")

_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.DOTALL)
_IN_ANGLES = re.compile(r"<((?:[^<>\\\n]|\\.)*)>")
_PIECE_OF_ADDRESS = re.compile(rf"(?:[^ ()\\\x00-\x1f\x7f]|\\{PUNCTUATION}|\\)+|[()]")
_MOST_BRACKETS = 32
_TITLE = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|\(((?:[^()\\]|\\.)*)\)', re.DOTALL)
_SPACE = re.compile(r"[ \t\n]*")
_END_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_ESCAPED = re.compile(rf"\\({PUNCTUATION})|({ENTITY.pattern})")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, its title, and the offset behind them."""

    address: str
    title: str | None
    end: int


@dataclass(frozen=True, slots=True)
class Definition:
    """What ``[label]: address "title"`` defines, and the offset of the next line."""

    label: str
    target: Target


def plain(text: str) -> str:
    """Return ``text`` of an address or a title without escapes and entities."""
    return _ESCAPED.sub(lambda found: found[1] or character(found[2]), text) if "\\" in text or "&" in text else text


def character(entity: str) -> str:
    """Return what a character reference stands for; the reference itself where it stands for nothing."""
    decoded = unescape(entity)
    return entity if not decoded or (decoded.endswith(";") and len(decoded) > 1) else decoded


def normalised(label: str) -> str:
    """Return the label by which references find their definition."""
    return " ".join(label.split()).casefold()


def label_at(text: str, offset: int) -> tuple[str, int] | None:
    """Return the label in brackets that begins at ``offset``, and the offset behind it."""
    found = _LABEL.match(text, offset)
    return (found[1], found.end()) if found else None


def target_at(text: str, offset: int) -> Target | None:
    """Return the target of ``(address "title")``, whose bracket stands at ``offset``."""
    begin = _space(text, offset + 1)
    address, end = _address_at(text, begin) or ("", begin)
    behind = _space(text, end)
    title = _TITLE.match(text, behind) if behind > end else None
    if title:
        behind = _space(text, title.end())
    if text[behind : behind + 1] != ")":
        return None
    return Target(plain(address), _title_of(title), behind + 1)


def definition_at(text: str, offset: int) -> Definition | None:
    """Return the definition that begins at ``offset``."""
    label = label_at(text, offset)
    if label is None or not label[0].strip() or text[label[1] : label[1] + 1] != ":":
        return None
    address = _address_at(text, _space(text, label[1] + 1))
    if address is None:
        return None
    end = address[1]
    behind = _space(text, end)
    title = _TITLE.match(text, behind) if behind > end else None
    rest = _END_OF_LINE.match(text, title.end()) if title else None
    if rest is None:  # what looks like a title may be the next line
        title, rest = None, _END_OF_LINE.match(text, end)
    if rest is None:
        return None
    return Definition(normalised(label[0]), Target(plain(address[0]), _title_of(title), rest.end()))


def _address_at(text: str, offset: int) -> tuple[str, int] | None:
    """Return the address that begins at ``offset`` as it is written, and the offset behind it."""
    if text[offset : offset + 1] == "<":
        found = _IN_ANGLES.match(text, offset)
        return (found[1], found.end()) if found else None
    end, depth = offset, 0
    while piece := _PIECE_OF_ADDRESS.match(text, end):
        if piece[0] == ")" and depth == 0:
            break
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        end = piece.end()
        if depth > _MOST_BRACKETS:
            return None
    return (text[offset:end], end) if end > offset and depth == 0 else None


def _title_of(found: re.Match[str] | None) -> str | None:
    return None if found is None else plain(next(part for part in found.groups() if part is not None))


def _space(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset
