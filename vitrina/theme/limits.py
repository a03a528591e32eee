"""How much a template may do for one page: steps are counted, so that the same page always ends in the same place.

A step is a round of a loop, a filter, a value that is shown, or sixteen characters of a text; a call is eight,
and one for each call that it is inside of, because deep calls take Python longer. Nothing looks at a clock: a machine
that is slow builds the same site.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, Undefined

from vitrina.problems import Message, say
from vitrina.views.values import Text

MOST_STEPS = 3_000_000
"""Steps for one page: seconds of work. The largest page of a site with ten thousand projects takes a tenth of them."""

LARGEST = 2_000_000
"""The weight of the largest value that a template may make: so many characters, or an eighth as many values."""

LARGEST_NUMBER = 1 << 4096

_OF_A_VALUE = 16
_CHARACTERS_A_STEP = 4
"""As a power of two."""


class ForbiddenTemplateError(TemplateSyntaxError):
    """A template with something that no template may have, found before it is run."""

    is_limit = False

    def __init__(self, reason: Message, line: int, name: str | None = None, filename: str | None = None) -> None:
        super().__init__(reason.text(), line, name, filename)
        self.reason = reason


class TemplateTooLargeError(ForbiddenTemplateError):
    """A template that is too large, or has too many levels, to be compiled."""

    is_limit = True


class ForbiddenActionError(TemplateRuntimeError):
    """Something that a template tried while it was run, and that no template may do."""

    is_limit = False

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text())
        self.reason = reason


class LimitReachedError(ForbiddenActionError):
    """A page that takes too many steps, or a value that would be too large."""

    is_limit = True


class Budget:
    """The steps that are left for the page that is being made; without an end until ``begin`` sets one.

    ``depth`` is how many calls are under way.
    """

    __slots__ = ("depth", "left")

    def __init__(self) -> None:
        self.left = sys.maxsize
        self.depth = 0

    def begin(self, steps: int) -> None:
        """Begin another page, for which there are so many ``steps``."""
        self.left = steps
        self.depth = 0

    def take(self, steps: int) -> None:
        """Take ``steps``; raise ``ForbiddenActionError`` where there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise too_many_steps()

    def take_for(self, weight: int) -> None:
        """Take the steps for work with values of this ``weight``."""
        self.take(1 + (weight >> _CHARACTERS_A_STEP))


def too_many_steps() -> LimitReachedError:
    """Return the error of a page for which no steps are left."""
    message = say(
        "This page is too much work: its loops, macros and texts take more than {most} steps.", most=MOST_STEPS
    )
    return LimitReachedError(message)


def too_large() -> LimitReachedError:
    """Return the error of a value that would be too large."""
    return LimitReachedError(say("This value is too large: a text has at most {most} characters.", most=LARGEST))


def weight(value: object) -> int:
    """Return how many characters ``value`` has, with all that lies in it; it may stop counting beyond ``LARGEST``."""
    kind = type(value)
    if issubclass(kind, str):
        return _OF_A_VALUE + len(value)  # type: ignore[arg-type]
    if kind is range:
        return _OF_A_VALUE * (1 + len(value))  # type: ignore[arg-type]
    return _weight_of_all((value,)) if issubclass(kind, (Text, list, tuple, dict)) else _OF_A_VALUE


def _weight_of_all(values: Iterable[object]) -> int:
    total = 0
    waiting: list[Iterator[object]] = [iter(values)]
    while waiting and total <= LARGEST:
        for value in waiting[-1]:
            total += _OF_A_VALUE
            if isinstance(value, str):
                total += len(value)
            elif isinstance(value, Text):
                total += len(str(value))
            elif isinstance(value, (list, tuple)):
                waiting.append(iter(value))
                break
            elif isinstance(value, dict):
                waiting.append(iter([*value.keys(), *value.values()]))
                break
            if total > LARGEST:
                break
        else:
            waiting.pop()
    return total


def checked(value: Any, budget: Budget) -> Any:
    """Return ``value``, which a template has made; raise ``ForbiddenActionError`` where it is too large."""
    heavy = weight(value)
    if heavy > LARGEST:
        raise too_large()
    budget.take_for(heavy)
    return value


def gathered(values: Any) -> Any:
    """Return ``values`` as a list where they come one by one, and as they are otherwise."""
    if not isinstance(values, Iterator):
        return values
    most = LARGEST // _OF_A_VALUE
    found = list(islice(values, most + 1))
    if len(found) > most:
        raise too_large()
    return found


def shown(value: object) -> int:
    """Return how many characters a page shows of ``value``; raise ``ForbiddenActionError`` where it is no text.

    A text is also what says itself how it is shown, and a list of texts. Everything else would show its inside.
    """
    if isinstance(value, Text):
        return len(str(value))
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Undefined):
        return len(str(value))  # says that it is undefined
    if value is None or isinstance(value, (int, float, Decimal)):
        return _OF_A_VALUE
    if isinstance(value, (list, tuple, dict)):
        inside = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        return _OF_A_VALUE + 2 * sum(map(shown, inside))
    if type(value).__str__ is not object.__str__:
        return len(str(value))
    kind = type(value).__name__
    raise ForbiddenActionError(
        say("A page can show texts and numbers, and this is a value of the kind “{kind}”.", kind=kind)
    )
