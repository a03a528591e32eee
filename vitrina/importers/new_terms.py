"""Terms that a table names and no vocabulary has: lines to add to the site's vocabularies."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.importers.terms import NewTerms
from vitrina.importers.yaml_values import flow, scalar
from vitrina.model import Vocabulary


def lines_of_terms(terms: NewTerms, vocabularies: Mapping[str, Vocabulary], language: str) -> dict[str, dict[str, str]]:
    """Return the proposed lines by the name of the vocabulary and the id of the term."""
    return {
        name: {
            identifier: f"{identifier}: {flow({'labels': {language: scalar(text)}})}"
            for identifier, text in terms.proposed(name, vocabularies[name].terms).items()
        }
        for name in terms.found
    }


def with_lines(text: str, lines: Mapping[str, str]) -> str:
    """Return the vocabulary ``text`` with further lines at its end."""
    ending = "" if not text or text.endswith("\n") else "\n"
    return "".join((text, ending, *(f"{line}\n" for line in lines.values())))
