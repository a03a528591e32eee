"""Values that are written in another way than the content contract wants them, each with the corrected one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vitrina.problems import Message, say
from vitrina.reading.yaml_hints import quoted
from vitrina.values.dates import InvalidDate, Period
from vitrina.values.money import corrected_amount, hint_for_amount

_EXAMPLE = re.compile(r"\{(?P<first>\w+): (?:(?P<digits>[0-9]+), (?P<second>\w+))?")
_NUMBER_AND_TEXT = re.compile(r"(?P<number>[0-9][0-9 \u00a0\u202f.,]*?) +(?P<text>[^\W\d].*)")
_WITH_DECIMALS = re.compile(r"([0-9]{1,14})[.,][0-9]{1,2}")
_GROUPED = re.compile(r"[0-9]{1,3}([.,'’ \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3}){0,3}")
_HARMLESS = re.compile(r"[\w ()/.-]*")


def whole_number(value: str) -> Message:
    """Return what to write instead of ``value``, which is no whole number."""
    if match := _WITH_DECIMALS.fullmatch(value):
        return say("Write a whole number: {one} or {other}.", one=int(match[1]), other=int(match[1]) + 1)
    if _GROUPED.fullmatch(value):
        return say("Write: {corrected}", corrected=re.sub("[^0-9]", "", value))
    return say("Write it in digits only, for instance “1250”; the site adds each language's separators.")


def spelled_date(value: str, languages: Iterable[str]) -> Message | None:
    """Return what to write instead of a date with the name of a month in one of ``languages``."""
    from vitrina.values.month_names import in_numbers  # noqa: PLC0415 - most dates are right

    corrected = in_numbers(value, languages)
    if corrected is None:
        return None
    try:
        Period.parse(corrected)
    except InvalidDate as invalid:
        return invalid.hint
    return say("Write: {corrected}", corrected=corrected)


def money_on_one_line(key: str, parts: Mapping[str, str | None]) -> Message:
    """Return what to write instead of a mapping with these ``parts``: a number, and a currency.

    In braces a comma ends a value, so that 12,5 is a value and a key without one.
    """
    rest = "".join(f",{name}" for name, value in parts.items() if value is None and name.isdigit())
    numbers = [f"{value}{rest}" for value in parts.values() if value and value[0].isdigit()]
    currencies = [value for value in parts.values() if value and not value[0].isdigit()]
    written = " ".join([*numbers[:1], *currencies[:1]])
    corrected = corrected_amount(written)
    return say("Write: {corrected}", corrected=f"{key}: {corrected}") if corrected else hint_for_amount(written)


def as_mapping(text: str, example: str) -> str | None:
    """Return ``text`` in the form of the ``example`` of a mapping, where it is clear what each of its words is."""
    keys = _EXAMPLE.match(example)
    if keys is None:
        return None
    number = _NUMBER_AND_TEXT.fullmatch(text)
    if keys["digits"] and number:
        digits = re.sub("[^0-9]", "", number["number"])
        return f"{{{keys['first']}: {digits}, {keys['second']}: {_in_braces(number['text'])}}}"
    return f"{{name: {_in_braces(text)}}}" if keys["first"] == "name" and not number else None


def _in_braces(text: str) -> str:
    return text if _HARMLESS.fullmatch(text) else quoted(text)
