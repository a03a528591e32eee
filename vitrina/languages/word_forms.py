"""Which words are forms of one word: the rules of a language for the search, as data.

A language has a file ``data/search/<code>.yml`` (docs/languages.md explains its keys); ``common.yml`` holds what every
language shares. All of it is written as in the language and folded here, because the search compares folded words.

A paradigm is a list of endings, the first of which makes the form that stands in a dictionary. A word that ends in one
of them may be a form of the word with the first one, so a word has several *keys*: a form in a dictionary and the
letter of its paradigm. Words with a common key are forms of one word. A word that is listed, or may be a form of a word
that is listed, has only the keys of the list. ``tests/search_reference.py`` and ``scripts/letters.js`` compute keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from vitrina.languages.folding import Folding
from vitrina.problems import Problems
from vitrina.reading.yaml import MappingNode, Node, ScalarNode, SequenceNode, read_yaml

SHORTEST_STEM: Final = 2
"""The smallest number of letters before an ending; the files of words are found by as many."""

SHORTEST_LEMMA: Final = 3
"""The smallest number of letters of a form in a dictionary that is guessed."""

_DATA: Final = Path(__file__).parent / "data" / "search"
_COMMON: Final = "common"

_NO_ENDING: Final = "-"
_AFTER_ALTERNATION: Final = "~"
_BECOMES: Final = ">"
_NUMERALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"  # capital letters, which no folded word has


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """What is written together with the word that follows: the article and particles of Arabic.

    A word keeps ``least`` letters or more without it, and has ``instead`` in its place. One that ``is_certain`` is
    never the beginning of the word itself.
    """

    text: str
    instead: str
    least: int
    is_certain: bool


@dataclass(frozen=True, kw_only=True, eq=False)  # no slots: what is derived is computed once
class WordForms:
    """The rules of a language, folded.

    No listed word begins with a prefix, nor one that begins like one of ``whole``. ``endings`` has for each ending what
    to write instead to get a key; ``words`` has the listed words, each with its forms, the one in the dictionary first.
    """

    folding: Folding
    prefixes: tuple[Prefix, ...] = ()
    whole: tuple[str, ...] = ()
    endings: Mapping[str, tuple[str, ...]]
    words: tuple[tuple[str, ...], ...] = ()

    def bases(self, word: str) -> list[str]:
        """Return a folded word without prefixes, and as it is if it may have none; the most likely one first."""
        if not self.prefixes:
            return [word]
        found = [
            prefix
            for prefix in self.prefixes
            if word.startswith(prefix.text) and len(word) - len(prefix.text) >= prefix.least
        ]
        certain = [prefix for prefix in found if prefix.is_certain]
        every = [word, *(one.instead + word[len(one.text) :] for one in found)]
        known = [base for base in every if base in self._listed or base.startswith(self.whole)]
        return known or [one.instead + word[len(one.text) :] for one in certain] or every

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(form for forms in self.words for form in forms)

    def for_browser(self) -> dict[str, object]:
        """Return the rules as the scripts of the theme read them."""
        return {
            "replaced": [list(pair) for pair in self.folding.replaced],
            "letters": dict(self.folding.letters),
            "inside": self.folding.inside,
            "unspaced": self.folding.unspaced,
            "prefixes": [[one.text, one.instead, one.least, int(one.is_certain)] for one in self.prefixes],
            "whole": list(self.whole),
            "endings": {ending: " ".join(instead) for ending, instead in self.endings.items()},
            "words": [" ".join(forms) for forms in self.words],
        }


@cache
def word_forms(language: str) -> WordForms:
    """Return the rules of a language (BCP 47, ``pt-BR``): those of its code or of the language in general, or none."""
    parts = language.replace("_", "-").lower().split("-")
    names = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    own = next((file for name in names if (file := _DATA / f"{name}.yml").is_file()), None)
    return _compiled([_declared(file) for file in (_DATA / f"{_COMMON}.yml", own) if file is not None])


def _declared(file: Path) -> MappingNode:
    problems = Problems()
    node = read_yaml(file, file.name, problems)
    assert node is not None, [problem.line() for problem in problems]
    return node


def _compiled(declared: Sequence[MappingNode]) -> WordForms:
    """Return the rules of files, where a later one adds to an earlier one."""
    folding = Folding(
        replaced=tuple((written, instead) for node in declared for written, instead in _pairs(node, "replaced")),
        letters={letter: instead for node in declared for letter, instead in _pairs(node, "letters")},
        inside="".join(_text(node, "inside") for node in declared),
        unspaced="".join(_text(node, "unspaced") for node in declared),
    )
    prefixes = (prefix for node in declared for prefix in _prefixes(node, folding))
    alternations = {
        name: [_folded_pair(pair, folding) for pair in pairs.split()]
        for node in declared
        for name, pairs in _pairs(node, "alternations")
    }
    paradigms = {name: endings.split() for node in declared for name, endings in _pairs(node, "paradigms")}
    words = (tuple(dict.fromkeys(folding.words(line))) for node in declared for line in _items(node, "words"))
    return WordForms(
        folding=folding,
        prefixes=tuple(sorted(prefixes, key=lambda prefix: (-len(prefix.text), prefix.text))),
        whole=tuple(folding.fold(beginning) for node in declared for beginning in _items(node, "whole")),
        endings=_endings(paradigms.values(), alternations, folding),
        words=tuple(words),
    )


def _endings(
    paradigms: Iterable[Sequence[str]], alternations: Mapping[str, Sequence[tuple[str, str]]], folding: Folding
) -> dict[str, tuple[str, ...]]:
    """Return what to write instead of each ending."""
    found: dict[str, dict[str, None]] = {}
    for number, endings in enumerate(paradigms):
        numeral = _NUMERALS[number]
        lemma = _ending(endings[0].rpartition(_AFTER_ALTERNATION)[2], folding)
        for written in endings:
            alternation, mark, ending = written.rpartition(_AFTER_ALTERNATION)
            for hard, soft in alternations[alternation] if mark else [("", "")]:
                found.setdefault(soft + _ending(ending, folding), {})[hard + lemma + numeral] = None
    return {ending: tuple(instead) for ending, instead in sorted(found.items())}


def _ending(written: str, folding: Folding) -> str:
    return "" if written == _NO_ENDING else folding.fold(written)


def _folded_pair(written: str, folding: Folding) -> tuple[str, str]:
    hard, _, soft = written.partition(_BECOMES)
    return folding.fold(hard), folding.fold(soft)


def _prefixes(node: MappingNode, folding: Folding) -> Iterator[Prefix]:
    """Yield the prefixes of two lists: those that are certain, and those that the word itself may begin with."""
    for key, is_certain in (("articles", True), ("particles", False)):
        for written, least in _pairs(node, key):
            text, _, instead = written.partition(_BECOMES)
            yield Prefix(
                text=folding.fold(text), instead=folding.fold(instead), least=int(least), is_certain=is_certain
            )


def _pairs(node: MappingNode, key: str) -> Iterator[tuple[str, str]]:
    found = node.values.get(key)
    for name, value in found.values.items() if isinstance(found, MappingNode) else ():
        yield name, _scalar(value)


def _items(node: MappingNode, key: str) -> Iterator[str]:
    found = node.values.get(key)
    yield from map(_scalar, found.items if isinstance(found, SequenceNode) else ())


def _text(node: MappingNode, key: str) -> str:
    return _scalar(node.values[key]) if key in node.values else ""


def _scalar(node: Node) -> str:
    return node.value if isinstance(node, ScalarNode) else ""
