"""The collation elements of letters: CLDR's root order, changed by the rules of a language (UTS #35 part 5).

A rule is a line of LDML: ``& a < ą`` makes ą a letter of its own after a, ``& ä << æ`` an accented form of ä,
``& å <<< aa`` another way to write å, and ``& t <<< þ / h`` lets þ sort as th. ``& [before 1] x < õ`` puts õ before x.
Small letters are enough: capitals follow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from vitrina.languages.root_order import ACCENTS, COMPOSED, CURRENCIES, FINAL_FORMS, SCRIPTS, SYMBOLS, VARIANTS
from vitrina.model import LetterOrder


class Element(NamedTuple):
    """A collation element; an element with an empty weight is ignored on that level."""

    primary: str
    secondary: str
    tertiary: int


Table: TypeAlias = Mapping[str, tuple[Element, ...]]
"""The elements of small letters, symbols and marks, and of sequences that are one letter (decomposed)."""

# Weights. A level is a string of code points, so these are numbers with room between them.
SYMBOL, OTHER_SYMBOL, CURRENCY, DIGIT = 0x10, 0x1400, 0x1800, 0x2000
LETTER, OTHER_LETTER = 0x3000, 0xE000
BEFORE, COMMON, ACCENT, OTHER_ACCENT = 0x10, 0x20, 0x100, 0x1000
SMALL, FINAL, LIGHT = 4, 0x32, 0x100
ACCENT_ROOM = 8  # between two accents
CAPITAL, TITLE = 12, 6  # added to the weight of the small letter
CASED = range(SMALL + TITLE, 0x20)
"""Third-level weights of capital letters."""
# UCA's third level weights (UTS #10, table of tertiary weights) by Unicode's decomposition type, doubled.
FORMS: Final = {
    "<wide>": 6, "<compat>": 8, "<font>": 10, "<circle>": 12, "<super>": 0x28, "<sub>": 0x2A, "<noBreak>": 0x36,
    "<square>": 0x38, "<fraction>": 0x3C,
}  # fmt: skip

IGNORABLE = "[last tertiary ignorable]"
"""The place in rules (a special reset position of LDML) after which marks have a weight on the third level only."""

_RULE: Final = re.compile(
    r"(?P<relation>&|<{1,3}|=)\s*(?:\[before (?P<before>[12])\]\s*)?"
    r"(?P<item>\[last tertiary ignorable\]|[^\s<&=/\[\]]+)(?:\s*/\s*(?P<extension>[^\s<&=/\[\]]+))?\s*"
)


class RuleError(ValueError):
    """A ``rule`` that is none, or that starts at a ``letter`` that is not in the order."""

    def __init__(self, rule: str, letter: str = "") -> None:
        super().__init__(rule, letter)
        self.rule = rule
        self.letter = letter


class Step(NamedTuple):
    """One step of a rule: where it starts (``&``), or what follows, and how little it differs (``<`` to ``<<<``)."""

    relation: str
    item: str
    before: int = 0
    extension: str = ""


def steps_of(rule: str) -> tuple[Step, ...] | None:
    """Return the steps of a rule; ``None`` where it is none."""
    steps: list[Step] = []
    place = 0
    while place < len(rule):
        match = _RULE.match(rule, place)
        if match is None or bool(steps) == (match["relation"] == "&"):
            return None
        steps.append(Step(match["relation"], match["item"], int(match["before"] or 0), match["extension"] or ""))
        place = match.end()
    return tuple(steps) if len(steps) > 1 else None


def table_of(order: LetterOrder) -> Table:
    """Return the elements of everything that CLDR's root order lists and the rules of ``order`` change.

    Raises ``RuleError`` for a rule that cannot be carried out.
    """
    return Letters(order.rules, order.first).table()


def capital(element: Element, more: int = CAPITAL) -> Element:
    """Return the element of the capital letter to that of a small one."""
    return element._replace(tertiary=element.tertiary + more) if element.primary else element


def in_form(element: Element, form: int) -> Element:
    """Return ``element`` with the third-level weight ``form``, and with the difference for a capital letter."""
    is_capital = element.primary and SMALL + CAPITAL <= element.tertiary < 0x20
    return element._replace(tertiary=form + CAPITAL if is_capital and form <= FORMS["<circle>"] else form)


class Letters:
    """The root order, with the scripts ``first`` at its beginning, on which ``rules`` are carried out.

    Until ``table``, an element's first weight is a letter's name. Raises ``RuleError``.
    """

    def __init__(self, rules: Iterable[str] = (), first: tuple[str, ...] = ()) -> None:
        scripts = [SCRIPTS[script] for script in dict.fromkeys((*first, *SCRIPTS))]
        self._groups = {SYMBOL: [*SYMBOLS], CURRENCY: [*CURRENCIES], LETTER: [*"".join(scripts)]}
        self._elements: dict[str, tuple[Element, ...]] = {
            letter: (_letter(letter),) for letters in self._groups.values() for letter in letters
        }
        self._used: dict[str, int] = {}
        for rank, accents in enumerate(ACCENTS.split(" ")):
            self._elements |= {accent: (Element("", chr(ACCENT + ACCENT_ROOM * rank), SMALL),) for accent in accents}
        for letter, (parts, is_compatible) in COMPOSED.items():
            elements = [element for part in parts for element in self._elements[part]]
            form = FORMS["<compat>"] if is_compatible else SMALL
            self._elements[letter] = tuple(in_form(element, form) for element in elements)
        del self._elements["\x01"], self._elements["\x02"]  # in a text they are control characters, which are ignored
        for final, letter in FINAL_FORMS.items():
            self._elements[final] = tuple(element._replace(tertiary=FINAL) for element in self._elements[letter])
        for variants in VARIANTS:
            self._apply([Step("&", variants[0]), *(Step("<<", variant) for variant in variants[1:])])
        for rule in rules:
            self.follow(rule)

    def follow(self, rule: str) -> None:
        """Carry out one more rule; after a ``RuleError``, a part of it may have been carried out."""
        steps = steps_of(rule)
        if steps is None:
            raise RuleError(rule)
        try:
            self._apply(steps)
        except KeyError as missing:
            raise RuleError(rule, str(missing.args[0])) from missing

    def _apply(self, steps: Iterable[Step]) -> None:
        current: tuple[Element, ...] = ()
        before = 0
        for step in steps:
            if step.relation == "&":
                current, before = self._reset(step.item), step.before
                continue
            current, before = self._next(current, step, before), 0
            extension = self._known(step.extension) if step.extension else ()
            item = unicodedata.normalize("NFC", step.item)
            for written, more in _cases(item):
                named = unicodedata.normalize("NFD", written) if len(written) > 1 else written
                self._elements[named] = tuple(capital(element, more) for element in (*current, *extension))

    def table(self) -> Table:
        """Return the elements with their weights."""
        weights = {
            letter: chr(start + rank) for start, letters in self._groups.items() for rank, letter in enumerate(letters)
        }
        return {
            item: tuple(element._replace(primary=weights.get(element.primary, "")) for element in elements)
            for item, elements in self._elements.items()
        }

    def _reset(self, item: str) -> tuple[Element, ...]:
        return (Element("", "", LIGHT - 1),) if item == IGNORABLE else self._known(item)

    def _known(self, text: str) -> tuple[Element, ...]:
        """Return the elements of a letter, or of the parts that it consists of."""
        composed = unicodedata.normalize("NFC", text)
        for form in (composed, unicodedata.normalize("NFD", text)):
            if form in self._elements:
                return self._elements[form]
            if form.lower() in self._elements:
                return tuple(capital(element) for element in self._elements[form.lower()])
        if len(composed) == 1:
            composed = unicodedata.normalize("NFD", composed)
        if len(composed) < 2:
            raise KeyError(text)
        return tuple(element for part in composed for element in self._known(part))

    def _next(self, current: tuple[Element, ...], step: Step, before: int) -> tuple[Element, ...]:
        *head, last = current
        if step.relation == "=":
            return current
        if step.relation == "<":
            name = unicodedata.normalize("NFC", step.item)
            self._insert(name, last.primary, is_before=before == 1)
            return (_letter(name),)
        if step.relation == "<<":
            secondary = chr(BEFORE) if before == 2 else chr(ord(last.secondary[0]) + 1)
            return (*head, last._replace(secondary=secondary, tertiary=SMALL))
        return (*head, last._replace(tertiary=last.tertiary + 1))

    def _insert(self, name: str, beside: str, *, is_before: bool) -> None:
        for letters in self._groups.values():
            if name in letters:
                letters.remove(name)
        letters = next(letters for letters in self._groups.values() if beside in letters)
        letters.insert(letters.index(beside) + (not is_before), name)


def _cases(item: str) -> Iterator[tuple[str, int]]:
    """Yield ``item``, and of several letters also the forms with capitals, with what these add to the third level."""
    yield item, 0
    if len(unicodedata.normalize("NFD", item)) > len(item) or len(item) == 1 or item != item.lower():
        return
    yield item[0].upper() + item[1:], TITLE
    yield item.upper(), CAPITAL


def _letter(name: str) -> Element:
    return Element(name, chr(COMMON), SMALL)
