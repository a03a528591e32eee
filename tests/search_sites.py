"""Sites to search: the demonstration site, and made-up ones of any size, with the data that a browser gets of them."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.search_reference import Choice, SearchResult, search
from tests.sites import LANGUAGES, ROOT, TODAY, document, make_site
from vitrina.content.loading import load_site
from vitrina.options import SiteOptions
from vitrina.problems import Problems
from vitrina.render.renderer import Caches, Renderer, render_inputs
from vitrina.search.files import SearchFiles, WordsCache
from vitrina.search.postings import files_for
from vitrina.views.view_context import ViewContext

ALPHABETS = {
    "sv": "abdefghijklmnoprstuvåäö",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "lv": "aābcčdeēgģhiījkķlļmnņoprsštuūvzž",
}
REGIONS = ("north", "south", "east", "west")
GROUPS = ("women", "youth", "seniors", "migrants", "teachers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A language of a site as its visitors search it: ``ids`` are the projects by their numbers."""

    ids: tuple[str, ...]
    index: bytes
    data: dict[str, Any]
    files: tuple[bytes, ...]
    bodies: dict[str, Any]

    def result(self, query: str = "", **values: list[str]) -> SearchResult:
        """Return all that the reference finds."""
        return search(self.data, self.bodies, Choice(query=query, values=values))

    def find(self, query: str = "", sort: str = "", **values: list[str]) -> list[str]:
        """Return the ids that the reference finds."""
        found = search(self.data, self.bodies, Choice(query=query, values=values, sort=sort))
        return [self.ids[number] for number in found.projects]

    def counts(self, query: str = "", **values: list[str]) -> dict[tuple[str, str], int]:
        """Return the counts by key and id of the values."""
        counts = search(self.data, self.bodies, Choice(query=query, values=values)).counts
        names = [(facet["key"], value[0]) for facet in self.data["facets"] for value in facet["values"]]
        return dict(zip(names, counts, strict=True))


def searched(view_context: ViewContext, language: str) -> Searched:
    """Return the data of a language."""
    made = SearchFiles(view_context, WordsCache())
    projects = view_context.editions[language].projects
    files = tuple(made.bodies(language, number) for number in range(files_for(len(made.documents(language)))))
    bodies: dict[str, Any] = {}
    for file in files:
        bodies |= json.loads(file)
    index = made.index(language)
    return Searched(ids=tuple(projects), index=index, data=json.loads(index), files=files, bodies=bodies)


def showcase_of(source: Path) -> ViewContext:
    """Return the showcase of a site without a mistake."""
    problems = Problems()
    options = SiteOptions(source=source, today=TODAY, jobs=1)
    loaded = load_site(options, problems)
    assert loaded is not None
    assert problems.errors == 0, [problem.line() for problem in problems]
    return Renderer(render_inputs(loaded, options, problems), Caches(), problems).view_context


def demo() -> ViewContext:
    """Return the showcase of the demonstration site."""
    return showcase_of(ROOT)


def large_site(folder: Path, count: int, language: str, body: int = 300, vocabulary: int = 6000) -> Path:
    """Write a site with the default theme and so many projects in one language.

    The words are made up, as many as a language's texts of that length have; common ones are common.
    """
    chance = random.Random(f"{language} {count}")
    words = ["".join(chance.choices(ALPHABETS[language], k=chance.randrange(2, 11))) for _ in range(vocabulary)]
    weights = [1 / (rank + 3) for rank in range(vocabulary)]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, weights, k=length))

    files: dict[str, str | bytes | None] = {
        f"i18n/vocabularies/{name}.yml": "".join(
            f"{term}:\n  labels: {{{', '.join(f'{code}: {term}' for code in LANGUAGES)}}}\n" for term in terms
        )
        for name, terms in (("regions", REGIONS), ("target_groups", GROUPS))
    }
    files |= {f"i18n/{code}.po": None for code in LANGUAGES}
    files["content/site.yml"] = f"title: T\nbase_url: https://example.org/\ndefault_language: {language}\n"
    files["content/site.yml"] += f"languages: {{{language}: {{}}}}\n"
    files |= dict.fromkeys(("content/projects/alpha/index.sv.md", "content/projects/alpha/index.pl.md"))
    files |= dict.fromkeys(("content/news/hello/index.sv.md", "content/pages/about/index.sv.md"))
    for number in range(count):
        year = chance.randrange(2012, 2024)
        files[f"content/projects/p{number:04}/index.{language}.md"] = document(
            text(body),
            title=json.dumps(text(5), ensure_ascii=False),
            summary=json.dumps(text(18), ensure_ascii=False),
            region=chance.choice(REGIONS),
            status=chance.choice(("planned", "ongoing", "finished")),
            target_groups=f"[{', '.join(chance.sample(GROUPS, chance.randrange(1, 4)))}]",
            period=f"{year}-05/{year + chance.randrange(4)}-11",
            cost=f"{chance.randrange(500, 9_000_000)} {chance.choice(('SEK', 'EUR', 'PLN'))}",
            partners=f"[{{name: {json.dumps(text(2), ensure_ascii=False)}}}]",
        )
    return make_site(folder, files)
