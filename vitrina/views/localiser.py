"""One language's way of writing: its strings, its formats, its order, and texts that know their direction."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from vitrina.languages.catalogues import ENGLISH
from vitrina.languages.collation import SortKey, sort_key
from vitrina.languages.direction import direction_of_language, direction_of_text, isolate, readable_languages
from vitrina.languages.formats import Formatter, LocaleSettings
from vitrina.languages.no_break import NoBreakRules, no_break_rules, without_breaks
from vitrina.languages.order import in_order
from vitrina.languages.partial_strings import PartialStrings, is_marked, isolated, unmarked
from vitrina.model import NEUTRAL, Language, LocalText, Quantity, Term
from vitrina.values.dates import PartialDate, Period
from vitrina.values.moments import Moment
from vitrina.values.money import Money
from vitrina.views.values import Text

Item = TypeVar("Item")

_SIZES = (("digital-megabyte", 1_000_000), ("digital-kilobyte", 1000), ("digital-byte", 1))
"""Units of CLDR for the size of a file, each with its bytes."""


def settings_of(language: Language) -> LocaleSettings:
    """Return the settings for formatting in ``language``."""
    data = language.data
    return LocaleSettings(
        language=language.code,
        locale=language.locale,
        numbering=language.numbering,
        minimum_grouping=data.minimum_grouping,
        **data.dates,
    )


class Localiser:
    """Turns values of the model into what a visitor of one language reads."""

    def __init__(
        self,
        language: Language,
        strings: gettext.NullTranslations,
        own_names: Mapping[str, Text] | None = None,
        languages: Mapping[str, Language] | None = None,
    ) -> None:
        self.language = language
        self._languages = languages or {language.code: language}
        self.no_break = no_break_rules(language)
        self._no_break = {"": self.no_break, language.code: self.no_break}
        self.strings = strings
        self._is_right_to_left = language.direction == "rtl"
        self._format = Formatter(settings_of(language), strings.gettext, language.data.territories)
        self._own_names = own_names or {}
        self._terms: dict[int, tuple[Term, Text]] = {}

    @property
    def code(self) -> str:
        """The language's code."""
        return self.language.code

    @property
    def is_partial(self) -> bool:
        """Whether strings of the interface have no translation; those that ``strings`` gives are marked then."""
        return isinstance(self.strings, PartialStrings)

    def gettext(self, msgid: str, **values: Text) -> Text:
        """Return the string of the interface for ``msgid``, with ``values`` for its placeholders ``{name}``.

        One without a translation is a text in English.
        """
        text = self.strings.gettext(msgid)
        for name, value in values.items():
            is_plain = value.direction == self.language.direction == "ltr"
            text = text.replace(f"{{{name}}}", value.value if is_plain else self._beside(value))
        return self.string(text)

    def string(self, text: str) -> Text:
        """Return what ``strings`` gave, in the language that it is in."""
        if not is_marked(text):
            return self.own(text)
        return Text(isolated(text) if self._is_right_to_left else unmarked(text), ENGLISH, "ltr")

    def own(self, value: str) -> Text:
        """Return ``value``, which is in this language."""
        shown = without_breaks(value, self.no_break) if " " in value else value
        return Text(value, self.code, self.language.direction, "" if shown == value else shown)

    def written_in(self, value: str, language: str) -> Text:
        """Return ``value``, which is in ``language``; a neutral one takes the direction of its first strong letter."""
        if not language:
            direction = direction_of_text(value, self.language.direction)
        else:
            direction = self.language.direction if language == self.code else direction_of_language(language)
        shown = without_breaks(value, self._no_break_in(language)) if " " in value else value
        if direction == "rtl":
            shown = in_order(shown)
        return Text(value, language, direction, "" if shown == value else shown)

    def _no_break_in(self, language: str) -> NoBreakRules:
        known = self._no_break.get(language)
        if known is None:
            there = self._languages.get(language)
            known = self._no_break[language] = no_break_rules(there) if there else ()
        return known

    def text(self, local: LocalText) -> Text:
        """Return the version of ``local`` that this language's visitors should read."""
        language, value = local.best((*readable_languages(self.code), *self.language.fallback))
        return self.written_in(value, language)

    def term(self, term: Term) -> Text:
        """Return the label of ``term``."""
        known = self._terms.get(id(term))
        if known is None:  # the term is kept with its label, so that no other one can ever have its identity
            known = self._terms[id(term)] = term, self.text(LocalText(term.labels or {"": term.id}))
        return known[1]

    def name_of_language(self, code: str) -> Text:
        """Return the name of the language ``code`` in this language."""
        name = self._format.language_name(code)
        return self._own_names.get(code, self.own(name)) if name == code else self.own(name)

    def own_name_of_language(self, code: str) -> Text:
        """Return the name that the language ``code`` has in itself."""
        return self._own_names.get(code) or self.written_in(self._format.own_name(code), code)

    def country(self, code: str) -> Text:
        """Return the name of the country with the ISO 3166-1 ``code``; the code itself where CLDR has no name."""
        name = self._format.territory(code)
        return self.written_in(code, "") if name is None else self.own(name)

    def date(self, date: PartialDate) -> Text:
        """Return a date with the precision that it has."""
        return self.own(self._format.date(date))

    def period(self, period: Period) -> Text:
        """Return a period, open or closed."""
        return self.string(self._format.period(period))

    def moment(self, moment: Moment) -> Text:
        """Return a day, with the time of day if it is known."""
        return self.own(self._format.moment(moment))

    def time_between(self, start: Moment, end: Moment | None) -> Text:
        """Return the time from ``start`` to ``end``; a day, a month or a year that both share stands there once."""
        return self.string(self._format.time_between(start, end))

    def money(self, money: Money) -> Text:
        """Return an amount with its currency; it runs in the direction of the language, where the symbol stands."""
        return self.own(self._format.money(money))

    def amount(self, amount: Decimal, currency: str) -> Text:
        """Return a sum of money, as ``money`` does."""
        return self.own(self._format.amount(amount, currency))

    def year(self, year: int) -> Text:
        """Return the bare number of a year, for axes and keys."""
        return self.own(self._format.year(year))

    def number(self, number: int | Decimal) -> Text:
        """Return a number with the language's separators."""
        return self.own(self._format.number(number))

    def compact(self, number: int | Decimal) -> Text:
        """Return a number as briefly as the language has it: "1,5 mn", "2,5K"."""
        return self.own(self._format.compact(Decimal(number)))

    def percent(self, percent: int) -> Text:
        """Return a whole number of per cent with the language's sign."""
        return self.own(self._format.percent(percent))

    def quantity(self, quantity: Quantity) -> Text:
        """Return a number with its unit: in the words of CLDR if it has that unit, else as it was written."""
        unit = quantity.unit.versions.get(NEUTRAL)
        known = self._format.with_unit(quantity.number, unit) if unit is not None else None
        if known is not None:
            return self.own(known)
        number, name = self.number(quantity.number), self.text(quantity.unit)
        return self.own(f"{number.value}\N{NO-BREAK SPACE}{self._beside(name)}")

    def file_size(self, size: int) -> Text:
        """Return a number of bytes in the largest unit that it fills (1 MB is 1000 kB), with one decimal at most."""
        unit, share = next(((name, step) for name, step in _SIZES if size >= step), _SIZES[-1])
        number = (Decimal(size) / share).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return self.own(self._format.with_unit(number, unit) or str(size))

    def file_note(self, kind: str, size: int) -> Text:
        """Return the kind of a file (PDF) and its size in bytes."""
        shown = self.own(self._beside(Text(kind, NEUTRAL, "ltr")))
        return self.gettext("{kind}, {size}", kind=shown, size=self.file_size(size))

    def joined_briefly(self, texts: Sequence[Text]) -> Text:
        """Return several texts as one, with a dot between them, which says nothing in any language."""
        return self.own(" · ".join(self._beside(text) for text in texts))

    def _beside(self, text: Text) -> str:
        """Return ``text`` as it can stand among words of this language."""
        return str(text) if text.direction == self.language.direction else isolate(str(text), text.direction)

    def joined(self, texts: Sequence[Text]) -> Text:
        """Return several texts as one, joined as the language does it (CLDR); each keeps its direction."""
        return self.own(self._format.list([self._beside(text) for text in texts]))

    def key(self, text: str) -> SortKey:
        """Return the key by which ``text`` stands in the alphabetical order of this language (CLDR)."""
        return sort_key(text, self.language.data.order)

    def sorted(self, items: Iterable[Item], text: Callable[[Item], str]) -> list[Item]:
        """Return ``items`` in the alphabetical order of this language (CLDR)."""
        return sorted(items, key=lambda item: self.key(text(item)))
