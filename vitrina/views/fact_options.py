"""What projects can be filtered and counted by: a few options for the values of a fact, of any countable shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from vitrina.contract.fact_shapes import item_of
from vitrina.model import Code, Facet, Fact, LocalText, Quantity
from vitrina.values.dates import PartialDate, Period
from vitrina.values.money import Money
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.fact_values import text_of
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

LONGEST_PERIOD: Final = 60
"""The largest number of years; a longer period counts for its first and last year only."""

FIRST_STEP: Final = Decimal(1000)
"""The end of the lowest band of money; further bands begin at 1, 5, 10, 50 … times this amount."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option: an ``id`` that is the same in every language, the text for visitors, and its place among others."""

    id: str
    text: Text
    order: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A range of amounts of one currency or unit, from ``low`` (included) to ``high`` (excluded)."""

    currency: str
    low: Decimal
    high: Decimal

    @property
    def id(self) -> str:
        """The id of the band in query strings."""
        return f"{self.currency}-{self.low}" if self.currency else str(self.low)


def counted_options(
    view_context: ViewContext, edition: Edition, fact: Fact[Any], projects: Iterable[ShownVersion]
) -> dict[Option, int]:
    """Return the options that ``projects`` have, with the number of projects with each, in their order."""
    counts: dict[Option, int] = {}
    localiser = view_context.localisers[edition.language.code]
    for shown in projects:
        for option in dict.fromkeys(options_of(view_context, localiser, fact, shown.entry.facts[fact])):
            counts[option] = counts.get(option, 0) + 1
    return {option: counts[option] for option in sorted(counts, key=lambda option: option.order)}


def options_of(view_context: ViewContext, localiser: Localiser, fact: Fact[Any], value: object) -> Iterator[Option]:
    """Yield the options that ``value`` falls under; none where there is no value."""
    for one in value if isinstance(value, tuple) else () if value is None else (value,):
        if isinstance(fact, Facet):
            label = localiser.term(view_context.site.vocabulary(fact).terms[str(one)])
            yield Option(str(one), label, (localiser.key(label.value),))
        elif item_of(fact.shape) == "country":
            label = localiser.country(str(one))
            yield Option(str(one), label, (localiser.key(label.value),))
        else:
            yield from _options(localiser, one)


def _options(localiser: Localiser, value: object) -> Iterator[Option]:
    match value:
        case bool():
            yield Option("yes" if value else "no", text_of(localiser, value), (not value,))
        case PartialDate():
            yield _year(localiser, value.year)
        case Period():
            yield from (_year(localiser, year) for year in years_of(value))
        case Money():
            yield _money(localiser, band_of(value))
        case Decimal():
            yield _numbers(localiser, value)
        case Quantity():
            unit = next(iter(value.unit.versions.values()))
            yield _numbers(localiser, value.number, value.unit, unit)
        case LocalText():
            text = localiser.text(value)
            yield Option(next(iter(value.versions.values())), text, (localiser.key(text.value),))
        case str() | Code():
            text = text_of(localiser, value)
            yield Option(text.value, text, (localiser.key(text.value),))
        case _:
            raise TypeError(f"projects cannot be counted by {value!r}")


def years_of(period: Period) -> list[int]:
    """Return the years of ``period``; of an open period, the known year."""
    known = [date.year for date in (period.start, period.end) if date is not None]
    if known[-1] - known[0] >= LONGEST_PERIOD:
        return known
    return list(range(known[0], known[-1] + 1))


def band_of(money: Money) -> Band:
    """Return the band of an amount of money."""
    if money.amount < FIRST_STEP:
        return Band(money.currency, Decimal(0), FIRST_STEP)
    return _band(money.amount, money.currency)


def money_between(localiser: Localiser, band: Band) -> Text:
    """Return the name of a band of money."""
    low, high = (localiser.money(Money(amount, band.currency)) for amount in (band.low, band.high))
    return _between(localiser, low, high, is_lowest=not band.low)


def _band(number: Decimal, unit: str) -> Band:
    step = Decimal(10 ** (len(str(int(number))) - 1))
    return Band(unit, step * 5, step * 10) if number >= step * 5 else Band(unit, step, step * 5)


def _between(localiser: Localiser, low: Text, high: Text, *, is_lowest: bool) -> Text:
    # Translators: amounts that belong together, such as “From 50 000 €, below 100 000 €”.
    if is_lowest:
        return localiser.gettext("Below {high}", high=high)
    return localiser.gettext("From {low}, below {high}", low=low, high=high)


def _year(localiser: Localiser, year: int) -> Option:
    return Option(str(year), localiser.date(PartialDate(year)), (-year,))


def _money(localiser: Localiser, band: Band) -> Option:
    return Option(band.id, money_between(localiser, band), (band.currency, band.low))


def _numbers(localiser: Localiser, number: Decimal, unit: LocalText | None = None, name: str = "") -> Option:
    """Return the band of a number; those below 1, also negative ones, are together."""
    band = Band(name, Decimal(0), Decimal(1)) if number < 1 else _band(number, name)

    def text(limit: Decimal) -> Text:
        return localiser.number(limit) if unit is None else localiser.quantity(Quantity(limit, unit))

    label = _between(localiser, text(band.low), text(band.high), is_lowest=not band.low)
    return Option(band.id, label, (band.currency, band.low))
