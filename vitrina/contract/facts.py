"""The declarations of facts, from which reading, validation, inheritance and display are derived."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.contract.programme_facts import PROGRAMME_FACTS
from vitrina.model import Code, Facet, Fact, LocalText, Partner, Result, Use, sections
from vitrina.problems import for_visitors, say
from vitrina.values.dates import Period
from vitrina.values.money import Money

_SHOWN = (Use.TABLE, Use.COMPARE, Use.EXPORT)
"""What nearly every fact is used for."""

REGION = Facet(
    key="region",
    label=for_visitors("Region"),
    purpose=say("The region or regions."),
    example="podlaskie",
    uses=(*_SHOWN, Use.CARD, Use.FACET, Use.CHART, Use.RELATED),
    vocabulary="regions",
    heading=for_visitors("Regions"),
    segment="regions",
)
TOWN: Fact[LocalText] = Fact(
    key="town",
    shape="text per language",
    label=for_visitors("Town"),
    purpose=say("The town or towns."),
    example="{pl: Białystok, lv: Belostoka}",
    uses=(*_SHOWN, Use.CARD, Use.SEARCH),
)
PERIOD: Fact[Period] = Fact(
    key="period",
    shape="period",
    label=for_visitors("Period"),
    purpose=say("From when until when the project runs."),
    example="2021-01-16/2023-01-15",
    uses=(*_SHOWN, Use.CARD, Use.FACET, Use.CHART),
)
STATUS = Facet(
    key="status",
    shape="term",
    label=for_visitors("Status"),
    purpose=say("How far the project is."),
    example="finished",
    uses=(*_SHOWN, Use.CARD, Use.FACET),
    vocabulary="statuses",
    heading=for_visitors("Statuses"),
    segment="statuses",
)
COST: Fact[Money] = Fact(
    key="cost",
    shape="money",
    label=for_visitors("Project cost"),
    purpose=say("What the project costs as a whole."),
    example="69419.00 EUR",
    uses=(*_SHOWN, Use.FACET, Use.CHART, Use.SEARCH),
)
GRANT: Fact[Money] = Fact(
    key="grant",
    shape="money",
    label=for_visitors("Grant"),
    purpose=say("How much of that the funders give."),
    example="69419.00 EUR",
    uses=(*_SHOWN, Use.CHART, Use.SEARCH),
)
SCOPE = Facet(
    key="scope",
    shape="term",
    label=for_visitors("Scope"),
    purpose=say("How far the project reaches."),
    example="local",
    uses=(*_SHOWN, Use.FACET),
    vocabulary="scopes",
    heading=for_visitors("Scopes"),
    segment="scopes",
)
SUPPORT_AREA = Facet(
    key="support_area",
    label=for_visitors("Support area"),
    purpose=say("The area that the support is given in."),
    example="social-exclusion",
    uses=(*_SHOWN, Use.FACET, Use.CHART, Use.RELATED),
    vocabulary="support_areas",
    heading=for_visitors("Support areas"),
    segment="support-areas",
)
ACTIVITY_TYPES = Facet(
    key="activity_types",
    label=for_visitors("Activities"),
    purpose=say("What is done in the project."),
    example="[counselling, self-help]",
    uses=(*_SHOWN, Use.FACET, Use.RELATED),
    vocabulary="activity_types",
    heading=for_visitors("Activities"),
    segment="activity-types",
)
TARGET_GROUPS = Facet(
    key="target_groups",
    label=for_visitors("Target groups"),
    purpose=say("Whom the project is for."),
    example="[women, migrants]",
    uses=(*_SHOWN, Use.FACET, Use.CHART, Use.RELATED),
    vocabulary="target_groups",
    heading=for_visitors("Target groups"),
    segment="target-groups",
)
PARTNERS: Fact[tuple[Partner, ...]] = Fact(
    key="partners",
    shape="partners",
    label=for_visitors("Partners"),
    purpose=say("The organisations that take part."),
    example="[{name: Newschool, town: Oslo, country: NO}]",
    uses=(*_SHOWN, Use.SEARCH),
)
FUNDER = Facet(
    key="funder",
    label=for_visitors("Funder"),
    purpose=say("Who pays."),
    example="active-citizens-fund-national",
    uses=(*_SHOWN, Use.FACET, Use.CHART, Use.RELATED),
    vocabulary="funders",
    heading=for_visitors("Funders"),
    segment="funders",
)
NUMBER: Fact[Code] = Fact(
    key="number",
    shape="code",
    label=for_visitors("Project number"),
    purpose=say("The number that the funder gave the project."),
    example="2023.LV/NVOF/MAC/041/58",
    uses=(*_SHOWN, Use.SEARCH),
)
RESULTS: Fact[tuple[Result, ...]] = Fact(
    key="results",
    shape="results",
    label=for_visitors("Results in numbers"),
    purpose=say("What the project achieved, in numbers."),
    example="[{value: 441, label: {sv: kvinnor, pl: kobiet}}]",
    uses=(*_SHOWN, Use.SEARCH),
)
PROJECT: Fact[str] = Fact(
    key="project",
    shape="id",
    label=for_visitors("Project"),
    purpose=say("The project that the post is about."),
    example="moc-kobiet",
)

FACTS: Mapping[str, tuple[Fact[object], ...]] = {
    sections.PROJECTS: (
        REGION,
        TOWN,
        PERIOD,
        STATUS,
        COST,
        GRANT,
        SCOPE,
        SUPPORT_AREA,
        ACTIVITY_TYPES,
        TARGET_GROUPS,
        PARTNERS,
        FUNDER,
        NUMBER,
        RESULTS,
        *PROGRAMME_FACTS,
    ),
    sections.NEWS: (PROJECT,),
    sections.PAGES: (),
}
"""The facts by kind of entry, in the order of the table of facts.

To add a plain fact, add its declaration here and translate its label in the catalogues.
"""
