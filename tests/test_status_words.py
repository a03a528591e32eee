"""What ``vitrina status`` says, word for word, to people of two writing directions, and always the same to programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from wcwidth import width

from tests.sites import PAGE, document, make_site
from tests.test_catalogues import LANGUAGES
from vitrina.cli import main as cli
from vitrina.values.revisions import token_of, wording

GARDEN = "content/projects/garden"
SIGNS = str.maketrans({"\u2066": "⟦L", "\u2067": "⟦R", "\u2068": "⟦?", "\u2069": "⟧", "\u200e": "|"})
"""Isolates as signs that a reader of this file can see: left to right, right to left, by the first letter; the end.

The left-to-right marks around CLDR's Arabic per cent sign are bars.
"""

OLD_SUMMARY, OLD_BODY = "Grannar odlar.", "Trädgården ligger mitt i staden.\n\nTjugo grannar är med.\n\nVi har bin.\n"
NEW_BODY = (
    "Trädgården ligger mitt i staden.\n\nTrettio grannar är med.\n\nNu finns där ett växthus, och det är stort.\n"
)


def garden(folder: Path) -> Path:
    """Write a site with a version in every state; the Arabic one of the garden follows its old words."""
    token = token_of(wording("Trädgården", OLD_SUMMARY, f"{OLD_BODY}\n## Läs mer\n\nTack.\n"))
    arabic = "<!-- آنا -->\nالحديقة في وسط المدينة.\n\nيشارك عشرون جاراً.\n\nلدينا نحل.\n\n## المزيد\nشكراً.\n"
    return make_site(
        folder,
        {
            **dict.fromkeys(("content/projects/alpha/index.sv.md", "content/projects/alpha/index.pl.md"), None),
            "content/news/hello/index.sv.md": None,
            f"{GARDEN}/index.sv.md": document(
                f"{NEW_BODY}\n## Läs mer\n", title="Trädgården", not_translated="lv", summary="Grannar odlar ihop."
            ),
            f"{GARDEN}/index.ar.md": document(
                arabic, title="الحديقة", summary="جيران يزرعون.", translated_from=f"sv {token}"
            ),
            f"{GARDEN}/index.pl.md": document("Ogród.", title="Ogród", translated_from=f"sv {token[:6]}"),
            PAGE: document("Om oss.\n"),
            "content/pages/about/index.ar.md": document("من نحن.", translated_from="sv"),
            "content/pages/about/index.pl.md": document(
                "O nas.", translated_from=f"sv {token_of(wording('Alfa', None, 'Om oss.'))}"
            ),
            "content/pages/home/index.pl.md": document("Witamy.\n"),
            "content/pages/home/index.sv.md": document("Hej.", translated_from="pl", draft="true"),
        },
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return garden(tmp_path_factory.mktemp("garden"))


SWEDISH = """\
                 sv        ar                pl            lv
projects/garden  original  ligger efter (4)  ligger efter  med avsikt
pages/about      original  omärkt            aktuell       saknas
pages/home       utkast    saknas            original      saknas

content/projects/garden/index.ar.md ligger efter versionen på språket ”sv”:
  sammanfattningen ändrad  ”Grannar odlar ihop.”
  stycke ändrat            ”Trettio grannar är med.”
  stycke ändrat            ”Nu finns där ett växthus, och det är stort.”
  stycke borttaget

content/projects/garden/index.pl.md ligger efter versionen på språket ”sv”:
  Något har ändrats. ”translated_from” säger inte vilket stycke.

täckning  sv  ar  pl  lv
projekt  100 % (1 av 1)  100 % (1 av 1)  100 % (1 av 1)  –
nyheter  –  –  –  –
sidor  50 % (1 av 2)  50 % (1 av 2)  100 % (2 av 2)  0 % (0 av 2)
gränssnittstexter  100 % (N av N)  100 % (N av N)  100 % (N av N)  100 % (N av N)
benämningar på termer  –  –  –  –

ligger efter: originalet har ändrats sedan dess. När översättningen stämmer med det igen: vitrina translated ID LANG
omärkt: det är okänt vilken text den är gjord från. Om den säger det som originalet säger: \
vitrina translated ID LANG
saknas: det finns ingen sådan version. Om ingen behövs, skriv i originalet: not_translated: [LANG]
"""

ARABIC = """\
                 sv     ar          pl      lv
projects/garden  ⟦Rالأصل⟧  ⟦Rمتأخرة (4)⟧  ⟦Rمتأخرة⟧  ⟦Rعمداً⟧
pages/about      ⟦Rالأصل⟧  ⟦Rغير موسومة⟧  ⟦Rمحدَّثة⟧   ⟦Rمفقودة⟧
pages/home       ⟦Rمسودة⟧  ⟦Rمفقودة⟧      ⟦Rالأصل⟧   ⟦Rمفقودة⟧

⟦R⟦?content/projects/garden/index.ar.md⟧ متأخرة عن النسخة باللغة «⟦?sv⟧»:⟧
  ⟦Rتغيّر الملخص⟧  ⟦R«⟦?Grannar odlar ihop.⟧»⟧
  ⟦Rتغيّرت فقرة⟧   ⟦R«⟦?Trettio grannar är med.⟧»⟧
  ⟦Rتغيّرت فقرة⟧   ⟦R«⟦?Nu finns där ett växthus, och det är stort.⟧»⟧
  ⟦Rحُذفت فقرة⟧

⟦R⟦?content/projects/garden/index.pl.md⟧ متأخرة عن النسخة باللغة «⟦?sv⟧»:⟧
  ⟦Rتغيّر شيء ما؛ ولا يدل «⟦Ltranslated_from⟧» على الفقرة.⟧

⟦Rالتغطية⟧  sv  ar  pl  lv
⟦Rالمشاريع⟧  ⟦R⟦?100|%|⟧ (⟦?1⟧ من ⟦?1⟧)⟧  ⟦R⟦?100|%|⟧ (⟦?1⟧ من ⟦?1⟧)⟧  ⟦R⟦?100|%|⟧ (⟦?1⟧ من ⟦?1⟧)⟧  –
⟦Rالأخبار⟧  –  –  –  –
⟦Rالصفحات⟧  ⟦R⟦?50|%|⟧ (⟦?1⟧ من ⟦?2⟧)⟧  ⟦R⟦?50|%|⟧ (⟦?1⟧ من ⟦?2⟧)⟧  ⟦R⟦?100|%|⟧ (⟦?2⟧ من ⟦?2⟧)⟧  \
⟦R⟦?0|%|⟧ (⟦?0⟧ من ⟦?2⟧)⟧
⟦Rنصوص الواجهة⟧  ⟦R⟦?100|%|⟧ (⟦?N⟧ من ⟦?N⟧)⟧  ⟦R⟦?100|%|⟧ (⟦?N⟧ من ⟦?N⟧)⟧  ⟦R⟦?100|%|⟧ (⟦?N⟧ من ⟦?N⟧)⟧  \
⟦R⟦?100|%|⟧ (⟦?N⟧ من ⟦?N⟧)⟧
⟦Rتسميات المصطلحات⟧  –  –  –  –

⟦R⟦Rمتأخرة⟧: ⟦Rتغيّر الأصل بعد إعدادها⟧. ⟦Rعندما تطابقه الترجمة من جديد: ⟦?vitrina translated ID LANG⟧⟧⟧
⟦R⟦Rغير موسومة⟧: ⟦Rلا يُعرف النص الذي تُرجمت عنه⟧. ⟦Rإذا كانت تقول ما يقوله الأصل: ⟦?vitrina translated ID \
LANG⟧⟧⟧
⟦R⟦Rمفقودة⟧: ⟦Rلا توجد نسخة كهذه⟧. ⟦Rإذا لم تكن مطلوبة، فاكتبوا في الأصل: ⟦?not_translated: [LANG]⟧⟧⟧
"""


def told(source: Path, language: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["status", "--source", str(source), "--ui-language", language]) == 0
    return capsys.readouterr().out


def steady(text: str) -> str:
    """Return what is said without what changes with every new string of the interface: their number, and widths."""
    *parts, coverage, legend = text.split("\n\n")
    coverage = re.sub(r"(?m) +$| {2,}", lambda match: "  " if match[0].strip("\n") else "", coverage)
    return "\n\n".join([*parts, re.sub(r"\b(?!100\b)\d{3,}\b", "N", coverage), legend])


@pytest.mark.parametrize(("language", "expected"), [("sv", SWEDISH), ("ar", ARABIC)])
def test_people_read_it_in_their_language(
    language: str, expected: str, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steady(told(source, language, capsys)).translate(SIGNS) == expected


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_columns_are_straight_in_every_language(
    language: str, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a cell begins, counted in columns of a terminal, two spaces or more stand before it in every row."""
    matrix, *changes, coverage, _ = told(source, language, capsys).split("\n\n")
    tables = [matrix.split("\n"), coverage.split("\n")]
    assert len(changes) == 2
    for table in tables:
        ends = [[width(row[: cell.start()]) for cell in re.finditer(r"(?<=  )(?! )|^", row)] for row in table]
        header = ends[0][-4:]
        assert len(header) == 4, table[0]
        assert all(starts[-4:] == header for starts in ends), table
    quoted = [line for line in changes[0].split("\n")[1:] if "växthus" in line or "Trettio" in line]
    assert len({width(line[: re.search(r"(?<=\S)  +(?=\S)", line).end()]) for line in quoted}) == 1  # type: ignore[union-attr]


def test_programs_read_the_same_in_every_language(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = set()
    for language in ("en", *LANGUAGES):
        assert cli.main(["status", "--source", str(source), "--format", "json", "--ui-language", language]) == 0
        printed.add(capsys.readouterr().out)
    (text,) = printed
    status = json.loads(text)
    assert set(status) == {"languages", "entries", "coverage", "people"}
    (entry,) = (entry for entry in status["entries"] if entry["id"] == "garden")
    versions = entry["versions"]
    assert versions["lv"] == {"state": "on-purpose"}
    assert versions["pl"] == {
        "state": "behind",
        "path": f"{GARDEN}/index.pl.md",
        "made_from": "sv",
        "changes": [],
    }
    sv, ar = f"{GARDEN}/index.sv.md", f"{GARDEN}/index.ar.md"
    assert versions["ar"]["changes"] == [
        {
            "what": "changed",
            "part": "summary",
            "text": "Grannar odlar ihop.",
            "place": {"path": sv, "line": 4},
            "in_translation": {"text": "جيران يزرعون.", "place": {"path": ar, "line": 3}},
        },
        {
            "what": "changed",
            "part": "text",
            "text": "Trettio grannar är med.",
            "place": {"path": sv, "line": 8},
            "in_translation": {"text": "يشارك عشرون جاراً.", "place": {"path": ar, "line": 9}},
        },
        {
            "what": "changed",
            "part": "text",
            "text": "Nu finns där ett växthus, och det är stort.",
            "place": {"path": sv, "line": 10},
            "in_translation": {"text": "لدينا نحل.", "place": {"path": ar, "line": 11}},
        },
        {
            "what": "removed",
            "part": "text",
            "text": "",
            "in_translation": {"text": "شكراً.", "place": {"path": ar, "line": 14}},
        },
    ]
    for change in versions["ar"]["changes"]:  # the places are true
        for passage in (change, change["in_translation"]):
            if "place" in passage:
                lines = (source / passage["place"]["path"]).read_text("utf-8").split("\n")
                assert passage["text"] in lines[passage["place"]["line"] - 1]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "pages"), ("sv", "sidor"), ("pl", "strony"), ("lv", "lapas"), ("ar", "الصفحات")],
)
def test_what_is_covered_too_little_has_a_name_in_every_language(
    language: str, words: str, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--min-coverage", "lv=100", "--min-coverage", "sv=60"]
    assert cli.main(["status", "--source", str(source), "--ui-language", language, *options]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2  # the pages: of projects, none is wanted in Latvian
    assert all(re.search(rf": \u2068?{words}\u2069?\.", line) for line in lines), lines


def test_a_paragraph_without_a_sure_counterpart_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = garden(tmp_path)
    translation = source / GARDEN / "index.ar.md"
    translation.write_text(translation.read_text("utf-8") + "\nفقرة أخرى.\n", "utf-8")
    assert cli.main(["status", "--source", str(source), "--format", "json"]) == 0
    (entry,) = (one for one in json.loads(capsys.readouterr().out)["entries"] if one["id"] == "garden")
    found = [(change["part"], "in_translation" in change) for change in entry["versions"]["ar"]["changes"]]
    assert found == [("summary", True), ("text", False), ("text", False), ("text", False)]
