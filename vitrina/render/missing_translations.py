"""What visitors cannot read in their language: strings of the interface, and labels of terms in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path

from vitrina.content.term_use import uses_of_terms
from vitrina.languages.catalogues import ENGLISH
from vitrina.languages.direction import readable_languages
from vitrina.languages.partial_strings import PartialStrings
from vitrina.model import NEUTRAL, LocalText, Site, Term
from vitrina.problems import Location, Problem, Severity, say
from vitrina.reading.language_files import names_of_language

MOST_NAMED = 3
"""How many of the strings and labels are named: the most frequent ones."""


def missing_translations(site: Site, source: Path, catalogues: Mapping[str, NullTranslations]) -> Iterator[Problem]:
    """Yield a warning for each language of the site in the folder ``source`` that lacks strings or labels.

    ``catalogues`` are the strings of pages by language. A string is the more frequent the more files show it, a label
    the more entries have the term.
    """
    used = _used_terms(site)
    for language in site.config.languages:
        own = catalogues[language]
        strings = Counter(own.missing if isinstance(own, PartialStrings) else {})
        labels = Counter(
            {
                LocalText(term.labels or {NEUTRAL: term.id}).best((ENGLISH,))[1]: count
                for term, count in used
                if term.labels.keys().isdisjoint((*readable_languages(language), NEUTRAL))
            }
        )
        if strings or labels:
            file = next(iter(names_of_language(source / "i18n", language, ".po")), f"{language}.po")
            named = [text for text, _ in (labels + strings).most_common(MOST_NAMED)]
            yield Problem(
                Location(f"i18n/{file}"),
                "missing-translations",
                say(
                    "Visitors of “{language}” read other languages: strings of the interface: {strings}, labels of "
                    "terms: {labels}. The most frequent: {named}.",
                    language=language,
                    strings=len(strings),
                    labels=len(labels),
                    named=[say("“{words}”", words=text) for text in named],
                ),
                say("Translate strings in this file and labels in i18n/vocabularies; “vitrina status” counts them."),
                Severity.WARNING,
            )


def _used_terms(site: Site) -> list[tuple[Term, int]]:
    """Return the terms that entries have, with those above them, each with the number of entries."""
    facts = ((entry.section, entry.facts) for entry in site.all_entries())
    uses = uses_of_terms(site.config.facts, facts, site.vocabularies)
    return [
        (site.vocabularies[name].terms[term], count) for name, counts in uses.items() for term, count in counts.items()
    ]
