"""Which words are forms of one word: the rules of a language for the search, as data.

A language has a file ``data/search/<code>.yml`` (docs/languages.md explains its keys); ``common.yml`` holds what every
language shares. All of it is written as in the language and folded here, because the search compares folded words.

A paradigm is a list of endings, the first of which makes the form that stands in a dictionary. A word that ends in one
of them may be a form of the word with the first one, so a word has several *keys*: a form in a dictionary and the
letter of its paradigm. Words with a common key are forms of one word. A word that is listed, or may be a form of a word
that is listed, has only the keys of the list. So forms of one word have a listed word in common, or three letters.
``tests/search_reference.py`` and ``scripts/search.js`` compute keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from vitrina.languages.folding import Folding
from vitrina.languages.word_rules import AFTER_ALTERNATION, BECOMES, MOST_PARADIGMS, NO_ENDING, packaged_rules
from vitrina.model import WordRules

SHORTEST_STEM: Final = 3
"""The smallest number of letters before an ending: shorter ones are the beginning of too many words."""

SHORTEST_LISTED_STEM: Final = 2
"""The smallest number of letters before an ending of a form of a listed word."""

SHORTEST_LEMMA: Final = 3
"""The smallest number of letters of a form in a dictionary that is guessed."""

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
            "patterns": list(self.folding.patterns()),
            "prefixes": [[one.text, one.instead, one.least, int(one.is_certain)] for one in self.prefixes],
            "whole": list(self.whole),
            "endings": {ending: " ".join(instead) for ending, instead in self.endings.items()},
            "words": [" ".join(forms) for forms in self.words],
        }


def word_forms(language: str, own: WordRules | None = None) -> WordForms:
    """Return the rules of a language (BCP 47, ``pt-BR``) in the package, with those of a site."""
    return _packaged(language) if own is None else _compiled(packaged_rules(language).followed_by(own))


@cache
def _packaged(language: str) -> WordForms:
    return _compiled(packaged_rules(language))


def _compiled(rules: WordRules) -> WordForms:
    folding = Folding(
        replaced=tuple(rules.replaced.items()), letters=rules.letters, inside=rules.inside, unspaced=rules.unspaced
    )
    words = (tuple(dict.fromkeys(folding.words(line))) for line in rules.words)
    prefixes = (*_prefixes(rules.articles, folding, True), *_prefixes(rules.particles, folding, False))
    return WordForms(
        folding=folding,
        prefixes=tuple(sorted(prefixes, key=lambda prefix: (-len(prefix.text), prefix.text))),
        whole=tuple(filter(None, map(folding.fold, rules.whole))),
        endings=_endings(rules, folding),
        words=tuple(filter(None, words)),
    )


def _endings(rules: WordRules, folding: Folding) -> dict[str, tuple[str, ...]]:
    """Return what to write instead of each ending."""
    found: dict[str, dict[str, None]] = {}
    alternations = {
        name: [(folding.fold(hard), folding.fold(soft)) for hard, soft in changes]
        for name, changes in rules.alternations.items()
    }
    paradigms = [endings for endings in rules.paradigms.values() if endings]
    for numeral, endings in zip(_NUMERALS, paradigms[:MOST_PARADIGMS], strict=False):
        lemma = _ending(endings[0].rpartition(AFTER_ALTERNATION)[2], folding)
        for written in endings:
            alternation, mark, ending = written.rpartition(AFTER_ALTERNATION)
            for hard, soft in alternations.get(alternation, ()) if mark else [("", "")]:
                found.setdefault(soft + _ending(ending, folding), {})[hard + lemma + numeral] = None
    return {ending: tuple(instead) for ending, instead in sorted(found.items())}


def _ending(written: str, folding: Folding) -> str:
    return "" if written == NO_ENDING else folding.fold(written)


def _prefixes(written: Mapping[str, int], folding: Folding, is_certain: bool) -> Iterator[Prefix]:
    for prefix, least in written.items():
        text, _, instead = prefix.partition(BECOMES)
        yield Prefix(text=folding.fold(text), instead=folding.fold(instead), least=least, is_certain=is_certain)
