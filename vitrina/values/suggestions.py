"""“Did you mean …?”: the nearest of the names that would have been right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from vitrina.problems import Message, say

NEAR = 0.65
"""How alike two words have to be, from 0 to 1 (``difflib.SequenceMatcher.ratio``)."""


def nearest(written: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` that is nearest to ``written``, if one is near."""
    near = difflib.get_close_matches(written, sorted(names), n=1, cutoff=NEAR)
    return near[0] if near else None


def did_you_mean(written: str, names: Mapping[str, str] | Iterable[str], otherwise: Message) -> Message:
    """Return a hint that suggests the name nearest to ``written``, or ``otherwise`` where none is near.

    ``names`` are the right names, or a mapping from other names for them.
    """
    right = dict(names) if isinstance(names, Mapping) else {name: name for name in names}
    near = nearest(written, right)
    return otherwise if near is None else say("Did you mean “{near}”?", near=right[near])
