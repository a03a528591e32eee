"""What a site calls things, in all languages: its facts, a title, yes and no."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from vitrina import defaults
from vitrina.languages.catalogues import load_catalogue, visitors_catalogues
from vitrina.model import Fact
from vitrina.problems import Message, Problems, for_visitors

_TITLES = (for_visitors("Title"), for_visitors("Name"), for_visitors("Project"))
_YES, _NO = for_visitors("Yes"), for_visitors("No")
_WORDS = re.compile(r"[^\W_]+")


def catalogues(source: Path, languages: Iterable[str]) -> tuple[gettext.NullTranslations, ...]:
    """Return the strings of visitors in these languages, and in those of the package."""
    package = defaults.folder()
    folders = visitors_catalogues(source, package)
    packaged = (file.stem for file in sorted((package / "i18n" / "visitors").glob("*.po")))
    codes = dict.fromkeys((*languages, *packaged))
    return (gettext.NullTranslations(), *(load_catalogue(code, folders, Problems()) for code in codes))


def words_of_facts(
    facts: Iterable[Fact[Any]], strings: Iterable[gettext.NullTranslations]
) -> Mapping[str, frozenset[str]]:
    """Return what each fact can be called, by its key: in small letters, with plain spaces."""
    known = tuple(strings)
    return {fact.key: frozenset((_plain(fact.key), *_labels(fact, known))) for fact in facts}


def _labels(fact: Fact[Any], strings: Iterable[gettext.NullTranslations]) -> Iterator[str]:
    if fact.label.values:  # a fact of the site, whose label is no string of a catalogue
        yield _plain(fact.label.text())
    else:
        yield from _translations(fact.label, strings)
    yield from map(_plain, fact.own_label.versions.values() if fact.own_label else ())


def words_for_titles(strings: Iterable[gettext.NullTranslations]) -> frozenset[str]:
    """Return what a column with titles can be called."""
    known = tuple(strings)
    return frozenset(word for message in _TITLES for word in _translations(message, known))


def words_for_flags(strings: Iterable[gettext.NullTranslations]) -> dict[str, str]:
    """Return the words for yes and no in all languages, each with what the front matter has."""
    known = tuple(strings)
    yes, no = (frozenset(_translations(message, known)) for message in (_YES, _NO))
    found = {**dict.fromkeys(no, "no"), **dict.fromkeys(yes - no, "yes")}
    return {**found, "true": "yes", "false": "no", "1": "yes", "0": "no", "x": "yes"}


def _translations(message: Message, strings: Iterable[gettext.NullTranslations]) -> Iterator[str]:
    return (_plain(one.gettext(message.msgid)) for one in strings)


def _plain(text: str) -> str:
    return " ".join(word.casefold() for word in _WORDS.findall(text))
