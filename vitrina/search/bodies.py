"""The words of the bodies with their places, in files small enough to fetch for one word.

A body is read as what a visitor sees of it, as far as that can be told without rendering it: comments, addresses of
links and attributes are left out. ``search-<n>.json`` maps each word to the projects that have it::

    {"konst": [[3, 0, 12], [2, 7]]}

Each list is one project: its number, counted on from the one before, and the places of the word in its body, each
counted on from the one before. Project 3 has the word as its first and its thirteenth, project 5 as its eighth.

A word is in the file of the first two letters of its base: by its own, every Arabic word with an article would be in
one file. So a word of a query is compared with those words of bodies whose bases begin with the same two letters.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from operator import sub
from typing import Final

from vitrina.search import letters
from vitrina.search.letters import HAMZA, LETTERS, Forms, words

Gathered = tuple[str, ...]
"""The words of one body for each file: a line for each word, with its places as in the file."""

SHORTEST_WORD: Final = 2
"""Letters of a word that is looked up in bodies."""

PROJECTS_IN_A_FILE: Final = 50
MOST_FILES: Final = 32

_UNSEEN: Final = (
    ("<!--", re.compile(r"<!--.*?-->", re.DOTALL), " "),
    ("](", re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"), "] "),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S[^\n]*", re.MULTILINE), " "),
    ("{:", re.compile(r"\{:[^}\n]*\}"), " "),
    ("://", re.compile(r"https?://\S+"), " "),
)
"""What of a body's Markdown no visitor reads (comments, the addresses of links and pictures, attributes), each with the
characters that give it away. One expression for all would try each of them at every letter."""


def files_for(projects: int) -> int:
    """Return how many files the words of so many projects are in."""
    return min(max(projects // PROJECTS_IN_A_FILE, 1), MOST_FILES)


def file_of(base: str, files: int) -> int:
    """Return the number of the file that has the words with this base, of at least two letters."""
    return (31 * ord(base[0]) + ord(base[1])) % files


def seen(body: str) -> str:
    """Return what of a Markdown body a visitor reads, with the marks of Markdown that are no letters."""
    for mark, unseen, instead in _UNSEEN:
        if mark in body:
            body = unseen.sub(instead, body)
    return body


def rules_of(files: int, forms: Forms) -> str:
    """Return the digest of everything but the bodies that so many files of a language with these forms depend on."""
    rules = (SHORTEST_WORD, files, [unseen.pattern for _, unseen, _ in _UNSEEN], forms, LETTERS, HAMZA)
    return hashlib.sha256(repr(rules).encode()).hexdigest()[:16]


class Gatherer:
    """Gathers the words of one body after another, each for the file that it belongs to."""

    def __init__(self, files: int, forms: Forms) -> None:
        self._files = files
        self._words = _Words()
        self._shelves = _Shelves(files, forms)

    def gathered(self, body: str) -> Gathered:
        """Return the words of ``body`` by file."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(chain.from_iterable(map(self._words.__getitem__, seen(body).split()))):
            found[word].append(place)
        lines: list[list[str]] = [[] for _ in range(self._files)]
        for word, places in found.items():
            if len(word) >= SHORTEST_WORD:
                further = places if len(places) == 1 else [places[0], *map(sub, places[1:], places)]
                lines[self._shelves[word]].append(f"{word} {','.join(map(str, further))}")
        return tuple("\n".join(of_file) for of_file in lines)


def words_file(gathered: Iterable[str]) -> bytes:
    """Return a file with the words that were gathered for it from each body, in the order of the projects' numbers.

    Lists that are written as they will stand there cost a third of lists for a JSON encoder.
    """
    postings: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, lines in enumerate(gathered):
        for line in lines.split("\n") if lines else ():
            word, _, places = line.partition(" ")
            postings[word].append(f"[{number - last.get(word, 0)},{places}]")
            last[word] = number
    entries = (f"{json.dumps(word, ensure_ascii=False)}:[{','.join(postings[word])}]" for word in sorted(postings))
    return f"{{{','.join(entries)}}}".encode()


class _Words(dict[str, list[str]]):
    """The folded words of what stands between two spaces, folded once."""

    def __missing__(self, written: str) -> list[str]:
        folded = self[written] = words(written)
        return folded


class _Shelves(dict[str, int]):
    """The number of the file of each word, found out once."""

    def __init__(self, files: int, forms: Forms) -> None:
        super().__init__()
        self._files = files
        self._forms = forms

    def __missing__(self, word: str) -> int:
        number = self[word] = file_of(letters.base(word, self._forms), self._files)
        return number
