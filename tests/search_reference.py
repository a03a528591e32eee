"""The reference implementation of the search: matching projects, their order, and the counts of facet values.

``scripts/search.js`` of the theme implements the same in the browser, on the same data; a test compares the two.

- Entries are projects and, after these, what is found in groups: posts, pages, entries of the site's own sections. An
  entry matches a query if it contains *every* item of it.
- A project matches if it matches the query and has *one* of the selected values of *every* facet with
  a selection. A project with a term also has the term's ancestors, so a country matches the projects of its regions.
- A range of costs, ``10000-50000-EUR``, is a selection of the facet ``cost``: a project matches if its cost is known in
  that currency and not outside; either amount can be left out. Those that nothing else excludes, and whose cost in that
  currency is not known, are counted.
- The count of a value is the number of projects with it that match the query and the selections in the *other* facets.
- An item is a word, or a phrase in quotation marks. A word of a script without spaces is a phrase of its pairs of
  characters. A word matches exactly (level 3), as a prefix (2), or as another form (1: a common key, or a base that
  begins with its base); digits match exactly only. A phrase matches word for word (3).
- A word that no entry has is a mistyped one, and matches (1) the words to which one edit leads: a letter added, removed
  or changed, or two neighbours that changed places. That needs five letters: of four, half of all words are near to
  another word. The ending may differ: the first half of the word and two letters more have to agree, up to the one
  behind the edit, and the word of the text may be two letters longer.
- The score of an item is its best level times the weight of the field. The score of an entry is the sum of these, plus
  one for each spelling of the query that its title, summary or labels have, so that å ranks above a in a query with å.
  A label counts in all languages, as a town is called something else in each.
- Results are in the selected order, or by descending score and then alphabetical; without a query, alphabetical.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import Any, Final

from vitrina.languages.folding import Folding
from vitrina.languages.word_forms import SHORTEST_LEMMA, SHORTEST_LISTED_STEM, SHORTEST_STEM, Prefix, WordForms
from vitrina.search.postings import LETTERS_OF_FILE, SHORTEST_WORD

MOST_ITEMS: Final = 12
"""The largest number of items; further ones are ignored, so that a pasted page is no slow query."""

WEIGHTS: Final = {"title": 8, "label": 4, "more": 4, "summary": 3, "body": 1}
EXACT, BEGINNING, FORM = 3, 2, 1

SHORTEST_MISTYPED: Final = 5
"""The smallest number of letters of a word, without its article and the like, that can be a mistyped one."""

_WORD: Final = re.compile(r"[^\W_]+")
_RANGE: Final = re.compile(r"([\d.]*)-([\d.]*)-(\w+)")
_QUOTES: Final = re.compile('["“”„«»]')

Postings = Mapping[str, Sequence[Sequence[int]]]

Level = Callable[[str, str, WordForms], int]
"""A function that returns the match level of a word of a text and a word of a query."""


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

    ``groups`` has the numbers of the other matching entries, group by group. ``points`` has the score of every entry
    that matches the query, also of projects that the facets exclude. ``similar`` are the mistyped words.
    ``unknown`` is the number of projects that are left out because their cost is not known.
    """

    projects: tuple[int, ...]
    counts: tuple[int, ...]
    points: Mapping[int, int]
    groups: tuple[tuple[int, ...], ...]
    similar: tuple[str, ...]
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
    found = found or [line for guess, _ in guesses for line in listed.get(guess[:-1], ())]
    likely = [guess for guess, stem in guesses if stem >= SHORTEST_STEM]
    return frozenset(found) or frozenset((*bases, *likely))


@cache
def _listed(forms: WordForms) -> Mapping[str, Sequence[str]]:
    """Return the lines of the list by each of their words."""
    found: dict[str, list[str]] = {}
    for line in forms.words:
        for form in line:
            found.setdefault(form, []).append(" ".join(line))
    return found


def _guesses(base: str, forms: WordForms) -> Iterator[tuple[str, int]]:
    """Yield the keys of a base by its endings, each with the number of letters before the ending."""
    for at in range(SHORTEST_LISTED_STEM, len(base) + 1):
        for instead in forms.endings.get(base[at:], ()):
            if len(base[:at] + instead) > SHORTEST_LEMMA:
                yield base[:at] + instead, at


def starts(word: str, forms: WordForms) -> frozenset[str]:
    """Return the first letters of all words that can be a form of ``word``."""
    found = [*forms.bases(word), *(form for key in keys(word, forms) for form in key.split(" "))]
    return frozenset(form[:LETTERS_OF_FILE] for form in found if len(form) >= LETTERS_OF_FILE)


def level(token: str, word: str, forms: WordForms) -> int:
    """Return the match level of a word of a text and a word of a query; 0 means no match."""
    if token == word:
        return EXACT
    if token.startswith(word):
        return 0 if token.isdecimal() else BEGINNING
    own = forms.bases(word)[0]
    if any(base.startswith(own) for base in forms.bases(token)) or keys(token, forms) & keys(word, forms):
        return FORM
    return 0


def similarity(token: str, word: str, forms: WordForms) -> int:
    """Return the match level of a word of a text and a mistyped word of a query."""
    own = forms.bases(word)[0]
    if len(own) < SHORTEST_MISTYPED or any(unicodedata.category(letter)[0] == "N" for letter in word):
        return 0
    return FORM * any(_is_edit(own, base) for base in forms.bases(token))


def _is_edit(own: str, base: str) -> bool:
    """Tell whether one edit of ``own`` leads to ``base``, or to a word that differs in its ending only."""
    at = next((at for at in range(len(own)) if own[at] != base[at : at + 1]), None)
    if at is None:
        return False
    there, here, following = base[at : at + 1], own[at : at + 1], own[at + 1 : at + 2]
    for instead in (there + here + following, following, there + following, following + here):
        mended = own[:at] + instead + own[at + 2 :]
        least = max(at + 2, -(-len(mended) // 2) + 2)
        if base.startswith(mended[:least]) and len(base) < len(mended) + 3:
            return True
    return False


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
    count = data["count"]
    points, similar = _points(data, bodies, choice)
    selected = [
        {number for number, identifier in facet if identifier in choice.values.get(key, ())}
        for key, facet in _facets(data)
    ]
    own = [set(values) for values in data["entries"].get("values", ())]
    costs = _costs(data, choice)

    def passes(number: int, except_facet: int = -1) -> bool:
        return all(not wanted or wanted & own[number] for index, wanted in enumerate(selected) if index != except_facet)

    found = [number for number in points if number < count]
    counts = tuple(
        sum(value in own[number] and bool(costs[number]) and passes(number, index) for number in found)
        for index, (_, facet) in enumerate(_facets(data))
        for value, _ in facet
    )
    has_query = bool(items_of(choice.query, forms_in(data)))
    best = sorted(points, key=lambda number: (-points[number], number))
    order: Iterable[int] = data["orders"].get(choice.sort) or range(count)
    if has_query and not (choice.sort in data["orders"] or choice.sort == "title"):
        order = best
    ends = list(accumulate((size for _, size in data["groups"]), initial=count))
    return SearchResult(
        projects=tuple(number for number in order if number in found and costs[number] and passes(number)),
        counts=counts,
        points=points,
        groups=tuple(
            tuple(number for number in best if first <= number < end) if has_query else ()
            for first, end in pairwise(ends)
        ),
        similar=similar,
        unknown=sum(costs[number] is None and passes(number) for number in found),
    )


def _costs(data: Mapping[str, Any], choice: Choice) -> list[bool | None]:
    """Tell of each project whether it is in the chosen range of costs; ``None`` where that is not known."""
    chosen = _RANGE.fullmatch(next(iter(choice.values.get("cost", ())), ""))
    if not chosen or not (chosen[1] or chosen[2]):
        return [True] * data["count"]
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


def _points(data: Mapping[str, Any], bodies: Postings, choice: Choice) -> tuple[dict[int, int], tuple[str, ...]]:
    """Return the score (1 or more) of every entry that contains all items of the query, and the mistyped words."""
    forms = forms_in(data)
    count = len(data["entries"].get("title", ()))
    fields = [[(name, forms.folding.words(text)) for name, text in _texts(data, number)] for number in range(count)]
    points = dict.fromkeys(range(count), 1)
    items = items_of(choice.query, forms)
    similar = []
    for item in items:
        levels = _levels(fields, bodies, item, forms, level)
        if not levels and not item.is_phrase:
            levels = _levels(fields, bodies, item, forms, similarity)
            similar += [item.words[0]] if levels else []
        points = {number: before + levels[number] for number, before in points.items() if number in levels}
    wanted = set(spellings(choice.query)) if items else set()
    for number in points:
        spelled = {one for name, text in _texts(data, number) if name != "more" for one in spellings(text)}
        points[number] += len(spelled & wanted)
    return points, tuple(similar)


def _levels(
    fields: Sequence[Sequence[tuple[str, Sequence[str]]]], bodies: Postings, item: Item, forms: WordForms, level: Level
) -> dict[int, int]:
    """Return the score of every entry that contains ``item``."""
    in_bodies = _levels_in_bodies(bodies, item, forms, level)
    found = {}
    for number, texts in enumerate(fields):
        own = [WEIGHTS[name] * _level_in(tokens, item, forms, level) for name, tokens in texts]
        if best := max([WEIGHTS["body"] * in_bodies.get(number, 0), *own]):
            found[number] = best
    return found


def _texts(data: Mapping[str, Any], number: int) -> Iterator[tuple[str, str]]:
    entries = data["entries"]
    yield "title", entries["title"][number]
    yield "summary", entries["summary"][number]
    labels = [names for facet in data["facets"] for names in _names(facet)]
    yield from (("label", name) for value in entries["values"][number] for name in labels[value])
    costs = [str(cost[0]) if cost else "" for cost in data["costs"][number : number + 1]]
    yield from (("more", text) for text in (*entries["more"][number], *costs))


def _names(facet: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield the label and the other names of each value."""
    for place, (_, label, *_) in enumerate(facet["values"]):
        yield [label, *(facet["names"][place] if "names" in facet else ())]


def _level_in(tokens: Sequence[str], item: Item, forms: WordForms, level: Level) -> int:
    if not item.is_phrase:
        return max((level(token, item.words[0], forms) for token in tokens), default=0)
    size = len(item.words)
    return EXACT * any(tuple(tokens[start : start + size]) == item.words for start in range(len(tokens) - size + 1))


def _levels_in_bodies(bodies: Postings, item: Item, forms: WordForms, level: Level) -> dict[int, int]:
    """Return the match level of an item by entry; in a phrase, words of one letter match anything."""
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
        is_near = any(base[:LETTERS_OF_FILE] in wanted for base in forms.bases(token))
        reached = level(token, word, forms) if is_near else 0
        for number, _ in _unpacked(postings) if reached else ():
            found[number] = max(reached, found.get(number, 0))
    return found


def _unpacked(postings: Sequence[Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each entry in ``postings`` with the positions of the word."""
    number = 0
    for further, *steps in postings:
        number += further
        yield number, list(accumulate(steps))
