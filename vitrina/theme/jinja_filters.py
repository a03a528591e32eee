"""Jinja's own filters and tests, as far as templates may use them: they count what they do, and make nothing too large.

Not among them: ``attr``, ``format``, ``pprint`` and ``xmlattr``, which reach or show more of a value than its text;
``random``, as the same site is always the same bytes; ``center``, ``urlize`` and ``wordwrap``, which take much longer
for a text that is twice as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import Context, markup_join, str_join
from jinja2.tests import TESTS

from vitrina.problems import say
from vitrina.theme.limits import (
    LARGEST,
    Budget,
    ForbiddenActionError,
    checked,
    gathered,
    shown,
    too_large,
    too_many_steps,
    weight,
)
from vitrina.theme.metering import CHECKED, JOINED, ROUNDS, SPENT

Function = Callable[..., Any]

_SIMPLE = ("abs", "count", "d", "default", "first", "float", "last", "length")
"""Filters that take no longer for a large value than for a small one."""

_OF_TEXT = (
    *("capitalize", "e", "escape", "forceescape", "indent", "lower", "replace", "safe", "string", "striptags", "title"),
    *("trim", "truncate", "upper", "urlencode", "wordcount"),
)
_OF_VALUES = (
    *(
        "batch",
        "dictsort",
        "groupby",
        "items",
        "list",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "reverse",
        "select",
    ),
    *("selectattr", "slice", "sort", "sum", "tojson", "unique"),
)
_OF_NUMBERS = ("filesizeformat", "int", "round")

_SLOW_TESTS = (
    *("in", "==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan"),
    *("ge", ">=", "<", "lt", "lessthan", "<=", "le"),
)

_LONGEST_DIGITS = 1000
_TAGS_A_STEP = 11
"""As a power of two: how many characters are moved in a step."""


_FILTERS: Mapping[str, Function] = {name: function for name, function in FILTERS.items() if callable(function)}
_TESTS: Mapping[str, Function] = {name: function for name, function in TESTS.items() if callable(function)}


def metered_filters(budget: Budget) -> Mapping[str, Function]:
    """Return the filters that templates may use of Jinja's, and those that count; their steps are of ``budget``."""
    names = (*_OF_TEXT, *_OF_VALUES, *_OF_NUMBERS)
    return {
        **{name: _FILTERS[name] for name in _SIMPLE},
        **{name: _metered(_FILTERS[name], budget, _BOUNDS.get(name), is_of_text=name in _OF_TEXT) for name in names},
        "join": _join(budget),
        ROUNDS: _rounds(budget),
        CHECKED: pass_context(lambda _, value: checked(gathered(value), budget)),
        JOINED: _joined(budget),
        SPENT: pass_context(lambda _, steps: budget.take(steps)),
    }


def metered_tests(budget: Budget) -> Mapping[str, Function]:
    """Return Jinja's tests; those that compare values take their steps from ``budget``."""
    slow = {name: _metered(_TESTS[name], budget, None, is_of_text=False) for name in _SLOW_TESTS}
    return {**_TESTS, **slow}


def replaced_size(text: object, old: object, new: object, count: int | None = None) -> int:
    """Return how long ``text`` can become where ``old`` is replaced by ``new``."""
    found = str(text).count(str(old))
    return shown(text) + (found if count is None else min(found, count)) * shown(new)


def _metered(function: Function, budget: Budget, bound: Function | None, *, is_of_text: bool) -> Function:
    """Return ``function`` of a value, to be refused where the result is beyond ``bound``.

    It takes the context, so that Jinja never works it out while it compiles.
    """

    @pass_context
    def run(context: Context, value: Any, /, *arguments: Any, **named: Any) -> Any:
        values = gathered(value)
        heavy = shown(values) if is_of_text else weight(values)
        for argument in (*arguments, *named.values()):
            heavy += weight(argument)
            if isinstance(argument, str) and not is_of_text and not isinstance(values, str):
                heavy += len(argument) * (weight(values) // 16)
        budget.take_for(heavy)
        if bound is not None and bound(values, *arguments, **named) > LARGEST:
            raise too_large()
        return _result(context.call(function, values, *arguments, **named), heavy, budget)

    return run


def _result(value: Any, heavy: int, budget: Budget) -> Any:
    made = weight(value)
    if made > LARGEST and made > heavy:
        raise too_large()
    budget.take_for(made)
    return value


def _join(budget: Budget) -> Function:
    """Return the filter ``join``; everything that it joins has to be a text."""

    @pass_context
    def join(context: Context, value: Any, d: Any = "", attribute: str | int | None = None) -> str:
        parts = gathered(value)
        if attribute is not None:
            budget.take_for(weight(attribute) * len(parts))
            parts = [make_attrgetter(context.environment, attribute)(part) for part in parts]
        if sum(map(shown, parts)) + shown(d) * len(parts) > LARGEST:
            raise too_large()
        joined = context.call(_FILTERS["join"], parts, d)
        assert isinstance(joined, str)
        budget.take_for(len(joined) + weight(parts))
        return joined

    return join


def _joined(budget: Budget) -> Function:
    """Return what stands for the operator ``~``."""

    @pass_context
    def joined(context: Context, parts: tuple[object, ...]) -> str:
        size = sum(map(shown, parts))
        if size > LARGEST:
            raise too_large()
        budget.take_for(size)
        return markup_join(parts) if context.eval_ctx.autoescape else str_join(parts)

    return joined


def _rounds(budget: Budget) -> Function:
    """Return what a loop asks before its first round."""

    @pass_context
    def rounds(_: Context, values: Any, steps: int) -> Iterable[Any]:
        found: Iterable[Any] = values if hasattr(values, "__len__") else gathered(values)
        try:
            budget.left -= 1 + steps * len(found)  # type: ignore[arg-type] # where that has none, the loop says so
        except TypeError:
            return found
        if budget.left < 0:
            raise too_many_steps()
        return found

    return rounds


def _indented(text: object, width: int | str = 4, *_: object, **__: object) -> int:
    return shown(text) + (str(text).count("\n") + 1) * (len(width) if isinstance(width, str) else width)


def _summed(_: object, attribute: object = None, start: object = 0) -> int:  # noqa: ARG001 - as the filter has them
    if not isinstance(start, int | float):
        raise ForbiddenActionError(say("A template may not use “{name}”.", name="sum(start=…)"))
    return 0


def _stripped(text: object) -> int:
    tags = str(text).count("<")
    return 0 if (tags * shown(text)) >> _TAGS_A_STEP <= LARGEST else LARGEST + 1


def _read(number: object, *_: object, **__: object) -> int:
    return LARGEST + 1 if isinstance(number, str) and len(number) > _LONGEST_DIGITS else 0


def _rounded(_number: object, precision: int = 0, *_: object, **__: object) -> int:
    return 0 if abs(precision) <= _LONGEST_DIGITS // 4 else LARGEST + 1


def _as_json(value: object, indent: int | None = None) -> int:
    return weight(value) * (1 + (indent or 0))


_BOUNDS: Mapping[str, Function] = {
    "replace": lambda text, old, new, count=None, **_: replaced_size(text, old, new, count),
    "indent": _indented,
    "truncate": lambda text, *_, **named: shown(text) + shown(named.get("end", "")),
    "striptags": _stripped,
    "batch": lambda values, linecount, *_, **__: weight(values) + 16 * linecount,
    "slice": lambda values, slices, *_, **__: weight(values) + 16 * slices,
    "sum": _summed,
    "int": _read,
    "round": _rounded,
    "tojson": _as_json,
}
"""How large the result can be, for filters that make more of a value than it is."""
