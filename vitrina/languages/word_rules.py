"""Reading the rules for forms of words: those of the package, and what a site adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from vitrina.model import WordRules
from vitrina.problems import Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.yaml import MappingNode, read_yaml
from vitrina.values.language_tags import broader_tags, canonical_tag

FOLDER: Final = "i18n/languages/search"
"""The folder of a site with its own rules, a file for each language."""

AFTER_ALTERNATION: Final = "~"
BECOMES: Final = ">"
NO_ENDING: Final = "-"

MOST_PARADIGMS: Final = 42
_FEWEST_LETTERS: Final = 2

_PACKAGED: Final = Path(__file__).parent / "data" / "search"
_COMMON: Final = "common"


@cache
def packaged_rules(language: str) -> WordRules:
    """Return the rules of a language (BCP 47) in the package: of its code, of the language in general, or of all."""
    own = next(
        (file for name in broader_tags(canonical_tag(language)) if (file := _PACKAGED / f"{name}.yml").is_file()), None
    )
    rules = _read_packaged(_PACKAGED / f"{_COMMON}.yml")
    return rules if own is None else rules.followed_by(_read_packaged(own))


def site_rules(fields: MappingNode, packaged: WordRules, problems: Problems) -> WordRules:
    """Return the rules that a site's file adds to those of the package; mistakes in it are reported."""
    reader = FieldReader(fields, problems)
    rules = _rules(reader)
    reader.finish()
    known = {**packaged.alternations, **rules.alternations}
    inner = reader.mapping("paradigms") or reader.empty("paradigms")
    for name, endings in rules.paradigms.items():
        for alternation in dict.fromkeys(_alternations(endings)):
            if alternation not in known:
                message = say("There is no alternation “{name}”.", name=alternation)
                inner.error(name, "unknown-alternation", message, say("It can be one of: {known}.", known=tuple(known)))
    if sum(map(bool, {**packaged.paradigms, **rules.paradigms}.values())) > MOST_PARADIGMS:
        message = say("A language has {number} paradigms at most.", number=MOST_PARADIGMS)
        hint = say("A paradigm of the package is left out by “{line}”.", line="noun: null")
        reader.error("paradigms", "too-many-paradigms", message, hint)
    return rules


def _read_packaged(file: Path) -> WordRules:
    problems = Problems()
    fields = read_yaml(file, file.name, problems)
    assert fields is not None, [problem.line() for problem in problems]
    reader = FieldReader(fields, problems)
    rules = _rules(reader)
    replaced, unspaced = _texts(reader, "replaced"), reader.text("unspaced") or ""
    reader.finish()
    assert not list(problems), [problem.line() for problem in problems]
    return WordRules(replaced=replaced, unspaced=unspaced).followed_by(rules)


def _rules(reader: FieldReader) -> WordRules:
    paradigms = reader.mapping("paradigms") or reader.empty("paradigms")
    return WordRules(
        letters=_letters(reader),
        inside="".join(reader.lines("inside")) if reader.is_scalar("inside") else reader.text("inside") or "",
        articles=_prefixes(reader, "articles"),
        particles=_prefixes(reader, "particles"),
        whole=tuple(text for text, _ in reader.texts("whole")),
        alternations=_alternations_in(reader),
        paradigms={name: tuple(dict.fromkeys((paradigms.text(name) or "").split())) for name in paradigms.keys},
        words=tuple(text for text, _ in reader.texts("words")),
    )


def _alternations(endings: tuple[str, ...]) -> Iterator[str]:
    return (ending.rpartition(AFTER_ALTERNATION)[0] for ending in endings if AFTER_ALTERNATION in ending)


def _texts(reader: FieldReader, key: str) -> Mapping[str, str]:
    inner = reader.mapping(key)
    return {name: inner.text(name) or "" for name in inner.keys} if inner is not None else {}


def _letters(reader: FieldReader) -> Mapping[str, str]:
    inner = reader.mapping("letters") or reader.empty("letters")
    for letter in inner.keys:
        if len(letter) != 1 or letter.isascii():
            message = say("“{letter}” is not a single letter beyond a to z.", letter=letter)
            inner.error(letter, "not-a-letter", message, say("Write for instance {example}.", example="ł: l"))
    return {letter: inner.text(letter) or "" for letter in inner.keys}


def _prefixes(reader: FieldReader, key: str) -> Mapping[str, int]:
    inner = reader.mapping(key) or reader.empty(key)
    found = {}
    for name in inner.keys:
        least = inner.whole_number(name)
        if least is None or least < _FEWEST_LETTERS:
            message = say("At least {number} letters of a word follow a prefix.", number=_FEWEST_LETTERS)
            inner.error(name, "too-few-letters", message, say("Write for instance {example}.", example=f"{name}: 3"))
        else:
            found[name] = least
    return found


def _alternations_in(reader: FieldReader) -> Mapping[str, tuple[tuple[str, str], ...]]:
    inner = reader.mapping("alternations") or reader.empty("alternations")
    found = {}
    for name in inner.keys:
        changes = [change.partition(BECOMES) for change in (inner.text(name) or "").split()]
        for before, sign, after in changes:
            if not sign:
                message = say("“{value}” is not a change of letters.", value=before + after)
                inner.error(name, "not-a-change", message, say("Write for instance {example}.", example="t>ci"))
        found[name] = tuple((before, after) for before, sign, after in changes if sign)
    return found
