"""Vocabularies: those of the package, what a site changes in them, and those of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.sites import PROJECT, ROOT, SITE_YML, TRANSLATION, build_site, document, explain, found, make_site
from vitrina import defaults
from vitrina.cli import main as cli
from vitrina.content.vocabularies import read_vocabularies, vocabulary_names
from vitrina.problems import Problems

REGIONS = "i18n/vocabularies/regions.yml"


def test_a_bundled_term_can_be_left_out(tmp_path: Path) -> None:
    site = make_site(tmp_path, {REGIONS: "podlaskie: null\npoland:\n", PROJECT: document(region="podlaskie")})
    report = build_site(site)
    assert found(report) == [(PROJECT, 3, "unknown-term")]
    terms = read_vocabularies(site, ["regions"], ["pl"], Problems())["regions"].terms
    assert "poland" not in terms
    assert terms["malopolskie"].parent is None


@pytest.mark.parametrize("language", ["sv", "ar", "pl", "lv", "en", "uk", "he", "zh-hant"])
def test_regions_have_the_names_of_countries_in_every_language(language: str, tmp_path: Path) -> None:
    problems = Problems()
    terms = read_vocabularies(tmp_path, ["regions"], [language], problems)["regions"].terms
    countries = [term for term in terms.values() if re.fullmatch("[A-Z]{2}", term.codes.get("iso", ""))]
    assert len({term.codes["iso"] for term in countries}) == len(countries) == 249
    assert [term.id for term in countries if language not in term.labels] == []
    assert list(problems) == []


def test_countries_have_points_on_the_map(tmp_path: Path) -> None:
    """All but islands without a middle (UM); a site's own point wins, and so does that of a term of the package."""
    source = make_site(tmp_path, {REGIONS: "norway: {point: [59.9, 10.7]}\n"})
    terms = read_vocabularies(source, ["regions"], ["sv"], Problems())["regions"].terms
    countries = [term for term in terms.values() if re.fullmatch("[A-Z]{2}", term.codes.get("iso", ""))]
    assert [term.id for term in countries if term.point is None] == ["u-s-outlying-islands"]
    assert all(-90 <= term.point[0] <= 90 and -180 <= term.point[1] <= 180 for term in countries if term.point)
    assert terms["fiji"].point == (-17.8, 178.0)
    assert terms["norway"].point == (59.9, 10.7)
    assert terms["latvia"].point == (56.88, 24.60)


def test_regions_have_the_subdivisions_of_four_countries(tmp_path: Path) -> None:
    vocabulary = read_vocabularies(tmp_path, ["regions"], ["en"], Problems())["regions"]
    count = {"poland": 0, "latvia": 0, "sweden": 0, "palestine": 0}
    for term in vocabulary.terms.values():
        country = vocabulary.lineage(term.id)[-1]
        if country in count and "-" in term.codes.get("iso", ""):
            count[country] += 1
    assert count == {"poland": 16, "latvia": 43, "sweden": 21, "palestine": 16}
    for identifier, labels in (("kekava", "Ķekavas novads"), ("skane", "Skones lēne"), ("nablus", "Nāblusas muhāfaza")):
        assert vocabulary.terms[identifier].labels["lv"] == labels


def test_bundled_vocabularies_have_no_terms_of_the_demo_site() -> None:
    assert vocabulary_names(Path("/nowhere")) == (
        *("activity_types", "funders", "regions", "scopes", "sdgs", "statuses", "support_areas", "target_groups"),
    )
    demo = set()
    for file in (ROOT / "i18n/vocabularies").glob("*.yml"):
        demo |= set(yaml.safe_load(file.read_text("utf-8")))
    assert demo
    for file in defaults.vocabularies().glob("*.yml"):
        assert not demo & set(yaml.safe_load(file.read_text("utf-8"))), file


def test_check_names_vocabularies_that_no_fact_uses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soils = {"i18n/vocabularies/soils.yml": "clay: {labels: {sv: lera, ar: ط, pl: glina, lv: māls}}\n"}
    site = make_site(tmp_path, soils)
    cli.main(["check", "--source", str(site), "--ui-language", "en"])
    told = capsys.readouterr()
    assert "unused-vocabulary: warning: No fact uses this vocabulary." in told.out + told.err
    facts = "facts: {soil: {shape: terms, vocabulary: soils, label: Jord}}\n"
    site = make_site(tmp_path / "other", {**soils, "content/facts.yml": facts, PROJECT: document(soil="clay")})
    assert explain(build_site(site).problems) == ""
    cli.main(["check", "--source", str(site), "--ui-language", "en"])
    told = capsys.readouterr()
    assert "unused-vocabulary" not in told.out + told.err


def test_new_projects_offer_the_terms_that_the_site_uses(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, {PROJECT: document(region="[kekava, skane]"), TRANSLATION: None, "content/site.yml": SITE_YML}
    )
    assert cli.main(["new", "project", "garden", "--source", str(site), "--ui-language", "en"]) == 0
    lines = (site / "content/projects/garden/index.sv.md").read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("# region:"))
    offered = lines[place - 1]
    assert offered == "# latvia (Lettland), sweden (Sverige), skane (Skåne län), kekava (Ķekava kommun)"
