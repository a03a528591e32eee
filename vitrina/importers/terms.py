"""Terms as tables name them: by their id, or by a label in any language, one or several in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from vitrina.importers.fact_cells import BETWEEN_TERMS
from vitrina.model import NEUTRAL, LocalText, Vocabulary
from vitrina.reading.file_names import identifier_for

_SEPARATORS: Final = (re.compile(r"\s*[;\n|؛]\s*"), re.compile(r"\s*[,،/]\s*"))
"""What stands between several terms of a cell; the second is tried only where it gives nothing but known terms."""


@dataclass(frozen=True, slots=True)
class TermNames:
    """What the terms of each vocabulary can be called, in small letters: ids and labels, and what a mapping adds."""

    names: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, vocabularies: Mapping[str, Vocabulary], added: Mapping[str, Mapping[str, str]]) -> TermNames:
        """Return the names of the terms of ``vocabularies``, and the ``added`` ones."""
        return cls({name: _names(vocabulary, added.get(name, {})) for name, vocabulary in vocabularies.items()})

    def resolved(self, vocabulary: str, text: str, *, many: bool) -> Resolved:
        """Return the ids of the terms that ``text`` names; of what is unknown, the texts."""
        names = self.names.get(vocabulary, {})
        parts = [text] if text else []
        if many and text and _term(text, names) is None:
            parts = [part for part in _SEPARATORS[0].split(text.strip()) if part]
            parts = [one for part in parts for one in _finer(part, names)]
        terms = {part: _term(part, names) for part in parts}
        known = dict.fromkeys(term for term in terms.values() if term is not None)
        return Resolved(tuple(known), tuple(part for part, term in terms.items() if term is None))


@dataclass(frozen=True, slots=True)
class Resolved:
    """The ids of terms, and the texts that name none."""

    ids: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def label_of(identifiers: Iterable[str], vocabulary: Vocabulary | None, language: str) -> str:
    """Return what people read in the place of these ids."""
    terms = (vocabulary.terms.get(one) if vocabulary else None for one in identifiers)
    texts = (LocalText(term.labels or {NEUTRAL: term.id}).best((language,))[1] for term in terms if term)
    return BETWEEN_TERMS.join(texts)


@dataclass(slots=True)
class NewTerms:
    """The texts that name no term, by vocabulary, each with an id that it could have and how often it was found."""

    found: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, vocabulary: str, text: str) -> None:
        """Count a text."""
        texts = self.found.setdefault(vocabulary, {})
        texts[text] = texts.get(text, 0) + 1

    def proposed(self, vocabulary: str, known: Mapping[str, object]) -> dict[str, str]:
        """Return the texts by the ids that are proposed for them, without those that are taken."""
        proposals: dict[str, str] = {}
        for text in self.found.get(vocabulary, ()):
            base = identifier_for(text) or "term"
            identifier, number = base, 2
            while identifier in proposals or identifier in known:
                identifier, number = f"{base}-{number}", number + 1
            proposals[identifier] = text
        return proposals


def _finer(part: str, names: Mapping[str, str]) -> list[str]:
    """Return the pieces of a part that names no term itself, if any of them names one."""
    if _term(part, names) is not None:
        return [part]
    pieces = [piece for piece in _SEPARATORS[1].split(part) if piece]
    return pieces if any(_term(piece, names) is not None for piece in pieces) else [part]


def _term(text: str, names: Mapping[str, str]) -> str | None:
    """Return the id of the term that is called so, or whose id would be made from this text."""
    return names.get(_key(text)) or names.get(identifier_for(text) or "")


def _names(vocabulary: Vocabulary, added: Mapping[str, str]) -> dict[str, str]:
    labels = {_key(label): term.id for term in vocabulary.terms.values() for label in term.labels.values()}
    return {**labels, **{term: term for term in vocabulary.terms}, **{_key(text): term for text, term in added.items()}}


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
