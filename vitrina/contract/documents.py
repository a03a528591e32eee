"""The keys of documents: the front matter of projects, news posts and pages."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.contract import mappings, shapes
from vitrina.contract.choices import terms
from vitrina.contract.keys import Key, Keys
from vitrina.model import FACETS, Kind
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
    shape=mappings.TRANSLATED_FROM,
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
    shape=mappings.IMAGE,
    purpose=say("A picture at the head of the page and in lists."),
    example="{file: group.jpg, alt: {sv: …, pl: …}, credit: …}",
)
PROJECT = Key(
    name="project",
    shape=shapes.IDENTIFIER,
    purpose=say("The project that the post is about."),
    example="moc-kobiet",
)
TOWN = Key(
    name="town", shape=shapes.LOCAL_TEXT, purpose=say("The town or towns."), example="{pl: Białystok, lv: Belostoka}"
)
PERIOD = Key(
    name="period",
    shape=shapes.PERIOD,
    purpose=say("From when until when the project runs."),
    example="2021-01-16/2023-01-15",
)
COST = Key(name="cost", shape=shapes.MONEY, purpose=say("What the project costs as a whole."), example="69419.00 EUR")
GRANT = Key(name="grant", shape=shapes.MONEY, purpose=say("How much of that the funders give."), example="69419.00 EUR")
PARTNERS = Key(
    name="partners",
    shape=mappings.PARTNERS,
    purpose=say("The organisations that take part."),
    example="[{name: Newschool, town: Oslo, country: NO}]",
)
NUMBER = Key(
    name="number",
    shape=shapes.TEXT,
    purpose=say("The number that the funder gave the project."),
    example="2023.LV/NVOF/MAC/041/58",
)
RESULTS = Key(
    name="results",
    shape=mappings.RESULTS,
    purpose=say("What the project achieved, in numbers."),
    example="[{value: 441, label: {sv: kvinnor, pl: kobiet}}]",
)

_FACET_WORDS: Mapping[str, tuple[Message, str]] = {
    "regions": (say("The region or regions."), "podlaskie"),
    "statuses": (say("How far the project is."), "finished"),
    "scopes": (say("How far the project reaches."), "local"),
    "support_areas": (say("The area that the support is given in."), "social-exclusion"),
    "activity_types": (say("What is done in the project."), "[counselling, self-help]"),
    "target_groups": (say("Whom the project is for."), "[women, migrants]"),
    "funders": (say("Who pays."), "active-citizens-fund-national"),
}

TERMS: Mapping[str, Key[tuple[str, ...]]] = {
    facet.vocabulary: Key(
        name=facet.key,
        shape=terms(facet.vocabulary, many=facet.many),
        purpose=_FACET_WORDS[facet.vocabulary][0],
        example=_FACET_WORDS[facet.vocabulary][1],
    )
    for facet in FACETS
}
"""The keys whose values are terms, by vocabulary."""

FACTS: Mapping[Kind, Keys] = {
    Kind.PROJECT: (
        TERMS["regions"],
        TOWN,
        PERIOD,
        COST,
        GRANT,
        TERMS["statuses"],
        TERMS["scopes"],
        TERMS["support_areas"],
        TERMS["activity_types"],
        TERMS["target_groups"],
        PARTNERS,
        TERMS["funders"],
        NUMBER,
        RESULTS,
    ),
    Kind.POST: (PROJECT,),
    Kind.PAGE: (),
}
"""The keys that say what is true in every language: they stand in the original, and translations inherit them."""

PROSE: Keys = (TITLE, SUMMARY, SLUG, TRANSLATED_FROM, NOT_TRANSLATED, DATE, UPDATED, DRAFT, IMAGE)
"""The keys that every language version has for itself."""


KEYS: Mapping[Kind, Keys] = {kind: (*PROSE, *facts) for kind, facts in FACTS.items()}
"""The keys of each kind of document, in the order in which a person would write them."""


def _elsewhere(kind: Kind) -> Mapping[str, Message]:
    own = {key.name for key in KEYS[kind]}
    explained = {
        **{key.name: say("“{key}” is a fact of projects only.", key=key.name) for key in FACTS[Kind.PROJECT]},
        PROJECT.name: say("“{key}” ties a news post to a project; only news posts have it.", key=PROJECT.name),
    }
    return {name: message for name, message in explained.items() if name not in own}


ELSEWHERE: Mapping[Kind, Mapping[str, Message]] = {kind: _elsewhere(kind) for kind in Kind}
"""The keys that only other kinds of documents have, each with a sentence that says so."""
