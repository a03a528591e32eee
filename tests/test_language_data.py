"""The data of languages: in the package, and overridden by a site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import build_site, document, found, make_site
from vitrina.content.config import read_config
from vitrina.content.languages import packaged_data
from vitrina.languages.data_files import DATA_FOLDER
from vitrina.problems import Problems

PATH = "i18n/languages/sv.yml"


def told(folder: Path, text: str, path: str = PATH) -> list[tuple[str, int, str]]:
    return found(build_site(make_site(folder, {path: text})))


@pytest.mark.parametrize("file", sorted(DATA_FOLDER.glob("*.yml")), ids=lambda file: file.stem)
def test_the_data_of_the_package_are_valid(file: Path) -> None:
    problems = Problems()
    packaged_data(file.stem, problems)
    assert [problem.line() for problem in problems] == []


def test_a_site_overrides_the_data_key_by_key(tmp_path: Path) -> None:
    source = make_site(tmp_path, {PATH: "territories: {NO: Norje}\nminimum_grouping: 2\n"})
    config = read_config(source, None, Problems())
    assert config is not None
    data, packaged = config.languages["sv"].data, packaged_data("sv", Problems())
    assert data.territories == {**packaged.territories, "NO": "Norje"}
    assert (data.minimum_grouping, packaged.minimum_grouping) == (2, 1)
    assert data.order == packaged.order


def test_a_language_with_a_country_has_the_data_of_the_language() -> None:
    assert packaged_data("lv-LV", Problems()) == packaged_data("lv", Problems())
    assert packaged_data("sr-Latn", Problems()).order != packaged_data("sr", Problems()).order


def test_digits_are_those_of_cldr_unless_a_site_sets_others(tmp_path: Path) -> None:
    site = "title: Prov\nbase_url: https://example.org/\nlanguages: {fa: {}, sv: {numbering: deva}, ckb: {}}\n"
    source = make_site(tmp_path, {"content/site.yml": site, "i18n/languages/ckb.yml": "numbering: latn\n"})
    config = read_config(source, None, Problems())
    assert config is not None
    assert {code: language.numbering for code, language in config.languages.items()} == {
        "fa": "arabext",
        "sv": "deva",
        "ckb": "latn",
    }


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """\
order:
  - "& z < å < ä"
  - "a, b, c"
  - "& a << å"
  - "& 😀 < x"
first: Cyrillic
script: latin
numbering: arabic
minimum_grouping: 0
dates: {month: MMMM of y, hour: HH}
territories: {Norge: Norge}
ordre: []
"""
    assert told(tmp_path, text) == [
        (PATH, 3, "not-a-rule"),
        (PATH, 4, "repeated-letter"),
        (PATH, 5, "not-a-rule"),
        (PATH, 6, "not-a-script"),
        (PATH, 7, "not-a-script"),
        (PATH, 8, "unknown-numbering"),
        (PATH, 9, "not-a-number"),
        (PATH, 10, "not-a-pattern"),
        (PATH, 10, "unknown-key"),
        (PATH, 11, "not-a-country"),
        (PATH, 12, "unknown-key"),
    ]


def test_data_of_another_language_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, "minimum_grouping: 2\n", "i18n/languages/sw.yml") == [
        ("i18n/languages/sw.yml", 0, "unused-file")
    ]


def test_the_order_of_a_site_is_that_of_its_lists(tmp_path: Path) -> None:
    files = {f"content/projects/{name.lower()}/index.sv.md": document(title=name) for name in ("Bo", "Ada", "Cilla")}
    source = make_site(tmp_path, {**files, PATH: 'order: ["& [before 1] a < c"]\n'})
    assert build_site(source).errors == 0
    page = (source / "site/sv/projects/index.html").read_text("utf-8")
    assert re.findall("Cilla|Ada|Bo", page)[:3] == ["Cilla", "Ada", "Bo"]
