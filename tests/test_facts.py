"""Facts are declared in one place: what one declaration adds is read, checked, inherited, compared, told and shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest
from lxml import html

from tests.sites import (
    POST,
    PROJECT,
    SITE_YML,
    TRANSLATION,
    build_site,
    document,
    explain,
    found,
    make_site,
    published,
    write,
)
from vitrina.cli import main as cli
from vitrina.contract import facts as declared
from vitrina.contract import programme_facts
from vitrina.contract.documents import document_keys
from vitrina.contract.facts import FACTS, REGION
from vitrina.contract.keys import SchemaContext, read_keys
from vitrina.model import Facet, Fact, Use, Vocabulary, sections
from vitrina.problems import Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.yaml import parse


@dataclass(frozen=True, kw_only=True)
class Case:
    """A fact that a site may want: a value, the same written otherwise, another value, one that is wrong."""

    fact: Fact[object]
    value: str
    same: str
    other: str
    wrong: tuple[str, str]
    shown: dict[str, str]


def fact(key: str, shape: str, example: str) -> Fact[object]:
    return Fact(
        key=key,
        shape=shape,
        label=say(f"The {key}"),
        purpose=say(f"What the {key} is."),
        example=example,
        uses=(Use.TABLE, Use.COMPARE, Use.SEARCH),
    )


CASES = [
    Case(
        fact=fact("area", "text per language", "{sv: norr, pl: północ}"),
        value="{sv: norr, pl: północ}",
        same="północ",
        other="południe",
        wrong=("{de: Nord}", "unknown-key"),
        shown={"sv": "norr", "pl": "północ", "lv": "norr"},
    ),
    Case(
        fact=fact("beneficiaries", "number", "120"),
        value="1250",
        same="01250",
        other="1251",
        wrong=("many", "not-a-number"),
        shown={"sv": "1\N{NO-BREAK SPACE}250", "pl": "1250", "lv": "1250"},
    ),
    Case(
        fact=fact("homepage", "link", "https://example.org/"),
        value="https://example.org/alfa/",
        same='"https://example.org/alfa/"',
        other="https://example.org/beta/",
        wrong=("example.org", "not-an-address"),
        shown=dict.fromkeys(("sv", "pl", "lv"), "example.org/alfa"),
    ),
    Case(
        fact=fact("chairman", "text", "Anna"),
        value="Anna",
        same='"Anna"',
        other="Maria",
        wrong=("[Anna, Maria]", "wrong-shape"),
        shown=dict.fromkeys(("sv", "pl", "lv"), "Anna"),
    ),
    Case(
        fact=fact("contract", "code", "58/2023"),
        value="58/2023",
        same='"58/2023"',
        other="59/2023",
        wrong=("{no: 58}", "wrong-shape"),
        shown=dict.fromkeys(("sv", "pl", "lv"), "58/2023"),
    ),
    Case(
        fact=fact("signed", "date", "2021-01"),
        value="2021-01",
        same='"2021-01"',
        other="2021",
        wrong=("January", "not-a-date"),
        shown={"sv": "januari 2021", "pl": "styczeń 2021", "lv": "2021.\u00a0gada janvāris"},
    ),
    Case(
        fact=fact("advance", "money", "100 EUR"),
        value="100.00 EUR",
        same="100 EUR",
        other="100 SEK",
        wrong=("100", "not-money"),
        shown={"sv": "100\N{NO-BREAK SPACE}€", "pl": "100\N{NO-BREAK SPACE}€"},
    ),
    Case(
        fact=Facet(
            key="theme",
            label=say("Theme"),
            purpose=say("What it is about."),
            example="[water]",
            uses=(Use.TABLE, Use.COMPARE, Use.FACET),
            vocabulary="themes",
            heading=say("Themes"),
            segment="themes",
        ),
        value="[water, soil]",
        same="[soil, water]",
        other="water",
        wrong=("air", "unknown-term"),
        shown={"sv": "vatten mark", "pl": "woda gleba"},
    ),
]
LABELS = {"water": "{sv: vatten, ar: ماء, pl: woda, lv: ūdens}", "soil": "{sv: mark, ar: تربة, pl: gleba, lv: augsne}"}
TERMS = {"i18n/vocabularies/themes.yml": "".join(f"{term}: {{labels: {text}}}\n" for term, text in LABELS.items())}
"""The vocabulary of the last case."""

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.fact.key)


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Callable[[Fact[object]], None]:
    """Declare one more fact of projects, in the one place where facts are declared."""

    def add(fact: Fact[object]) -> None:
        monkeypatch.setitem(FACTS, sections.PROJECTS, (*FACTS[sections.PROJECTS], fact))  # type: ignore[arg-type]

    return add


def rows(site: Path, language: str) -> dict[str, str]:
    """Return what the table of facts of the project's page says, as plain text."""
    page = html.fromstring((site / f"site/{language}/projects/alpha/index.html").read_bytes())
    texts = [" ".join(row.text_content().split(" ")) for row in page.xpath("//main/p")]
    marks = dict.fromkeys(map(ord, "\N{FIRST STRONG ISOLATE}\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}\n"))
    return {label: value.translate(marks).strip() for label, _, value in (text.partition(": ") for text in texts)}


@every_case
def test_it_is_read_inherited_and_shown(case: Case, tmp_path: Path, declare: Callable[[Fact[object]], None]) -> None:
    declare(case.fact)
    site = make_site(tmp_path, {**TERMS, PROJECT: document(**{case.fact.key: case.value})})
    assert found(build_site(site)) == []
    shown = {language: rows(site, language)[case.fact.label.msgid] for language in case.shown}
    assert shown == case.shown


@every_case
def test_a_wrong_value_is_told_where_it_stands(
    case: Case, tmp_path: Path, declare: Callable[[Fact[object]], None]
) -> None:
    declare(case.fact)
    value, code = case.wrong
    assert found(build_site(make_site(tmp_path, {**TERMS, PROJECT: document(**{case.fact.key: value})}))) == [
        (PROJECT, 3, code)
    ]


@every_case
def test_a_translation_may_repeat_it_and_not_contradict(
    case: Case, tmp_path: Path, declare: Callable[[Fact[object]], None]
) -> None:
    declare(case.fact)

    def told(original: dict[str, str], translation: str) -> list[tuple[str, int, str]]:
        repeated = document(translated_from="sv", **{case.fact.key: translation})
        return found(build_site(make_site(tmp_path, {**TERMS, PROJECT: document(**original), TRANSLATION: repeated})))

    assert told({case.fact.key: case.value}, case.same) == []
    assert told({case.fact.key: case.value}, case.other) == [(TRANSLATION, 4, "contradiction")]
    assert told({}, case.value) == [(TRANSLATION, 4, "fact-outside-original")]


@pytest.mark.parametrize("case", [CASES[0], CASES[-1]], ids=["a text", "terms"])
def test_it_is_explained_to_writers(
    case: Case, tmp_path: Path, declare: Callable[[Fact[object]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    declare(case.fact)
    site, key, purpose = make_site(tmp_path, TERMS), case.fact.key, case.fact.purpose.msgid

    def printed(*command: str) -> str:
        assert cli.main([*command, "--source", str(site), "--ui-language", "en"]) == 0
        return capsys.readouterr().out

    schema = json.loads(printed("schema", "project"))
    assert schema["properties"][key]["description"].startswith(purpose)
    assert f"| `{key}` | {purpose} |" in printed("schema", "project", "--format", "markdown")
    printed("new", "project", "our-garden")
    made = (site / "content/projects/our-garden/index.sv.md").read_text("utf-8")
    assert f"# {key}: {case.fact.example}\n" in made
    printed("schema", "--editor")
    assert key in json.loads((site / ".vscode/vitrina.code-snippets").read_text("utf-8"))


def test_only_projects_have_it_and_by_no_other_name(tmp_path: Path, declare: Callable[[Fact[object]], None]) -> None:
    declare(CASES[0].fact)
    files = {PROJECT: document(aera="norr"), POST: document(project="alpha", date="2024-10-02", area="norr")}
    report = build_site(make_site(tmp_path, files))
    assert found(report) == [(POST, 5, "misplaced-key"), (PROJECT, 3, "unknown-key")]
    assert "Did you mean “area”?" in explain(report.problems)


def test_pages_of_the_theme_show_and_search_it(tmp_path: Path, declare: Callable[[Fact[object]], None]) -> None:
    for case in CASES:
        declare(case.fact)
    front = document("Text.\n", **{case.fact.key: case.value for case in CASES})
    settings = SITE_YML.replace("theme: bare\n", "")
    site = make_site(tmp_path, {**TERMS, "content/site.yml": settings, PROJECT: front})
    assert found(build_site(site)) == []
    files = published(site / "site")
    page = html.fromstring(files["sv/projects/alpha/index.html"])
    assert page.xpath("//*[@data-vt-fact]/@data-vt-fact")[: len(CASES)] == [case.fact.key for case in CASES]
    assert page.xpath("//dt[@data-vt-fact='homepage']/following-sibling::dd[1]//a/@href") == [
        "https://example.org/alfa/"
    ]
    assert page.xpath("//dt[@data-vt-fact='theme']/following-sibling::dd[position() < 3]//a/@href") == [
        "/showcase/sv/themes/water/",
        "/showcase/sv/themes/soil/",
    ]
    assert "sv/themes/water/index.html" in files
    data = json.loads(files["sv/projects/search.json"])
    assert data["entries"]["more"][0] == ["norr", "Anna", "58/2023", "100"]
    theme = {"key": "theme", "label": "Theme", "values": [["soil", "mark"], ["water", "vatten"]]}
    assert theme in [{key: facet[key] for key in theme} for facet in data["facets"]]


def test_two_facts_can_have_terms_of_one_vocabulary(
    tmp_path: Path, declare: Callable[[Fact[object]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    seat = replace(REGION, key="seat", segment="seats", label=say("Seat"), heading=say("Seats"))
    declare(seat)
    terms = "".join(f"{term}: {{labels: {LABELS['water']}}}\n" for term in ("kekava", "olaine", "nowhere"))
    other = "content/projects/beta/index.sv.md"
    files = {
        PROJECT: document(region="kekava", seat="olaine"),
        other: document(region="olaine", seat="kekava"),
        "i18n/vocabularies/regions.yml": terms,
    }
    site = make_site(tmp_path, files)
    assert found(build_site(site)) == []
    listed = {
        address: re.findall("(?<=/projects/)[a-z]+(?=/)", (site / f"site/sv/{address}/index.html").read_text("utf-8"))
        for address in ("regions/kekava", "seats/kekava", "regions/olaine", "seats/olaine")
    }
    assert listed == {
        "regions/kekava": ["alpha"],
        "seats/kekava": ["beta"],
        "regions/olaine": ["beta"],
        "seats/olaine": ["alpha"],
    }
    cli.main(["check", "--source", str(site), "--ui-language", "en"])
    told = capsys.readouterr()
    assert "Nothing uses these terms: nowhere." in told.out + told.err


def test_an_edit_of_it_changes_the_page(tmp_path: Path, declare: Callable[[Fact[object]], None]) -> None:
    """Also where the build begins with what it remembers of the site, the declarations among it."""
    declare(CASES[1].fact)
    site = make_site(tmp_path, {PROJECT: document(beneficiaries="120")})
    build_site(site)
    write(site, {PROJECT: document(beneficiaries="121")})
    assert found(build_site(site)) == []
    assert rows(site, "sv")["The beneficiaries"] == "121"


def test_a_site_can_do_without_any_fact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FACTS, sections.PROJECTS, ())  # type: ignore[arg-type]
    settings = SITE_YML.replace("theme: bare\n", "")
    site = make_site(tmp_path, {"content/site.yml": settings, PROJECT: document("Text.\n")})
    assert found(build_site(site)) == []
    page = html.fromstring((site / "site/sv/projects/alpha/index.html").read_bytes())
    assert page.xpath("//*[@data-vt-fact]") == []


def test_a_declaration_says_the_type_of_its_values() -> None:
    """``entry.facts[PERIOD]`` is a ``Period`` because ``PERIOD`` says so: here its example is read, and is one."""
    constants = {
        name: value for name, value in {**vars(programme_facts), **vars(declared)}.items() if isinstance(value, Fact)
    }
    vocabularies = {
        f.vocabulary: Vocabulary(id=f.vocabulary, terms={}) for f in FACTS[sections.PROJECTS] if type(f) is Facet
    }
    context = SchemaContext(languages=("sv", "pl", "lv"), vocabularies=vocabularies, documents=document_keys(FACTS))
    hints = get_type_hints(programme_facts) | get_type_hints(declared)
    for section in sections.STANDARD:
        for key in context.documents[section].facts:
            name = next(name for name, value in constants.items() if value.key == key.name)
            fields = parse(f"{key.name}: {key.example}\n", "index.sv.md", Problems())
            assert fields is not None
            value = read_keys([key], FieldReader(fields, Problems(), context.languages), context)[key]
            (kind_of_value,) = get_args(hints[name]) if name in hints else (tuple,)
            assert isinstance(value, get_origin(kind_of_value) or kind_of_value), name
