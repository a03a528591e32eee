"""The reference implementation of the search: matching projects, their order, and the counts of facet values.

``scripts/search.js`` of the theme implements the same in the browser, on the same data; a test compares the two.

- A project matches if it contains *every* item of the query and has *one* of the selected values of *every* facet with
  a selection. A project with a term also has the term's ancestors, so a country matches the projects of its regions.
- A range of costs, ``10000-50000-EUR``, is a selection of the facet ``cost``: a project matches if its cost is known in
  that currency and not outside; either amount can be left out. Those that nothing else excludes, and whose cost in that
  currency is not known, are counted.
- The count of a value is the number of projects with it that match the query and the selections in the *other* facets.
- An item is a word, or a phrase in quotation marks. A word of a script without spaces is a phrase of its pairs of
  characters. A word matches exactly (level 3), as a prefix (2), or as another form (1: a common key, or a base that
  begins with its base). A phrase matches word for word (3).
- The score of an item is its best level times the weight of the field. The score of a project is the sum of these, plus
  one for each spelling of the query that its title, summary or labels have, so that å ranks above a in a query with å.
- Results are in the selected order, or by descending score and then alphabetical; without a query, alphabetical.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain
from typing import Any, Final

from vitrina.languages.folding import Folding
from vitrina.languages.word_forms import SHORTEST_LEMMA, SHORTEST_STEM, Prefix, WordForms
from vitrina.search.postings import SHORTEST_WORD

MOST_ITEMS: Final = 12
"""The largest number of items; further ones are ignored, so that a pasted page is no slow query."""

WEIGHTS: Final = {"title": 8, "label": 4, "more": 4, "summary": 3, "body": 1}
EXACT, BEGINNING, FORM = 3, 2, 1

_WORD: Final = re.compile(r"[^\W_]+")
_RANGE: Final = re.compile(r"([\d.]*)-([\d.]*)-(\w+)")
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
    ``unknown`` is the number of projects that are left out because their cost is not known.
    """

    projects: tuple[int, ...]
    counts: tuple[int, ...]
    points: Mapping[int, int]
    unknown: int = 0


def items_of(query: str, forms: WordForms) -> tuple[Item, ...]:
    """Return the items of a query; after an unpaired quotation mark, words are separate items."""
    parts = _QUOTES.split(forms.folding.fold(query))
    found: list[Item] = []
    for number, part in enumerate(parts):
        runs = forms.folding.runs(part)
        if number % 2 and number < len(parts) - 1:
            found += [Item(tuple(chain.from_iterable(runs)), True)] if runs else []
        else:
            found += [Item(tuple(run), len(run) > 1) for run in runs]
    return tuple(found[:MOST_ITEMS])


def spellings(text: str) -> list[str]:
    """Return the words of ``text`` in lower case and NFC, not folded."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


@cache
def keys(word: str, forms: WordForms) -> frozenset[str]:
    """Return the keys of a folded word: two words with a common one are forms of the same word."""
    bases = forms.bases(word)
    guesses = [guess for base in bases for guess in _guesses(base, forms)]
    listed = _listed(forms)
    found = [line for base in bases for line in listed.get(base, ())]
    found = found or [line for guess in guesses for line in listed.get(guess[:-1], ())]
    return frozenset(found) or frozenset((*bases, *guesses))


@cache
def _listed(forms: WordForms) -> Mapping[str, Sequence[str]]:
    """Return the lines of the list by each of their words."""
    found: dict[str, list[str]] = {}
    for line in forms.words:
        for form in line:
            found.setdefault(form, []).append(" ".join(line))
    return found


def _guesses(base: str, forms: WordForms) -> Iterator[str]:
    for at in range(SHORTEST_STEM, len(base) + 1):
        for instead in forms.endings.get(base[at:], ()):
            if len(base[:at] + instead) > SHORTEST_LEMMA:
                yield base[:at] + instead


def starts(word: str, forms: WordForms) -> frozenset[str]:
    """Return the first letters of all words that can be a form of ``word``."""
    found = [*forms.bases(word), *(form for key in keys(word, forms) for form in key.split(" "))]
    return frozenset(form[:SHORTEST_STEM] for form in found if len(form) >= SHORTEST_STEM)


def level(token: str, word: str, forms: WordForms) -> int:
    """Return the match level of a word of a text and a word of a query; 0 means no match."""
    if token == word:
        return EXACT
    if token.startswith(word):
        return BEGINNING
    own = forms.bases(word)[0]
    if any(base.startswith(own) for base in forms.bases(token)) or keys(token, forms) & keys(word, forms):
        return FORM
    return 0


def forms_in(data: Mapping[str, Any]) -> WordForms:
    """Return the rules in the data of a language for the browser."""
    return _forms_in(json.dumps(data["rules"]))


@cache
def _forms_in(written: str) -> WordForms:
    rules = json.loads(written)
    return WordForms(
        folding=Folding(
            replaced=tuple((written, instead) for written, instead in rules["replaced"]),
            letters=rules["letters"],
            inside=rules["inside"],
            unspaced=rules["unspaced"],
        ),
        prefixes=tuple(
            Prefix(text=text, instead=instead, least=least, is_certain=bool(certain))
            for text, instead, least, certain in rules["prefixes"]
        ),
        whole=tuple(rules["whole"]),
        endings={ending: tuple(instead.split(" ")) for ending, instead in rules["endings"].items()},
        words=tuple(tuple(line.split(" ")) for line in rules["words"]),
    )


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

    costs = _costs(data, choice)

    def passes(number: int, except_facet: int = -1) -> bool:
        return all(not wanted or wanted & own[number] for index, wanted in enumerate(selected) if index != except_facet)

    counts = tuple(
        sum(value in own[number] and bool(costs[number]) and passes(number, index) for number in points)
        for index, (_, facet) in enumerate(_facets(data))
        for value, _ in facet
    )
    order: Iterable[int] = data["orders"].get(choice.sort) or range(count)
    if items_of(choice.query, forms_in(data)) and not (choice.sort in data["orders"] or choice.sort == "title"):
        order = sorted(points, key=lambda number: (-points[number], number))
    left = tuple(number for number in order if number in points and costs[number] and passes(number))
    return SearchResult(left, counts, points, sum(costs[number] is None and passes(number) for number in points))


def _costs(data: Mapping[str, Any], choice: Choice) -> list[bool | None]:
    """Tell of each project whether it is in the chosen range of costs; ``None`` where that is not known."""
    projects = range(len(data["projects"].get("title", ())))
    chosen = _RANGE.fullmatch(next(iter(choice.values.get("cost", ())), ""))
    if not chosen or not (chosen[1] or chosen[2]):
        return [True for _ in projects]
    lowest, highest = float(chosen[1] or 0), float(chosen[2] or "inf")
    known = ((cost or (0, "")) for cost in data["costs"])
    return [lowest <= amount <= highest if currency == chosen[3] else None for amount, currency in known]


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
    forms = forms_in(data)
    count = len(data["projects"].get("title", ()))
    fields = [[(name, forms.folding.words(text)) for name, text in _texts(data, number)] for number in range(count)]
    points = dict.fromkeys(range(count), 1)
    items = items_of(choice.query, forms)
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
    labels = [value[1] for facet in data["facets"] for value in facet["values"]]
    yield from (("label", labels[value]) for value in projects["values"][number] if value < len(labels))
    yield from (("more", text) for text in projects["more"][number])


def _level_in(tokens: Sequence[str], item: Item, forms: WordForms) -> int:
    if not item.is_phrase:
        return max((level(token, item.words[0], forms) for token in tokens), default=0)
    size = len(item.words)
    return EXACT * any(tuple(tokens[start : start + size]) == item.words for start in range(len(tokens) - size + 1))


def _levels_in_bodies(bodies: Postings, item: Item, forms: WordForms) -> dict[int, int]:
    """Return the match level of an item by project; in a phrase, words of one letter match anything."""
    known = [(offset, word) for offset, word in enumerate(item.words) if len(word) >= SHORTEST_WORD]
    if not known:
        return {}
    if item.is_phrase:
        begins = [
            {(number, at - offset) for number, positions in _unpacked(bodies.get(word, ())) for at in positions}
            for offset, word in known
        ]
        return {number: EXACT for number, _ in set.intersection(*begins)}
    word, wanted = item.words[0], starts(item.words[0], forms)
    found: dict[int, int] = {}
    for token, postings in bodies.items():
        reached = level(token, word, forms) if any(base[:SHORTEST_STEM] in wanted for base in forms.bases(token)) else 0
        for number, _ in _unpacked(postings) if reached else ():
            found[number] = max(reached, found.get(number, 0))
    return found


def _unpacked(postings: Sequence[Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each project in ``postings`` with the positions of the word."""
    number = 0
    for further, *steps in postings:
        number += further
        yield number, list(accumulate(steps))
