"""The keys of ``sections`` in ``site.yml``: further kinds of entries, and titles and addresses of the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape, Values, read_keys, schema_of
from vitrina.contract.section_facts import ORDERS, TITLES
from vitrina.model import NEUTRAL, LocalText, Section, SectionType
from vitrina.model.sections import PAGES, STANDARD, STANDARD_SECTIONS
from vitrina.problems import Location, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.paths import STATIC
from vitrina.values.suggestions import did_you_mean
from vitrina.values.urls import is_identifier, is_slug

TYPES = tuple(kind.value for kind in SectionType if kind.value not in STANDARD)
"""The types that a site can declare sections of."""

TAKEN = frozenset(("partners", "overview", "compare", "display", "page"))
"""Parts of addresses that the showcase itself has."""


def _read_type(reader: FieldReader, key: str, _: SchemaContext) -> SectionType | None:
    written = reader.text(key)
    if written is None or written in TYPES:
        return None if written is None else SectionType(written)
    some = say("It can be one of: {known}.", known=tuple(TYPES))
    message = say("There is no type of sections “{value}”.", value=written)
    reader.error(key, "unknown-type", message, did_you_mean(written.lower(), TYPES, some))
    return None


def _read_address(reader: FieldReader, key: str, _: SchemaContext) -> LocalText | None:
    address = reader.local_text(key)
    for segment in address.versions.values() if address is not None else ():
        if not is_slug(segment):
            hint = say("Write small letters, digits and single hyphens, for instance “{example}”.", example="events")
            message = say("“{value}” cannot be a part of an address.", value=segment)
            reader.error(key, "not-a-slug", message, hint)
            return None
    return address


TYPE = Key(
    name="type",
    shape=Shape(
        read=_read_type,
        schema=lambda _: {"enum": list(TYPES)},
        form=say("One of {names}.", names=tuple(TYPES)),
    ),
    purpose=say("What its entries are, which decides on their facts; without it, that of the same name, or “entries”."),
    example="events",
)
TITLE = Key(
    name="title",
    shape=shapes.LOCAL_TEXT,
    purpose=say("The heading of its list, and its name in menus."),
    example="{sv: Verkstäder, pl: Warsztaty}",
)
ADDRESS = Key(
    name="address",
    shape=Shape(
        read=_read_address,
        schema=shapes.LOCAL_TEXT.schema,
        form=say("Small letters, digits and single hyphens; or one such text in each language."),
    ),
    purpose=say("The part of the address that its pages have in common; without it, the name of the folder."),
    example="{sv: verkstader, pl: warsztaty}",
)
ORDER = Key(
    name="order",
    shape=shapes.NAME,
    purpose=say(
        "What its list is sorted by: “title”, “date”, “updated” or a fact with a date; “-date” turns it around."
    ),
    example="-date",
)
PER_PAGE = Key(
    name="per_page",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("How many of them are on a page of the list; 0 puts all of them on one page."),
    example="20",
)
KEYS: Keys = (TYPE, TITLE, ADDRESS, ORDER, PER_PAGE)
_OF_STANDARD: Keys = (TITLE, ADDRESS)


def _read(reader: FieldReader, key: str, given: SchemaContext) -> Mapping[str, Section] | None:
    """Return all sections of the site: those that every site has, and those that are declared."""
    inner = reader.mapping(key)
    if inner is None:
        return None
    found = dict(STANDARD_SECTIONS)
    for name in inner.keys:
        fields = inner.mapping(name) if inner.has_value(name) else inner.empty(name)
        if fields is None:
            continue
        section = _section(name, inner.location(name), fields, given)
        fields.finish()
        if section is not None:
            found[name] = section
    return _with_own_addresses(found, inner, given)


def _section(name: str, location: Location, fields: FieldReader, given: SchemaContext) -> Section | None:
    values = read_keys(KEYS, fields, given)
    if name in STANDARD:
        return _standard(name, fields, values)
    if not is_identifier(name) or name == STATIC:
        hint = say("A section has the name of its folder in content/: small letters a to z, digits and single hyphens.")
        fields.error_at(location, "not-an-id", say("“{value}” cannot be a section.", value=name), hint)
        return None
    known = SectionType(name) if name in TYPES else SectionType.ENTRIES
    kind = values[TYPE] or known
    is_certain = values[TYPE] is not None or not fields.has_value(TYPE.name)
    if is_certain and kind not in TITLES and not fields.has_value(TITLE.name):
        hint = say("Add its name for visitors: “title: {example}”.", example=TITLE.example)
        fields.error(TITLE.name, "missing-key", say("“{key}” is missing.", key=TITLE.name), hint)
    per_page = values[PER_PAGE]
    standard = Section(id=name, type=kind)
    return Section(
        id=name,
        type=kind,
        location=location,
        title=values[TITLE] or (None if kind in TITLES else LocalText({NEUTRAL: name})),
        address=values[ADDRESS],
        order=(values[ORDER] if is_certain else None) or ORDERS[kind],
        per_page=standard.per_page if per_page is None else per_page,
    )


def _standard(name: str, fields: FieldReader, values: Values) -> Section:
    for key in KEYS:
        if key.name in fields.keys and (name == PAGES or key not in _OF_STANDARD):
            hint = say("Delete the line; orders and sizes of these lists are under “outputs”.")
            message = say("The section “{section}” has no “{key}”.", section=name, key=key.name)
            fields.error(key.name, "misplaced-key", message, hint)
    return Section(id=name, type=SectionType(name), title=values[TITLE], address=values[ADDRESS])


def _with_own_addresses(found: Mapping[str, Section], reader: FieldReader, given: SchemaContext) -> dict[str, Section]:
    """Return ``found``, with those reported whose address another one, or the showcase itself, has in some language."""
    taken = {(language, segment): "" for language in given.languages for segment in TAKEN}
    mended = dict(found)
    for name, section in found.items():
        if name == PAGES:
            continue
        places = [(language, section.segment(language)) for language in given.languages]
        rivals = [segment for language, segment in places if taken.setdefault((language, segment), name) != name]
        if rivals:
            hint = say("Choose another one with a line “{key}”.", key=ADDRESS.name)
            message = say("The address “{segment}” is taken.", segment=rivals[0])
            reader.error_at(reader.location(name), "address-taken", message, hint)
            free = LocalText({NEUTRAL: f"{name}-{len(taken)}"})  # the build ends with the error
            mended[name] = replace(section, address=free)
    return mended


def _schema(given: SchemaContext) -> JsonSchema:
    own = {**schema_of(KEYS, given), "type": ["object", "null"]}
    return {"type": "object", "patternProperties": {shapes.ID_PATTERN: own}, "additionalProperties": False}


SECTIONS: Shape[Mapping[str, Section]] = Shape(
    read=_read,
    schema=_schema,
    form=say("The names of folders in content/, each with lines for {keys}.", keys=tuple(key.name for key in KEYS)),
    inner=KEYS,
)
