"""The keys that terms of the vocabulary of funders have besides those of all terms: how a funder is acknowledged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from vitrina.contract import shapes
from vitrina.contract.facts import FUNDER
from vitrina.contract.keys import Key, Keys, SchemaContext, Shape, Value, Values
from vitrina.contract.value_shapes import YES_OR_NO
from vitrina.contract.vocabularies import LABELS
from vitrina.model import LocalText, Term, Vocabulary
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import did_you_mean

_DAY = timedelta(days=1)


def _read_wording(reader: FieldReader, key: str, schema_context: SchemaContext) -> LocalText | None:
    texts = LABELS.shape.read(reader, key, schema_context)
    return LocalText(texts) if texts else None


_WORDING: Shape[LocalText] = Shape(
    read=_read_wording, schema=LABELS.shape.schema, form=say("A text for each language, or one for all.")
)
_LOGO: Shape[LocalText] = Shape(
    read=_read_wording,
    schema=LABELS.shape.schema,
    form=say("The name of a file in content/static, or one for each language."),
)

LOGO = Key(name="logo", shape=_LOGO, purpose=say("Of a funder: its logo."), example="logos/eu.svg")
LOGO_DARK = Key(
    name="logo_dark",
    shape=_LOGO,
    purpose=say("Of a funder: its logo for dark pages; without it, “logo” has a white ground there."),
    example="logos/eu-white.svg",
)
LOGO_HEIGHT = Key(
    name="logo_height",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("Of a funder: the smallest height of its logo in millimetres; those beside it become as high."),
    example="10",
)
PROGRAMME = Key(
    name="programme",
    shape=_WORDING,
    purpose=say("Of a funder: the programme that its money comes from."),
    example="Erasmus+",
)
STATEMENT = Key(
    name="statement",
    shape=_WORDING,
    purpose=say("Of a funder: the few words that stand beside its logo, as it prescribes them."),
    example="{pl: Dofinansowane przez Unię Europejską, lv: Līdzfinansē Eiropas Savienība}",
)
SENTENCE = Key(
    name="sentence",
    shape=_WORDING,
    purpose=say("Of a funder: what it wants said about its support."),
    example="{sv: …, pl: …}",
)
DISCLAIMER = Key(
    name="disclaimer",
    shape=_WORDING,
    purpose=say("Of a funder: what it wants said about who is responsible for the content."),
    example="{sv: …, pl: …}",
)
PLACE = Key(
    name="place",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("Of a funder: its place among several; without it, they stand as the project names them."),
    example="1",
)
IN_NEWS = Key(
    name="in_news",
    shape=YES_OR_NO,
    purpose=say("Of a funder: whether news about its projects acknowledges it, too; without it, they do."),
    example="no",
)
SHOWN = Key(
    name="shown",
    shape=shapes.PERIOD,
    purpose=say("Of a funder: from when until when the site acknowledges it; without it, always."),
    example="2024-01/2031-12",
)
LOGOS = (LOGO, LOGO_DARK)
WORDING = (STATEMENT, SENTENCE, DISCLAIMER)
"""What a funder prescribes in words."""

_CAN_NEED = tuple(key.name for key in (LOGO, *WORDING))


def _read_needs(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...] | None:
    written = reader.distinct_texts(key)
    for name, location in written.items():
        if name not in _CAN_NEED:
            message = say("A funder cannot need “{name}”.", name=name)
            some = say("It can be one of: {known}.", known=_CAN_NEED)
            reader.error_at(location, "unknown-need", message, did_you_mean(name.lower(), _CAN_NEED, some))
    return tuple(name for name in written if name in _CAN_NEED) if reader.has_value(key) else None


NEEDS = Key(
    name="needs",
    shape=Shape(
        read=_read_needs,
        schema=lambda _: shapes.one_or_several({"enum": list(_CAN_NEED)}),
        form=say("A list of: {names}.", names=_CAN_NEED),
    ),
    purpose=say("Of a funder: what its projects have to show of it; a build warns of what is not there."),
    example="[logo, disclaimer]",
)

KEYS: Keys = (LOGO, LOGO_DARK, LOGO_HEIGHT, STATEMENT, PROGRAMME, SENTENCE, DISCLAIMER, NEEDS, PLACE, IN_NEWS, SHOWN)
"""In their usual order."""

DETAILS: Mapping[str, Keys] = {FUNDER.vocabulary: KEYS}
"""The keys of terms besides those of all terms, by vocabulary."""


def value_of(term: Term, key: Key[Value]) -> Value | None:
    """Return the value of one of the ``KEYS`` of ``term``."""
    return Values(term.details)[key] if key.name in term.details else None


def is_complete(term: Term) -> bool:
    """Tell whether ``term`` has what it needs."""
    return all(key in term.details for key in value_of(term, NEEDS) or ())


def acknowledged(vocabulary: Vocabulary, funder: str) -> Term | None:
    """Return the term whose logo and wording a project of ``funder`` shows: its own, else the nearest one above.

    One that needs some and has none yet is no less to be shown.
    """
    line = (vocabulary.terms[identifier] for identifier in vocabulary.lineage(funder))
    return next((term for term in line if any(term.details.get(key.name) for key in (LOGO, *WORDING, NEEDS))), None)


def is_shown(term: Term, today: date) -> bool:
    """Tell whether a site acknowledges ``term`` on the day ``today``."""
    days = _days(term)
    return (days[0] is None or days[0] <= today) and (days[1] is None or today < days[1])


def days_of_funders(vocabularies: Mapping[str, Vocabulary]) -> Iterator[date]:
    """Yield the days on which a site begins or ceases to acknowledge a funder."""
    vocabulary = vocabularies.get(FUNDER.vocabulary)
    for term in vocabulary.terms.values() if vocabulary else ():
        yield from (day for day in _days(term) if day is not None)


def _days(term: Term) -> tuple[date | None, date | None]:
    """Return the first day of the acknowledgement, and the first one without it."""
    shown = value_of(term, SHOWN)
    if shown is None:
        return None, None
    first = shown.start.first_day() if shown.start else None
    last = shown.end.last_day() if shown.end else None
    return first, None if last is None or last == date.max else last + _DAY
