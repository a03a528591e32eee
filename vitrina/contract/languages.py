"""The shape of ``languages`` in ``site.yml``: settings by language code."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, SchemaContext, Shape, Values, read_keys, schema_of
from vitrina.contract.language_data import NAME, NUMBERING
from vitrina.languages.direction import direction_of_language
from vitrina.languages.locales import NEUTRAL_LOCALE, codes_by_name, is_known_locale, locale_of_language
from vitrina.model import Language
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.language_tags import canonical_tag, is_language_tag
from vitrina.values.suggestions import MOST_SUGGESTIONS, did_you_mean

_SCHEMA_OF_CODE = "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$"


def _read_locale(reader: FieldReader, key: str, schema_context: SchemaContext) -> str | None:
    """Return a locale of the language, or of any other one where CLDR does not have the language itself."""
    code, written = schema_context.language, reader.text(key)
    if written is None:
        return None
    locale = canonical_tag(written)
    own = locale_of_language(code)
    if is_known_locale(locale) and (own is None or locale.partition("-")[0] == code.partition("-")[0]):
        return locale.replace("-", "_")
    hint = (
        say("Write any locale of CLDR whose dates and numbers look right, for instance “ro” or “sv_FI”.")
        if own is None
        else say("A locale is the language and a country, for instance “ar_PS” or “sv_FI”.")
    )
    reader.error(key, "unknown-locale", say("“{locale}” is not a locale of {code}.", locale=written, code=code), hint)
    return None


def _read_fallback(reader: FieldReader, key: str, schema_context: SchemaContext) -> tuple[str, ...]:
    """Return the languages of a list, without invalid ones and the language itself, which are reported."""
    written, own = reader.distinct_texts(key, canonical_tag), schema_context.language
    others = [code for code in schema_context.languages if code != own]
    for language, location in written.items():
        if language not in others:
            message = say("“{language}” cannot replace “{code}”.", language=language, code=own)
            hint = say("It can be: {languages}.", languages=tuple(others))
            reader.error_at(location, "unknown-language", message, hint)
    return tuple(language for language in written if language in others)


LOCALE = Key(
    name="locale",
    shape=Shape(
        read=_read_locale,
        schema=lambda _: {"type": "string", "pattern": "^[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*$"},
        form=say("The language and a country: {example}.", example="ar_PS"),
    ),
    purpose=say("The country whose way of writing dates and numbers is followed."),
    example="ar_PS",
)
FALLBACK = Key(
    name="fallback",
    shape=Shape(
        read=_read_fallback,
        schema=lambda given: shapes.one_or_several(shapes.language_schema(given)),
        form=say("Codes of other languages of the site, the first choice first."),
    ),
    purpose=say("The languages whose text is shown where one in this language is missing."),
    example="[sv, pl]",
)
IN_PREPARATION = Key(
    name="draft",
    shape=shapes.FLAG,
    purpose=say("As long as this is true, nothing is published in this language; its texts are checked all the same."),
    example="true",
)
KEYS = (NAME, LOCALE, NUMBERING, FALLBACK, IN_PREPARATION)


def _language(code: str, values: Values) -> Language:
    return Language(
        code=code,
        locale=values[LOCALE] or locale_of_language(code) or NEUTRAL_LOCALE,
        direction=direction_of_language(code),
        numbering=values[NUMBERING] or "",
        fallback=values[FALLBACK] or (),
        is_draft=values[IN_PREPARATION] or False,
        name=values[NAME] or "",
    )


def _read(reader: FieldReader, key: str, _: SchemaContext) -> Mapping[str, Language] | None:
    chosen = reader.by_language(key)
    if chosen is None or not chosen.keys:
        return None
    known = tuple(code for code in chosen.keys if is_language_tag(code))
    languages = {}
    for number, code in enumerate(chosen.keys):
        inner = chosen.mapping(code) or chosen.empty(code)
        if code not in known:
            hint = say("Write a code of BCP 47, such as sv, pt-BR, zh-Hant or rmy.")
            message = say("“{code}” is not a language code that is known here.", code=code)
            if number < MOST_SUGGESTIONS:
                hint = did_you_mean(code.casefold(), codes_by_name(), hint)
            chosen.error_at(chosen.location(code), "unknown-language", message, hint)
            continue
        values = read_keys(KEYS, inner, SchemaContext(languages=known, language=code))
        inner.finish()
        languages[code] = _language(code, values)
    return languages


def _schema(schema_context: SchemaContext) -> JsonSchema:
    one = {**schema_of(KEYS, schema_context), "type": ["object", "null"]}
    codes = {"patternProperties": {_SCHEMA_OF_CODE: one}, "additionalProperties": False}
    return {"type": "object", **codes, "minProperties": 1}


LANGUAGES: Shape[Mapping[str, Language]] = Shape(
    read=_read,
    schema=_schema,
    form=say("For each language code its settings, or {nothing}.", nothing="{}"),
    inner=KEYS,
)
