"""The keys of documents: the front matter of projects, news posts and pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitrina.contract import shapes
from vitrina.contract.fact_shapes import key_of
from vitrina.contract.facts import PROJECT
from vitrina.contract.keys import DocumentKeys, Key, Keys, SchemaContext, Shape, read_keys, schema_of
from vitrina.contract.shapes import LOCAL_TEXT, TEXT
from vitrina.model import Fact, Image, Kind
from vitrina.problems import Message, say
from vitrina.reading.fields import FieldReader
from vitrina.values.revisions import TOKEN

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Endings of picture files that every current browser shows."""

_TRANSLATED_FROM = re.compile(rf"(?P<language>[A-Za-z-]+)(?: (?P<token>{TOKEN}))?")


IMAGE_FILE = Key(name="file", shape=TEXT, purpose=say("The name of the file."), example="group.jpg", is_required=True)
IMAGE_ALT = Key(
    name="alt",
    shape=LOCAL_TEXT,
    purpose=say("What the picture shows, for those who do not see it; without it, the picture counts as decoration."),
    example="{sv: …, pl: …}",
)
IMAGE_CREDIT = Key(name="credit", shape=TEXT, purpose=say("Who made the picture."), example="…")
_IMAGE_KEYS = (IMAGE_FILE, IMAGE_ALT, IMAGE_CREDIT)


def _read_image(reader: FieldReader, key: str, schema_context: SchemaContext) -> Image | None:
    inner = reader.mapping(key) if reader.is_mapping(key) else None
    if inner is None:
        file, alt, credit = reader.text(key), None, None
        owner = reader
    else:
        values = read_keys(_IMAGE_KEYS, inner, schema_context)
        inner.finish()
        file, alt, credit = values[IMAGE_FILE], values[IMAGE_ALT], values[IMAGE_CREDIT]
        owner, key = inner, IMAGE_FILE.name
    if file is not None and file not in schema_context.attachments:
        hint = say("Put the picture into the same folder as the document; the names have to be the same to the letter.")
        owner.error(key, "missing-file", say("There is no file “{file}” beside this document.", file=file), hint)
    elif file is not None and not file.lower().endswith(PICTURES):
        hint = say("Pictures end in one of: {endings}.", endings=", ".join(PICTURES))
        owner.error(key, "not-a-picture", say("“{file}” is not a picture that browsers show.", file=file), hint)
    return None if file is None else Image(file=file, alt=alt, credit=credit)


_IMAGE: Shape[Image] = Shape(
    read=_read_image,
    schema=lambda schema_context: {"anyOf": [{"type": "string"}, schema_of(_IMAGE_KEYS, schema_context)]},
    form=say("The name of a picture beside the document, or {example}.", example="{file, alt, credit}"),
    inner=_IMAGE_KEYS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedFrom:
    """What a translation was made from: a language and, where it is known, the token of that version's wording."""

    language: str
    token: str | None = None


def _read_translated_from(reader: FieldReader, key: str, schema_context: SchemaContext) -> TranslatedFrom | None:
    value, languages, own = reader.text(key), schema_context.languages, schema_context.own
    if value is None:
        return None
    match = _TRANSLATED_FROM.fullmatch(value)
    if match is None:
        hint = say("Write “translated_from: pl”, say; the command “vitrina translated” adds what stands after it.")
        reader.error(key, "not-a-version", say("“{value}” does not name a version.", value=value), hint)
        return None
    language = match["language"]
    if language not in languages or language == own:
        message = say("A page in “{own}” cannot be translated from “{language}”.", own=own, language=language)
        others = ", ".join(other for other in languages if other != own)
        hint = say("Name another of the site's languages: {languages}.", languages=others)
        reader.error(key, "unknown-language", message, hint)
        return None
    return TranslatedFrom(language=language, token=match["token"])


_TRANSLATION: Shape[TranslatedFrom] = Shape(
    read=_read_translated_from,
    schema=lambda given: {
        "type": "string",
        "pattern": f"^({'|'.join(given.languages) or '[A-Za-z-]+'})( {TOKEN})?$",
    },
    form=say("The language of the original, for instance {example}, and what “vitrina translated” adds.", example="pl"),
)

TITLE = Key(
    name="title",
    shape=shapes.TEXT,
    purpose=say("The name on the page and in lists."),
    example="Moc kobiet",
    is_required=True,
)
SUMMARY = Key(
    name="summary",
    shape=shapes.TEXT,
    purpose=say("One or two sentences, for lists and search engines."),
    example="…",
)
SLUG = Key(
    name="slug",
    shape=shapes.SLUG,
    purpose=say("The last part of the address; without it, the name of the folder."),
    example="moc-kobiet",
)
TRANSLATED_FROM = Key(
    name="translated_from",
    shape=_TRANSLATION,
    purpose=say("In a translation only: the version that it was made from."),
    example="pl",
)
NOT_TRANSLATED = Key(
    name="not_translated",
    shape=shapes.LANGUAGES,
    purpose=say("In the original only: the languages that this text is left out of on purpose."),
    example="[ar, lv]",
)
DATE = Key(name="date", shape=shapes.DATE, purpose=say("When the text was written."), example="2021-01-16")
UPDATED = Key(name="updated", shape=shapes.DATE, purpose=say("When the text was last changed."), example="2023-01-15")
DRAFT = Key(
    name="draft",
    shape=shapes.FLAG,
    purpose=say("As long as this is true, this language version is not published."),
    example="true",
)
IMAGE = Key(
    name="image",
    shape=_IMAGE,
    purpose=say("A picture at the head of the page and in lists."),
    example="{file: group.jpg, alt: {sv: …, pl: …}, credit: …}",
)

PROSE: Keys = (TITLE, SUMMARY, SLUG, TRANSLATED_FROM, NOT_TRANSLATED, DATE, UPDATED, DRAFT, IMAGE)
"""The keys that every language version has for itself."""


def document_keys(facts: Mapping[Kind, Sequence[Fact[object]]]) -> Mapping[Kind, DocumentKeys]:
    """Return the keys of each kind of document on a site where its entries can have these ``facts``."""
    keys = {kind: tuple(map(key_of, facts[kind])) for kind in Kind}
    explained = {
        **{key.name: say("“{key}” is a fact of projects only.", key=key.name) for key in keys[Kind.PROJECT]},
        PROJECT.key: say("“{key}” ties a news post to a project; only news posts have it.", key=PROJECT.key),
    }
    return {
        kind: DocumentKeys(prose=PROSE, facts=own, elsewhere=_without(explained, own)) for kind, own in keys.items()
    }


def _without(explained: Mapping[str, Message], keys: Keys) -> Mapping[str, Message]:
    own = {key.name for key in (*PROSE, *keys)}
    return {name: message for name, message in explained.items() if name not in own}
