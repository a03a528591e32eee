"""The keys of the data of a language (``i18n/languages/*.yml``): what CLDR, through Babel, does not tell of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from vitrina.contract import shapes
from vitrina.contract.keys import Key, Keys, SchemaContext, Shape, Values, read_keys
from vitrina.contract.language_words import NO_BREAK_AFTER, NO_BREAK_BEFORE, YEAR_WORDS
from vitrina.languages.numbering import numbering_systems
from vitrina.languages.root_order import SCRIPTS
from vitrina.languages.tailoring import Letters, RuleError, steps_of
from vitrina.model import LanguageData, LetterOrder
from vitrina.problems import Location, say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import did_you_mean

_MOST_RULES = 200
_PATTERN = re.compile(r"(?:[yMLdEG]{1,5}|'[^']*'|[^A-Za-z'])+")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")


def _read_rules(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...] | None:
    """Return the rules that can be carried out one after the other; the others are reported."""
    placed: set[str] = set()
    rules: list[str] = []
    letters = Letters()
    for rule, location in reader.texts(key)[:_MOST_RULES]:
        if not _is_valid(reader, rule, location, placed):
            continue
        try:
            letters.follow(rule)
        except RuleError as error:
            message = say("There is no letter “{letter}” in the order so far.", letter=error.letter)
            hint = say("Start at a letter that is there: “{example}”.", example="& z < å")
            reader.error_at(location, "not-a-rule", message, hint)
            letters = Letters(rules)
        else:
            rules.append(rule)
    return tuple(rules) or None


def _is_valid(reader: FieldReader, rule: str, location: Location, placed: set[str]) -> bool:
    steps = steps_of(rule)
    if steps is None:
        hint = say("Write for instance {example}; docs/languages.md describes the rules.", example="& a < ą")
        reader.error_at(
            location, "not-a-rule", say("“{rule}” is not a rule for the order of letters.", rule=rule), hint
        )
        return False
    letters = [unicodedata.normalize("NFC", step.item) for step in steps if step.relation != "&"]
    twice = next((letter for n, letter in enumerate(letters) if letter in placed or letter in letters[:n]), None)
    if twice is not None:
        message = say("The letter “{letter}” is put in its place twice.", letter=twice)
        reader.error_at(location, "repeated-letter", message, say("Delete one of the two."))
        return False
    placed.update(letters)
    return True


def _read_script(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    value = reader.text(key)
    if value is None or _SCRIPT.fullmatch(value):
        return value
    hint = say("Write the four letters of ISO 15924, for instance Latn, Cyrl or Arab.")
    reader.error(key, "not-a-script", say("“{value}” is not the code of a script.", value=value), hint)
    return None


def _read_first(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...] | None:
    written = reader.distinct_texts(key)
    for value, location in written.items():
        if value not in SCRIPTS:
            some = say("It can be one of: {known}.", known=tuple(SCRIPTS))
            message = say("“{value}” is not a script that can come first.", value=value)
            reader.error_at(location, "not-a-script", message, did_you_mean(value, SCRIPTS, some))
    return tuple(value for value in written if value in SCRIPTS) or None


def read_numbering(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    """Return the name of a numbering system of CLDR."""
    value, known = reader.text(key), numbering_systems()
    if value is None or value in known:
        return value
    some = say("It can be a numbering system of CLDR, for instance latn, arab, arabext, deva or beng.")
    message = say("“{value}” is not a numbering system known here.", value=value)
    reader.error(key, "unknown-numbering", message, some)
    return None


def _read_pattern(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    value = reader.text(key)
    if value is None or _PATTERN.fullmatch(value):
        return value
    message = say("“{value}” is not a pattern of a date.", value=value)
    hint = say("The letters are those of CLDR: y, M or L, d; words stand between straight quotation marks.")
    reader.error(key, "not-a-pattern", message, hint)
    return None


def _read_grouping(reader: FieldReader, key: str, _: SchemaContext) -> int | None:
    value = reader.whole_number(key)
    if value is None or 1 <= value <= 9:
        return value
    hint = say("With 1, the number 1234 has a separator; with 2, numbers from 10000 on have one.")
    reader.error(key, "not-a-number", say("“{value}” is not a number from 1 to 9.", value=value), hint)
    return None


def _read_dates(reader: FieldReader, key: str, schema_context: SchemaContext) -> Mapping[str, str] | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    values = read_keys(_DATES, inner, schema_context)
    inner.finish()
    return {date.name: pattern for date in _DATES if (pattern := values[date])}


def _read_names(reader: FieldReader, key: str, _: SchemaContext) -> Mapping[str, str] | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    names = {}
    for code in inner.keys:
        name = inner.text(code)
        if not re.fullmatch("[A-Z]{2}", code):
            hint = say("Write the two capital letters of ISO 3166, for instance NO for Norway.")
            message = say("“{value}” is not the code of a country.", value=code)
            inner.error_at(inner.location(code), "not-a-country", message, hint)
        elif name is not None:
            names[code] = name
    return names


def _pattern(name: str, example: str) -> Key[str]:
    shape = Shape(read=_read_pattern, schema=shapes.TEXT.schema, form=say("A pattern of CLDR (UTS #35)."))
    return Key(
        name=name, shape=shape, purpose=say("The pattern of a date that is known this exactly."), example=example
    )


_TEXT_OF_SCRIPT = {"type": "string", "pattern": f"^{_SCRIPT.pattern}$"}
_DATES = (_pattern("day", "d MMMM y"), _pattern("month", "LLLL y"), _pattern("year", "y"))

NAME = Key(
    name="name",
    shape=shapes.TEXT,
    purpose=say("The name of the language in itself, where that of CLDR does not serve or CLDR has none."),
    example="Rromani čhib",
)
SCRIPT = Key(
    name="script",
    shape=Shape(
        read=_read_script,
        schema=lambda _: _TEXT_OF_SCRIPT,
        form=say("The four letters of ISO 15924."),
    ),
    purpose=say("The script that it is written in; it decides the direction and the typography."),
    example="Latn",
)
NUMBERING = Key(
    name="numbering",
    shape=Shape(
        read=read_numbering,
        schema=lambda _: {"enum": list(numbering_systems())},
        form=say("A numbering system of CLDR: latn (0–9), arab (٠–٩), arabext (۰–۹), deva (०–९) …"),
    ),
    purpose=say("The digits of dates, numbers and lists."),
    example="latn",
)
ORDER = Key(
    name="order",
    shape=Shape(
        read=_read_rules,
        schema=lambda _: shapes.one_or_several({"type": "string"}),
        form=say("Rules of CLDR's order of letters (LDML), from top to bottom."),
    ),
    purpose=say("What is different from CLDR's common alphabetical order."),
    example='["& a < ą", "& [before 1] z < š"]',
)
FIRST = Key(
    name="first",
    shape=Shape(
        read=_read_first,
        schema=lambda _: shapes.one_or_several({"enum": list(SCRIPTS)}),
        form=say("It can be one of: {known}.", known=tuple(SCRIPTS)),
    ),
    purpose=say("The script, or the scripts, whose letters come before those of others."),
    example="Cyrl",
)
CAPITALS_FIRST = Key(
    name="capitals_first",
    shape=shapes.FLAG,
    purpose=say("Whether a capital letter comes before the small one where nothing else differs."),
    example="true",
)
MINIMUM_GROUPING = Key(
    name="minimum_grouping",
    shape=Shape(
        read=_read_grouping,
        schema=lambda _: {"type": "integer", "minimum": 1, "maximum": 9},
        form=say("A whole number in digits."),
    ),
    purpose=say("How many digits have to stand before the last separator of thousands: with 2, 1234 has none."),
    example="2",
)
DATES = Key(
    name="dates",
    shape=Shape(
        read=_read_dates,
        schema=lambda _: {
            "type": "object",
            "properties": {date.name: {"type": "string"} for date in _DATES},
            "additionalProperties": False,
        },
        form=say("Lines for {keys}.", keys=tuple(date.name for date in _DATES)),
        inner=_DATES,
    ),
    purpose=say("Patterns of dates, where those of CLDR do not serve."),
    example="{month: LLLL y}",
)
TERRITORIES = Key(
    name="territories",
    shape=Shape(
        read=_read_names,
        schema=lambda _: {
            "type": "object",
            "patternProperties": {"^[A-Z]{2}$": {"type": "string"}},
            "additionalProperties": False,
        },
        form=say("A name for each code of ISO 3166."),
    ),
    purpose=say("Names of countries, where those of CLDR do not serve."),
    example="{PS: Palestina}",
)
_WORDS = (YEAR_WORDS, NO_BREAK_AFTER, NO_BREAK_BEFORE)
KEYS: Keys = (NAME, SCRIPT, NUMBERING, ORDER, FIRST, CAPITALS_FIRST, MINIMUM_GROUPING, DATES, *_WORDS, TERRITORIES)
"""The keys of the data of a language, in their usual order."""


def language_data(values: Values, below: LanguageData) -> LanguageData:
    """Return the data with these ``values``; where one is missing, that of the data ``below``."""
    return LanguageData(
        name=values[NAME] or below.name,
        script=values[SCRIPT] or below.script,
        numbering=values[NUMBERING] or below.numbering,
        minimum_grouping=values[MINIMUM_GROUPING] or below.minimum_grouping,
        order=LetterOrder(
            rules=values[ORDER] or below.order.rules,
            first=values[FIRST] or below.order.first,
            is_upper_first=values[CAPITALS_FIRST] or below.order.is_upper_first,
        ),
        dates={**below.dates, **(values[DATES] or {})},
        year_words=values[YEAR_WORDS] or below.year_words,
        no_break_after=values[NO_BREAK_AFTER] or below.no_break_after,
        no_break_before=values[NO_BREAK_BEFORE] or below.no_break_before,
        territories={**below.territories, **(values[TERRITORIES] or {})},
    )
