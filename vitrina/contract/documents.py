"""The keys of documents: the front matter of projects, news posts and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vitrina.contract import described_pictures, document_shapes, shapes
from vitrina.contract.fact_shapes import key_of
from vitrina.contract.facts import PROJECT
from vitrina.contract.keys import DocumentKeys, Key, Keys
from vitrina.model import Fact, sections
from vitrina.problems import Message, say

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
    shape=document_shapes.TRANSLATED_FROM,
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
PUBLISH_ON = Key(
    name="publish_on",
    shape=shapes.DATE,
    purpose=say("The day on which it is published; until then, only the preview shows it."),
    example="2026-12-01",
)
EXPIRES_ON = Key(
    name="expires_on",
    shape=shapes.DATE,
    purpose=say("The day from which it is not published any more."),
    example="2027-12-01",
)
MACHINE_TRANSLATED = Key(
    name="machine_translated",
    shape=shapes.FLAG,
    purpose=say("In a translation only: a machine made it, and nobody has read it yet; visitors are told."),
    example="true",
)
IMAGE = Key(
    name="image",
    shape=described_pictures.IMAGE,
    purpose=say("A picture at the head of the page and in lists."),
    example="{file: group.jpg, alt: {sv: …, pl: …}, credit: …}",
)
PICTURES = Key(
    name="pictures",
    shape=described_pictures.PICTURES,
    purpose=say("What is known of the pictures in the text; all languages inherit it from the original."),
    example="{group.jpg: {alt: {sv: …, pl: …}, caption: {sv: …, pl: …}, credit: …}}",
)

PROSE: Keys = (
    *(TITLE, SUMMARY, SLUG, TRANSLATED_FROM, MACHINE_TRANSLATED, NOT_TRANSLATED),
    *(DATE, UPDATED, DRAFT, PUBLISH_ON, EXPIRES_ON, IMAGE, PICTURES),
)
"""The keys that each version has for itself."""


def document_keys(facts: Mapping[str, Sequence[Fact[object]]]) -> Mapping[str, DocumentKeys]:
    """Return the keys of the documents of each section on a site with these declarations of ``facts``."""
    keys = {section: tuple(map(key_of, own)) for section, own in facts.items()}
    explained = {
        "variant": say("A variant is told by the file's name, for instance index.sv.easy.md."),
        **{key.name: say("“{key}” is a fact of projects only.", key=key.name) for key in keys[sections.PROJECTS]},
        PROJECT.key: say(
            "“{key}” links a news post, or an entry of a further section, to a project; nothing else has it.",
            key=PROJECT.key,
        ),
    }
    return {
        section: DocumentKeys(prose=PROSE, facts=own, elsewhere=_without(explained, own))
        for section, own in keys.items()
    }


def _without(explained: Mapping[str, Message], keys: Keys) -> Mapping[str, Message]:
    own = {key.name for key in (*PROSE, *keys)}
    return {name: message for name, message in explained.items() if name not in own}
