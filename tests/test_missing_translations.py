"""What visitors cannot read in their language is told once for each language."""

from __future__ import annotations

from pathlib import Path

from tests.sites import PROJECT, VOCABULARY, Files, build_site, document, make_site
from vitrina.problems import Problem

SITE = "title: Prov\nbase_url: https://example.org/\nlanguages: {sv: {}, sw: {}}\ntheme: bare\n"
FILES: Files = {
    "content/site.yml": SITE,
    PROJECT: document(region="[a, b]"),
    "content/projects/beta/index.sv.md": document(region="b"),
    "content/projects/alpha/index.pl.md": None,
    VOCABULARY: "a: {labels: {sv: Alfa}}\nb: {labels: {sv: Beta}}\nc: {labels: {sv: Gamma}}\nd: {labels: Delta}\n",
}


def warnings(source: Path) -> list[Problem]:
    report = build_site(source)
    assert report.errors == 0
    return [problem for problem in report.problems if problem.code == "missing-translations"]


def test_one_warning_counts_strings_and_labels_in_use(tmp_path: Path) -> None:
    (warning,) = warnings(make_site(tmp_path, FILES))
    assert warning.location.path == "i18n/sw.po"
    assert warning.message.values["labels"] == "2"  # not of the term that no project has
    assert int(warning.message.values["strings"]) > 200
    assert len(warning.message.values["named"]) == 3


def test_english_is_not_translated_into_english(tmp_path: Path) -> None:
    site = SITE.replace("sw: {}", "en: {}, en-gb: {fallback: [en]}")
    labels = {VOCABULARY: "a: {labels: {sv: Alfa, en: Alpha, en-gb: Alpha}}\nb: {labels: Beta}\n"}
    assert warnings(make_site(tmp_path, {**FILES, **labels, "content/site.yml": site})) == []


def test_a_label_for_some_languages_serves_the_others_with_their_own_language(tmp_path: Path) -> None:
    site = SITE.replace("sw: {}", "sw: {fallback: [sv]}")
    source = make_site(tmp_path, {**FILES, "content/site.yml": site})
    assert build_site(source).errors == 0
    page = (source / "site/sw/projects/alpha/index.html").read_text("utf-8")
    assert '<span lang="sv">Beta</span>' in page


def test_a_plain_label_is_one_for_all_languages(tmp_path: Path) -> None:
    source = make_site(tmp_path, {**FILES, VOCABULARY: "a: {labels: Alfa}\nb: {labels: Beta}\n"})
    (warning,) = warnings(source)
    assert warning.message.values["labels"] == "0"
