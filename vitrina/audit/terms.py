"""Unused terms of the site's own vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.documents import Document
from vitrina.content.vocabularies import FOLDER
from vitrina.contract.facts import RESULTS, SCOPE, STATUS
from vitrina.model import Facet, Vocabulary
from vitrina.problems import Problem, Problems, Severity, say
from vitrina.reading.yaml import read_yaml

_WITH_A_FIXED_MEANING = frozenset((STATUS.vocabulary, SCOPE.vocabulary))


def unused_terms(checked: CheckedSite) -> Iterator[Problem]:
    """Yield a problem for each file with terms that no project (drafts included), result or used narrower term uses."""
    for facet in checked.view_context.facets:
        path = f"{FOLDER}/{facet.vocabulary}.yml"
        if facet.vocabulary in _WITH_A_FIXED_MEANING or not (checked.source / path).is_file():
            continue
        vocabulary = checked.view_context.site.vocabulary(facet)
        fields = read_yaml(checked.source / path, path, Problems())
        own = [vocabulary.terms[key] for key in fields.keys if key in vocabulary.terms] if fields is not None else []
        used = _used(facet, vocabulary, checked.documents)
        unused = [term for term in own if term.id not in used]
        if unused:
            message = say("Nothing uses these terms: {terms}.", terms=", ".join(term.id for term in unused))
            hint = say("Keep them for later, or delete them.")
            yield Problem(unused[0].location, "unused-terms", message, hint, Severity.NOTE)


def _used(facet: Facet, vocabulary: Vocabulary, documents: tuple[Document, ...]) -> set[str]:
    named = {term for document in documents for term in document.facts.get(facet, ())}
    counted = [result.label.versions for document in documents for result in document.facts.get(RESULTS, ())]
    named |= {term.id for term in vocabulary.terms.values() if term.labels in counted}
    return {ancestor for term in named for ancestor in vocabulary.lineage(term)}
