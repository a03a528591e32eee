"""The figures of the overview that add up, cross and divide: they say what projects say, and lead to these."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_overview import facts_of, number, overview, some_facts, view_context
from vitrina.contract.facts import COST, FUNDER, GRANT, RESULTS, SUPPORT_AREA, TARGET_GROUPS
from vitrina.contract.programme_facts import FUNDING, TARGETS
from vitrina.model import Facts, LocalText, Record, Result
from vitrina.search.facets import values_of
from vitrina.values.money import Money
from vitrina.views import kinds
from vitrina.views.overview_values import SharesView
from vitrina.views.results_together import MOST_SUMS
from vitrina.views.shares import MOST_PARTS
from vitrina.views.view_context import ViewContext


def result(value: int, **label: str) -> Result:
    return Result(value=value, label=LocalText(label))


def target(value: str, what: str, unit: str | None = None) -> Record:
    values: dict[str, object] = {"what": LocalText({"sv": what}), "value": Decimal(value)}
    return Record(values if unit is None else values | {"unit": LocalText({"": unit})})


def told(folder: Path, *projects: tuple[Result, ...] | list[Record]) -> dict[str, tuple[str, int]]:
    """Return the results of the overview by their labels: the number, and how many projects it is from."""
    facts = [facts_of((RESULTS if isinstance(own, tuple) else TARGETS, tuple(own))) for own in projects]
    view = overview(view_context(folder, facts)).results
    assert len(view.sums) == len({one.label.value for one in view.sums})
    for one in view.sums:
        assert len(one.projects) + one.more == one.count
    return {one.label.value: (one.number.value, one.count) for one in view.sums}


class TestResults:
    def test_the_same_words_add_up(self, tmp_path: Path) -> None:
        women = {"sv": "kvinnor", "pl": "kobiet"}
        found = told(tmp_path, (result(20, **women), result(5, sv="kurser")), (result(441, **women),))
        assert found == {"kvinnor": ("461", 2)}

    def test_fewer_languages_join_what_they_can_only_mean(self, tmp_path: Path) -> None:
        women = {"sv": "kvinnor", "pl": "kobiet"}
        assert told(tmp_path, (result(1, **women),), (result(2, sv=" Kvinnor"),)) == {"kvinnor": ("3", 2)}

    def test_words_that_may_mean_two_things_stand_alone(self, tmp_path: Path) -> None:
        men, both = {"sv": "deltagare", "pl": "uczestnicy"}, {"sv": "deltagare", "pl": "osoby"}
        view = overview(
            view_context(
                tmp_path,
                [
                    facts_of((RESULTS, (own,)))
                    for own in (
                        result(1, **men),
                        result(2, **both),
                        result(4, sv="deltagare"),
                        result(8, sv="deltagare"),
                    )
                ],
            )
        ).results
        assert [(one.number.value, one.count) for one in view.sums] == [("12", 2)]
        assert (view.more, view.known) == (2, 4)

    def test_percentages_are_never_added(self, tmp_path: Path) -> None:
        assert told(tmp_path, (result(80, sv="% nöjda"),), (result(60, sv="% nöjda"),)) == {}
        assert told(tmp_path, [target("80", "nöjda", "%")], [target("60", "nöjda", "percent")]) == {}

    def test_units_are_not_mixed(self, tmp_path: Path) -> None:
        found = told(tmp_path, [target("1.5", "skog", "ha")], [target("2", "skog", "ha")], [target("7", "skog", "m²")])
        assert found == {"skog": ("3,5\N{NO-BREAK SPACE}ha", 2)}

    def test_what_is_a_result_and_a_target_counts_once(self, tmp_path: Path) -> None:
        both = facts_of((RESULTS, (result(5, sv="träd"),)), (TARGETS, (target("5", "träd"),)))
        other = facts_of((TARGETS, (target("2", "träd"),)))
        (one,) = overview(view_context(tmp_path, [both, other])).results.sums
        assert (one.number.value, one.count) == ("7", 2)

    def test_a_few_projects_tell_what_each_has_first(self, tmp_path: Path) -> None:
        found = told(tmp_path, (result(1, sv="a"), result(2, sv="b")), (result(3, sv="c"),))
        assert found == {"a": ("1", 1), "c": ("3", 1)}

    def test_many_that_have_nothing_in_common_tell_nothing(self, tmp_path: Path) -> None:
        assert told(tmp_path, *((result(1, sv=f"sak {n}"),) for n in range(MOST_SUMS + 1))) == {}


def given_by(*pairs: tuple[str, str | None]) -> Facts:
    records = tuple(
        Record({"funder": (funder,)} | ({"amount": Money.parse(amount)} if amount else {})) for funder, amount in pairs
    )
    return facts_of((FUNDING, records), (FUNDER, tuple(dict.fromkeys(funder for funder, _ in pairs))))


def table(view: SharesView) -> dict[str, list[tuple[str, str] | None]]:
    return {
        row.label.value: [
            (one.amount.value if one.amount else "", one.share.value) if one else None for one in row.shares
        ]
        for row in view.rows
    }


class TestFunders:
    def test_amounts_and_their_shares(self, tmp_path: Path) -> None:
        facts = [
            given_by(("part", "10 SEK"), ("other", "20 SEK")),
            facts_of((FUNDER, ("fund",)), (GRANT, Money.parse("30 SEK"))),
            given_by(("other", None)),
            facts_of((FUNDER, ("fund", "other")), (GRANT, Money.parse("1000 SEK"))),
            Facts(),
        ]
        facts[0] = Facts({**facts[0].by_key, COST.key: Money.parse("30 SEK")})
        view = overview(view_context(tmp_path, facts)).funders
        assert view is not None
        nbsp = "\N{NO-BREAK SPACE}"
        assert table(view) == {
            "fund": [(f"40{nbsp}kr", f"67{nbsp}%")],
            "part": [(f"10{nbsp}kr", f"16{nbsp}%")],
            "other": [(f"20{nbsp}kr", f"33{nbsp}%")],
        }
        assert (view.unnamed, view.left_out) == (3, 1)
        assert [row.depth for row in view.rows] == [0, 1, 0]
        assert [row.pattern for row in view.rows] == [1, None, 2]

    def test_shares_add_up_to_a_hundred_and_parts_fill_the_bar(self, tmp_path: Path) -> None:
        facts = list(some_facts(120, seed=9))
        view = overview(view_context(tmp_path, facts)).funders
        assert view is not None
        for number_of_bar, bar in enumerate(view.bars):
            widest = [row.shares[number_of_bar] for row in view.rows if not row.depth]
            assert sum(int(one.share.value.split("\N{NO-BREAK SPACE}")[0]) for one in widest if one) == 100
            assert sum(float(part.width.rstrip("%")) for part in bar.parts) == pytest.approx(100, abs=0.1)
            assert len(bar.parts) <= MOST_PARTS + 1

    def test_without_amounts_they_are_counted_only(self, tmp_path: Path) -> None:
        view = overview(view_context(tmp_path, [facts_of((FUNDER, ("fund",))), facts_of((FUNDER, ("other",)))]))
        assert view.funders is None
        assert [chart.id for chart in view.charts] == ["funders"]


SEARCHED = (kinds.SEARCH_INDEX,)
AREAS, GROUPS = ("culture", "health", "sport"), ("women", "youth")


def found_by(shown: ViewContext, url: str) -> int:
    """Return how many projects the filters in the query string of ``url`` leave: those of the search."""
    edition = shown.editions["sv"]
    chosen: dict[str, set[str]] = {}
    for name, value in parse_qsl(urlsplit(url).query, strict_parsing=True):
        chosen.setdefault(name, set()).add(value)
    values = [set(values_of(shown, edition, one.entry.facts)) for one in edition.projects.values()]
    return sum(all(any((name, one) in own for one in some) for name, some in chosen.items()) for own in values)


class TestMatrix:
    @given(st.lists(st.tuples(st.sets(st.sampled_from(AREAS)), st.sets(st.sampled_from(GROUPS))), min_size=4))
    def test_every_cell_counts_what_its_link_finds(
        self, tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[set[str], set[str]]]
    ) -> None:
        facts = [facts_of((SUPPORT_AREA, tuple(areas)), (TARGET_GROUPS, tuple(groups))) for areas, groups in pairs]
        shown = view_context(tmp_path_factory.mktemp("matrix"), facts, files=SEARCHED)
        view = overview(shown).matrix
        both = [(areas, groups) for areas, groups in pairs if areas and groups]
        if view is None:
            few = len(both) < 4
            assert few or min(len(set().union(*some)) for some in zip(*pairs, strict=True)) < 2
            return
        assert view.known == len(both)
        for row in view.rows:
            assert len(row.cells) == len(view.columns)
            for column, cell in zip(view.columns, row.cells, strict=True):
                names = {row.head.text.value, column.text.value}
                assert cell.count == sum(names <= areas | groups for areas, groups in pairs)
                assert (cell.url is None) == (cell.count == 0) == (cell.shade == 0)
                assert cell.url is None or found_by(shown, cell.url) == cell.count


class TestLinks:
    def test_a_year_leads_to_as_many_projects_as_it_counts(self, tmp_path: Path) -> None:
        shown = view_context(tmp_path, some_facts(80, seed=3), files=SEARCHED)
        years = overview(shown).years
        assert years is not None
        assert sum(column.url is not None for column in years.columns) >= 10
        for column in years.columns:
            under_way = column.values[0]
            assert under_way is not None
            assert number(found_by(shown, column.url) if column.url else 0) == under_way.value

    def test_without_a_search_nothing_leads_to_filters(self, tmp_path: Path) -> None:
        years = overview(view_context(tmp_path, some_facts(80, seed=3))).years
        assert years is not None
        assert {column.url for column in years.columns} == {None}
