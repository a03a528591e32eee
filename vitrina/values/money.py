"""Amounts of money: a ``Decimal`` and a currency code of ISO 4217 (three letters, up to four decimals)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from functools import cache
from typing import Final

from vitrina.problems import Message, say

LONGEST: Final = 15
"""The largest number of digits before the decimal point."""

_MOST_DECIMALS: Final = 4
_NUMBER: Final = r"(?:0|[1-9][0-9]*)(?:\.[0-9]{1,4})?"
_MONEY: Final = re.compile(rf"({_NUMBER}) ([A-Z]{{3}})")
_CODE: Final = re.compile(r"[A-Z]{3}")
# "69.419" is sixty-nine thousand in some countries and sixty-nine in others.
_THOUSANDS_OR_DECIMALS: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_LOOSE: Final = re.compile(r"(?P<before>[^\d\s.,'’-]*) ?(?P<number>\d[\d .,'’]*?) ?(?P<after>[^\d\s.,'’-]*\.?)")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:([ '’.,])[0-9]{3})(?:\1[0-9]{3})*")
# Signs and words of a single currency; "$" and "kr" belong to several.
_SIGNS: Final = {"€": "EUR", "euro": "EUR", "£": "GBP", "zł": "PLN", "₪": "ILS", "₴": "UAH", "₺": "TRY", "₽": "RUB"}
_SHARED_SIGNS: Final = {"kr": ("SEK", "NOK", "DKK"), "$": ("USD", "CAD", "AUD"), "¥": ("JPY", "CNY")}
"""Signs of several currencies, with the largest of these."""


class InvalidMoney(ValueError):  # noqa: N818 - names the state of the text, as ``InvalidDate`` does
    """The text is not a valid amount of money; ``message`` says why and ``hint``, if any, what to write."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.text())
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of zero or more, with the decimals that were written, and its currency code (ISO 4217).

    A negative amount, more than 15 digits before the point, more than four after it, and a malformed code raise
    ``InvalidMoney``; ``parse`` also checks that the currency exists.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        amount = self.amount
        if not amount.is_finite() or (amount.is_signed() and amount):
            raise InvalidMoney(say("An amount of money is a number from zero up."))
        digits, exponent = amount.as_tuple()[1:]
        if isinstance(exponent, int) and (exponent < -_MOST_DECIMALS or len(digits) + exponent > LONGEST):
            raise InvalidMoney(
                say("The amount has too many digits."),
                say("At most {before} before the point and {after} after it.", before=LONGEST, after=_MOST_DECIMALS),
            )
        if _CODE.fullmatch(self.currency) is None:
            raise InvalidMoney(say("“{code}” is not a currency.", code=self.currency), _how_codes_are_written())

    @classmethod
    def parse(cls, text: str) -> Money:
        """Return the amount that ``text`` holds, such as ``69419.00 EUR``; raise ``InvalidMoney`` for anything else."""
        match = _MONEY.fullmatch(text)
        if match is None:
            raise InvalidMoney(say("“{value}” is not an amount of money.", value=text), hint_for_amount(text))
        number, code = match.groups()
        if code not in _currencies():
            raise InvalidMoney(say("“{code}” is not a currency.", code=code), _how_codes_are_written())
        if _is_ambiguous(number, code):
            raise InvalidMoney(say("“{value}” can be read in two ways.", value=text), _both_readings(number, code))
        return cls(Decimal(number), code)

    def __str__(self) -> str:
        """Return the amount in the form that ``parse`` reads: digits, a point, one space, the code."""
        return f"{abs(self.amount):f} {self.currency}"


def totals(amounts: Iterable[Money]) -> dict[str, Decimal]:
    """Return the sum for each currency code, in alphabetical order; currencies are never converted."""
    sums: dict[str, Decimal] = {}
    with localcontext(Context(prec=60, traps=[Inexact])):  # exact: 60 digits hold the sum of 10^40 amounts
        for money in amounts:
            sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return dict(sorted(sums.items()))


def _how_codes_are_written() -> Message:
    return say("Write the three capital letters of ISO 4217, for instance EUR, SEK or PLN.")


def hint_for_amount(text: str) -> Message:
    """Return what to write instead of ``text``, which is no amount."""
    corrected = corrected_amount(text)
    if corrected is not None:
        return say("Write: {corrected}", corrected=corrected)
    plain = _plain(text)
    match = _LOOSE.fullmatch(plain)
    code = _code(match) if match else None
    if match and code and _is_ambiguous(match["number"], code):
        return _both_readings(match["number"], code)
    if match and (several := _SHARED_SIGNS.get((match["before"] or match["after"]).lower().rstrip("."))):
        number = _plain_number(match["number"])
        examples = tuple(f"{number} {code}" for code in several)
        if number is not None:
            return say("Several currencies are called so. Write for instance: {examples}", examples=examples)
    if re.fullmatch(_NUMBER, plain):
        return say("Add the currency, for instance {example}.", example=f"{plain} EUR")
    return say("Write plain digits, a point before the decimals, a space and the currency: 69419.00 EUR.")


def _both_readings(number: str, code: str) -> Message:
    whole = re.sub("[.,]", "", number)
    return say(
        "Write {whole} if thousands are meant; an amount in {code} has at most {count} decimals.",
        whole=f"{whole} {code}",
        code=code,
        count=_decimals(code),
    )


def corrected_amount(text: str) -> str | None:
    """Return the only amount that ``text`` can mean, as ``Money`` writes it; ``None`` if it is ambiguous."""
    match = _LOOSE.fullmatch(_plain(text))
    code = _code(match) if match else None
    if match is None or code is None or _is_ambiguous(match["number"], code):
        return None
    number = _plain_number(match["number"])
    if number is None:
        return None
    try:
        return str(Money(Decimal(number), code))
    except InvalidMoney:
        return None


def plain_number(text: str, decimal: str = "") -> str | None:
    """Return a number in digits, with a point before its decimals; ``None`` where ``text`` is none or ambiguous.

    ``decimal`` is the separator of decimals, a comma or a point, where that is known.
    """
    plain = _plain(text).replace("−", "-")
    sign, number = ("-", plain[1:].strip()) if plain.startswith("-") else ("", plain)
    if decimal:
        thousands = "." if decimal == "," else ","
        number = re.sub(rf"[ '’{thousands}]", "", number).replace(decimal, ".")
        return f"{sign}{number}" if re.fullmatch(r"[0-9]+(\.[0-9]+)?", number) else None
    if _THOUSANDS_OR_DECIMALS.fullmatch(number) or not number[:1].isdigit():
        return None
    found = _plain_number(number)
    return None if found is None else f"{sign}{found}"


def currency_meant(text: str, known: str | None = None) -> str | None:
    """Return the code of the currency that ``text``, a code, a sign or a word, means; ``None`` where it is none.

    A sign of several currencies means the one that is ``known``, if it is one of them.
    """
    sign = _plain(text).rstrip(".").lower()
    if known is not None and known in _SHARED_SIGNS.get(sign, ()):
        return known
    code = _SIGNS.get(sign, sign.upper())
    return code if code in _currencies() else None


def _code(match: re.Match[str]) -> str | None:
    """Return the currency before or after the number; ``None`` if there is none, or two."""
    signs = [sign for sign in (match["before"], match["after"].rstrip(".")) if sign]
    if len(signs) != 1:
        return None
    code = _SIGNS.get(signs[0].lower(), signs[0].upper())
    return code if code in _currencies() else None


def _plain_number(number: str) -> str | None:
    """Return ``number`` with a decimal point and without thousands separators; ``None`` if it is ambiguous."""
    whole, decimals = number, ""
    if match := re.fullmatch(r"(.*[0-9])([.,])([0-9]{1,4})", number):
        same_separator_before = match[2] in match[1]
        if not same_separator_before:
            whole, decimals = match[1], match[3]
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"[ '’.,]", "", whole)
    if not re.fullmatch("[0-9]+", whole):
        return None
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{decimals}" if decimals else whole


def _is_ambiguous(number: str, code: str) -> bool:
    """Tell whether the three digits after the only separator may be thousands, as ``code`` has fewer decimals."""
    return _THOUSANDS_OR_DECIMALS.fullmatch(number) is not None and _decimals(code) != 3


def _decimals(code: str) -> int:
    from babel.numbers import get_currency_precision  # noqa: PLC0415 - Babel is slow to import

    return get_currency_precision(code)


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies  # noqa: PLC0415 - Babel is slow to import

    return frozenset(list_currencies())


def _plain(text: str) -> str:
    """Return ``text`` with ASCII digits, separators and spaces, without invisible format characters (``Cf``)."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    digits = "".join(str(unicodedata.decimal(char, char)) for char in visible)
    return re.sub(r"\s+", " ", digits.replace("٬", ",").replace("٫", ".")).strip()
