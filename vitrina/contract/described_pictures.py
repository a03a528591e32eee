"""The keys of pictures in front matter: what they show, who made them, and what the people in them agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.contract import shapes
from vitrina.contract.keys import Key, Keys, SchemaContext, Shape, Values, read_keys, schema_of
from vitrina.contract.shapes import DATE, FLAG, LOCAL_TEXT, NAME, TEXT
from vitrina.media.renditions import ENDINGS
from vitrina.model import NEUTRAL, Image, LocalText
from vitrina.problems import Location, say
from vitrina.reading.fields import FieldReader
from vitrina.values.dates import PartialDate
from vitrina.values.suggestions import did_you_mean

_PICTURES = tuple(f".{ending}" for ending in sorted(ENDINGS))
PEOPLE = "people"
WEB, SOCIAL, PRINT = "web", "social", "print"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the people in a picture agreed to. Who gave it is never read, so that nothing can tell it.

    ``scope`` are the uses that it holds for, all where it is empty; from the day that ``expires`` it does not hold.
    """

    date: PartialDate | None
    expires: PartialDate | None
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedPicture:
    """A picture as a document describes it, at a ``location`` in its front matter."""

    image: Image
    shows_people: bool
    consent: Consent | None
    location: Location


def choices(*names: str) -> Shape[tuple[str, ...]]:
    """Return the shape of one or several of ``names``."""

    def read(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...] | None:
        found = reader.distinct_texts(key, str.lower)
        for name, location in found.items():
            if name not in names:
                message = say("“{value}” is not known here.", value=name)
                some = say("It can be one of: {known}.", known=names)
                reader.error_at(location, "unknown-choice", message, did_you_mean(name, names, some))
        return tuple(found) or None

    return Shape(
        read=read,
        schema=lambda _: shapes.one_or_several({"enum": list(names)}),
        form=say("One of these, or a list of them: {names}.", names=names),
    )


def _read_consent(reader: FieldReader, key: str, schema_context: SchemaContext) -> Consent | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    values = read_keys(_CONSENT, inner, schema_context)
    inner.finish()
    return Consent(date=values[CONSENT_DATE], expires=values[CONSENT_EXPIRES], scope=values[CONSENT_SCOPE] or ())


CONSENT_GIVEN_BY = Key(
    name="given_by",
    shape=Shape(  # which is not read: a problem of it would quote it
        read=lambda reader, key, _: reader.has_value(key) or None, schema=TEXT.schema, form=TEXT.form
    ),
    purpose=say("Who agreed, or where it is filed, for you alone: it is never published."),
    example="folder 7, no. 12",
    is_required=True,
)
CONSENT_DATE = Key(name="date", shape=DATE, purpose=say("When it was given."), example="2024-05-02", is_required=True)
CONSENT_EXPIRES = Key(
    name="expires",
    shape=DATE,
    purpose=say("The day from which it does not hold any more; the picture is not published then."),
    example="2027-05-02",
)
CONSENT_SCOPE = Key(
    name="scope",
    shape=choices(WEB, SOCIAL, PRINT),
    purpose=say(
        "What it holds for; without it, for everything. Without “web”, it is on no page, without “social” in no link."
    ),
    example="[web, social]",
)
_CONSENT = (CONSENT_GIVEN_BY, CONSENT_DATE, CONSENT_EXPIRES, CONSENT_SCOPE)

FILE = Key(name="file", shape=NAME, purpose=say("The name of the file."), example="group.jpg", is_required=True)
ALT = Key(
    name="alt",
    shape=LOCAL_TEXT,
    purpose=say("What the picture shows, for those who do not see it."),
    example="{sv: …, pl: …}",
)
DECORATIVE = Key(
    name="decorative",
    shape=FLAG,
    purpose=say("Whether nobody misses anything who does not see it; then it needs no “alt”."),
    example="true",
)
CAPTION = Key(
    name="caption",
    shape=LOCAL_TEXT,
    purpose=say("A sentence below the picture, for everybody."),
    example="{sv: …, pl: …}",
)
CREDIT = Key(name="credit", shape=LOCAL_TEXT, purpose=say("Who made the picture."), example="…")
SHOWS = Key(
    name="shows",
    shape=choices(PEOPLE),
    purpose=say("“people”, if somebody can be recognised; they have to agree to it."),
    example="people",
)
CONSENT = Key(
    name="consent",
    shape=Shape(
        read=_read_consent,
        schema=lambda given: schema_of(_CONSENT, given),
        form=say("Lines for {keys}.", keys=tuple(key.name for key in _CONSENT)),
        inner=_CONSENT,
    ),
    purpose=say("What the people in the picture agreed to."),
    example="{given_by: …, date: 2024-05-02, expires: 2027-05-02}",
)
_NOTES: Keys = (ALT, DECORATIVE, CAPTION, CREDIT, SHOWS, CONSENT)
_IMAGE: Keys = (FILE, *_NOTES)


def _check_file(owner: FieldReader, key: str, file: str, schema_context: SchemaContext) -> None:
    if file not in schema_context.attachments:
        otherwise = say(
            "Put the picture into the same folder as the document; the names have to be the same to the letter."
        )
        hint = shapes.file_meant(file, schema_context.attachments, otherwise)
        owner.error(key, "missing-file", say("There is no file “{file}” beside this document.", file=file), hint)
    elif not file.lower().endswith(_PICTURES):
        hint = say("Pictures end in one of: {endings}.", endings=_PICTURES)
        owner.error(key, "not-a-picture", say("“{file}” is not a picture.", file=file), hint)


def _described(file: str, values: Values, language: str, location: Location) -> DescribedPicture:
    consent = values[CONSENT]
    image = Image(
        file=file,
        alt=_in_own_language(values[ALT], language),
        is_decorative=values[DECORATIVE] or False,
        caption=_in_own_language(values[CAPTION], language),
        credit=values[CREDIT],
    )
    shows_people = consent is not None or PEOPLE in (values[SHOWS] or ())
    return DescribedPicture(image=image, shows_people=shows_people, consent=consent, location=location)


def _in_own_language(text: LocalText | None, language: str) -> LocalText | None:
    """Return ``text`` so that one without a language is in that of its document."""
    if text is None or NEUTRAL not in text.versions or not language:
        return text
    return LocalText({language: text.versions[NEUTRAL]})


def _read_image(reader: FieldReader, key: str, schema_context: SchemaContext) -> DescribedPicture | None:
    inner = reader.mapping(key) if reader.is_mapping(key) else None
    if inner is None:
        file, values = reader.text(key), Values({key.name: None for key in _IMAGE})
        owner, named = reader, key
    else:
        values = read_keys(_IMAGE, inner, schema_context)
        inner.finish()
        file, owner, named = values[FILE], inner, FILE.name
    if file is None:
        return None
    _check_file(owner, named, file, schema_context)
    return _described(file, values, schema_context.language, reader.location(key))


def _read_pictures(
    reader: FieldReader, key: str, schema_context: SchemaContext
) -> Mapping[str, DescribedPicture] | None:
    named = reader.mapping(key)
    if named is None:
        return None
    found = {}
    for file in named.keys:
        inner = named.mapping(file)
        if inner is not None:
            values = read_keys(_NOTES, inner, schema_context)
            inner.finish()
            _check_file(named, file, file, schema_context)
            found[file] = _described(file, values, schema_context.language, named.location(file))
    named.finish()
    return found


IMAGE: Shape[DescribedPicture] = Shape(
    read=_read_image,
    schema=lambda given: {"anyOf": [{"type": "string"}, schema_of(_IMAGE, given)]},
    form=say("The name of a picture beside the document, or {example}.", example="{file, alt, credit}"),
    inner=_IMAGE,
)
PICTURES: Shape[Mapping[str, DescribedPicture]] = Shape(
    read=_read_pictures,
    schema=lambda given: {"type": "object", "additionalProperties": schema_of(_NOTES, given)},
    form=say("Names of pictures beside the document, each with lines for {keys}.", keys=tuple(k.name for k in _NOTES)),
    inner=_NOTES,
)
