"""The reference: which projects a choice leaves, in which order, and how many each further value would bring.

``scripts/search.js`` of the theme does the same in the browser, on the same data, and is compared with this module.

- A project is found when *every* item of the query is somewhere in it, and when it has, of *every* facet that something
  is chosen of, *one* of the chosen values. A term brings the terms above it, so a country finds its regions.
- The count of a value is how many projects have it of those that the query and the *other* facets leave.
- An item is a word, or several between quotation marks. A word is found as it is (level 3), as a beginning (2), or in
  another form (1: the same stem, or a base that begins with its base). A phrase is found word for word (3).
- An item's points are its best level times the weight of the field. A project's points are their sum, and one for each
  spelling of the query that its title, summary or labels have: å before a for who writes å.
- The order is by points, then alphabetical; or the one that was chosen. Without a query it is alphabetical.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Final

from vitrina.search.bodies import SHORTEST_WORD
from vitrina.search.letters import Forms, base, spellings, stem, words

MOST_ITEMS: Final = 12
"""Items of a query that count; more would make a search of a pasted page slow."""

WEIGHTS: Final = {"title": 8, "label": 4, "more": 4, "summary": 3, "body": 1}
EXACT, BEGINNING, FORM = 3, 2, 1

_QUOTES: Final = re.compile('["“”„«»]')

Postings = Mapping[str, Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a query: one word, or a phrase of words."""

    words: tuple[str, ...]
    is_phrase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a visitor chose: the query, ids of values by the key of their facet, and an order (or none)."""

    query: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The numbers of the projects in their order, the count of each value through all facets, and what decided.

    ``points`` has every project that the query finds, also those that no choice of values leaves.
    """

    projects: tuple[int, ...]
    counts: tuple[int, ...]
    points: Mapping[int, int]


def items_of(query: str) -> tuple[Item, ...]:
    """Return the parts of a query; a quotation that does not end is no quotation yet."""
    parts = _QUOTES.split(query)
    found: list[Item] = []
    for number, part in enumerate(parts):
        if number % 2 and number < len(parts) - 1:
            found += [Item(tuple(phrase), True)] if (phrase := words(part)) else []
        else:
            found += [Item((word,)) for word in words(part)]
    return tuple(found[:MOST_ITEMS])


def level(token: str, word: str, forms: Forms) -> int:
    """Return how well a word of a text answers to a word of a query; 0 is not at all."""
    if token == word:
        return EXACT
    if token.startswith(word):
        return BEGINNING
    if base(token, forms).startswith(base(word, forms)) or stem(token, forms) == stem(word, forms):
        return FORM
    return 0


def answer(data: Mapping[str, Any], bodies: Postings, choice: Choice) -> SearchResult:
    """Return what ``data`` (a ``search.json``) and ``bodies`` (all files of words) have for ``choice``."""
    projects = data["projects"]
    count = len(projects.get("title", ()))
    points = _points(data, bodies, choice)
    selected = [
        {number for number, identifier in facet if identifier in choice.values.get(key, ())}
        for key, facet in _facets(data)
    ]
    own = [set(projects["values"][number]) for number in range(count)]

    def passes(number: int, except_facet: int = -1) -> bool:
        return all(not wanted or wanted & own[number] for place, wanted in enumerate(selected) if place != except_facet)

    counts = tuple(
        sum(value in own[number] and passes(number, place) for number in points)
        for place, (_, facet) in enumerate(_facets(data))
        for value, _ in facet
    )
    order: Iterable[int] = data["orders"].get(choice.sort) or range(count)
    if items_of(choice.query) and not (choice.sort in data["orders"] or choice.sort == "title"):
        order = sorted(points, key=lambda number: (-points[number], number))
    return SearchResult(tuple(number for number in order if number in points and passes(number)), counts, points)


def _facets(data: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield the key of each facet with the numbers and ids of its values."""
    number = 0
    for facet in data["facets"]:
        numbered = []
        for identifier, *_ in facet["values"]:
            numbered.append((number, identifier))
            number += 1
        yield facet["key"], numbered


def _points(data: Mapping[str, Any], bodies: Postings, choice: Choice) -> dict[int, int]:
    """Return the points of every project in which all items of the query are found, at least 1."""
    rules = data["rules"]
    last = tuple((ending, instead) for ending, instead in rules["last"])
    endings, weak = tuple(rules["endings"]), rules["weak"]
    forms = Forms(prefixes=tuple(rules["prefixes"]), endings=endings, weak=weak, last=last)
    count = len(data["projects"].get("title", ()))
    fields = [[(name, words(text)) for name, text in _texts(data, number)] for number in range(count)]
    points = dict.fromkeys(range(count), 1)
    items = items_of(choice.query)
    for item in items:
        in_bodies = _levels_in_bodies(bodies, item, forms)
        for number in list(points):
            levels = ((name, _level_in(tokens, item, forms)) for name, tokens in fields[number])
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


def _level_in(tokens: Sequence[str], item: Item, forms: Forms) -> int:
    if not item.is_phrase:
        return max((level(token, item.words[0], forms) for token in tokens), default=0)
    size = len(item.words)
    return EXACT * any(tuple(tokens[start : start + size]) == item.words for start in range(len(tokens) - size + 1))


def _levels_in_bodies(bodies: Postings, item: Item, forms: Forms) -> dict[int, int]:
    """Return the level of an item by project; in a phrase, a word of one letter is taken to be anywhere."""
    known = [(offset, word) for offset, word in enumerate(item.words) if len(word) >= SHORTEST_WORD]
    if not known:
        return {}
    if item.is_phrase:
        starts = [
            {(number, place - offset) for number, places in _unpacked(bodies.get(word, ())) for place in places}
            for offset, word in known
        ]
        return {number: EXACT for number, _ in set.intersection(*starts)}
    word, start = item.words[0], base(item.words[0], forms)[:SHORTEST_WORD]
    found: dict[int, int] = {}
    for token, postings in bodies.items():
        reached = level(token, word, forms) if base(token, forms).startswith(start) else 0
        for number, _ in _unpacked(postings) if reached else ():
            found[number] = max(reached, found.get(number, 0))
    return found


def _unpacked(postings: Sequence[Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each project that has a word, with its places."""
    number = 0
    for further, *steps in postings:
        number += further
        yield number, list(accumulate(steps))
