"""The reference implementation of the search: matching projects, their order, and the counts of facet values.

``scripts/search.js`` of the theme implements the same in the browser, on the same data; a test compares the two.

- A project matches if it contains *every* item of the query and has *one* of the selected values of *every* facet with
  a selection. A project with a term also has the term's ancestors, so a country matches the projects of its regions.
- The count of a value is the number of projects with it that match the query and the selections in the *other* facets.
- An item is a word, or a phrase in quotation marks. A word matches exactly (level 3), as a prefix (2), or as another
  form (1: an equal stem, or a base that begins with its base). A phrase matches word for word (3).
- The score of an item is its best level times the weight of the field. The score of a project is the sum of these, plus
  one for each spelling of the query that its title, summary or labels have, so that å ranks above a in a query with å.
- Results are in the selected order, or by descending score and then alphabetical; without a query, alphabetical.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Final

from vitrina.search.normalisation import SHORTEST, Inflection, base, words
from vitrina.search.postings import SHORTEST_WORD

MOST_ITEMS: Final = 12
"""The largest number of items; further ones are ignored, so that a pasted page is no slow query."""

WEIGHTS: Final = {"title": 8, "label": 4, "more": 4, "summary": 3, "body": 1}
EXACT, BEGINNING, FORM = 3, 2, 1

_WORD: Final = re.compile(r"[^\W_]+")
_QUOTES: Final = re.compile('["“”„«»]')

Postings = Mapping[str, Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a query: one word, or a phrase of words."""

    words: tuple[str, ...]
    is_phrase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A visitor's input: the query, the ids of selected values by facet key, and an order (empty for the default)."""

    query: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The numbers of the matching projects in order, the count of each value of all facets, and the scores.

    ``points`` has the score of every project that matches the query, also of those that the facets exclude.
    """

    projects: tuple[int, ...]
    counts: tuple[int, ...]
    points: Mapping[int, int]


def items_of(query: str) -> tuple[Item, ...]:
    """Return the items of a query; after an unpaired quotation mark, words are separate items."""
    parts = _QUOTES.split(query)
    found: list[Item] = []
    for number, part in enumerate(parts):
        if number % 2 and number < len(parts) - 1:
            found += [Item(tuple(phrase), True)] if (phrase := words(part)) else []
        else:
            found += [Item((word,)) for word in words(part)]
    return tuple(found[:MOST_ITEMS])


def spellings(text: str) -> list[str]:
    """Return the words of ``text`` in lower case and NFC, not folded."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def stem(word: str, inflection: Inflection) -> str:
    """Return a folded word without prefixes and endings."""
    word = base(word, inflection)
    while True:
        rest = next(
            (word[: -len(e)] for e in inflection.endings if word.endswith(e) and _leaves(word, e, inflection)), None
        )
        if rest is None:
            break
        word = rest
    for ending, instead in inflection.last:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= SHORTEST:
            word = word[: -len(ending)] + instead
    return word


def _leaves(word: str, ending: str, inflection: Inflection) -> bool:
    return len(word) - len(ending) >= SHORTEST + (ending in inflection.weak)


def level(token: str, word: str, inflection: Inflection) -> int:
    """Return the match level of a word of a text and a word of a query; 0 means no match."""
    if token == word:
        return EXACT
    if token.startswith(word):
        return BEGINNING
    if base(token, inflection).startswith(base(word, inflection)) or stem(token, inflection) == stem(word, inflection):
        return FORM
    return 0


def search(data: Mapping[str, Any], bodies: Postings, choice: Choice) -> SearchResult:
    """Search ``data`` (a ``search.json``) and ``bodies`` (the content of all postings files) for ``choice``."""
    projects = data["projects"]
    count = len(projects.get("title", ()))
    points = _points(data, bodies, choice)
    selected = [
        {number for number, identifier in facet if identifier in choice.values.get(key, ())}
        for key, facet in _facets(data)
    ]
    own = [set(projects["values"][number]) for number in range(count)]

    def passes(number: int, except_facet: int = -1) -> bool:
        return all(not wanted or wanted & own[number] for index, wanted in enumerate(selected) if index != except_facet)

    counts = tuple(
        sum(value in own[number] and passes(number, index) for number in points)
        for index, (_, facet) in enumerate(_facets(data))
        for value, _ in facet
    )
    order: Iterable[int] = data["orders"].get(choice.sort) or range(count)
    if items_of(choice.query) and not (choice.sort in data["orders"] or choice.sort == "title"):
        order = sorted(points, key=lambda number: (-points[number], number))
    return SearchResult(tuple(number for number in order if number in points and passes(number)), counts, points)


def _facets(data: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield the key of each facet with the number and id of each of its values."""
    number = 0
    for facet in data["facets"]:
        numbered = []
        for identifier, *_ in facet["values"]:
            numbered.append((number, identifier))
            number += 1
        yield facet["key"], numbered


def _points(data: Mapping[str, Any], bodies: Postings, choice: Choice) -> dict[int, int]:
    """Return the score (1 or more) of every project that contains all items of the query."""
    rules = data["rules"]
    last = tuple((ending, instead) for ending, instead in rules["last"])
    endings, weak = tuple(rules["endings"]), rules["weak"]
    inflection = Inflection(prefixes=tuple(rules["prefixes"]), endings=endings, weak=weak, last=last)
    count = len(data["projects"].get("title", ()))
    fields = [[(name, words(text)) for name, text in _texts(data, number)] for number in range(count)]
    points = dict.fromkeys(range(count), 1)
    items = items_of(choice.query)
    for item in items:
        in_bodies = _levels_in_bodies(bodies, item, inflection)
        for number in list(points):
            levels = ((name, _level_in(tokens, item, inflection)) for name, tokens in fields[number])
            best = max(
                WEIGHTS["body"] * in_bodies.get(number, 0),
                max((WEIGHTS[name] * level for name, level in levels), default=0),
            )
            points[number] += best
            if not best:
                del points[number]
    wanted = set(spellings(choice.query)) if items else set()
    for number in points:
        spelled = {one for name, text in _texts(data, number) if name != "more" for one in spellings(text)}
        points[number] += len(spelled & wanted)
    return points


def _texts(data: Mapping[str, Any], number: int) -> Iterator[tuple[str, str]]:
    projects = data["projects"]
    yield "title", projects["title"][number]
    yield "summary", projects["summary"][number]
    labels = [value[1] for facet in data["facets"] for value in facet["values"] if facet["key"] != "cost"]
    yield from (("label", labels[value]) for value in projects["values"][number] if value < len(labels))
    yield from (("more", text) for text in projects["more"][number])


def _level_in(tokens: Sequence[str], item: Item, inflection: Inflection) -> int:
    if not item.is_phrase:
        return max((level(token, item.words[0], inflection) for token in tokens), default=0)
    size = len(item.words)
    return EXACT * any(tuple(tokens[start : start + size]) == item.words for start in range(len(tokens) - size + 1))


def _levels_in_bodies(bodies: Postings, item: Item, inflection: Inflection) -> dict[int, int]:
    """Return the match level of an item by project; in a phrase, words of one letter match anything."""
    known = [(offset, word) for offset, word in enumerate(item.words) if len(word) >= SHORTEST_WORD]
    if not known:
        return {}
    if item.is_phrase:
        starts = [
            {(number, at - offset) for number, positions in _unpacked(bodies.get(word, ())) for at in positions}
            for offset, word in known
        ]
        return {number: EXACT for number, _ in set.intersection(*starts)}
    word, start = item.words[0], base(item.words[0], inflection)[:SHORTEST_WORD]
    found: dict[int, int] = {}
    for token, postings in bodies.items():
        reached = level(token, word, inflection) if base(token, inflection).startswith(start) else 0
        for number, _ in _unpacked(postings) if reached else ():
            found[number] = max(reached, found.get(number, 0))
    return found


def _unpacked(postings: Sequence[Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each project in ``postings`` with the positions of the word."""
    number = 0
    for further, *steps in postings:
        number += further
        yield number, list(accumulate(steps))
