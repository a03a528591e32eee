"""Collects the order of letters of languages from ICU (``Intl.Collator`` of node): ``collect_order.py LANG …``.

It prints the lines ``order``, ``first`` and ``capitals_first`` for ``vitrina/languages/data/<language>.yml``. It tries
all letters of European and Arabic scripts, and pairs of letters that may be one letter, and compares their order with
CLDR's root order. ``tests/test_collation.py`` checks the result with random words.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from vitrina.languages.root_order import SCRIPTS

ROOT = "und"
HIGHEST = "\uffff"
CAPITALS = "Iİ"
"""Capitals that are not those of the same letters everywhere."""

LATIN = "abcdefghijklmnopqrstuvwxyz"

_SCRIPT = """
const {language, texts, pairs} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const at = (sensitivity) => new Intl.Collator(language, {sensitivity}).compare;
const [base, accent, all] = ["base", "accent", "variant"].map(at);
const sorted = texts.sort(all);
const differs = (a, b) => base(a, b) ? 1 : accent(a, b) ? 2 : all(a, b) ? 3 : 0;
console.log(JSON.stringify({
  sorted: sorted.map((text, n) => [text, n ? differs(sorted[n - 1], text) : 1]),
  pairs: pairs.map(([a, b]) => [Math.sign(base(a, b)), differs(a, b)]),
}));
"""

Ranked = list[tuple[str, int]]
"""Texts in order, each with the level on which it differs from the one before; 0 where it does not."""


def ask(language: str, texts: Iterable[str], pairs: Sequence[tuple[str, str]]) -> tuple[Ranked, list[tuple[int, int]]]:
    """Return ``texts`` in the order of ``language``, and of each pair the order of letters and the first difference."""
    question = json.dumps({"language": language, "texts": sorted(texts), "pairs": pairs})
    answer = subprocess.run(["node", "-e", _SCRIPT], input=question, capture_output=True, text=True, check=True)
    found = json.loads(answer.stdout)
    return [(text, level) for text, level in found["sorted"]], [tuple(pair) for pair in found["pairs"]]


def letters() -> list[str]:
    """Return the small letters of the scripts whose order the engine knows, also those with accents."""
    known = {*"".join(SCRIPTS.values()), *CAPITALS}
    for number in (*range(0xC0, 0x530), *range(0x5D0, 0x700), *range(0x1E00, 0x2000)):
        char = chr(number)
        is_composed = not unicodedata.decomposition(char).startswith("<") and unicodedata.decomposition(char) != ""
        if is_composed or char in "øđħłæœßðґ":
            known.add(char)
    return sorted(char for char in known if unicodedata.category(char) in ("Ll", "Lo") or char in CAPITALS)


def sequences(language: str, singles: list[str]) -> list[str]:
    """Return the sequences of letters that are one letter: they come after everything that begins with the first."""
    own = [*LATIN, *(char for char in "čšžäöüåñ" if char in singles)]
    pairs = [one + other for one, other in product(own, own)]
    triples = ["dzs"]
    _, compared = ask(language, [], [(text, text[0] + HIGHEST) for text in (*pairs, *triples)])
    found = [text for text, (base, _) in zip((*pairs, *triples), compared, strict=True) if base > 0]
    return [text for text in found if not any(_has_more_marks(text, other) for other in found)]


def _has_more_marks(text: str, other: str) -> bool:
    """Tell whether ``text`` is ``other`` with more accents, so that it sorts as this does."""
    marks, letters = ([*filter(unicodedata.combining, unicodedata.normalize("NFD", text))], _bare(text))
    other_marks = [*filter(unicodedata.combining, unicodedata.normalize("NFD", other))]
    return letters == _bare(other) and len(marks) > len(other_marks) and set(marks) >= set(other_marks)


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def expansions(language: str, singles: list[str], joined: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return the letters that sort as two others, each with these and with the level on which they differ.

    Two others that are one letter themselves (``joined``) do not count.
    """
    alone = [char for char in singles if len(unicodedata.normalize("NFD", char)) == 1 and char not in LATIN]
    questions = [
        (char, one + other)
        for char in (*alone, "ä", "ö", "ü", "å")
        for one, other in product(LATIN, LATIN)
        if one + other not in joined
    ]
    _, compared = ask(language, [], questions)
    return {char: (pair, level) for (char, pair), (base, level) in zip(questions, compared, strict=True) if base == 0}


def groups_of(ranked: Ranked) -> list[Ranked]:
    """Return the groups of texts that are one letter."""
    groups: list[Ranked] = []
    for text, level in ranked:
        if level == 1:
            groups.append([])
        groups[-1].append((text, level))
    return groups


def unmoved(sequence: list[int]) -> set[int]:
    """Return the members of a longest ascending part of ``sequence``."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in sequence:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    found: set[int] = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def rules_of(language: str, first: str) -> list[str]:
    """Return the rules of ``language``, where the script ``first`` comes first."""
    singles = letters()
    joined = sequences(language, singles)
    own, root = expansions(language, singles, joined), expansions(ROOT, singles, ())
    rules = [_expansion(char, pair, level) for char, (pair, level) in own.items() if root.get(char) != (pair, level)]
    tried = [char for char in singles if unicodedata.normalize("NFD", char)[0] not in own] + joined
    ranked, _ = ask(language, tried, [])
    ranked_root, _ = ask(ROOT, [char for char in singles if unicodedata.normalize("NFD", char)[0] not in root], [])
    of_script = set(SCRIPTS.get(first, ""))
    heads_root = [group[0][0] for group in groups_of(ranked_root)]
    heads_root.sort(key=lambda head: head not in of_script)  # stable
    rank = {head: number for number, head in enumerate(heads_root)}
    group_of = {char: group[0][0] for group in groups_of(ranked_root) for char, _ in group}
    groups = groups_of(ranked)
    place = {char: number for number, (char, _) in enumerate(ranked_root)}
    kept = unmoved([rank[group[0][0]] for group in groups if group[0][0] in rank])
    anchor = ""
    waiting: list[str] = []
    for group in groups:
        head = group[0][0]
        is_kept = rank.get(head) in kept
        variants = list(_variants(group, group_of, place if is_kept else {}))
        if is_kept:
            if waiting:
                rules.append(_chain(anchor, waiting, head))
            anchor, waiting = head, []
            if variants:
                rules.append(" ".join(("&", head, *variants)))
        else:
            waiting += ["<", head, *variants]
    if waiting:
        rules.append(_chain(anchor, waiting, ""))
    mixed = [text[0] + text[1:].upper() for text in joined]
    _, compared = ask(language, [], list(zip(mixed, joined, strict=True)))
    rules += [f"& {text.lower()} <<< {text}" for text, (base, _) in zip(mixed, compared, strict=True) if base == 0]
    doubled = [text[0] + text for text in joined]
    _, compared = ask(language, [], [(text, text[1:] * 2) for text in doubled])
    rules += [
        f"& {text[1:]} <<< {text} / {text[1:]}" for text, (base, _) in zip(doubled, compared, strict=True) if base == 0
    ]
    return rules


def _chain(anchor: str, waiting: list[str], following: str) -> str:
    return " ".join(("&", anchor, *waiting) if anchor else ("& [before 1]", following, *waiting))


def _expansion(char: str, pair: str, level: int) -> str:
    return f"& {pair[0]} {'<' * level} {char} / {pair[1]}" if level == 3 else f"& {pair} << {char}"


def _variants(group: Ranked, group_of: Mapping[str, str], place: Mapping[str, int]) -> Iterator[str]:
    """Yield the members of ``group`` that the root order has elsewhere, as steps of a rule.

    ``place`` is the order of members in the root order, where the first of the group is not a letter of its own.
    """
    head = group[0][0]
    natural = [text for text, _ in group[1:] if group_of.get(text) == head and place]
    if "I" not in dict(group):
        natural = [text for text in natural if text != "İ"]
    kept = unmoved([place[text] for text in natural])
    tailored = [] if place else [head]
    for text, level in group[1:]:
        if text in natural and place[text] in kept:
            continue
        if not any(_has_more_marks(text, other) for other in tailored):
            tailored.append(text)
            yield from ("<" * level if level else "=", text)


def rules_of_marks(language: str) -> Iterator[str]:
    """Yield the rule for Arabic vowel marks, where they are not ordered as in CLDR's root order."""
    marks = "\u064b\u064c\u064d\u064e\u064f\u0650"
    letter = "ب"
    ranked, _ = ask(language, [letter, *(letter + mark for mark in marks)], [])
    found = [text[1:] for text, _ in ranked[1:]]
    if ranked[1][1] == 3:
        yield " <<< ".join(("& [last tertiary ignorable]", *found))
    elif found != [*marks]:
        yield "& " + " << ".join(found)


def first_script(language: str) -> str:
    """Return the script whose letters come before Latin ones; the empty text where none does."""
    ranked, _ = ask(language, ["a", "α", "б", "ב", "ب"], [])
    names = {"a": "", "α": "Grek", "б": "Cyrl", "ב": "Hebr", "ب": "Arab"}
    return names[ranked[0][0]]


def main() -> None:
    """Print the lines of each language on the command line."""
    for language in sys.argv[1:]:
        first = first_script(language)
        print(f"# {language}")
        if first:
            print(f"first: {first}")
        if ask(language, ["a", "A"], [])[0][0][0] == "A":
            print("capitals_first: true")
        if rules := [*rules_of(language, first), *rules_of_marks(language)]:
            print("order:", *(f"  - {json.dumps(rule, ensure_ascii=False)}" for rule in rules), sep="\n")


if __name__ == "__main__":
    main()
