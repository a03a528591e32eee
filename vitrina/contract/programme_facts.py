"""The declarations of facts that programmes ask for: who is responsible, what is promised and reached, what to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vitrina.contract.fact_parts import PARTS, part
from vitrina.model import NEUTRAL, Facet, Fact, FactGroup, Facts, LocalText, Record, Use, WebAddress
from vitrina.problems import for_visitors, say

_SHOWN = (Use.TABLE, Use.COMPARE, Use.EXPORT)

PROGRAMME: Fact[LocalText] = Fact(
    key="programme",
    shape="text per language",
    label=for_visitors("Programme"),
    purpose=say("The programme that the project belongs to."),
    example="Active Citizens Fund",
    uses=(*_SHOWN, Use.SEARCH),
    group="funding",
)
CALL: Fact[LocalText] = Fact(
    key="call",
    shape="text per language",
    label=for_visitors("Call for proposals"),
    purpose=say("The call that the project was chosen in."),
    example="{pl: Nabór 2023, lv: 2023. gada konkurss}",
    uses=_SHOWN,
    group="funding",
)
FUNDING: Fact[tuple[Record, ...]] = Fact(
    key="funding",
    shape="list of mapping",
    label=for_visitors("Contributions"),
    purpose=say("How much each funder gives."),
    example="[{funder: active-citizens-fund-national, amount: 69419.00 EUR, share: 80}]",
    uses=_SHOWN,
    group="funding",
    parts=(
        Facet(
            key="funder",
            shape="term",
            label=for_visitors("Funder"),
            purpose=for_visitors("Funder"),
            example="active-citizens-fund-national",
            is_required=True,
            vocabulary="funders",
            heading=for_visitors("Funders"),
            segment="",
        ),
        part("amount", "money", for_visitors("Amount"), "69419.00 EUR"),
        Fact(
            key="share",
            shape="quantity",
            label=for_visitors("Share"),
            purpose=for_visitors("Share"),
            example="80",
            unit=LocalText({NEUTRAL: "percent"}),
        ),
    ),
)
TARGETS: Fact[tuple[Record, ...]] = Fact(
    key="targets",
    shape="list of mapping",
    label=for_visitors("Results and targets"),
    purpose=say("What the project set out to reach, and what it has reached."),
    example="[{what: {sv: Planterade träd, pl: Posadzone drzewa}, value: 120, target: 100, date: 2023-05}]",
    uses=(*_SHOWN, Use.SEARCH),
    group="progress",
    parts=(
        part("what", "text per language", for_visitors("What is counted"), "{sv: träd, pl: drzewa}", is_required=True),
        part("value", "number", for_visitors("Reached"), "120"),
        part("target", "number", for_visitors("Target"), "100"),
        part("unit", "text per language", for_visitors("Unit"), "ha"),
        part("date", "date", for_visitors("Date"), "2023-05"),
    ),
)
MILESTONES: Fact[tuple[Record, ...]] = Fact(
    key="milestones",
    shape="list of mapping",
    label=for_visitors("Milestones"),
    purpose=say("What happened or is to happen when."),
    example="[{date: 2023-05, text: {sv: Huset öppnar, pl: Otwarcie domu}}]",
    uses=(Use.TABLE, Use.SEARCH, Use.EXPORT),
    group="progress",
    parts=(
        part("date", "date", for_visitors("Date"), "2023-05", is_required=True),
        part(
            "text",
            "text per language",
            for_visitors("Event"),
            "{sv: Huset öppnar, pl: Otwarcie domu}",
            is_required=True,
        ),
    ),
)
SDGS = Facet(
    key="sdgs",
    label=for_visitors("Sustainable Development Goals"),
    purpose=say("The Sustainable Development Goals of the United Nations that the project works for."),
    example="[sdg-5, sdg-10]",
    uses=(*_SHOWN, Use.FACET, Use.CHART),
    group="progress",
    vocabulary="sdgs",
    heading=for_visitors("Sustainable Development Goals"),
    segment="sdgs",
)
KEYWORDS: Fact[tuple[LocalText, ...]] = Fact(
    key="keywords",
    shape="list of text per language",
    label=for_visitors("Keywords"),
    purpose=say("Words by which the project is to be found, of any kind."),
    example="[{sv: kolonilott, pl: działka}, permakultur]",
    uses=(*_SHOWN, Use.FACET, Use.SEARCH),
)
DOCUMENTS: Fact[tuple[Record, ...]] = Fact(
    key="documents",
    shape="list of file",
    label=for_visitors("Documents"),
    purpose=say("Documents to read: files beside the text, or addresses."),
    example="[{title: {sv: Rapport, pl: Raport}, link: https://example.com/report.pdf}]",
    uses=(Use.TABLE, Use.SEARCH, Use.EXPORT),
    group="material",
    parts=PARTS["file"],
)
VIDEO: Fact[tuple[Record, ...]] = Fact(
    key="video",
    shape="list of video",
    label=for_visitors("Video"),
    purpose=say("Films about the project: addresses, or files beside the text."),
    example="{link: https://example.com/film, title: {sv: En trädgård, pl: Ogród}}",
    uses=(Use.TABLE, Use.EXPORT),
    group="material",
    parts=PARTS["video"],
)
COORDINATOR: Fact[Record] = Fact(
    key="coordinator",
    shape="organisation",
    label=for_visitors("Coordinator"),
    purpose=say("The organisation that is responsible for the project, and where it has its seat."),
    example="{name: Newschool, town: Białystok, region: podlaskie}",
    uses=(*_SHOWN, Use.SEARCH),
    group="contact",
    parts=PARTS["organisation"],
)
CONTACT: Fact[tuple[Record, ...]] = Fact(
    key="contact",
    shape="list of person",
    label=for_visitors("Contact"),
    purpose=say("Whom to ask about the project."),
    example="{name: Anna Nowak, role: {pl: koordynatorka}, email: anna@example.org}",
    uses=(Use.TABLE, Use.EXPORT),
    group="contact",
    parts=PARTS["person"],
)
WEBSITE: Fact[WebAddress] = Fact(
    key="website",
    shape="link",
    label=for_visitors("Website"),
    purpose=say("The website of the project."),
    example="https://example.com/",
    uses=_SHOWN,
    group="contact",
)
SOCIAL: Fact[tuple[WebAddress, ...]] = Fact(
    key="social",
    shape="list of link",
    label=for_visitors("Social media"),
    purpose=say("The pages of the project in social media."),
    example="[https://example.com/@garden]",
    uses=(Use.TABLE, Use.EXPORT),
    group="contact",
)


def funders_of(facts: Facts) -> tuple[str, ...]:
    """Return the ids of the funders that contributions name, each once."""
    named = (record.values.get("funder", ()) for record in facts.get(FUNDING, ()))
    return tuple(dict.fromkeys(funder for terms in named if isinstance(terms, tuple) for funder in terms))


PROGRAMME_FACTS: tuple[Fact[Any], ...] = (
    *(KEYWORDS, PROGRAMME, CALL, FUNDING, TARGETS, MILESTONES, SDGS),
    *(DOCUMENTS, VIDEO, COORDINATOR, CONTACT, WEBSITE, SOCIAL),
)
"""In the order of the table."""

FACT_GROUPS: Mapping[str, FactGroup] = {
    "funding": FactGroup(label=for_visitors("Funding")),
    "progress": FactGroup(label=for_visitors("Goals and progress")),
    "material": FactGroup(label=for_visitors("Read and watch")),
    "contact": FactGroup(label=for_visitors("Contact")),
}
"""The groups of rows in the table of facts, by id."""
