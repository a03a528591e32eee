"""A site declares facts in content/facts.yml: its own of any shape, and changes of those that come with Vitrina."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.depth import examples
from tests.sites import (
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

FACTS = "content/facts.yml"
STANDARD = SITE_YML.replace("theme: bare\n", "").replace("pl: {}", "pl: {fallback: [sv]}")
THEMES = "i18n/vocabularies/themes.yml"
WATER = "water: {labels: {sv: vatten, ar: ماء, pl: woda, lv: ūdens}}\n"


Files = dict[str, str | bytes | None]


def site_with(tmp_path: Path, declared: str, *documents: str, more: Files | None = None) -> Path:
    """Write a site with the default theme, these declarations and a project a document."""
    projects = {
        f"content/projects/{name}/index.sv.md": text
        for name, text in zip(["alpha", "beta", "gamma"], documents, strict=False)
    }
    files: Files = {"content/site.yml": STANDARD, FACTS: declared, TRANSLATION: None}
    return make_site(tmp_path, {**files, **projects, **(more or {})})


def told(tmp_path: Path, declared: str) -> list[tuple[int, str]]:
    report = build_site(site_with(tmp_path, declared))
    return [(problem.location.line, problem.code) for problem in report.problems if problem.location.path == FACTS]


def facts_of(site: Path, language: str = "sv", project: str = "alpha") -> dict[str, str]:
    """Return what a page says of the facts, as plain text by label: the first ones, those apart, those in the panel."""
    page = html.fromstring((site / f"site/{language}/projects/{project}/index.html").read_bytes())
    rows = {}
    for label in page.xpath("//dl[not(@hidden)]//dt | //*[@class='vt-story']//section[not(@class)]/h2"):
        values = []
        for value in label.itersiblings():
            if value.tag == "dt":
                break
            for item in value.iter("li", "small"):
                item.text = f" | {item.text or ''}"
            values += [" ".join(item.text_content().split()) for item in (value.xpath("li") or [value])]
        rows[label.text_content()] = " / ".join(value.removeprefix("| ") for value in values)
    return rows


SHAPES = {
    "text": ("shape: text", "Anna", "Anna"),
    "number": ("shape: number", "1250.5", "1 250,5"),
    "quantity with the unit in its declaration": ("shape: quantity, unit: hectare", "12.5", "12,5 ha"),
    "quantity with a unit of its own": ("shape: quantity", "3 bollar", "3 bollar"),
    "date": ("shape: date", "2021-01", "januari 2021"),
    "period": ("shape: period", "2021/2022", "2021–2022"),
    "money": ("shape: money", "1200 EUR", "1 200 €"),
    "term": ("shape: term, vocabulary: themes", "water", "vatten"),
    "terms": ("shape: terms, vocabulary: themes", "[water]", "vatten"),
    "link": ("shape: link", "https://example.org/a", "example.org/a"),
    "e-mail": ("shape: email", "info@example.org", "info@example.org"),
    "phone": ("shape: phone", '"+48 85 123 45 67"', "+48 85 123 45 67"),
    "yes": ("shape: yes/no", "yes", "Ja"),
    "no": ("shape: yes/no", "no", "Nej"),
    "country": ("shape: country", "PL", "Polen"),
    "person": (
        "shape: person",
        "{name: Anna, role: {sv: samordnare}, email: anna@example.org}",
        "Anna | samordnare · anna@example.org",
    ),
    "person by name": ("shape: person", "Anna", "Anna"),
    "organisation": ("shape: organisation", "{name: Newschool, town: Oslo, country: NO}", "Newschool | Oslo · Norge"),
    "place": ("shape: place", "{name: Parken, point: [53.13, 23.16]}", "Parken | Koordinater 53.13, 23.16"),
    "file": ("shape: file", "{file: plan.pdf, title: {sv: Plan}}", "Plan | PDF, 2 kB"),
    "video": ("shape: video", "{link: 'https://a.example/', title: {sv: Film}}", "Film"),
    "video by address": ("shape: video", "https://a.example/", "a.example"),
    "list of texts": ("shape: list of text", "[a, b]", "a / b"),
    "list of links": ("shape: list of link", "[https://a.example/, https://b.example/]", "a.example / b.example"),
    "mapping": (
        "shape: mapping, parts: {amount: {shape: money, label: Summa}, paid: {shape: yes/no, label: Betalt}}",
        "{amount: 5 EUR, paid: yes}",
        "5 € | Betalt Ja",
    ),
    "list of mappings": (
        "shape: list of mapping, parts: {day: {shape: date, label: Dag}, what: {shape: text, label: Vad}}",
        "[{day: 2021, what: Start}, {day: 2022, what: Slut}]",
        "2021 | Start / 2022 | Slut",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_fact_of_any_shape_is_shown(name: str, tmp_path: Path) -> None:
    declaration, value, shown = SHAPES[name]
    declared = f"facts:\n  mine: {{{declaration}, label: Mitt}}\n"
    plan: Files = {"content/projects/alpha/plan.pdf": b"%PDF-1.4" + b" " * 1992} if "plan.pdf" in value else {}
    site = site_with(tmp_path, declared, document(mine=value), more={**plan, THEMES: WATER})
    assert explain(build_site(site).problems) == ""
    assert facts_of(site)["Mitt"].replace("\N{NO-BREAK SPACE}", " ") == shown


def test_a_site_renames_reorders_groups_hides_and_leaves_out_facts(tmp_path: Path) -> None:
    declared = """\
groups:
  money: {sv: Pengar, pl: Pieniądze}
facts:
  region: {label: {pl: Województwo}, order: 95}
  cost: {group: money}
  scope: {in: []}
  grant: null
"""
    front = document(region="podlaskie", period="2021", cost="5 EUR", scope="local", number="17")
    site = site_with(tmp_path, declared, front)
    assert explain(build_site(site).problems) == ""
    assert list(facts_of(site)) == ["Period", "Region", "Projektnummer", "Projektets kostnad"]
    assert list(facts_of(site, "pl"))[1] == "Województwo"
    page = html.fromstring((site / "site/lv/projects/alpha/index.html").read_bytes())
    (heading,) = page.xpath("//section[contains(@class, 'vt-facts')]/h3")
    assert (heading.text, heading.get("lang")) == ("Pengar", "sv")
    assert not (site / "site/sv/scopes").exists()
    write(site, {PROJECT: document(grant="5 EUR")})
    assert found(build_site(site)) == [(PROJECT, 3, "unknown-key")]


def test_a_required_fact_has_to_be_in_the_original(tmp_path: Path) -> None:
    declared = "facts: {period: {required: yes}}\n"
    site = site_with(tmp_path, declared, document())
    assert found(build_site(site)) == [(PROJECT, 1, "missing-fact")]
    write(site, {PROJECT: document(period="2021"), TRANSLATION: document(translated_from="sv")})
    assert found(build_site(site)) == []
    write(site, {PROJECT: document(draft="true"), TRANSLATION: None})
    assert found(build_site(site)) == []


def test_a_label_falls_back_to_another_language_with_its_own_direction(tmp_path: Path) -> None:
    site = site_with(tmp_path, "facts:\n  trees: {shape: number, label: {ar: أشجار}}\n", document(trees="12"))
    report = build_site(site)
    assert found(report) == [(FACTS, 2, "missing-label")]
    assert "The label is missing in: sv, pl, lv." in explain(report.problems)
    page = html.fromstring((site / "site/lv/projects/alpha/index.html").read_bytes())
    (term,) = page.xpath("//dt[@data-vt-fact='trees']")
    assert (term.text, term.get("lang"), term.get("dir")) == ("أشجار", "ar", "rtl")


def test_projects_are_filtered_counted_compared_and_found_by_it(tmp_path: Path) -> None:
    declared = """\
facts:
  trees: {shape: number, label: Träd, in: [facet, chart, card]}
  open: {shape: yes/no, label: Öppet, in: [facet]}
  tags: {shape: list of text, label: Ord, in: [facet, search]}
  theme: {shape: terms, vocabulary: themes, label: Ämne, in: [compare, chart]}
"""
    documents = (
        document(trees="12", open="yes", tags="[bin, humlor]", theme="water"),
        document(trees="40", open="no", tags="[bin]"),
        document(trees="700"),
    )
    site = site_with(tmp_path, declared, *documents, more={THEMES: WATER})
    assert explain(build_site(site).problems) == ""
    files = published(site / "site")
    data = json.loads(files["sv/projects/search.json"])
    facets = {facet["key"]: facet for facet in data["facets"]}
    assert [value[1] for value in facets["trees"]["values"]] == [
        "Från 10, under 50",
        "Från 500, under 1\N{NO-BREAK SPACE}000",
    ]
    assert [value[1] for value in facets["open"]["values"]] == ["Ja", "Nej"]
    assert [value[0] for value in facets["tags"]["values"]] == ["bin", "humlor"]
    assert "theme" not in facets
    assert data["entries"]["more"][0] == ["bin", "humlor"]
    overview = html.fromstring(files["sv/overview/index.html"])
    charts = {
        section.xpath("h3")[0].text: [row.text_content() for row in section.xpath(".//tbody/tr/th")]
        for section in overview.xpath("//div[@class='vt-charts']/section")
    }
    assert charts == {"Träd": ["Från 10, under 50", "Från 500, under 1\N{NO-BREAK SPACE}000"], "Ämne": ["vatten"]}
    project = html.fromstring(files["sv/projects/alpha/index.html"])
    assert project.xpath("//dl[@hidden]/dt[@data-vt-fact='theme']/following-sibling::dd")[0].text_content() == "vatten"
    assert project.xpath("//section[contains(@class, 'vt-facts')]") == []
    listed = html.fromstring(files["sv/projects/index.html"])
    assert "Träd 12" in listed.xpath("//main")[0].text_content()


def test_it_is_explained_to_writers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    declared = "facts:\n  trees: {shape: number, label: {sv: Träd}, help: {sv: Hur många., pl: Ile.}, example: 40}\n"
    site = site_with(tmp_path, declared, document())

    def printed(*command: str) -> str:
        assert cli.main([*command, "--source", str(site), "--ui-language", "en"]) == 0
        return capsys.readouterr().out

    schema = json.loads(printed("schema", "project"))
    assert schema["properties"]["trees"]["description"].startswith("Hur många.")
    assert "| `trees` | Hur många. |" in printed("schema", "project", "--format", "markdown")
    printed("new", "project", "our-garden")
    made = (site / "content/projects/our-garden/index.sv.md").read_text("utf-8")
    assert "# trees: 40\n" in made
    printed("schema", "--editor")
    assert "trees" in json.loads((site / ".vscode/vitrina.code-snippets").read_text("utf-8"))


def test_a_translation_inherits_it_and_cannot_contradict(tmp_path: Path) -> None:
    declared = "facts:\n  trees: {shape: list of mapping, label: Träd, parts: {count: {shape: number, label: Antal}}}\n"
    repeated = document(translated_from="sv", trees="[{count: 12.0}]")
    site = site_with(tmp_path, declared, document(trees="[{count: 12}]"), more={TRANSLATION: repeated})
    assert found(build_site(site)) == []
    write(site, {TRANSLATION: document(translated_from="sv", trees="[{count: 13}]")})
    assert found(build_site(site)) == [(TRANSLATION, 4, "contradiction")]


def test_a_wrong_value_is_told_where_it_stands(tmp_path: Path) -> None:
    shapes = {"number": "many", "quantity": "far", "phone": "none", "link": "here", "file": "no.pdf", "yes/no": "maybe"}
    declared = "".join(f"  f{number}: {{shape: {shape}, label: A}}\n" for number, shape in enumerate(shapes))
    values = {f"f{number}": value for number, value in enumerate(shapes.values())}
    codes = ["not-a-number", "not-a-quantity", "not-a-phone", "not-an-address", "missing-file", "not-a-flag"]
    report = build_site(site_with(tmp_path, f"facts:\n{declared}", document(**values)))
    assert found(report) == [(PROJECT, line, code) for line, code in enumerate(codes, start=3)]


MISTAKES = {
    "a fact that is declared twice": (
        "a: {shape: text, label: A}\n  a: {shape: text, label: A}",
        [(3, "duplicate-key")],
    ),
    "an unknown shape": ("a: {shape: nubmer, label: A}", [(2, "unknown-shape")]),
    "no shape": ("a: {label: A}", [(2, "missing-key")]),
    "nothing": ("a:", [(2, "missing-key"), (2, "missing-key")]),
    "no label": ("a: {shape: text}", [(2, "missing-key")]),
    "a vocabulary that is not there": ("a: {shape: terms, label: A, vocabulary: theems}", [(2, "unknown-vocabulary")]),
    "terms of no vocabulary": ("a: {shape: terms, label: A}", [(2, "missing-key")]),
    "a vocabulary for a number": ("a: {shape: number, label: A, vocabulary: scopes}", [(2, "misplaced-key")]),
    "the key of every document": ("title: {shape: text, label: A}", [(2, "reserved-key")]),
    "a key that cannot be one": ("My-Fact: {shape: text, label: A}", [(2, "not-a-key")]),
    "a use that there is not": ("a: {shape: text, label: A, in: [tabel]}", [(2, "unknown-use")]),
    "a person as a facet": ("a: {shape: person, label: A, in: [facet]}", [(2, "unusable-use")]),
    "another shape for ours": ("cost: {shape: text}", [(2, "fixed-declaration")]),
    "an unknown group": ("a: {shape: text, label: A, group: moeny}", [(2, "unknown-group")]),
    "an address that is taken": (
        "a: {shape: terms, label: A, vocabulary: scopes, address: regions}",
        [(2, "address-taken")],
    ),
    "a mapping of nothing": ("a: {shape: mapping, label: A, parts: {}}", [(2, "missing-key")]),
    "a part of an unknown shape": (
        "a: {shape: mapping, label: A, parts: {b: {shape: txt, label: B}}}",
        [(2, "unknown-shape")],
    ),
    "an unknown key": ("a: {shape: text, label: A, colour: red}", [(2, "unknown-key")]),
    "a language that is none": ("a: {shape: text, label: {de: A}}", [(2, "missing-key"), (2, "unknown-key")]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_wrong_declaration_is_told_where_it_stands(name: str, tmp_path: Path) -> None:
    declaration, problems = MISTAKES[name]
    assert told(tmp_path, f"facts:\n  {declaration}\n") == problems


def test_all_mistakes_are_told_at_once_with_suggestions(tmp_path: Path) -> None:
    declared = """\
facts:
  a: {shape: nubmer, label: A}
  b: {shape: terms, label: B, vocabulary: scope}
  c: {shape: text, label: C, in: [tabel]}
"""
    report = build_site(site_with(tmp_path, declared, document()))
    text = explain(report.problems)
    for suggestion in ("number", "scopes", "table"):
        assert f"Did you mean “{suggestion}”?" in text


WORDS = st.sampled_from(
    [
        "text",
        "number",
        "terms",
        "list of money",
        "mapping",
        "person",
        "yes/no",
        "scopes",
        "a",
        "table",
        "facet",
        "ä",
        "",
    ]
)
VALUES = st.recursive(
    st.one_of(WORDS, st.booleans(), st.integers(-1, 99), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)
NAMES = [declared.split(",")[0].removeprefix("shape: ") for declared, *_ in SHAPES.values()]
DECLARATIONS = st.fixed_dictionaries(
    {},
    optional={
        "shape": st.one_of(
            st.sampled_from(NAMES),
            VALUES,
        ),
        "label": st.one_of(st.just("A"), VALUES),
        "in": st.one_of(st.lists(st.sampled_from(["table", "facet", "chart", "card", "related"]), max_size=3), VALUES),
        "vocabulary": st.one_of(st.just("scopes"), VALUES),
        "parts": st.one_of(st.just({"b": {"shape": "date", "label": "B"}}), VALUES),
        "unit": VALUES,
        "order": VALUES,
        "group": VALUES,
        "required": VALUES,
        "address": VALUES,
        "example": VALUES,
    },
)
KEYS = st.sampled_from(["a", "region", "cost", "period", "status", "title", "funder", "partners", "results", "q", "Ä"])


@examples(12)
@given(st.dictionaries(KEYS, st.one_of(DECLARATIONS, VALUES), max_size=3))
def test_any_declaration_ends_in_a_site_or_in_located_problems(
    tmp_path_factory: pytest.TempPathFactory, declared: dict[str, object]
) -> None:
    text = yaml.safe_dump({"facts": declared}, allow_unicode=True, sort_keys=False)
    front = document(region="podlaskie", cost="5 EUR", period="2021", status="finished", scope="local")
    site = site_with(tmp_path_factory.mktemp("site"), text, front)
    report = build_site(site)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert errors or (site / "site/sv/projects/alpha/index.html").is_file()
    assert all(problem.location.path in (FACTS, PROJECT) and problem.location.line for problem in errors)


def test_who_contributes_is_a_funder(tmp_path: Path) -> None:
    """The filter, the chart and the pages of funders count contributions, too."""
    funders = "i18n/vocabularies/funders.yml"
    labels = "fund: {labels: Fonden}\nbank: {labels: Banken}\ncity: {labels: Staden}\n"
    project = document("Text.\n", funding="[{funder: fund, share: 80}, {funder: bank}]", funder="[city, fund]")
    source = site_with(tmp_path, "facts: {}\n", project, more={funders: labels})
    assert found(build_site(source)) == []
    for term in ("fund", "bank", "city"):
        assert "/showcase/sv/projects/alpha/" in published(source / "site")[f"sv/funders/{term}/index.html"].decode()


def test_a_site_without_regions_can_name_organisations(tmp_path: Path) -> None:
    """The terms of a vocabulary are read where only a part of another fact has them."""
    front = document("Text.\n", coordinator="{name: Newschool, region: podlaskie}")
    source = site_with(tmp_path, "facts: {region: null}\n", front)
    assert found(build_site(source)) == []
    assert facts_of(source)["Samordnare"].startswith("Newschool")


def test_partners_are_shown_with_their_roles(tmp_path: Path) -> None:
    partners = "[{name: Newschool, role: {sv: webbinarier, pl: webinaria}, town: Oslo}, Kommunen]"
    front = document("Text.\n", coordinator="Stiftelsen", partners=partners.replace("Kommunen", "{name: Kommunen}"))
    source = site_with(tmp_path, "facts: {}\n", front)
    assert found(build_site(source)) == []
    shown = facts_of(source)
    assert (shown["Samordnare"], shown["Partner"]) == ("Stiftelsen", "Newschool | webbinarier · Oslo / Kommunen")


def test_what_is_known_first_of_a_project_follows_from_its_facts(tmp_path: Path) -> None:
    """What readers ask for, then what is as short; nothing of that is told again."""
    declared = """\
facts:
  trees: {shape: number, label: Träd, order: 1}
  story: {shape: text, label: Om, order: 2}
  plan:
    shape: list of mapping
    label: Plan
    parts: {day: {shape: date, label: Dag, required: yes}, what: {shape: text, label: Vad}}
"""
    long = "En lång berättelse om trädgården, om grannarna och om allt annat som hände."
    front = document(trees="12", story=long, town="Oslo", period="2021", plan="[{day: 2021-05, what: Start}]")
    site = site_with(tmp_path, declared, front)
    assert found(build_site(site)) == []
    page = html.fromstring((site / "site/sv/projects/alpha/index.html").read_bytes())
    assert page.xpath("//dl[@class='vt-first']//dt/text()") == ["Träd", "Ort", "Period"]
    assert page.xpath("//section[contains(@class, 'vt-facts')]//dt/text()") == ["Om"]
    assert page.xpath("//*[@class='vt-story']//time/@datetime") == ["2021-05"]


def test_a_shape_without_a_value_is_a_problem(tmp_path: Path) -> None:
    assert told(tmp_path, "facts:\n  seats: {shape: , label: Platser}\n") == [(2, "missing-key")]
