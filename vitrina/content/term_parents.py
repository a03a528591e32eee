"""Checking the parents of terms: known ones, no term above itself, and no more levels than a page can show.

What is wrong is reported once, and the term loses its parent, so that everything after this can rely on a finite tree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from vitrina.model import Term, Vocabulary
from vitrina.problems import Problems, say
from vitrina.values.suggestions import MOST_SUGGESTIONS, did_you_mean

DEEPEST = 16
"""The largest number of levels of terms. From the world down to a village there are eight."""

_MOST_NAMED = 8
"""The number of terms that a message about a cycle lists."""


def check_parents(vocabulary: Vocabulary, problems: Problems) -> Vocabulary:
    """Return ``vocabulary`` without the parents that cannot be; each is reported, each cycle of terms once."""
    terms = vocabulary.terms
    cut = _without_known_parent(vocabulary, problems)
    order = {identifier: number for number, identifier in enumerate(terms)}
    levels: dict[str, int] = {}
    too_deep: set[str] = set()
    for start in terms:
        line = _line_above(start, terms, levels, cut)
        above = terms[line[-1]].parent if line and line[-1] not in cut else None
        if above in line:
            cycle = line[line.index(above) :]
            cut.update(cycle)
            _report_cycle(sorted(cycle, key=order.__getitem__), terms, problems)
        level = levels.get(above or "", 0)
        for identifier in reversed(line):
            level = 1 if identifier in cut else level + 1
            if level == DEEPEST + 1:  # those below it follow from this one
                _report_depth(terms[identifier], problems)
            if level > 1 and level % DEEPEST == 1:
                too_deep.add(identifier)
            levels[identifier] = level
    cut |= too_deep
    if not cut:
        return vocabulary
    sound = {key: replace(term, parent=None) if key in cut else term for key, term in terms.items()}
    return replace(vocabulary, terms=sound)


def _without_known_parent(vocabulary: Vocabulary, problems: Problems) -> set[str]:
    """Return the terms whose parent is not a term; where the vocabulary was not read as a whole, it may be one."""
    terms = vocabulary.terms
    found = {term.id for term in terms.values() if term.parent is not None and term.parent not in terms}
    for number, identifier in enumerate(sorted(found) if vocabulary.is_whole else ()):
        parent = terms[identifier].parent or ""
        message = say("The parent “{parent}” is not a term of this vocabulary.", parent=parent)
        otherwise = say("Add a term with that id, or delete the line “parent”.")
        hint = did_you_mean(parent, list(terms), otherwise) if number < MOST_SUGGESTIONS else otherwise
        problems.error(terms[identifier].location, "unknown-parent", message, hint)
    return found


def _line_above(
    start: str, terms: Mapping[str, Term], levels: Collection[str], cut: Collection[str]
) -> tuple[str, ...]:
    """Return the term ``start`` and those above it, up to one whose level is known, or to one that is there already."""
    line: dict[str, None] = {}
    identifier: str | None = start
    while identifier is not None and identifier not in line and identifier not in levels:
        line[identifier] = None
        identifier = None if identifier in cut else terms[identifier].parent
    return tuple(line)


def _report_cycle(cycle: Sequence[str], terms: Mapping[str, Term], problems: Problems) -> None:
    first = terms[cycle[0]]
    message = say("The term “{term}” is its own ancestor.", term=first.id)
    if len(cycle) == 1:
        hint = say("Delete the line “parent”, or name another term there.")
    else:
        shown = cycle if len(cycle) <= _MOST_NAMED else [*cycle[:_MOST_NAMED], "…"]
        hint = say("Delete “parent” in one of the terms that lead to each other: {terms}.", terms=tuple(shown))
    problems.error(first.location, "unknown-parent", message, hint)


def _report_depth(term: Term, problems: Problems) -> None:
    message = say(
        "The term “{term}” has more than {levels} levels of terms above it.", term=term.id, levels=DEEPEST - 1
    )
    hint = say("Give it, or one of the terms above it, a parent that is further up, or none.")
    problems.error(term.location, "term-depth", message, hint)
