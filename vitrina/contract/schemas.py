"""JSON Schemas (draft 7) of all YAML files and front matter, for completion and validation in editors.

The YAML of an editor has numbers and booleans, which Vitrina reads as text, so the schemas allow both. They accept
everything that a build accepts; only a build checks what a schema cannot, such as missing files and contradictions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vitrina.contract import declarations, language_data, replies, site, vocabularies
from vitrina.contract.keys import JsonSchema, Keys, SchemaContext, schema_of
from vitrina.contract.shapes import ID_PATTERN
from vitrina.model import Kind
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

    @property
    def kind(self) -> Kind | None:
        """The kind of document, ``None`` for other files."""
        return _KINDS.get(self)

    @property
    def files(self) -> str:
        """A glob pattern of the files, relative to the folder of the site."""
        return _FILES[self]


_KINDS = {Subject.PROJECT: Kind.PROJECT, Subject.NEWS: Kind.POST, Subject.PAGE: Kind.PAGE}
_FILES = {
    **{subject: f"content/{kind}/*/index.*.md" for subject, kind in _KINDS.items()},
    Subject.SITE: "content/site.yml",
    Subject.FACTS: declarations.PATH,
    Subject.VOCABULARY: "i18n/vocabularies/*.yml",
    Subject.REPLY: "content/news/*/replies/*.yml",
    Subject.LANGUAGE: "i18n/languages/*.yml",
}
_KEYS: Mapping[Subject, Keys] = {
    Subject.SITE: site.KEYS,
    Subject.FACTS: declarations.KEYS,
    Subject.VOCABULARY: vocabularies.KEYS,
    Subject.REPLY: replies.KEYS,
    Subject.LANGUAGE: language_data.KEYS,
}
_TITLES: Mapping[Subject, Message] = {
    Subject.PROJECT: say("The front matter of a project"),
    Subject.NEWS: say("The front matter of a news post"),
    Subject.PAGE: say("The front matter of a page"),
    Subject.SITE: say("The settings of a site"),
    Subject.FACTS: say("The facts of a site, and changes of those that come with Vitrina"),
    Subject.VOCABULARY: say("A vocabulary: terms by their ids"),
    Subject.REPLY: say("A reply to a news post"),
    Subject.LANGUAGE: say("The data of a language"),
}


def keys_of(subject: Subject, schema_context: SchemaContext) -> Keys:
    """Return the keys of ``subject``; for a vocabulary those of a term, for facts those of a declaration."""
    if subject.kind is not None:
        return schema_context.documents[subject.kind].all
    return _KEYS[subject]


def title_of(subject: Subject) -> Message:
    """Return the title of ``subject``."""
    return _TITLES[subject]


def json_schema(subject: Subject, schema_context: SchemaContext) -> JsonSchema:
    """Return the JSON Schema of ``subject``."""
    schema: JsonSchema = schema_of(keys_of(subject, schema_context), schema_context)
    if subject is Subject.FACTS:
        schema = declarations.schema(schema_context)
    elif subject is Subject.VOCABULARY:
        schema = {"type": "object", "patternProperties": {ID_PATTERN: schema}, "additionalProperties": False}
    return {"$schema": DRAFT, "title": schema_context.translate(_TITLES[subject]), **schema}
