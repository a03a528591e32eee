"""Unused vocabularies of the site, and unused terms in those that it uses."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.term_use import terms_in_use
from vitrina.content.vocabularies import FOLDER
from vitrina.contract.facts import SCOPE, STATUS
from vitrina.problems import Location, Problem, Severity, say
from vitrina.reading.links import files_named

_WITH_A_FIXED_MEANING = frozenset((STATUS.vocabulary, SCOPE.vocabulary))


def unused_terms(checked: CheckedSite) -> Iterator[Problem]:
    """Yield a problem for each file with terms that no entry (drafts included), result or used narrower term uses."""
    config, vocabularies = checked.view_context.site.config, checked.view_context.site.vocabularies
    facts = ((document.source.section, document.facts) for document in checked.documents)
    in_use = terms_in_use(config.facts, facts, vocabularies)
    for vocabulary in vocabularies.values():
        if vocabulary.id in _WITH_A_FIXED_MEANING:
            continue
        own = (term for term in vocabulary.terms.values() if term.id in vocabulary.own)
        unused = sorted((term for term in own if term.id not in in_use[vocabulary.id]), key=lambda term: term.location)
        if unused:
            message = say("Nothing uses these terms: {terms}.", terms=tuple(term.id for term in unused))
            hint = say("Keep them for later, or delete them.")
            yield Problem(unused[0].location, "unused-terms", message, hint, Severity.NOTE)


def unused_vocabularies(checked: CheckedSite) -> Iterator[Problem]:
    """Yield a problem for each vocabulary of the site that no fact uses."""
    used = checked.view_context.site.config.vocabularies
    for file in files_named(checked.source, FOLDER, "*.yml"):
        if file.stem not in used:
            message = say("No fact uses this vocabulary.")
            hint = say("Declare a fact with its terms in content/facts.yml, or delete the file.")
            yield Problem(Location(f"{FOLDER}/{file.name}"), "unused-vocabulary", message, hint, Severity.WARNING)
