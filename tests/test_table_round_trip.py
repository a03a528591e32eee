"""``vitrina table`` and ``vitrina import table``: what was not edited changes no byte; what was, changes alone."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.depth import examples
from tests.sites import make_site, tree
from vitrina.cli import main as cli
from vitrina.contract.columns import columns_of_fact
from vitrina.contract.facts import FACTS as FACTS_OF_THE_PACKAGE
from vitrina.exports.fields import fields_of
from vitrina.importers.csv_tables import GUARDED
from vitrina.importers.yaml_values import Yaml, flow, lines_of, scalar, yaml_of
from vitrina.model import sections
from vitrina.problems import Problems
from vitrina.reading.yaml import parse

FACTS = """\
facts:
  plain: {shape: text, label: L, in: [table]}
  local: {shape: text per language, label: L, in: [table]}
  codes: {shape: list of code, label: L, in: [table]}
  count: {shape: number, label: L, in: [table]}
  counts: {shape: list of number, label: L, in: [table]}
  length: {shape: quantity, label: L, in: [table]}
  area: {shape: quantity, unit: hectare, label: L, in: [table]}
  day: {shape: date, label: L, in: [table]}
  days: {shape: list of date, label: L, in: [table]}
  moment: {shape: date and time, label: L, in: [table]}
  budget: {shape: money, label: L, in: [table]}
  budgets: {shape: list of money, label: L, in: [table]}
  spans: {shape: list of period, label: L, in: [table]}
  site: {shape: link, label: L, in: [table]}
  mail: {shape: email, label: L, in: [table]}
  phones: {shape: list of phone, label: L, in: [table]}
  open: {shape: yes/no, label: L, in: [table]}
  spot: {shape: point, label: L, in: [table]}
  land: {shape: country, label: L, in: [table]}
  words: {shape: list of text per language, label: L, in: [table]}
  people: {shape: list of person, label: L, in: [table]}
  house: {shape: place, label: L, in: [table]}
"""

SAFE = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"))
texts = st.text(SAFE, min_size=1, max_size=40).filter(str.strip)
quoted = texts.map(
    lambda text: "".join(
        char if char.isprintable() else f"\\U{ord(char):08x}" for char in json.dumps(text, ensure_ascii=False)
    )
)
written = st.one_of(
    quoted,
    st.sampled_from(
        ["Ann # c", "=1+1", "'x", "+48 12", "@a", "-", "x: y", "1.10", "00123", "null", "~", "TRUE", "5e3"]
    ).map(json.dumps),
    st.sampled_from(["Vatten", "Łódź i ogród", "بيت", "två  ord", "00123", "1.10", "2021-01"]),
)
days = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4])).filter(lambda day: day >= "0001")
numbers = st.one_of(
    st.integers(-(10**14), 10**14).map(str),
    st.decimals(-(10**6), 10**6, places=2, allow_nan=False).map(lambda n: f"{n:f}"),
)
amounts = st.tuples(
    st.integers(0, 10**14), st.sampled_from(["", ".5", ".50", ".1234"]), st.sampled_from(["EUR", "SEK"])
).map(lambda parts: f"{parts[0]}{parts[1]} {parts[2]}")


def listed(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        values, st.lists(values, min_size=1, max_size=3, unique=True).map(lambda some: f"[{', '.join(some)}]")
    )


local = st.one_of(
    written,
    st.dictionaries(st.sampled_from(["sv", "pl", "lv"]), written, min_size=1).map(
        lambda some: "{" + ", ".join(f"{code}: {text}" for code, text in some.items()) + "}"
    ),
)
periods = st.one_of(
    dates,
    dates.map(lambda day: f"{day}/.."),
    dates.map(lambda day: f"../{day}"),
    dates.map(lambda day: f"{{start: {day}}}"),
)
VALUES = {
    "plain": written,
    "local": local,
    "town": local,
    "codes": listed(written),
    "number": written,
    "count": numbers,
    "counts": listed(numbers),
    "length": st.tuples(numbers, st.sampled_from(["km", "träd", "m²"])).map(" ".join),
    "area": numbers,
    "day": dates,
    "days": listed(dates),
    "moment": days.map(lambda day: f"{day} 17:30"),
    "period": periods,
    "spans": listed(periods),
    "cost": amounts,
    "budget": amounts,
    "budgets": listed(amounts),
    "site": st.sampled_from(["https://example.org/a", "http://example.org/?q=1#x"]),
    "mail": st.just("a@example.org"),
    "phones": listed(st.sampled_from(['"+48 85 123 45 67"', "112 11", "(08) 123 45"])),
    "open": st.sampled_from(["yes", "no", "true"]),
    "spot": st.sampled_from(["[53.13, 23.16]", "[-1.5, 0]"]),
    "land": st.sampled_from(["PL", "NO"]),
    "words": listed(local),
    "people": st.sampled_from(
        ["Anna Nowak", "[{name: Anna, role: {pl: x, sv: y}}, Bo]", '{name: "A, B", email: a@example.org}']
    ),
    "house": st.sampled_from(["Huset", "{name: {sv: Huset}, point: [1.50, 2]}"]),
    "region": st.sampled_from(["podlaskie", "[podlaskie, latgale]", "[podlaskie]"]),
    "status": st.just("finished"),
    "partners": st.sampled_from(["{name: Ett}", "[{name: Ett, town: {sv: Oslo}, country: NO}, {name: '=x'}]"]),
    "results": st.sampled_from(["[{value: 5, label: {sv: a, pl: b}}]", "{value: 0005, label: '441'}"]),
    "funding": st.sampled_from(["{funder: acf, amount: 5.00 EUR, share: 80}"]),
}


@st.composite
def documents(draw: st.DrawFn) -> str:
    keys = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    lines = [f"title: {draw(quoted)}", *(f"{key}: {draw(VALUES[key])}" for key in keys)]
    if draw(st.booleans()):
        lines.append(f"summary: {draw(quoted)}")
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    body = draw(st.sampled_from(["", "Text --- here\n", "---\n"]))
    return ending.join(["---", "# a comment", *draw(st.permutations(lines)), "---", "", body])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vocabularies = {
        "i18n/vocabularies/regions.yml": "podlaskie: {labels: {sv: 'Pod; lasien', pl: woj. podlaskie}}\n"
        "latgale: {labels: Latgale}\n",
        "i18n/vocabularies/funders.yml": "acf: {labels: ACF}\n",
    }
    return make_site(tmp_path_factory.mktemp("round") / "site", {"content/facts.yml": FACTS, **vocabularies})


def there_and_back(site: Path, ending: str) -> None:
    file = site.parent / f"projects.{ending}"
    file.unlink(missing_ok=True)
    assert cli.main(["table", str(file), "--source", str(site), "--ui-language", "en"]) == 0
    before = tree(site)
    assert cli.main(["import", "table", str(file), "--source", str(site), "--ui-language", "en"]) == 0
    assert tree(site) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@given(texts=st.lists(documents(), min_size=3, max_size=6))
@examples(6)
def test_what_was_not_edited_changes_no_byte(site: Path, ending: str, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        folder = site / f"content/projects/p{number}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.sv.md").write_bytes(text.encode())
    there_and_back(site, ending)


@given(
    value=st.recursive(
        st.text(SAFE),
        lambda inner: st.lists(inner, min_size=1) | st.dictionaries(st.sampled_from(["name", "sv"]), inner, min_size=1),
    )
)
@example(value="null")
@example(value="NO")
@example(value="a: b # c")
@example(value=["a, b", {"name": "{x}"}])
@example(value={"sv": "null", "pl": "it's „x”"})
@examples(100)
def test_a_value_that_is_written_is_read_again(value: object) -> None:
    lines = lines_of("key", written_as_yaml(value))
    problems = Problems()
    fields = parse("\n".join(lines), "", problems)
    assert fields is not None
    assert problems.errors == 0
    assert flow(yaml_of(fields.values["key"])) == flow(written_as_yaml(value))


def written_as_yaml(value: object) -> Yaml:
    if isinstance(value, dict):
        return {key: written_as_yaml(inner) for key, inner in value.items()}
    return [written_as_yaml(inner) for inner in value] if isinstance(value, list) else scalar(str(value))


ORIGINAL = """\
---
title: Trädgården # fortfarande
# om kostnaden
cost: 69419.00 EUR  # enligt avtal
region: [podlaskie, latgale]
town:
  sv: Belostok
  pl: Białystok # miasto
period: 2021-01-16/2023-01-15
partners:
  - name: Newschool
    town: Oslo
---
Text med   mellanslag.
"""


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    regions = "podlaskie: {labels: {sv: Podlasien}}\nlatgale: {labels: {sv: Lettgallen}}\n"
    files = {
        "content/projects/garden/index.sv.md": ORIGINAL,
        "content/projects/garden/index.pl.md": "---\ntitle: Ogród\ntranslated_from: sv\n---\n\nTekst.\n",
        "i18n/vocabularies/regions.yml": regions,
    }
    return make_site(tmp_path / "site", files)


def edited(site: Path, changes: dict[str, object], sheet: str = "projects", row: str = "garden") -> str:
    """Write the table as a workbook, change cells of a row, read it back, and return the original of the garden."""
    file = site.parent / "projects.xlsx"
    file.unlink(missing_ok=True)
    assert cli.main(["table", str(file), "--source", str(site), "--language", "sv"]) == 0
    book = openpyxl.load_workbook(file)
    names = [cell.value for cell in book[sheet][1]]
    found = next(cells for cells in book[sheet].iter_rows() if cells[0].value == row)
    for name, value in changes.items():
        found[names.index(name)].value = value
    book.save(file)
    assert cli.main(["import", "table", str(file), "--source", str(site), "--ui-language", "en"]) == 0
    return (site / "content/projects/garden/index.sv.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"cost": 70000.5}, "cost: 69419.00 EUR  # enligt avtal", "cost: 70000.5 EUR  # enligt avtal"),
        ({"cost_currency": "SEK"}, "cost: 69419.00 EUR", "cost: 69419.00 SEK"),
        ({"region": "latgale"}, "region: [podlaskie, latgale]", "region: latgale"),
        ({"region_label": "Lettgallen"}, "region: [podlaskie, latgale]", "region: latgale"),
        ({"period_end": "2024-02"}, "2021-01-16/2023-01-15", "2021-01-16/2024-02"),
        ({"period_end": None}, "2021-01-16/2023-01-15", "2021-01-16/.."),
        (
            {"town_pl": "Suwałki"},
            "town:\n  sv: Belostok\n  pl: Białystok # miasto\n",
            "# miasto\ntown:\n  sv: Belostok\n  pl: Suwałki\n",
        ),
        ({"status": "finished"}, "latgale]\n", "latgale]\n"),
        ({"cost": None, "cost_currency": None}, "cost: 69419.00 EUR  # enligt avtal", "# enligt avtal"),
        (
            {"partners": "{name: Newschool, town: Bergen}"},
            "  - name: Newschool\n    town: Oslo\n",
            "  - name: Newschool\n    town: Bergen\n",
        ),
    ],
)
def test_what_was_edited_changes_alone(garden: Path, changes: dict[str, object], before: str, after: str) -> None:
    changed = edited(garden, changes)
    if "status" in changes:
        assert "status: finished\n" in changed
        changed = changed.replace("status: finished\n", "")
    assert changed == ORIGINAL.replace(before, after)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("section", ["pages", "news", "events"])
def test_entries_of_other_sections_stay_there(garden: Path, section: str, ending: str) -> None:
    settings = (garden / "content/site.yml").read_text("utf-8")
    (garden / "content/site.yml").write_text(f"{settings}sections: {{events: {{type: events}}}}\n", "utf-8")
    for path in ("pages/about/team", "news/hello", "events/fair"):
        folder = garden / "content" / path
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.sv.md").write_text("---\ntitle: '=Namn'\n---\n\nText.\n", "utf-8")
    file = garden.parent / f"t.{ending}"
    assert cli.main(["table", str(file), "--source", str(garden), "--section", section]) == 0
    before = tree(garden)
    assert cli.main(["import", "table", str(file), "--source", str(garden)]) == 0
    assert tree(garden) == before


def test_titles_and_summaries_are_edited_on_the_sheet_of_their_language(garden: Path) -> None:
    assert edited(garden, {"title": "Ogród: nowy", "summary": "Krótko."}, sheet="pl") == ORIGINAL
    assert (garden / "content/projects/garden/index.pl.md").read_text("utf-8") == (
        '---\ntitle: "Ogród: nowy"\nsummary: Krótko.\ntranslated_from: sv\n---\n\nTekst.\n'
    )
    edited(garden, {"title": "Dārzs"}, sheet="lv")
    assert (
        (garden / "content/projects/garden/index.lv.md")
        .read_text("utf-8")
        .startswith("---\ntitle: Dārzs\ntranslated_from: sv ")
    )


def test_a_cell_that_is_not_understood_leaves_the_fact_as_it_is(
    garden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edited(garden, {"cost": "mycket", "region": "Podlasie"}) == ORIGINAL
    told = capsys.readouterr().out
    assert "(cost): “mycket EUR” is not an amount of money." in told
    assert "(region): “Podlasie” is not a term" in told


def test_no_cell_of_a_csv_file_is_a_formula(garden: Path) -> None:
    (garden / "content/projects/garden/index.sv.md").write_text("---\ntitle: '=1+1'\nnumber: '+5'\n---\n", "utf-8")
    file = garden.parent / "t.csv"
    assert cli.main(["table", str(file), "--source", str(garden)]) == 0
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(GUARDED[:4])]


def test_a_table_never_replaces_a_file(garden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = garden.parent / "t.csv"
    file.write_text("mine", "utf-8")
    assert cli.main(["table", str(file), "--source", str(garden), "--ui-language", "en"]) == 2
    assert "kept as it is" in capsys.readouterr().err
    assert file.read_text("utf-8") == "mine"


def test_columns_are_called_as_in_open_data() -> None:
    """A name means the same in both; what has several parts in open data is in one cell here."""
    for fact in FACTS_OF_THE_PACKAGE[sections.PROJECTS]:
        mine = {column.name for column in columns_of_fact(fact, ())}
        theirs = {fact.key + field.suffix for field in fields_of(fact)}
        assert mine == theirs or (mine == {fact.key} and fact.key not in theirs), fact.key
