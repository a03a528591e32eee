"""Emphasis: which signs belong together, by the algorithm of CommonMark (0.31, “Phase 2: inline structure”).

A run of signs opens emphasis, closes it, or stands for itself. Each run that can close looks back for one that can
open, and never again past those that it has looked at in vain: that keeps the time linear.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

SIGNS = "*_~"
_STRIKE = "~"


@dataclass(slots=True, eq=False)
class Run:
    """A run of one sign: ``count`` are left as text, ``closes`` and ``opens`` are the elements at its place."""

    sign: str
    length: int
    can_open: bool
    can_close: bool
    number: int = 0
    count: int = 0
    closes: list[str] = field(default_factory=list)
    opens: list[str] = field(default_factory=list)


Node = str | Element | Run


def run_between(sign: str, length: int, before: str, after: str) -> Run:
    """Return the run that stands between two characters, which are empty at the ends of a text."""
    is_left = _is_flank(after, before)
    is_right = _is_flank(before, after)
    if sign == "_":
        can_open = is_left and (not is_right or _is_punctuation(before))
        can_close = is_right and (not is_left or _is_punctuation(after))
    else:
        can_open, can_close = is_left, is_right
    if sign == _STRIKE and length > 2:
        can_open = can_close = False
    return Run(sign, length, can_open, can_close, count=length)


def emphasised(nodes: Iterable[Node], into: Element) -> None:
    """Write ``nodes`` into an empty element, with the emphasis that their runs make."""
    found = list(nodes)
    _pair([node for node in found if isinstance(node, Run)])
    builder = _Builder(into)
    for node in found:
        if isinstance(node, str):
            builder.text(node)
        elif isinstance(node, Run):
            for _ in node.closes:
                builder.end()
            builder.text(node.sign * node.count)
            for tag in reversed(node.opens):
                builder.begin(Element(tag))
        else:
            builder.begin(node)
            builder.end()
    builder.flush()


def _pair(runs: Sequence[Run]) -> None:
    """Let the runs that belong together open and close elements."""
    openers: list[Run] = []
    looked_at: dict[tuple[str, bool, int], int] = {}
    for number, run in enumerate(runs, start=1):
        run.number = number
        while run.can_close and run.count:
            key = (run.sign, run.can_open, run.length % 3)
            place = _opener_of(run, openers, looked_at.get(key, 0))
            if place is None:
                looked_at[key] = openers[-1].number if openers else 0
                break
            opener = openers[place]
            used = 2 if opener.count > 1 and run.count > 1 else 1
            tag = "del" if run.sign == _STRIKE else ("em", "strong")[used - 1]
            opener.opens.append(tag)
            run.closes.append(tag)
            opener.count -= used
            run.count -= used
            del openers[place + (opener.count > 0) :]
        if run.can_open and run.count:
            openers.append(run)


def _opener_of(run: Run, openers: Sequence[Run], bottom: int) -> int | None:
    """Return the index of the nearest of ``openers`` above ``bottom`` that ``run`` can close."""
    for place in range(len(openers) - 1, -1, -1):
        opener = openers[place]
        if opener.number <= bottom:
            return None
        if opener.sign == run.sign and _may_meet(opener, run):
            return place
    return None


def _may_meet(opener: Run, closer: Run) -> bool:
    if opener.sign == _STRIKE:
        return opener.length == closer.length
    return not (
        (opener.can_close or closer.can_open)
        and (opener.length + closer.length) % 3 == 0
        and (opener.length % 3 or closer.length % 3)
    )


def _is_flank(inner: str, outer: str) -> bool:
    if not inner or inner.isspace():
        return False
    return not _is_punctuation(inner) or not outer or outer.isspace() or _is_punctuation(outer)


def _is_punctuation(char: str) -> bool:
    return bool(char) and not char.isalnum() and unicodedata.category(char)[0] in "PS"


class _Builder:
    """Writes text and elements into an element, text that stands together at once."""

    def __init__(self, root: Element) -> None:
        self._open = [root]
        self._texts: list[str] = []

    def text(self, text: str) -> None:
        if text:
            self._texts.append(text)

    def begin(self, element: Element) -> None:
        self.flush()
        self._open[-1].append(element)
        self._open.append(element)

    def end(self) -> None:
        self.flush()
        self._open.pop()

    def flush(self) -> None:
        if not self._texts:
            return
        text, current = "".join(self._texts), self._open[-1]
        self._texts.clear()
        if len(current):
            current[-1].tail = (current[-1].tail or "") + text
        else:
            current.text = (current.text or "") + text
