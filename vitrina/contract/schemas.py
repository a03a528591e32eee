"""JSON Schemas (draft 7) of all YAML files and front matter, for completion and validation in editors.

The YAML of an editor has numbers and booleans, which Vitrina reads as text, so the schemas allow both. They accept
everything that a build accepts; only a build checks what a schema cannot, such as missing files and contradictions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vitrina.contract import declarations, funders, language_data, replies, site, table_mapping, vocabularies
from vitrina.contract.keys import JsonSchema, Keys, SchemaContext, schema_of
from vitrina.contract.shapes import ID_PATTERN
from vitrina.model import sections
from vitrina.problems import Message, say

DRAFT = "http://json-schema.org/draft-07/schema#"


class Subject(StrEnum):
    """The kinds of files with a schema; the value is the name on the command line and in file names."""

    PROJECT = "project"
    NEWS = "news"
    PAGE = "page"
    SITE = "site"
    FACTS = "facts"
    VOCABULARY = "vocabulary"
    REPLY = "reply"
    LANGUAGE = "language"
    IMPORT = "import"


SECTIONS: Mapping[str, str] = {
    Subject.PROJECT: sections.PROJECTS,
    Subject.NEWS: sections.NEWS,
    Subject.PAGE: sections.PAGES,
}
"""The sections that every site has, by the names of their documents."""
_FILES: Mapping[str, str] = {
    Subject.SITE: "content/site.yml",
    Subject.FACTS: declarations.PATH,
    Subject.VOCABULARY: "i18n/vocabularies/*.yml",
    Subject.REPLY: "content/news/*/replies/*.yml",
    Subject.LANGUAGE: "i18n/languages/*.yml",
    Subject.IMPORT: f"*{table_mapping.ENDING}",
}
_KEYS: Mapping[str, Keys] = {
    Subject.SITE: site.KEYS,
    Subject.FACTS: declarations.KEYS,
    Subject.VOCABULARY: (*vocabularies.KEYS, *(key for keys in funders.DETAILS.values() for key in keys)),
    Subject.REPLY: replies.KEYS,
    Subject.LANGUAGE: language_data.KEYS,
    Subject.IMPORT: table_mapping.KEYS,
}
_TITLES: Mapping[str, Message] = {
    Subject.PROJECT: say("The front matter of a project"),
    Subject.NEWS: say("The front matter of a news post"),
    Subject.PAGE: say("The front matter of a page"),
    Subject.SITE: say("The settings of a site"),
    Subject.FACTS: say("The facts of a site, and changes of those that come with Vitrina"),
    Subject.VOCABULARY: say("A vocabulary: terms by their ids"),
    Subject.REPLY: say("A reply to a news post"),
    Subject.LANGUAGE: say("The data of a language"),
    Subject.IMPORT: say("The mapping of a table to import"),
}


def subjects_of(schema_context: SchemaContext) -> tuple[str, ...]:
    """Return the names of everything that has a schema: every ``Subject``, and the sections that the site declares."""
    return (*Subject, *(name for name in schema_context.documents if name not in {*sections.STANDARD, *Subject}))


def section_of(subject: str, schema_context: SchemaContext) -> str | None:
    """Return the section whose documents ``subject`` is about; ``None`` for other files."""
    if subject in {*Subject}:
        return SECTIONS.get(subject)
    return subject if subject in schema_context.documents else None


def files_of(subject: str, schema_context: SchemaContext) -> str:
    """Return a glob pattern of the files of ``subject``, relative to the folder of the site."""
    section = section_of(subject, schema_context)
    if section is None:
        return _FILES[subject]
    return f"content/{section}/{'**' if section == sections.PAGES else '*'}/index.*.md"


def keys_of(subject: str, schema_context: SchemaContext) -> Keys:
    """Return the keys of ``subject``; for a vocabulary those of a term, for facts those of a declaration."""
    section = section_of(subject, schema_context)
    return _KEYS[subject] if section is None else schema_context.documents[section].all


def title_of(subject: str) -> Message:
    """Return the title of ``subject``."""
    return _TITLES.get(subject) or say("The front matter of an entry of the section “{section}”", section=subject)


def json_schema(subject: str, schema_context: SchemaContext) -> JsonSchema:
    """Return the JSON Schema of ``subject``."""
    schema: JsonSchema = schema_of(keys_of(subject, schema_context), schema_context)
    if subject == Subject.FACTS:
        schema = declarations.schema(schema_context)
    elif subject == Subject.VOCABULARY:
        schema = {"type": "object", "patternProperties": {ID_PATTERN: schema}, "additionalProperties": False}
    return {"$schema": DRAFT, "title": schema_context.translate(title_of(subject)), **schema}
