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
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import sub
from typing import Final

from vitrina.search import letters
from vitrina.search.letters import LETTERS, Forms, words

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


def version_of(bodies: Sequence[str], forms: Forms) -> str:
    """Return what changes whenever one of the files does."""
    rules = (
        SHORTEST_WORD,
        PROJECTS_IN_A_FILE,
        MOST_FILES,
        [unseen.pattern for _, unseen, _ in _UNSEEN],
        forms,
        LETTERS,
    )
    digest = hashlib.sha256(repr(rules).encode())
    for body in bodies:
        digest.update(body.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:8]


def body_files(bodies: Sequence[str], forms: Forms) -> tuple[bytes, ...]:
    """Return the files with the words of ``bodies``, which are in the order of the projects' numbers."""
    postings: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    known = _Words()
    for number, body in enumerate(bodies):
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(chain.from_iterable(map(known.__getitem__, seen(body).split()))):
            found[word].append(place)
        for word, places in found.items():
            further = number - last.get(word, 0)
            last[word] = number
            if len(places) == 1:
                postings[word].append(f"[{further},{places[0]}]")
            else:
                postings[word].append(str([further, places[0], *map(sub, places[1:], places)]))
    return _packed(postings, files_for(len(bodies)), forms)


class _Words(dict[str, list[str]]):
    """The folded words of what stands between two spaces, folded once."""

    def __missing__(self, written: str) -> list[str]:
        folded = self[written] = words(written)
        return folded


def _packed(postings: Mapping[str, Sequence[str]], files: int, forms: Forms) -> tuple[bytes, ...]:
    """Return the files; lists that are written as they will stand there cost a third of lists for a JSON encoder."""
    shelves: list[list[str]] = [[] for _ in range(files)]
    for word in sorted(word for word in postings if len(word) >= SHORTEST_WORD):
        lists = ",".join(postings[word]).replace(" ", "")
        shelves[file_of(letters.base(word, forms), files)].append(f"{json.dumps(word, ensure_ascii=False)}:[{lists}]")
    return tuple(f"{{{','.join(shelf)}}}".encode() for shelf in shelves)
