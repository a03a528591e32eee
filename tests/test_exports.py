"""The list of projects as CSV and JSON: every fact by its declaration, any text intact, nothing that is not public."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples
from tests.pictures import drawn, saved
from tests.sites import PROJECT, ROOT, SITE_YML, TODAY, TRANSLATION, Files, build_site, document, explain, make_site
from vitrina.contract.facts import FACTS
from vitrina.disk.output import Output
from vitrina.exports.fields import Cell, CellType
from vitrina.exports.reference import columns_reference
from vitrina.exports.table import Column, Table, columns_of
from vitrina.exports.writing import csv_file, guarded, json_file, unguarded
from vitrina.model import Use, sections
from vitrina.options import BuildOptions
from vitrina.pipeline import build

STANDARD = SITE_YML.replace("theme: bare\n", "").replace("pl: {}", "pl: {fallback: [sv]}")
DOCUMENTATION = ROOT / "docs/data.md"

BOM = "\ufeff"


def json_rows(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a table in JSON, with numbers as they stand there."""
    rows: list[dict[str, Any]] = json.loads(content, parse_float=Decimal)
    return rows


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table in CSV as the library of Python reads them."""
    csv.field_size_limit(10**7)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def row_of(tmp_path: Path, declared: str, more: Files | None = None, **facts: str) -> dict[str, Any]:
    """Return the only row of a site with a project that has ``facts``, with the cells of CSV by “csv”."""
    files: Files = {
        "content/site.yml": STANDARD,
        "content/facts.yml": declared,
        TRANSLATION: None,
        PROJECT: document("Text.\n", **facts),
    }
    source = make_site(tmp_path, {**files, **(more or {})})
    report = build_site(source)
    assert report.errors == 0, explain(report.problems)
    folder = source / "site/sv/projects"
    (row,) = json_rows((folder / "projects.json").read_bytes())
    (cells,) = csv_rows((folder / "projects.csv").read_bytes())
    return {**row, "csv": cells}


# What comes out of declarations

OWN = """\
facts:
  participants: {shape: number, label: {sv: Deltagare}}
  balance: {shape: number, label: {sv: Saldo}}
  area: {shape: quantity, label: {sv: Yta}, unit: hectare}
  length: {shape: quantity, label: {sv: Längd}}
  opened: {shape: date, label: {sv: Öppnad}}
  meeting: {shape: date and time, label: {sv: Möte}}
  phase: {shape: period, label: {sv: Fas}}
  prices: {shape: list of money, label: {sv: Priser}}
  is_free: {shape: yes/no, label: {sv: Gratis}}
  where: {shape: point, label: {sv: Var}}
  hotline: {shape: phone, label: {sv: Telefon}}
  write: {shape: email, label: {sv: E-post}}
  home: {shape: country, label: {sv: Land}}
  motto: {shape: text per language, label: {sv: Motto}}
  report: {shape: attachment, label: {sv: Rapport}}
  steps:
    shape: list of mapping
    label: {sv: Steg}
    parts: {what: {shape: text, label: {sv: Vad}}, price: {shape: money, label: {sv: Pris}}}
  secret: {shape: text, label: {sv: Hemligt}, in: [table]}
  cost_currency: {shape: text, label: {sv: Annat}}
  url: {shape: text, label: {sv: Adress}}
"""
VALUES = {
    "participants": "120",
    "balance": "-12.50",
    "area": "3.5",
    "length": "12.5 km",
    "opened": "2021-01",
    "meeting": "2026-03-05 17:30",
    "phase": "2021-01-16/..",
    "prices": "[10.50 EUR, 3 SEK]",
    "is_free": "yes",
    "where": "[53.13, 23.16]",
    "hotline": '"+48 85 123 45 67"',
    "write": "a@example.org",
    "home": "NO",
    "motto": "{sv: Vi kan, pl: Możemy}",
    "report": "report.pdf",
    "steps": "[{what: Början, price: 5.00 EUR}, {what: Slutet}]",
    "secret": "nobody reads this",
    "cost": "69419.00 EUR",
    "cost_currency": "own",
    "url": "x",
    "region": "podlaskie",
    "partners": "[{name: Newschool, town: Oslo, country: NO}, {name: Dom}]",
}
EXPECTED: Mapping[str, tuple[object, str]] = {
    "participants": (120, "120"),
    "balance": (Decimal("-12.50"), "-12.50"),
    "area": (Decimal("3.5"), "3.5"),
    "area_unit": ("hectare", "hectare"),
    "length": (Decimal("12.5"), "12.5"),
    "length_unit": ("km", "km"),
    "opened": ("2021-01", "2021-01"),
    "meeting": ("2026-03-05T17:30", "2026-03-05T17:30"),
    "phase_start": ("2021-01-16", "2021-01-16"),
    "prices": ([Decimal("10.50"), 3], "10.50; 3"),
    "prices_currency": (["EUR", "SEK"], "EUR; SEK"),
    "is_free": (True, "true"),
    "where_latitude": (Decimal("53.13"), "53.13"),
    "where_longitude": (Decimal("23.16"), "23.16"),
    "hotline": ("+48 85 123 45 67", "'+48 85 123 45 67"),
    "write": ("a@example.org", "a@example.org"),
    "home": ("NO", "NO"),
    "home_label": ("Norge", "Norge"),
    "motto": ("Vi kan", "Vi kan"),
    "steps_what": (["Början", "Slutet"], "Början; Slutet"),
    "steps_price": ([Decimal("5.00"), None], "5.00; "),
    "steps_price_currency": (["EUR", None], "EUR; "),
    "cost": (Decimal("69419.00"), "69419.00"),
    "cost_currency": ("EUR", "EUR"),
    "fact_cost_currency": ("own", "own"),
    "fact_url": ("x", "x"),
    "region": (["podlaskie"], "podlaskie"),
    "partners_name": (["Newschool", "Dom"], "Newschool; Dom"),
    "partners_town": (["Oslo", None], "Oslo; "),
    "partners_country": (["NO", None], "NO; "),
    "partners_country_label": (["Norge", None], "Norge; "),
}


def test_facts_of_every_shape_have_their_columns(tmp_path: Path) -> None:
    row = row_of(tmp_path, OWN, {"content/projects/alpha/report.pdf": b"%PDF-1.4\n"}, **VALUES)
    cells = row["csv"]
    assert {name: (row[name], cells[name]) for name in EXPECTED} == EXPECTED
    assert row["report"] == cells["report"] == "https://example.org/showcase/files/projects/alpha/report.pdf"
    assert row["id"] == "alpha"
    assert row["url"] == "https://example.org/showcase/sv/projects/alpha/"
    assert cells["phase_end"] == ""
    assert "phase_end" not in row


def test_a_fact_that_is_not_exported_is_nowhere(tmp_path: Path) -> None:
    row = row_of(tmp_path, OWN, {"content/projects/alpha/report.pdf": b"%PDF-1.4\n"}, **VALUES)
    assert VALUES["secret"] not in str(row)
    assert "secret" not in row["csv"]


def test_the_columns_do_not_depend_on_what_projects_have(tmp_path: Path) -> None:
    cells = row_of(tmp_path, OWN)["csv"]
    assert list(cells)[:5] == ["id", "url", "language", "title", "summary"]
    assert {name.removesuffix("_end") for name in EXPECTED} <= set(cells)


def test_a_text_of_another_language_says_so(tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/site.yml": STANDARD, TRANSLATION: None})
    assert build_site(source).errors == 0
    (row,) = json_rows((source / "site/pl/projects/projects.json").read_bytes())
    assert (row["language"], row["url"]) == ("sv", "https://example.org/showcase/pl/projects/alpha/")


def test_what_visitors_do_not_see_is_in_no_table_even_where_the_preview_shows_it(tmp_path: Path) -> None:
    hidden = {
        "content/projects/beta/index.sv.md": document("Text.\n", draft="yes"),
        "content/projects/gamma/index.sv.md": document("Text.\n", publish_on="2030-01-01"),
    }
    source = make_site(tmp_path, {"content/site.yml": STANDARD, TRANSLATION: None, **hidden})
    output = Output(source / "site", "site")
    report = build(BuildOptions(source=source, today=TODAY, output=output, with_drafts=True), lambda *_: None)
    assert report.errors == 0, explain(report.problems)
    assert (source / "site/sv/projects/beta/index.html").is_file()
    assert [row["id"] for row in json_rows((source / "site/sv/projects/projects.json").read_bytes())] == ["alpha"]


@pytest.mark.parametrize("scope", ["web", "print"])
def test_a_picture_of_people_has_an_address_only_as_far_as_they_agree(scope: str, tmp_path: Path) -> None:
    declared = "facts: {portrait: {shape: attachment, label: {sv: Porträtt}}}\n"
    consent = f"{{given_by: Anna Nowak, date: 2025-05-02, expires: 2027, scope: {scope}}}"
    about = f"{{a.png: {{alt: Rosa, shows: people, consent: {consent}}}}}"
    row = row_of(
        tmp_path,
        declared,
        {"content/projects/alpha/a.png": saved(drawn(9, 6), "PNG")},
        portrait="a.png",
        pictures=about,
    )
    assert ("portrait" in row, bool(row["csv"]["portrait"])) == ((True, True) if scope == "web" else (False, False))
    assert "Anna Nowak" not in str(row)


# Files

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TRICKY = st.text(st.sampled_from("=+-@\t\r\n'\"0;, ＝\0\u202e<&"))
A_TEXT = st.one_of(ANY_TEXT, TRICKY, ANY_TEXT.map(lambda text: text * 1000))
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)

TEXT_COLUMN = Column(name="text", type=CellType.TEXT, is_list=False, meaning="")
COLUMNS = (
    TEXT_COLUMN,
    replace(TEXT_COLUMN, name="texts", is_list=True),
    replace(TEXT_COLUMN, name="number", type=CellType.NUMBER),
)


@given(st.lists(st.tuples(A_TEXT, st.lists(A_TEXT, min_size=1), NUMBERS), max_size=4))
@examples(60)
def test_any_text_comes_out_as_it_went_in(written: list[tuple[str, list[str], Decimal]]) -> None:
    rows: list[dict[str, Cell]] = [
        {"text": text, "texts": tuple(texts), "number": number} for text, texts, number in written
    ]
    table = Table(COLUMNS, tuple(rows))
    read = json_rows(json_file(table))
    assert [(row["text"], row["texts"], Decimal(row["number"])) for row in read] == written
    cells = csv_rows(csv_file(table))
    assert [unguarded(row["text"]) for row in cells] == [text for text, _, _ in written]
    assert [unguarded(row["texts"]) for row in cells] == ["; ".join(texts) for _, texts, _ in written]
    assert [Decimal(row["number"]) for row in cells] == [number for _, _, number in written]
    assert not any(is_formula(row[name]) for row in cells for name in ("text", "texts"))


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would run ``cell``: a number that begins with a sign is a number to it."""
    if cell[:1] not in "=+-@\t\r" or not cell:
        return False
    return not cell.removeprefix("-").replace(".", "", 1).isdecimal()


@given(A_TEXT)
@examples(100)
def test_what_is_guarded_can_be_told_from_what_was_written(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-5", "-12.50", "0", "a=1", "'", "", "1-2"])
def test_a_number_and_a_harmless_text_are_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_the_form_of_the_files() -> None:
    table = Table(COLUMNS, ({"text": "a,b", "number": Decimal("1.50")}, {"texts": ("x", "y")}))
    assert csv_file(table).decode() == f'{BOM}text,texts,number\r\n"a,b",,1.50\r\n,x; y,\r\n'
    assert json_file(table).decode() == '[\n{"text":"a,b","number":1.50},\n{"texts":["x","y"]}\n]\n'


# Documentation


def test_the_documentation_lists_the_columns(request: pytest.FixtureRequest) -> None:
    text = columns_reference(FACTS[sections.PROJECTS])
    before = DOCUMENTATION.read_text("utf-8").partition("## Columns\n")[0]
    if request.config.getoption("--refresh-golden"):
        DOCUMENTATION.write_text(before + text, "utf-8")
    assert DOCUMENTATION.read_text("utf-8") == before + text, "run it with --refresh-golden"
    assert len(columns_of(FACTS[sections.PROJECTS])) == text.partition("## Columns of own")[0].count("\n| `")
    assert all(Use.EXPORT in fact.uses for fact in FACTS[sections.PROJECTS])
