"""Unused terms of the site's own vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    for vocabulary in checked.view_context.site.vocabularies.values():
        path = f"{FOLDER}/{vocabulary.id}.yml"
        if vocabulary.id in _WITH_A_FIXED_MEANING or not (checked.source / path).is_file():
            continue
        fields = read_yaml(checked.source / path, path, Problems())
        own = [vocabulary.terms[key] for key in fields.keys if key in vocabulary.terms] if fields is not None else []
        used = _used(vocabulary, checked.view_context.facets, checked.documents)
        unused = [term for term in own if term.id not in used]
        if unused:
            message = say("Nothing uses these terms: {terms}.", terms=", ".join(term.id for term in unused))
            hint = say("Keep them for later, or delete them.")
            yield Problem(unused[0].location, "unused-terms", message, hint, Severity.NOTE)


def _used(vocabulary: Vocabulary, facets: Iterable[Facet], documents: tuple[Document, ...]) -> set[str]:
    having = [facet for facet in facets if facet.vocabulary == vocabulary.id]
    named = {term for document in documents for facet in having for term in document.facts.get(facet, ())}
    counted = [result.label.versions for document in documents for result in document.facts.get(RESULTS, ())]
    named |= {term.id for term in vocabulary.terms.values() if term.labels in counted}
    return {ancestor for term in named for ancestor in vocabulary.lineage(term)}
