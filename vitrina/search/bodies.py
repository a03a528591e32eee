"""The words of the bodies with their places, in files small enough to fetch for one word.

A body is read as what a visitor sees of it, as far as that can be told without rendering it: comments, addresses of
links and attributes are left out. ``search-<n>.json`` maps each word to the projects that have it::

    {"konst": [[3, 0, 12], [2, 7]]}

Each list is one project: its number, counted on from the one before, and the places of the word in its body, each
counted on from the one before. Project 3 has the word as its first and its thirteenth, project 5 as its eighth.
A word is in the file of its first two letters and, where that is another one, in that of its base.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from vitrina.search.letters import Forms, base, words

SHORTEST_WORD: Final = 2
"""Letters of a word that is looked up in bodies."""

PROJECTS_IN_A_FILE: Final = 50
MOST_FILES: Final = 32

_UNSEEN: Final = re.compile(
    r"<!--.*?-->|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|^\s{0,3}\[[^\]]+\]:\s*\S+.*$"
    r"|\{:[^}\n]*\}|<?https?://\S+",
    re.DOTALL | re.MULTILINE,
)
"""What of a body's Markdown no visitor reads: comments, the addresses of links and pictures, attributes."""


def files_for(projects: int) -> int:
    """Return how many files the words of so many projects are in."""
    return min(max(projects // PROJECTS_IN_A_FILE, 1), MOST_FILES)


def file_of(word: str, files: int) -> int:
    """Return the number of the file that ``word``, of at least two letters, is looked up in."""
    return (31 * ord(word[0]) + ord(word[1])) % files


def seen(body: str) -> str:
    """Return what of a Markdown body a visitor reads, with the marks of Markdown that are no letters."""
    return _UNSEEN.sub(" ", body) if any(mark in body for mark in ("](", "]:", "<!--", "{:", "://")) else body


def version_of(bodies: Sequence[str], forms: Forms) -> str:
    """Return what changes whenever one of the files does."""
    digest = hashlib.sha256(repr((SHORTEST_WORD, PROJECTS_IN_A_FILE, MOST_FILES, _UNSEEN.pattern, forms)).encode())
    for body in bodies:
        digest.update(body.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:8]


def body_files(bodies: Sequence[str], forms: Forms) -> tuple[bytes, ...]:
    """Return the files with the words of ``bodies``, which are in the order of the projects' numbers."""
    postings: dict[str, list[list[int]]] = {}
    last: dict[str, tuple[int, int]] = {}
    known: dict[str, list[str]] = {}
    for number, body in enumerate(bodies):
        place = -1
        for written in seen(body).split():
            folded = known.get(written)
            if folded is None:
                folded = known[written] = words(written)
            for word in folded:
                place += 1
                if len(word) < SHORTEST_WORD:
                    continue
                project, before = last.get(word, (-1, 0))
                if project == number:
                    postings[word][-1].append(place - before)
                else:
                    postings.setdefault(word, []).append([number - max(project, 0), place])
                last[word] = number, place
    return _packed(postings, files_for(len(bodies)), forms)


def _packed(postings: Mapping[str, list[list[int]]], files: int, forms: Forms) -> tuple[bytes, ...]:
    shelves: list[dict[str, list[list[int]]]] = [{} for _ in range(files)]
    for word in sorted(postings):
        for file in {file_of(word, files), file_of(base(word, forms), files)}:
            shelves[file][word] = postings[word]
    return tuple(json.dumps(shelf, ensure_ascii=False, separators=(",", ":")).encode() for shelf in shelves)
