"""The overview: its numbers are those that anybody can count, and it stays sensible with none and with a thousand."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.sites import TODAY, build_site, copy_demo, document, explain, make_site, published
from vitrina.content.config import read_config
from vitrina.contract.facts import COST, FUNDER, GRANT, PERIOD, REGION, SUPPORT_AREA
from vitrina.model import Entry, Facet, Fact, Facts, Site, Term, Version, Vocabulary, sections
from vitrina.outputs.contexts import build_context
from vitrina.outputs.overview import OVERVIEW
from vitrina.outputs.registry import OUTPUT_KINDS
from vitrina.problems import Location, Problems
from vitrina.values.dates import Period
from vitrina.values.money import Money, totals
from vitrina.views import kinds
from vitrina.views.bodies import Bodies
from vitrina.views.codes import Codes
from vitrina.views.fact_options import years_of
from vitrina.views.figure_values import ChartView, MapLayout
from vitrina.views.maps import CLOSER_BUDGET, MOST_CLOSER_MAPS, WIDE_BUDGET
from vitrina.views.overview_values import ColumnsView, OverviewView, SharesView
from vitrina.views.targets import Target
from vitrina.views.timeline import MOST_BARS
from vitrina.views.view_context import Offered, Resources, ViewContext, build_view_context

HEAVIEST = 60_000
"""Bytes of the HTML of the overview."""

MOST_OUTLINES = 12_000
"""Characters of outlines of land on a page."""

NOWHERE = Location("")


def term(identifier: str, parent: str | None = None, point: tuple[float, float] | None = None) -> Term:
    return Term(id=identifier, location=NOWHERE, labels={"sv": identifier}, parent=parent, point=point)


REGIONS = {
    made.id: made
    for made in (
        term("latvia", point=(56.9, 24.6)),
        term("kekava", "latvia", (56.83, 24.23)),
        term("olaine", "latvia", (56.79, 23.94)),
        term("poland", point=(51.9, 19.2)),
        term("podlaskie", "poland", (53.1, 23.2)),
        term("elsewhere"),
        term("corner", "elsewhere", (10.0, 20.0)),
        term("nook", "corner"),
    )
}
FUNDERS = {made.id: made for made in (term("fund"), term("part", "fund"), term("other"))}


def facts_of(*pairs: tuple[Fact[Any], object]) -> Facts:
    """Return the facts with these values; one without a value is left out."""
    return Facts({fact.key: value for fact, value in pairs if value})


def view_context(
    folder: Path, projects: Iterable[Facts], regions: Mapping[str, Term] = REGIONS, files: tuple[str, ...] = ()
) -> ViewContext:
    """Return a showcase of projects in Swedish with these facts, the vocabularies above, and ``files`` to search."""
    config = read_config(make_site(folder), None, Problems())
    assert config is not None
    entries = {
        f"p{number}": Entry(
            section=sections.PROJECTS,
            id=f"p{number}",
            original="sv",
            versions={"sv": Version(language="sv", path="", title=f"Projekt {number}", slug=f"p{number}")},
            facts=facts,
        )
        for number, facts in enumerate(projects)
    }
    known: dict[str, Mapping[str, Term]] = {
        "regions": regions,
        "funders": FUNDERS,
        "support_areas": {name: term(name) for name in ("culture", "health", "sport")},
        "target_groups": {name: term(name) for name in ("women", "youth")},
    }
    vocabularies = {f.vocabulary: Vocabulary(id=f.vocabulary, terms=known.get(f.vocabulary, {})) for f in config.facets}
    site = Site(config=config, vocabularies=vocabularies, projects=entries, posts={}, pages={})
    offered = Offered(pages={page.name: page for kind in OUTPUT_KINDS for page in kind.pages}, files=files)
    resources = Resources(assets={}, bodies=Bodies(Path()), codes=Codes(), today=TODAY)
    return build_view_context(site, offered, {code: NullTranslations() for code in config.languages}, resources)


def overview(shown: ViewContext, language: str = "sv") -> OverviewView:
    context = build_context(shown, Target(kind=kinds.OVERVIEW, language=language), Problems())
    view = context["overview"]
    assert isinstance(view, OverviewView)
    return view


def some_facts(count: int, seed: int) -> Iterator[Facts]:
    """Yield facts of projects, with every kind of gap in them."""
    chance = random.Random(seed)

    def some(terms: Iterable[str], most: int) -> tuple[str, ...]:
        return tuple(chance.sample(list(terms), chance.randint(0, most)))

    for _ in range(count):
        start = chance.randint(1998, 2030)
        period = chance.choice([f"{start}", f"{start}-03/..", f"../{start}", f"{start}-01-02/{start + 3}-05-31", ""])
        cost = chance.choice(
            [f"{chance.randint(0, 10**9)}.{chance.randint(0, 99):02} {code}" for code in ("EUR", "SEK")]
        )
        yield facts_of(
            (REGION, some(REGIONS, 3)),
            (FUNDER, some(FUNDERS, 2)),
            (SUPPORT_AREA, some(["culture"], 1)),
            (PERIOD, Period.parse(period) if period else None),
            (COST, Money.parse(cost) if chance.random() < 0.7 else None),
            (GRANT, Money.parse(cost) if chance.random() < 0.3 else None),
        )


def rows(chart: ChartView) -> dict[str, str]:
    return {row.label.value: row.value.value for row in chart.rows}


def columns(view: ColumnsView) -> dict[str, tuple[str, ...]]:
    """Return the values of columns by their names; no value is an empty one."""
    return {
        column.label.value: tuple(value.value if value else "" for value in column.values)
        for column in (*view.columns, *view.others)
    }


def number(count: int) -> str:
    return f"{count:,}".replace(",", "\u00a0")


Case = tuple[list[Facts], OverviewView]


@pytest.fixture(scope="module", params=[7, 400])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return facts of a few and of many projects, and the overview of them."""
    facts = list(some_facts(request.param, seed=request.param))
    return facts, overview(view_context(tmp_path_factory.mktemp("counting"), facts))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of the demonstration site."""
    folder = tmp_path_factory.mktemp("demo")
    report = build_site(copy_demo(folder / "source"), folder / "site")
    assert not report.problems, explain(report.problems)
    return published(folder / "site")


class TestCounting:
    @pytest.mark.parametrize(("facet", "terms"), [(REGION, REGIONS), (FUNDER, FUNDERS)])
    def test_terms(self, case: Case, facet: Facet, terms: dict[str, Term]) -> None:
        facts, view = case
        chart: ChartView | SharesView | None = view.regions if facet is REGION else view.funders
        assert chart is not None
        named = [own.get(facet, ()) for own in facts]
        expected = Counter(above for own in named for above in set().union(*(lineage(terms, term) for term in own)))
        counts = {row.label.value: row.count.value for row in chart.rows} if isinstance(chart, SharesView) else None
        found = counts or rows(view.regions)
        assert found == {name: number(count) for name, count in expected.items()}
        assert chart.left_out == named.count(())
        order = [row.label.value for row in chart.rows]
        for name, at in zip(order, itertools.count()):
            assert chart.rows[at].depth == len(lineage(terms, name)) - 1
            parent = terms[name].parent
            assert parent is None or parent in order[:at]

    def test_circles_have_the_numbers_of_the_table(self, case: Case) -> None:
        _, view = case
        table = rows(view.regions)
        for layout in (layout for map_view in view.maps for layout in map_view.layouts):
            assert layout.places
            for place in layout.places:
                assert number(place.count) == place.number.value
                if not place.is_crowd:
                    assert table[place.label.value] == place.number.value
        assert view.has_unplaced

    def test_years(self, case: Case) -> None:
        """The table has what the filter of years finds: an open period counts in the year that is known."""
        facts, view = case
        dated = [period for own in facts if (period := own[PERIOD]) is not None]
        assert view.years is not None
        assert view.years.left_out == len(facts) - len(dated)
        begun = 0
        for label, (under_way, new) in columns(view.years).items():
            first, last = (re.findall("[0-9]{4}", label) * 2)[:2]
            section = range(int(first), int(last) + 1)
            assert len(section) == view.years.step
            assert int(under_way) == sum(bool(set(section) & set(years_of(period))) for period in dated)
            assert int(new) == sum(period.start is not None and period.start.year in section for period in dated)
            begun += int(new)
        assert begun == sum(period.start is not None for period in dated)

    def test_time(self, case: Case) -> None:
        facts, view = case
        dated = [period for own in facts if (period := own[PERIOD]) is not None]
        assert view.timeline.undated == len(facts) - len(dated)
        assert len(view.timeline.rows) == (len(dated) if len(dated) <= MOST_BARS else 0)

    def test_money(self, case: Case) -> None:
        facts, view = case
        for fact in (COST, GRANT):
            known = [money for own in facts if (money := own[fact]) is not None]
            assert getattr(view.money, f"{fact.key}_known") == len(known)
            for code in {money.currency for money in known}:
                (currency,) = (currency for currency in view.money.currencies if currency.code == code)
                expected = sum((money.amount for money in known if money.currency == code), Decimal(0))
                total = getattr(currency, fact.key)
                assert amount(total.total.value) == expected
                assert total.known == sum(money.currency == code for money in known)

    def test_money_over_the_years_is_all_of_it(self, case: Case) -> None:
        """What is spread over the years, and what has no period, are together what is known."""
        _, view = case
        first, others = view.money_years
        sums = {currency.code: currency for currency in view.money.currencies}
        main, *rest = sums
        kinds = [(main, "cost"), (main, "grant"), *((code, "cost") for code in rest)]
        assert [head.value for head in others.heads] == rest
        found = [zip(*columns(each).values(), strict=True) for each in (first, others)]
        for (code, fact), values in zip(kinds, itertools.chain(*found), strict=True):
            total = getattr(sums[code], fact)
            assert sum((amount(value) for value in values if value), Decimal(0)) == amount(total.total.value)


@given(st.lists(st.tuples(st.decimals(0, 10**14, places=2), st.sampled_from(["EUR", "SEK", "PLN"]))))
def test_sums_are_decimals_and_never_mix_currencies(amounts: list[tuple[Decimal, str]]) -> None:
    found = totals(Money(number, code) for number, code in amounts)
    assert list(found) == sorted({code for _, code in amounts})
    for code, total in found.items():
        cents = sum(int(number * 100) for number, other in amounts if other == code)
        assert total * 100 == cents


def test_a_sum_may_be_longer_than_an_amount_that_can_be_written(tmp_path: Path) -> None:
    most = facts_of((COST, Money.parse("999999999999999.9999 EUR")))
    view = overview(view_context(tmp_path, [most] * 3))
    (currency,) = view.money.currencies
    assert currency.cost is not None
    assert amount(currency.cost.total.value) == Decimal("2999999999999999.9997")


def placed(points: dict[str, tuple[float, float]]) -> dict[str, Term]:
    return {name: term(name, point=point) for name, point in points.items()}


def names(layout: MapLayout) -> set[str]:
    return {place.label.value for place in layout.places}


class TestMaps:
    def test_a_region_with_several_placed_parts_has_a_closer_map(self, tmp_path: Path) -> None:
        facts = [facts_of((REGION, (region,))) for region in ("kekava", "olaine", "podlaskie", "nook")]
        view = overview(view_context(tmp_path, facts))
        wide, closer = view.maps
        assert wide.title is None
        assert [names(layout) for layout in wide.layouts] == [{"latvia", "poland", "corner"}] * 2
        assert closer.title is not None
        assert closer.title.text.value == "latvia"
        assert [names(layout) for layout in closer.layouts] == [{"kekava", "olaine"}]

    def test_a_map_of_one_place_that_has_a_closer_one_is_left_out(self, tmp_path: Path) -> None:
        view = overview(view_context(tmp_path, [facts_of((REGION, ("kekava", "olaine")))]))
        (only,) = view.maps
        assert only.title is not None
        assert [layout.is_wide for layout in only.layouts] == [False, True]

    def test_without_points_there_is_no_map_and_still_a_table(self, tmp_path: Path) -> None:
        view = overview(view_context(tmp_path, [facts_of((REGION, ("elsewhere",)))]))
        assert view.maps == ()
        assert rows(view.regions) == {"elsewhere": "1"}

    def test_a_circle_leads_to_the_page_of_its_region(self, tmp_path: Path) -> None:
        (only,) = overview(view_context(tmp_path, [facts_of((REGION, ("corner",)))])).maps
        for layout in only.layouts:
            assert [(place.url, place.is_crowd) for place in layout.places] == [("/showcase/sv/regions/corner/", False)]

    def test_places_that_crowd_share_a_circle_and_have_a_closer_map(self, tmp_path: Path) -> None:
        """On the map of the world, thirty towns of a country are a few circles, which lead to a map of them."""
        towns = {f"t{n}": (50 + n % 6 * 0.3, 18 + n // 6 * 0.3) for n in range(30)}
        terms = placed({**towns, "far": (-16.0, -64.0)})
        facts = [facts_of((REGION, (name,))) for name in terms]
        view = overview(view_context(tmp_path, facts, terms))
        wide, *closer = view.maps
        identifiers = {each.id for each in view.maps}
        assert view.has_crowds
        assert closer
        for layout in (layout for each in view.maps for layout in each.layouts):
            assert sum(place.count for place in layout.places) <= 31
            for place in layout.places:
                target = (place.url or "").removeprefix("#")
                assert place.is_crowd == (target != place.url)
                assert not place.is_crowd or target in identifiers | {crowd.id for crowd in layout.crowds}
        for layout in wide.layouts:
            assert sum(place.count for place in layout.places) == 31
            assert "far" in names(layout)

    def test_a_project_in_two_places_of_a_circle_counts_once(self, tmp_path: Path) -> None:
        terms = placed({f"t{n}": (50.0, 18.0) for n in range(40)})
        (only,) = overview(view_context(tmp_path, [facts_of((REGION, tuple(terms)))] * 2, terms)).maps
        for layout in only.layouts:
            assert {place.count for place in layout.places} == {2}
            assert [place.url for place in layout.places if place.is_crowd] == [f"#{each.id}" for each in layout.crowds]
            shared = [len(crowd.places) + crowd.more for crowd in layout.crowds]
            assert sum(shared) + sum(not place.is_crowd for place in layout.places) == 40
            assert [crowd.label.value.split(" +")[1] for crowd in layout.crowds] == [str(n - 1) for n in shared]

    def test_maps_do_not_depend_on_the_language(self, tmp_path: Path) -> None:
        shown = view_context(tmp_path, some_facts(40, seed=1))
        lv = overview(shown, "lv")  # through fallback
        for one, two in zip(overview(shown).maps, lv.maps, strict=True):
            assert (one.land, one.borders, one.width, one.height) == (two.land, two.borders, two.width, two.height)
            for narrow, other in zip(one.layouts, two.layouts, strict=True):
                assert [(p.x, p.y, p.radius) for p in narrow.places] == [(p.x, p.y, p.radius) for p in other.places]

    def test_the_budgets_keep_to_the_page_s(self) -> None:
        assert WIDE_BUDGET + MOST_CLOSER_MAPS * CLOSER_BUDGET <= MOST_OUTLINES


class TestEmptyStates:
    @pytest.mark.parametrize(
        "facts", [Facts(), facts_of((PERIOD, Period.parse("../2020"))), facts_of((COST, Money.parse("0 EUR")))]
    )
    def test_one_project_of_which_little_is_known(self, tmp_path: Path, facts: Facts) -> None:
        shown = view_context(tmp_path, [facts])
        view = overview(shown)
        assert view.count == 1
        assert view.maps == ()

    def test_no_projects_no_overview(self, tmp_path: Path) -> None:
        shown = view_context(tmp_path, [])
        assert list(OVERVIEW.targets(shown, "sv")) == []

    def test_years_at_the_ends_of_the_calendar(self, tmp_path: Path) -> None:
        view = overview(
            view_context(tmp_path, [facts_of((PERIOD, Period.parse("0001"))), facts_of((PERIOD, Period.parse("9999")))])
        )
        assert view.years is not None
        assert sum(int(new) for _, new in columns(view.years).values()) == 2
        assert len(view.timeline.rows) == 2


class TestTheDemo:
    @pytest.mark.parametrize("language", ["sv", "ar", "pl", "lv"])
    def test_the_page_is_light_and_quiet(self, demo: dict[str, bytes], language: str) -> None:
        page = demo[f"{language}/overview/index.html"]
        assert len(page) <= HEAVIEST
        tree = html.fromstring(page.decode())
        outlines = "".join(tree.xpath("//svg[contains(@class, 'vt-land')]//@d"))
        assert 1_000 < len(outlines) <= MOST_OUTLINES
        assert not tree.xpath("//script[not(@src)] | //style | //@style")
        assert "Natural Earth" in tree.text_content()

    @pytest.mark.parametrize("language", ["sv", "ar", "pl", "lv"])
    def test_menu_and_home_lead_there(self, demo: dict[str, bytes], language: str) -> None:
        home = html.fromstring(demo[f"{language}/index.html"].decode())
        assert home.xpath(f"//nav[contains(@class, 'vt-menu')]//a[@href='/{language}/overview/']")
        assert home.xpath(f"//main//a[@href='/{language}/overview/']")
        assert home.xpath(f"//main//a[@href='/{language}/partners/']")

    def test_a_page_of_the_site_s_own_wins_the_word_in_the_menu(self, tmp_path: Path) -> None:
        source = copy_demo(tmp_path)
        about = tmp_path / "content/pages/overview/index.sv.md"
        about.parent.mkdir()
        about.write_text(document("Vår egen.\n", title="Vår översikt", slug="var-oversikt"), "utf-8")
        report = build_site(source)
        assert not report.problems, explain(report.problems)
        home = html.fromstring(published(source / "site")["sv/index.html"].decode())
        assert home.xpath("//nav[contains(@class, 'vt-menu')]//a[@href='/sv/var-oversikt/']")


def test_a_funder_s_address_is_checked(tmp_path: Path) -> None:
    text = "fund:\n  labels: {sv: F, ar: F, pl: F, lv: F}\n  url: javascript:alert(1)\n"
    report = build_site(make_site(tmp_path, {"i18n/vocabularies/funders.yml": text}))
    assert [(p.code, p.location.path, p.location.line) for p in report.problems if p.code == "not-an-address"] == [
        ("not-an-address", "i18n/vocabularies/funders.yml", 3)
    ]


def lineage(terms: dict[str, Term], identifier: str) -> set[str]:
    found = {identifier}
    while (parent := terms[identifier].parent) is not None:
        found.add(parent)
        identifier = parent
    return found


def amount(text: str) -> Decimal:
    """Return the number in a Swedish amount of money."""
    return Decimal(re.sub("[^0-9,]", "", text).replace(",", "."))
