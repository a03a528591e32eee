"""JSON Schemas (draft 7) of everything that people write in YAML, for editors that complete and check while typing.

An editor's YAML knows numbers and truth values, which Vitrina reads as the text that they are, so a schema allows
both. It refuses nothing that a build accepts; a build also sees what no schema can say: that a file is missing, that
two facts contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vitrina.contract import replies, site, vocabularies
from vitrina.contract.keys import JsonSchema, Keys, SchemaContext, schema_of
from vitrina.contract.shapes import ID_PATTERN
from vitrina.model import Kind
from vitrina.problems import Message, say

DRAFT = "http://json-schema.org/draft-07/schema#"


class Subject(StrEnum):
    """What a schema is about; the value is its name on the command line and in file names."""

    PROJECT = "project"
    NEWS = "news"
    PAGE = "page"
    SITE = "site"
    VOCABULARY = "vocabulary"
    REPLY = "reply"

    @property
    def kind(self) -> Kind | None:
        """The kind of document, if it is one."""
        return _KINDS.get(self)

    @property
    def files(self) -> str:
        """The files that it is about, as a pattern below the folder of the site."""
        return _FILES[self]


_KINDS = {Subject.PROJECT: Kind.PROJECT, Subject.NEWS: Kind.POST, Subject.PAGE: Kind.PAGE}
_FILES = {
    **{subject: f"content/{kind}/*/index.*.md" for subject, kind in _KINDS.items()},
    Subject.SITE: "content/site.yml",
    Subject.VOCABULARY: "i18n/vocabularies/*.yml",
    Subject.REPLY: "content/news/*/replies/*.yml",
}
_TITLES: Mapping[Subject, Message] = {
    Subject.PROJECT: say("The front matter of a project"),
    Subject.NEWS: say("The front matter of a news post"),
    Subject.PAGE: say("The front matter of a page"),
    Subject.SITE: say("The settings of a site"),
    Subject.VOCABULARY: say("A vocabulary: terms by their ids"),
    Subject.REPLY: say("A reply to a news post"),
}


def keys_of(subject: Subject, schema_context: SchemaContext) -> Keys:
    """Return the keys that ``subject`` has in a site with ``schema_context``; those of one term for a vocabulary."""
    if subject.kind is not None:
        return schema_context.documents[subject.kind].all
    return {Subject.SITE: site.KEYS, Subject.VOCABULARY: vocabularies.KEYS, Subject.REPLY: replies.KEYS}[subject]


def title_of(subject: Subject) -> Message:
    """Return what ``subject`` is called."""
    return _TITLES[subject]


def json_schema(subject: Subject, schema_context: SchemaContext) -> JsonSchema:
    """Return the schema of ``subject`` in a site with ``schema_context``."""
    schema = schema_of(keys_of(subject, schema_context), schema_context)
    if subject is Subject.VOCABULARY:
        schema = {"type": "object", "patternProperties": {ID_PATTERN: schema}, "additionalProperties": False}
    return {"$schema": DRAFT, "title": schema_context.translate(_TITLES[subject]), **schema}
