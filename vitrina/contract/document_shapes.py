"""The shapes of ``image`` and ``translated_from``, which each version of a document has for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vitrina.contract import shapes
from vitrina.contract.keys import Key, SchemaContext, Shape, read_keys, schema_of
from vitrina.contract.shapes import LOCAL_TEXT, NAME, TEXT, language_pattern
from vitrina.media.renditions import ENDINGS
from vitrina.model import Image
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.language_tags import canonical_tag
from vitrina.values.revisions import TOKEN

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""The suffixes of picture files that all current browsers support."""

_PICTURES = tuple(f".{ending}" for ending in sorted(ENDINGS))
"""Those of all that can be made ready for them."""

_TRANSLATED_FROM = re.compile(rf"(?P<language>[A-Za-z0-9_-]+)(?: (?P<token>{TOKEN}))?")


IMAGE_FILE = Key(name="file", shape=NAME, purpose=say("The name of the file."), example="group.jpg", is_required=True)
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
        otherwise = say(
            "Put the picture into the same folder as the document; the names have to be the same to the letter."
        )
        hint = shapes.file_meant(file, schema_context.attachments, otherwise)
        owner.error(key, "missing-file", say("There is no file “{file}” beside this document.", file=file), hint)
    elif file is not None and not file.lower().endswith(_PICTURES):
        hint = say("Pictures end in one of: {endings}.", endings=_PICTURES)
        owner.error(key, "not-a-picture", say("“{file}” is not a picture.", file=file), hint)
    return None if file is None else Image(file=file, alt=alt, credit=credit)


IMAGE: Shape[Image] = Shape(
    read=_read_image,
    schema=lambda schema_context: {"anyOf": [{"type": "string"}, schema_of(_IMAGE_KEYS, schema_context)]},
    form=say("The name of a picture beside the document, or {example}.", example="{file, alt, credit}"),
    inner=_IMAGE_KEYS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedFrom:
    """The source of a translation: a language and, if known, the revision token of that version."""

    language: str
    token: str | None = None


def _read_translated_from(reader: FieldReader, key: str, schema_context: SchemaContext) -> TranslatedFrom | None:
    value, languages, own = reader.text(key), schema_context.languages, schema_context.language
    if value is None:
        return None
    match = _TRANSLATED_FROM.fullmatch(value)
    if match is None:
        hint = say("Write for instance “translated_from: pl”; the command “vitrina translated” adds the rest.")
        reader.error(key, "not-a-version", say("“{value}” does not name a version.", value=value), hint)
        return None
    language = canonical_tag(match["language"])
    if language not in languages or language == own:
        message = say("A page in “{own}” cannot be translated from “{language}”.", own=own, language=language)
        others = tuple(other for other in languages if other != own)
        hint = say("Name another of the site's languages: {languages}.", languages=others)
        reader.error(key, "unknown-language", message, hint)
        return None
    return TranslatedFrom(language=language, token=match["token"])


TRANSLATED_FROM: Shape[TranslatedFrom] = Shape(
    read=_read_translated_from,
    schema=lambda given: {
        "type": "string",
        "pattern": f"^({language_pattern(given.languages) or '[A-Za-z0-9_-]+'})( {TOKEN})?$",
    },
    form=say("The language of the original, for instance {example}, and what “vitrina translated” adds.", example="pl"),
)
