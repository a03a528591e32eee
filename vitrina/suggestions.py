"""“Did you mean …?”: the nearest of the names that would have been right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from vitrina.problems import Message, say

NEAR = 0.65
"""How alike two words have to be, from 0 to 1 (``difflib.SequenceMatcher.ratio``)."""


def did_you_mean(written: str, names: Mapping[str, str] | Iterable[str], otherwise: Message) -> Message:
    """Return a hint that suggests the name nearest to ``written``, or ``otherwise`` where none is near.

    ``names`` are the right names, or a mapping from other names for them.
    """
    right = dict(names) if isinstance(names, Mapping) else {name: name for name in names}
    near = difflib.get_close_matches(written, sorted(right), n=1, cutoff=NEAR)
    return say("Did you mean “{near}”?", near=right[near[0]]) if near else otherwise
