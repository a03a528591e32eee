"""Projects from tables: each row becomes a project, what cannot be carried over is told, texts are never touched."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.sites import make_site, tree
from vitrina.cli import main as cli
from vitrina.importers.tables import Cell
from vitrina.importers.xlsx_tables import open_xlsx

REGIONS = """\
podlaskie: {labels: {pl: województwo podlaskie, sv: Podlasien}}
latgale: {labels: {pl: Łatgalia, sv: Lettgallen}}
"""
HEAD = "title,region,cost\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", {"i18n/vocabularies/regions.yml": REGIONS})


class Importing:
    """Runs of ``vitrina import table`` on one site, and what they say."""

    def __init__(self, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.site = site
        self.capsys = capsys
        self.file = site.parent / "table.csv"

    def mapping(self, text: str) -> None:
        self.file.with_suffix(".import.yml").write_text(text, "utf-8")

    def table(self, content: str | bytes) -> None:
        self.file.write_bytes(content.encode() if isinstance(content, str) else content)

    def workbook(self, rows: list[list[object]], title: str = "Projekt") -> openpyxl.Workbook:
        book = openpyxl.Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        self.save(book)
        return book

    def save(self, book: openpyxl.Workbook) -> None:
        self.file = self.file.with_suffix(".xlsx")
        book.save(self.file)

    def run(self, *options: str, code: int = 0) -> str:
        found = cli.main(
            ["import", "table", str(self.file), "--source", str(self.site), "--ui-language", "en", *options]
        )
        told = self.capsys.readouterr()
        assert found == code, told.out + told.err
        return told.out + told.err

    def project(self, name: str, language: str = "sv") -> str:
        return (self.site / f"content/projects/{name}/index.{language}.md").read_text("utf-8")


@pytest.fixture
def importing(site: Path, capsys: pytest.CaptureFixture[str]) -> Importing:
    return Importing(site, capsys)


COLUMNS = "language: sv\ncolumns: {Titel: title, Region: region, Kostnad: cost}\n"


def test_a_row_becomes_a_project_with_its_facts_and_its_translations(importing: Importing) -> None:
    importing.mapping(
        "language: pl\ncurrency: PLN\ncolumns: {Tytuł: title_pl, Titel: title_sv, Opis: summary, Tekst: text,"
        " Region: region, Koszt: cost, Od: period_start, Do: period_end, Miasto: town_pl, Stad: town_sv,"
        " Partner: partners}\n"
    )
    importing.table(
        "Tytuł;Titel;Opis;Tekst;Region;Koszt;Od;Do;Miasto;Stad;Partner\n"
        'Łódź: żółta;Gul båt;Krótko.;"Pierwszy\nakapit";Łatgalia;69 419,50;16.01.2021;maj 2023;'
        "Białystok;Belostok;Newschool\n"
    )
    assert "Rows: 1 new" in importing.run()
    original = importing.project("lodz-zolta", "pl")
    assert original.startswith('---\ntitle: "Łódź: żółta"\nsummary: Krótko.\nregion: latgale\n')
    for line in ("period: 2021-01-16/2023-05", "cost: 69419.50 PLN", "  - name: Newschool"):
        assert f"\n{line}\n" in original
    assert original.endswith("---\n\nPierwszy\nakapit\n")
    translation = importing.project("lodz-zolta", "sv")
    assert translation.startswith("---\ntitle: Gul båt\ntranslated_from: pl ")
    assert cli.main(["check", "--source", str(importing.site), "--ui-language", "en"]) == 0


def test_a_second_run_updates_facts_and_touches_nothing_else(importing: Importing) -> None:
    importing.mapping(COLUMNS)
    importing.table("Titel,Region,Kostnad\nVår trädgård,Podlasien,500 EUR\n")
    importing.run()
    file = importing.site / "content/projects/var-tradgard/index.sv.md"
    own = (
        "---\r\ntitle: Vår trädgård # fortfarande\r\n# vad det kostar\r\ncost: 500 EUR  # kolla\r\n"
        "region: podlaskie\r\n---\r\n\r\nText.\r\n"
    )
    file.write_bytes(own.encode())
    before = tree(importing.site)
    assert "1 without changes" in importing.run()
    assert tree(importing.site) == before
    importing.table("Titel,Region,Kostnad\nVår trädgård,,750.50 EUR\n")
    assert "1 with changes" in importing.run()
    assert file.read_bytes().decode() == own.replace("500 EUR", "750.50 EUR")


def test_nothing_is_written_by_a_dry_run_or_a_strict_one_that_loses_something(importing: Importing) -> None:
    importing.mapping(COLUMNS)
    importing.table("Titel,Region,Kostnad\nEtt,Podlasien,ungefär 500\n")
    before = tree(importing.site)
    told = importing.run("--dry-run")
    assert "content/projects/ett/index.sv.md" in told
    assert "table.csv C2 (Kostnad): “ungefär 500” is not an amount of money." in told
    assert "Nothing was written" in importing.run("--strict", code=1)
    assert tree(importing.site) == before


def test_a_mapping_is_proposed_and_can_be_used_as_it_is(importing: Importing) -> None:
    importing.workbook(
        [
            ["Våra projekt 2024"],
            ["Nr", "Titel", "Titel (polska)", "Region", "Kostnad (EUR)", "Start", "Slut", "Anteckning"],
            ["A-1", "Trädgården på ön", "Ogród", "Lettgallen", 1200.5, date(2021, 1, 16), date(2022, 1, 1), "hemligt"],
            ["A-2", "Båten", None, "Podlasien", 900, date(2020, 1, 1), date(2021, 1, 1), None],
        ]
    )
    before = tree(importing.site)
    importing.run("--dry-run")
    mapping = importing.file.with_suffix(".import.yml").read_text("utf-8")
    assert tree(importing.site) == before
    assert "find_by: number\n" in mapping
    assert "header: 2\n" in mapping
    assert "  # hemligt\n  Anteckning:\n" in mapping
    importing.run()
    assert importing.project("tradgarden-pa-on").startswith("---\ntitle: Trädgården på ön\nregion: latgale\n")
    assert "cost: 1200.5 EUR\n" in importing.project("tradgarden-pa-on")
    assert "period: 2021-01-16/2022-01-01\n" in importing.project("tradgarden-pa-on")
    assert "title: Ogród\n" in importing.project("tradgarden-pa-on", "pl")
    assert importing.file.with_suffix(".import.yml").read_text("utf-8") == mapping, "it is the user's from now on"


def test_terms_that_are_missing_are_listed_and_added_if_wanted(importing: Importing) -> None:
    importing.mapping(COLUMNS)
    importing.table("Titel,Region,Kostnad\nEtt,Långtbortistan,\nTvå,Långtbortistan; Podlasien,\n")
    told = importing.run("--dry-run")
    assert "table.csv B2, B3 (Region): “Långtbortistan” is not a term" in told
    assert "  langtbortistan: {labels: {sv: Långtbortistan}}\n" in told
    importing.run("--add-terms")
    vocabulary = (importing.site / "i18n/vocabularies/regions.yml").read_text("utf-8")
    assert vocabulary == REGIONS + "langtbortistan: {labels: {sv: Långtbortistan}}\n"
    assert "region: [langtbortistan, podlaskie]\n" in importing.project("tva")


def test_a_vocabulary_that_is_laid_out_unusually_is_left_alone(importing: Importing) -> None:
    file = importing.site / "i18n/vocabularies/regions.yml"
    file.write_text("{podlaskie: {labels: Podlasien}}\n", "utf-8")
    importing.mapping(COLUMNS)
    importing.table("Titel,Region,Kostnad\nEtt,Långtbortistan,\n")
    assert "  langtbortistan: {labels: {sv: Långtbortistan}}\n" in importing.run("--add-terms")
    assert file.read_text("utf-8") == "{podlaskie: {labels: Podlasien}}\n"


@pytest.mark.parametrize(
    ("written", "settings", "expected"),
    [
        ("69 419,00 zł", "", "69419.00 PLN"),
        ("1 234,5", "currency: SEK", "1234.5 SEK"),
        ("1 234 kr", "currency: SEK", "1234 SEK"),
        ("٦٩٬٤١٩٫٥٠", "currency: EUR", "69419.50 EUR"),
        ("69.419", "currency: EUR\ndecimal: comma", "69419 EUR"),
        ("69.419", "currency: EUR\ndecimal: point", None),
        ("69.419", "currency: EUR", None),
        ("€ 5,000.00", "", "5000.00 EUR"),
        ("5000", "", None),
        ("=2+3", "", None),
        ("-5 EUR", "", None),
    ],
)
def test_amounts(importing: Importing, written: str, settings: str, expected: str | None) -> None:
    importing.mapping(f"{COLUMNS}{settings}\n")
    importing.table(f'Titel,Region,Kostnad\nEtt,,"{written}"\n')
    told = importing.run()
    if expected is None:
        assert "table.csv C2 (Kostnad):" in told
        assert "cost" not in importing.project("ett")
    else:
        assert f"cost: {expected}\n" in importing.project("ett")


@pytest.mark.parametrize(
    ("written", "settings", "expected"),
    [
        ("16.1.2021", "", "2021-01-16"),
        ("03/04/2021", "dates: day first", "2021-04-03"),
        ("03/04/2021", "dates: month first", "2021-03-04"),
        ("03/04/2021", "", None),
        ("2021", "", "2021"),
        ("styczeń 2021", "", "2021-01"),
        ("44212", "", "2021-01-16"),
        ("٢٠٢١", "", "2021"),
        ("2021-01-16 00:00:00", "", "2021-01-16"),
        ("2021-02-30", "", None),
    ],
)
def test_dates(importing: Importing, written: str, settings: str, expected: str | None) -> None:
    importing.mapping(f"columns: {{Titel: title, Start: period_start}}\n{settings}\n")
    importing.table(f"Titel,Start\nEtt,{written}\n")
    told = importing.run()
    assert (f"period: {expected}/..\n" in importing.project("ett")) is (expected is not None), told
    assert ("B2 (Start)" in told) is (expected is None)


def test_a_workbook_tells_dates_amounts_and_their_currency(importing: Importing) -> None:
    book = importing.workbook([["Titel", "Start", "Kostnad", "År"], ["Ett", date(2021, 1, 16), 1234.56, 2021]])
    for shown, expected in {
        '#,##0.00 "zł"': "PLN",
        "[$kr-41D] #,##0": "SEK",
        "#,##0 [$kr-414]": "NOK",
        "[$€-2] #,##0.00": "EUR",
        "#,##0.00 [$PLN]": "PLN",
    }.items():
        importing.mapping("columns: {Titel: title, Start: period_start, Kostnad: cost}\n")
        book.active["C2"].number_format = shown
        importing.save(book)
        importing.run()
        assert f"cost: 1234.56 {expected}\n" in importing.project("ett"), shown


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Titel;Region\nZażółć gęślą jaźń;Łatgalia\n", "cp1250"),
        ("Titel;Region\nMeža šķūņi;Łatgalia\n".replace("Ł", "L"), "cp1257"),
        ("Titel\tRegion\nÅängar på ön\tLettgallen\n", "cp1252"),
        ("Titel;Region\nبيت العائلة;Lettgallen\n", "cp1256"),
        ("Titel\tRegion\nZażółć\tŁatgalia\n", "utf-16"),
        ("Titel,Region\nZażółć,Łatgalia\n", "utf-8-sig"),
        ("Titel,Region\nZażółć,Łatgalia\n", "utf-16-le"),
    ],
)
def test_encodings_and_delimiters_are_found_out(importing: Importing, text: str, encoding: str) -> None:
    importing.mapping("columns: {Titel: title}\n")
    importing.table(text.encode(encoding))
    told = importing.run()
    title = text.split("\n")[1].replace(";", "\t").replace(",", "\t").split("\t")[0]
    files = [file.read_text("utf-8") for file in (importing.site / "content/projects").glob("*/index.sv.md")]
    assert any(f"title: {title}\n" in file for file in files), files
    assert ("was read as" in told) is not encoding.startswith("utf-8")


def test_ids_are_latin_stable_and_never_those_of_others(importing: Importing) -> None:
    importing.mapping("columns: {N: number, Titel: title}\nfind_by: number\n")
    importing.table("N,Titel\n1,Мой дом\n2,Мой дом\n3,بيت\n4,Alpha\n5,!!!\n")
    importing.run()
    names = {file.name for file in (importing.site / "content/projects").iterdir()}
    assert {"moy-dom", "moy-dom-2", "byt", "alpha-2"} <= names
    before = tree(importing.site)
    importing.table("N,Titel\n5,!!!\n4,Alpha\n3,بيت\n2,Мой дом\n1,Мой дом\n")
    assert "0 new, 0 with changes, 5 without changes" in importing.run()
    assert tree(importing.site) == before


def test_rows_that_cannot_be_told_apart_are_left_out_and_told(importing: Importing) -> None:
    importing.mapping("columns: {Titel: title, Region: region}\n")
    importing.table("Titel,Region\nEtt,Podlasien\nEtt,Lettgallen\n,Lettgallen\n")
    told = importing.run()
    assert "table.csv 3: Row 2 is about the same entry." in told
    assert "table.csv 4: The row has no title." in told
    assert "1 new, 0 with changes, 0 without changes, 2 left out" in told


def mistaken(importing: Importing, mapping: str) -> str:
    importing.mapping(mapping)
    importing.table("Titel,Titel,,Kostnad\nEtt,Två,tre,5 EUR\n")
    before = tree(importing.site)
    told = importing.run(code=1)
    assert tree(importing.site) == before
    return told


def test_a_mapping_that_does_not_fit_is_told_with_its_line(importing: Importing) -> None:
    told = mistaken(importing, "columns:\n  '[A]': title\n  Kostnad: costs\n")
    assert "table.import.yml:3: unknown-column: There is no fact, and no part of one, that is called “costs”." in told
    assert "Did you mean “cost”?" in told
    told = mistaken(importing, "columns:\n  Kostand: cost\n")
    assert "table.import.yml:2: unknown-column: table.csv has no column “Kostand”." in told
    assert "Did you mean “Kostnad”?" in told
    told = mistaken(importing, "columns:\n  Titel: title\n")
    assert "Name one of them by its letter in brackets: [A], [B]" in told
    told = mistaken(importing, "columns:\n  '[A]': title\n  '[C]': cost\n  Kostnad: cost\n")
    assert "table.import.yml:4: repeated-column: “cost” is also the column “[C]”." in told
    assert "Did you mean “columns”?" in mistaken(importing, "colums: {}\n")
    assert "unknown-language" in mistaken(importing, "language: fi\ncolumns: {'[A]': title}\n")
    assert "Did you mean “day first”?" in mistaken(importing, "dates: dayfirst\ncolumns: {'[A]': title}\n")


def test_hidden_sheets_merged_cells_and_formulas(importing: Importing) -> None:
    book = importing.workbook([["Titel", "Region", "Kostnad"], ["Ett", "Podlasien", "=1+1"], ["Två", None, 5]])
    book.active.merge_cells("B2:B3")
    secret = book.create_sheet("Hemligt")
    secret.sheet_state = "hidden"
    importing.save(book)
    importing.mapping(f"{COLUMNS}currency: EUR\n")
    told = importing.run()
    assert "Other sheets of the workbook are left out: Hemligt" in told
    assert "Merged cells were read as if each row had the value." in told
    assert "table.xlsx [Projekt] C2 (Kostnad): The formula in this cell has no value yet." in told
    assert "region: podlaskie\ncost: 5 EUR\n" in importing.project("tva")
    assert "cost" not in importing.project("ett")
    importing.mapping(f"{COLUMNS}sheet: Projket\n")
    assert "There is no sheet “Projket”." in importing.run(code=1)


def zipped(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_files_that_are_no_tables_are_told_and_harm_nothing(importing: Importing) -> None:
    book = importing.workbook([["Titel", "Region"], *([f"P {number}", None] for number in range(500))])
    del book
    whole = importing.file.read_bytes()
    importing.mapping("columns: {Titel: title}\n")
    with zipfile.ZipFile(importing.file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts[sheet].removeprefix(b'<?xml version="1.0"?>')
    before = tree(importing.site)
    for content in (
        whole[: len(whole) // 2],
        b"PK\x03\x04 nothing",
        zipped({"a": b"b"}),
        zipped({**parts, sheet: parts[sheet][: len(parts[sheet]) // 2]}),
        zipped({**parts, sheet: entity}),
        zipped({**parts, "xl/sharedStrings.xml": b"0" * 200_000_001}),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00",
        b'Titel,Region\n"never closed\n',
        b"",
    ):
        importing.file.write_bytes(content)
        told = importing.run(code=1)
        assert "unusable-table" in told, told
        assert tree(importing.site) == before


def test_control_characters_and_line_breaks_do_not_reach_titles(importing: Importing) -> None:
    importing.mapping("columns: {Titel: title, Sammanfattning: summary}\n")
    importing.table('Titel,Sammanfattning\n"En\x07 rad\noch\u2028en",\u200f\n')
    importing.run()
    assert "title: En rad och en\n" in importing.project("en-rad-och-en")
    assert cli.main(["check", "--source", str(importing.site), "--ui-language", "en"]) == 0


def test_merged_cells_cover_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["a", "b"], ["x", 1], [None, 2], [None, 3], ["y", 4]):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    book.save(tmp_path / "t.xlsx")
    rows = list(open_xlsx(tmp_path / "t.xlsx", None).rows())
    assert [row.cells[0] for row in rows[1:]] == [Cell("x"), Cell("x"), Cell("x"), Cell("y")]


def test_a_table_with_the_marks_of_utf_8_and_a_line_for_excel(importing: Importing) -> None:
    importing.mapping("columns: {Titel: title}\n")
    importing.table(codecs.BOM_UTF8 + b"sep=;\nTitel;Region\nEtt;\n")
    importing.run()
    assert "title: Ett\n" in importing.project("ett")


def test_errors_of_a_spreadsheet_are_no_values(importing: Importing) -> None:
    book = importing.workbook([["Titel", "Nr", "Punkt"], ["Ett", "#REF!", None], ["#N/A", "5", None]])
    for place in ("B2", "A3"):
        book.active[place].data_type = "e"
    importing.save(book)
    importing.mapping("columns: {Titel: title, Nr: number}\n")
    told = importing.run()
    assert "number" not in importing.project("ett")
    assert "table.xlsx [Projekt] 3: The row has no title." in told
    assert "table.xlsx [Projekt] B2 (Nr): The formula in this cell has no value yet." in told


def test_headings_of_any_kind_are_proposed_and_read_again(importing: Importing) -> None:
    headings = ["Titel", "null", "a: b # c", "x" * 300, "", "Titel", "-", "[A]", "\x1b[31mred"]
    importing.table("\n".join(";".join(row) for row in (headings, ["Ett", *"abcdefgh"])))
    told = importing.run("--dry-run")
    assert "\x1b" not in told
    mapping = importing.file.with_suffix(".import.yml").read_text("utf-8")
    assert "  '[D]'" in mapping or '  "[D]"' in mapping
    importing.run("--dry-run")


def test_columns_are_known_by_their_names_in_any_language_and_by_what_stands_in_them(importing: Importing) -> None:
    importing.table(
        "رقم المشروع,العنوان,المنطقة,التكلفة,البداية,النهاية\n٢٠٢١/١,بيت العائلة,podlaskie,٦٩٬٤١٩٫٥٠ €,٢٠٢١,٢٠٢٣\n"
    )
    importing.run("--dry-run")
    mapping = importing.file.with_suffix(".import.yml").read_text("utf-8")
    found = re.findall(r"^  [^#\s].*: (\S+)$", mapping, re.MULTILINE)
    assert found == ["number", "title_ar", "region", "cost", "period_start", "period_end"]
    importing.run()
    assert "cost: 69419.50 EUR\n" in importing.project("byt-l-i-lh", "ar")


@pytest.mark.parametrize("language", ["sv", "ar", "pl", "lv"])
def test_a_report_is_in_the_language_of_its_reader(importing: Importing, language: str) -> None:
    importing.mapping(COLUMNS)
    importing.table("Titel,Region,Kostnad,Annat\nEtt,Okänd,dyrt,x\n")
    report = importing.site.parent / "report.txt"
    told = importing.run("--dry-run", "--report", str(report), "--ui-language", language)
    assert not [word for word in ("Rows", "not an amount", "Nothing was", "Columns", "Terms that") if word in told]
    assert "table.csv C2 (Kostnad)" in report.read_text("utf-8")
