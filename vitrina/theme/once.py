"""The filter ``once``: a macro that is called with the same values again is not worked out again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from jinja2.runtime import Macro

from vitrina.problems import say
from vitrina.theme.limits import ForbiddenActionError

_MOST_CALLS = 1 << 12
"""Calls of macros that are remembered for each language; a card takes half a kilobyte."""

_LONGEST_RESULT = 1 << 14


class _LongResultError(Exception):
    """Carries what a macro has made past the cache, which is for short texts."""

    def __init__(self, result: str) -> None:
        super().__init__()
        self.result = result


def _call(macro: Macro, *values: Hashable, **named: Hashable) -> str:
    """Call a macro; as the filter ``once``, only where it has not been called with the same values before."""
    if type(macro) is not Macro:
        raise ForbiddenActionError(say("The filter “once” is for macros, and this is not a macro."))
    result = macro(*values, **named)
    if len(result) > _LONGEST_RESULT:
        raise _LongResultError(result)
    return result


def make_once() -> Callable[..., str]:
    """Return the filter ``once`` of one language."""
    remembered = lru_cache(maxsize=_MOST_CALLS, typed=True)(_call)

    def once(macro: Macro, *values: Hashable, **named: Hashable) -> str:
        try:
            return remembered(macro, *values, **named)
        except _LongResultError as long:
            return long.result

    return once
