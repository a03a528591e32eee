"""The browser and the reference (``vitrina.search``) agree on letters and words, on what is found, counted, first."""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES, Site
from tests.search_reference import Choice, search, spellings
from tests.search_sites import large_site, searched, showcase_of
from vitrina.languages.word_forms import word_forms

pytestmark = pytest.mark.browser

every_language = pytest.mark.parametrize("language", LANGUAGES)

QUERIES = 150
"""Generated choices a language, asked in one call of the page."""


def evaluate(page: Page, site: Site, body: str, argument: object) -> Any:  # noqa: ANN401 (whatever the page returns)
    page.goto(site.pages("sv")["page"])
    modules = f"{site.base}theme/scripts/"
    code = f"""async ([modules, argument]) => {{
      const {{ makeLetters, Search }} = await import(modules + "search.js");
      {body}
    }}"""
    return page.evaluate(code, [modules, argument])


def test_every_character_that_python_knows_is_read_alike(site: Site, page: Page) -> None:
    """Alone and between letters; Python's Unicode is the older one, so that what it knows, the browser knows."""
    forms = word_forms("sv")
    words = forms.folding.words
    known = [
        chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    texts = ["".join(f" {char} a{char}b" for char in known[start : start + 64]) for start in range(0, len(known), 64)]
    code = """const l = makeLetters(argument.rules); return argument.texts.map((t) => [l.words(t), l.spellings(t)]);"""
    got = evaluate(page, site, code, {"rules": forms.for_browser(), "texts": texts})
    differing = [
        (text, mine, theirs)
        for text, theirs in zip(texts, got, strict=True)
        if (mine := [words(text), spellings(text)]) != theirs
    ]
    assert differing == []


@every_language
def test_choices_agree(site: Site, page: Page, language: str) -> None:
    folder = site.folder / language / "projects"
    data = json.loads((folder / "search.json").read_bytes())
    files = [json.loads((folder / f"search-{n}.json").read_bytes()) for n in range(data["bodies"]["files"])]
    compare(site, page, data, files, random.Random(f"choices {language}"))


@pytest.mark.parametrize("language", ["ar", "sv"])
def test_choices_among_many_projects_agree(site: Site, page: Page, tmp_path: Path, language: str) -> None:
    """Here the words of the bodies are in several files, and the browser fetches those that a query needs."""
    found = searched(showcase_of(large_site(tmp_path, 160, language, body=50, vocabulary=700)), language)
    assert len(found.files) == 3
    compare(site, page, found.data, [json.loads(file) for file in found.files], random.Random(f"many {language}"), 60)


def compare(
    site: Site,
    page: Page,
    data: dict[str, Any],
    files: list[dict[str, Any]],
    chance: random.Random,
    count: int = QUERIES,
) -> None:
    """Ask the reference, which has all files, and the browser, which fetches files for each choice anew."""
    bodies = {word: postings for file in files for word, postings in file.items()}
    choices = list(generated_choices(data, bodies, chance, count))
    expected = [search(data, bodies, choice) for choice in choices]
    assert len({len(one.projects) for one in expected}) >= 4, "queries that all find the same would show nothing"
    asked = [{"query": one.query, "values": dict(one.values), "sort": one.sort} for one in choices]
    got = evaluate(page, site, ASK, {"data": data, "choices": asked, "files": files})
    for choice, mine, theirs in zip(choices, expected, got, strict=True):
        assert sorted(mine.points.items()) == [tuple(pair) for pair in theirs["points"]], choice
        found = (list(mine.projects), list(mine.counts), mine.unknown)
        assert found == (theirs["projects"], theirs["counts"], theirs["unknown"]), choice
        assert (list(map(list, mine.groups)), list(mine.similar)) == (theirs["groups"], theirs["similar"]), choice


ASK = """const answers = [];
  for (const choice of argument.choices) {
    const search = new Search(argument.data, async (file) => argument.files[file]);
    await search.prepare(choice.query);
    const { points, tests, ...rest } = search.answer(choice, true);
    answers.push({ ...rest, points: [...points] });
  }
  return answers;"""


def mistyped(word: str, chance: random.Random) -> str:
    """Return ``word`` with one edit, or two that are no typo any more."""
    at, letter = chance.randrange(len(word)), chance.choice(word)
    edits = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]
    edited = chance.choice(edits) or word
    return mistyped(edited, chance) if chance.random() < 0.1 else edited


def generated_choices(data: dict[str, Any], bodies: dict[str, Any], chance: random.Random, count: int) -> list[Choice]:
    """Return choices of words that are there, cut, bent, misspelled and quoted, with and without facets."""
    entries = data["entries"]
    texts = [*entries["title"], *entries["summary"], *(text for more in entries["more"] for text in more)]
    texts += [value[1] for facet in data["facets"] for value in facet["values"]]
    pool = sorted({*(word for text in texts for word in text.split()), *chance.sample(sorted(bodies), 200)})

    def part() -> str:
        if chance.random() < 0.15:
            run = chance.choice(texts).split()
            start = chance.randrange(len(run))
            return chance.choice(['"{}"', "„{}”", "«{}»", '"{}']).format(" ".join(run[start : start + 3]))
        word = chance.choice(pool)
        cut = chance.randrange(1, len(word) + 1) if chance.random() < 0.4 else len(word)
        if chance.random() < 0.25:
            word = mistyped(word, chance)
        ending = chance.choice(list(data["rules"]["endings"])) if chance.random() < 0.3 else ""
        return chance.choice([word, word[:cut], word[:cut] + ending, word.upper(), word_forms("sv").folding.fold(word)])

    choices = []
    for _ in range(count):
        query = " ".join(part() for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3])))
        values = {
            facet["key"]: chance.sample(
                [value[0] for value in facet["values"]], 1 + (chance.random() < 0.3 and len(facet["values"]) > 1)
            )
            for facet in data["facets"]
            if facet["values"] and chance.random() < 0.15
        }
        if chance.random() < 0.2:
            lowest, highest = sorted(chance.choices([0, 5_000, 69_419, 100_000, 5_000_000], k=2))
            values["cost"] = [f"{lowest or ''}-{chance.choice([highest, ''])}-{chance.choice(['EUR', 'SEK'])}"]
        sort = chance.choice(["", "", "title", "newest", "oldest", "cost", "no such order"])
        choices.append(Choice(query=query, values=values, sort=sort))
    return choices
