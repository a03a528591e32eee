"""“Did you mean …?”: suggestions for misspelled names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from vitrina.problems import Message, say

NEAR = 0.65
"""The smallest similarity of a suggestion, from 0 to 1 (``difflib.SequenceMatcher.ratio``)."""


LONGEST = 100
"""The largest number of characters of a name that is compared: the time grows with the square of it."""

MOST_SUGGESTIONS = 50
"""The number of misspelled names of one kind, in one place, that are compared with all valid ones."""

MOST_LISTED = 30
"""The number of valid names that a message lists."""


def nearest(written: str, names: Iterable[str]) -> str | None:
    """Return the most similar of ``names``, or ``None`` where none is similar enough."""
    if len(written) > LONGEST:
        return None
    near = difflib.get_close_matches(written, sorted(names), n=1, cutoff=NEAR)
    return near[0] if near else None


def most_similar(written: str, names: Iterable[str], count: int) -> list[str]:
    """Return the ``count`` names that are most similar, the most similar first, however little that is."""
    return difflib.get_close_matches(written[:LONGEST], sorted(names), n=count, cutoff=0)


def is_near(written: str, name: str) -> bool:
    """Tell whether ``name`` is similar enough to be what was meant, as ``nearest`` does."""
    return len(written) <= LONGEST and difflib.SequenceMatcher(None, name, written).ratio() >= NEAR


def did_you_mean(written: str, names: Mapping[str, str] | Iterable[str], otherwise: Message) -> Message:
    """Return a hint that suggests the name most similar to ``written``, or ``otherwise`` where none is similar.

    ``names`` are the valid names, or a mapping from synonyms to valid names.
    """
    right = dict(names) if isinstance(names, Mapping) else {name: name for name in names}
    near = nearest(written, right)
    return otherwise if near is None else say("Did you mean “{near}”?", near=right[near])


def listed(names: Sequence[str]) -> tuple[str, ...]:
    """Return ``names`` as a list for a message, which is cut off where it would be too long."""
    return tuple(names if len(names) <= MOST_LISTED else [*names[:MOST_LISTED], "…"])
