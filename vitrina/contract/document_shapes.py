"""The shape of ``translated_from``, which each version of a document has for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vitrina.contract.keys import SchemaContext, Shape
from vitrina.contract.shapes import language_pattern
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.language_tags import canonical_tag
from vitrina.values.revisions import TOKEN

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""The suffixes of picture files that all current browsers support."""

_TRANSLATED_FROM = re.compile(rf"(?P<language>[A-Za-z0-9_-]+)(?: (?P<token>{TOKEN}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedFrom:
    """The source of a translation: a language and, if known, the revision token of that version."""

    language: str
    token: str | None = None


def _read_translated_from(reader: FieldReader, key: str, schema_context: SchemaContext) -> TranslatedFrom | None:
    value, languages = reader.text(key), schema_context.languages
    own = "" if schema_context.is_variant else schema_context.language
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
