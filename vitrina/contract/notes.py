"""The keys of ``notes`` in ``site.yml``: texts that stand on many pages."""

from __future__ import annotations

from vitrina.contract import shapes
from vitrina.contract.keys import Key, SchemaContext, Shape, read_keys, schema_of
from vitrina.model.notes import Note, Placement
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import did_you_mean


def _read_placement(reader: FieldReader, key: str, _: SchemaContext) -> Placement | None:
    written = reader.text(key)
    if written is None or written in {*Placement}:
        return None if written is None else Placement(written)
    some = say("It can be one of: {known}.", known=tuple(Placement))
    message = say("“{value}” is not a place on a page.", value=written)
    reader.error(key, "unknown-place", message, did_you_mean(written.lower(), list(Placement), some))
    return None


PAGE = Key(
    name="page",
    shape=shapes.NAME,
    purpose=say("The text: a folder in content/pages."),
    example="grants",
    is_required=True,
)
PLACEMENT = Key(
    name="at",
    shape=Shape(
        read=_read_placement,
        schema=lambda _: {"enum": [place.value for place in Placement]},
        form=say("One of {names}.", names=tuple(Placement)),
    ),
    purpose=say("Where it stands: below the content, beside it, or in the footer."),
    example="footer",
    is_required=True,
)
ON = Key(
    name="on",
    shape=Shape(
        read=lambda reader, key, _: reader.distinct_texts(key) if reader.has_value(key) else None,
        schema=lambda _: shapes.one_or_several({"type": "string"}),
        form=say("The name of a kind of page, or a list of them."),
    ),
    purpose=say("The kinds of pages that it stands on; without it, all."),
    example="[project, post]",
)
_KEYS = (PAGE, PLACEMENT, ON)


def _read_notes(reader: FieldReader, key: str, schema_context: SchemaContext) -> tuple[Note, ...] | None:
    if not reader.has_value(key):
        return None
    notes = []
    for inner in reader.mappings(key, "{page: …, at: footer}"):
        values = read_keys(_KEYS, inner, schema_context)
        inner.finish()
        page, placement = values[PAGE], values[PLACEMENT]
        if page is not None and placement is not None:
            notes.append(Note(page=page, location=inner.location(PAGE.name), placement=placement, on=values[ON] or {}))
    return tuple(notes)


NOTES: Shape[tuple[Note, ...]] = Shape(
    read=_read_notes,
    schema=lambda given: shapes.one_or_several(schema_of(_KEYS, given)),
    form=say("A list of mappings with “page”, “at” and “on”."),
    inner=_KEYS,
)
