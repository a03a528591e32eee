"""The inverted index of the bodies: words with their positions, in files small enough to fetch for one word.

The text of a body is its Markdown without what a visitor does not see: comments, link addresses and attributes.
``search-<n>.json`` maps each word to its postings::

    {"konst": [[3, 0, 12], [2, 7]]}

A posting is a list for one entry: the entry's number and the positions of the word in its body, all as differences
from the one before. Here entry 3 has the word at positions 0 and 12, entry 5 at position 7.

The first two letters of a word's base decide its file; with the word's own letters, every Arabic word with an article
would be in one file. A word that may have a prefix or not is in the files of both bases. So a word of a query is
compared with those words whose bases begin like one of its forms.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from operator import sub
from typing import Final

from vitrina.languages.folding import with_whole_numbers
from vitrina.languages.word_forms import WordForms

BodyPostings = tuple[str, ...]
"""The postings of one body by file: one line for each word, with its positions as in the file."""

SHORTEST_WORD: Final = 2
"""The smallest number of letters of a word in the index."""

LETTERS_OF_FILE: Final = 2
"""The number of letters of a base that decide the file of a word."""

ENTRIES_IN_A_FILE: Final = 50
MOST_FILES: Final = 32

_UNSEEN: Final = (
    ("<!--", re.compile(r"<!--.*?-->", re.DOTALL), " "),
    ("](", re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"), "] "),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S[^\n]*", re.MULTILINE), " "),
    ("{:", re.compile(r"\{:[^}\n]*\}"), " "),
    ("://", re.compile(r"https?://\S+"), " "),
)
"""Invisible parts of Markdown (comments, addresses of links and pictures, attributes): a marker to look for first, the
pattern and its replacement. A single pattern would be tried at every letter."""


def files_for(entries: int) -> int:
    """Return the number of files for the words of so many entries."""
    return min(max(entries // ENTRIES_IN_A_FILE, 1), MOST_FILES)


def file_of(base: str, files: int) -> int:
    """Return the number of the file with the words of this ``base``, which has at least two letters."""
    return (31 * ord(base[0]) + ord(base[1])) % files


def visible_text(body: str) -> str:
    """Return the text of a Markdown body that visitors see; punctuation of Markdown remains, as it is no word.

    Numbers have no separators of groups, so that what is between spaces can be folded by itself.
    """
    for mark, unseen, instead in _UNSEEN:
        if mark in body:
            body = unseen.sub(instead, body)
    return with_whole_numbers(body)


def rules_digest(files: int, forms: WordForms) -> str:
    """Return the digest of everything except the bodies that the ``files`` files of a language depend on."""
    rules = (SHORTEST_WORD, files, [unseen.pattern for _, unseen, _ in _UNSEEN], forms.folding, forms.prefixes)
    return hashlib.sha256(repr(rules).encode()).hexdigest()[:16]


class PostingsBuilder:
    """Builds the postings of one body after another; caches what words have in common."""

    def __init__(self, files: int, forms: WordForms) -> None:
        self._files = files
        self._words = _Words(forms)
        self._file_numbers = _FileNumbers(files, forms)

    def of(self, body: str) -> BodyPostings:
        """Return the postings of ``body`` by file."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(chain.from_iterable(map(self._words.__getitem__, visible_text(body).split()))):
            found[word].append(position)
        lines: list[list[str]] = [[] for _ in range(self._files)]
        for word, positions in found.items():
            if len(word) < SHORTEST_WORD:
                continue
            if len(positions) == 1:  # most of them
                line = f"{word} {positions[0]}"
            else:
                line = f"{word} {positions[0]},{','.join(map(str, map(sub, positions[1:], positions)))}"
            for number in self._file_numbers[word]:
                lines[number].append(line)
        return tuple("\n".join(of_file) for of_file in lines)


def postings_file(bodies: Iterable[str]) -> bytes:
    """Return one file (JSON), made of its postings from each body, in the order of the entries' numbers.

    Concatenating strings takes a third of the time of a JSON encoder.
    """
    postings: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, lines in enumerate(bodies):
        for line in lines.split("\n") if lines else ():
            word, _, steps = line.partition(" ")
            postings[word].append(f"[{number - last.get(word, 0)},{steps}]")
            last[word] = number
    # Letters and digits need no escapes.
    entries = (f'"{word}":[{",".join(postings[word])}]' for word in sorted(postings))
    return f"{{{','.join(entries)}}}".encode()


class _Words(dict[str, list[str]]):
    """The normalised words of each string without spaces, computed once."""

    def __init__(self, forms: WordForms) -> None:
        super().__init__()
        self._folding = forms.folding

    def __missing__(self, written: str) -> list[str]:
        folded = self[written] = self._folding.words(written)
        return folded


class _FileNumbers(dict[str, tuple[int, ...]]):
    """The file numbers of each word, computed once."""

    def __init__(self, files: int, forms: WordForms) -> None:
        super().__init__()
        self._files = files
        self._forms = forms

    def __missing__(self, word: str) -> tuple[int, ...]:
        starts = (base[:LETTERS_OF_FILE] for base in self._forms.bases(word))
        numbers = self[word] = tuple(dict.fromkeys(file_of(start, self._files) for start in starts))
        return numbers
