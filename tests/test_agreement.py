"""Facts once, prose per language: each fact is compared with the original's, and only its meaning counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import POST, PROJECT, TRANSLATION, build_site, document, found, make_site
from vitrina.contract.facts import FACTS
from vitrina.model import sections

SAME_AND_OTHER = {
    "region": ("[podlaskie, poland]", ["[poland, podlaskie]"], ["podlaskie", "[podlaskie, poland, latvia]"]),
    "town": ("{sv: Oslo, pl: Osło}", ["{pl: Osło}"], ["{pl: Oslo}", "Bergen"]),
    "period": ("2021-01/2022", ["{start: 2021-01, end: 2022}"], ["2021/2022", "2021-01/2023", "2021-01/.."]),
    "cost": ("69419.00 EUR", ["69419 EUR"], ["69419 SEK", "69418.99 EUR"]),
    "grant": ("100 EUR", ["100.00 EUR"], ["100 SEK", "1000 EUR"]),
    "status": ("finished", ["[finished]"], ["ongoing"]),
    "scope": ("local", ["[local]"], ["national"]),
    "support_area": ("social-exclusion", ["[social-exclusion]"], ["gender-equality"]),
    "activity_types": ("[counselling, self-help]", ["[self-help, counselling]"], ["counselling"]),
    "target_groups": ("[women, migrants]", ["[migrants, women]"], ["women", "migrants"]),
    "partners": (
        "[{name: A, town: Oslo, country: NO}, {name: B}]",
        ["[{country: NO, name: A, town: Oslo}, {name: B}]"],
        [
            "[{name: B}, {name: A, town: Oslo, country: NO}]",
            "[{name: A, town: Oslo, country: NO}]",
            "[{name: A, town: Oslo, country: SE}, {name: B}]",
            "[{name: A, town: Bergen, country: NO}, {name: B}]",
            "[{name: A, country: NO}, {name: B}]",
            "[{name: C, town: Oslo, country: NO}, {name: B}]",
        ],
    ),
    "funder": ("acf", ["[acf]"], ["other-fund"]),
    "number": ("2023/58", ['"2023/58"'], ["2023/59"]),
    "results": (
        "[{value: 441, label: {sv: kvinnor, pl: kobiet}}]",
        ["[{value: 0441, label: {pl: kobiet}}]", "{value: 441, label: {sv: kvinnor}}"],
        [
            "[{value: 440, label: {pl: kobiet}}]",
            "[{value: 441, label: {pl: kobiety}}]",
            "[{value: 441, label: {pl: kobiet}}, {value: 1, label: x}]",
        ],
    ),
    "keywords": ("[träd, park]", ["[träd, park]"], ["träd"]),
    "programme": ("Aktywni Obywatele", ["'Aktywni Obywatele'"], ["Inny program"]),
    "call": ("2023/1", ['"2023/1"'], ["2023/2"]),
    "funding": (
        "[{funder: acf, amount: 100 EUR}]",
        ["[{amount: 100.00 EUR, funder: acf}]"],
        ["[{funder: acf, amount: 1 EUR}]"],
    ),
    "targets": (
        "[{what: A, target: 10, value: 8}]",
        ["[{value: 8, target: 10, what: A}]"],
        ["[{what: A, target: 10, value: 9}]"],
    ),
    "milestones": ("[{date: 2023-05, text: A}]", ["[{text: A, date: 2023-05}]"], ["[{date: 2023-06, text: A}]"]),
    "sdgs": ("[sdg-5, sdg-10]", ["[sdg-10, sdg-5]"], ["sdg-5"]),
    "documents": (
        "[{title: A, link: 'https://example.org/a'}]",
        ["[{link: 'https://example.org/a', title: A}]"],
        ["[{title: A, link: 'https://example.org/b'}]"],
    ),
    "video": ("https://example.org/a", ["'https://example.org/a'"], ["https://example.org/b"]),
    "coordinator": ("{name: A, town: Oslo}", ["{town: Oslo, name: A}"], ["{name: B, town: Oslo}"]),
    "contact": (
        "{name: A, email: a@example.org}",
        ["{email: a@example.org, name: A}"],
        ["{name: A, email: b@example.org}"],
    ),
    "website": ("https://example.org/a", ["'https://example.org/a'"], ["https://example.org/b"]),
    "social": ("[https://example.org/a]", ["https://example.org/a"], ["https://example.org/b"]),
}
"""For each fact of projects: a value, other ways to write it, and other values."""

SAME = [(key, value, other) for key, (value, same, _) in SAME_AND_OTHER.items() for other in (value, *same)]
OTHER = [(key, value, other) for key, (value, _, others) in SAME_AND_OTHER.items() for other in others]


def report(folder: Path, key: str, original: str | None, translation: str) -> list[tuple[str, int, str]]:
    facts = {} if original is None else {key: original}
    texts = {PROJECT: document(**facts), TRANSLATION: document(translated_from="sv", **{key: translation})}
    labels = "{labels: {sv: a, ar: a, pl: a, lv: a}}"
    texts["i18n/vocabularies/funders.yml"] = f"acf: {labels}\nother-fund: {labels}\n"
    return found(build_site(make_site(folder, texts)))


def test_every_fact_is_here() -> None:
    assert sorted(SAME_AND_OTHER) == sorted(fact.key for fact in FACTS[sections.PROJECTS])


@pytest.mark.parametrize(("key", "original", "translation"), SAME)
def test_the_same_fact_may_be_repeated(key: str, original: str, translation: str, tmp_path: Path) -> None:
    assert report(tmp_path, key, original, translation) == []


@pytest.mark.parametrize(("key", "original", "translation"), OTHER)
def test_another_value_is_a_contradiction(key: str, original: str, translation: str, tmp_path: Path) -> None:
    assert report(tmp_path, key, original, translation) == [(TRANSLATION, 4, "contradiction")]


@pytest.mark.parametrize("key", SAME_AND_OTHER)
def test_a_fact_of_the_translation_alone_is_told(key: str, tmp_path: Path) -> None:
    value = SAME_AND_OTHER[key][0]
    assert report(tmp_path, key, None, value) == [(TRANSLATION, 4, "fact-outside-original")]


def test_a_post_has_one_project(tmp_path: Path) -> None:
    other = POST.replace(".sv.", ".pl.")
    files = {
        "content/projects/beta/index.sv.md": document(),
        POST: document(project="alpha", date="2024"),
        other: document(translated_from="sv", project="beta"),
    }
    assert found(build_site(make_site(tmp_path, files))) == [(other, 4, "contradiction")]
