"""Terms of the site's own vocabularies that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.audit.evidence import Evidence
from vitrina.content.documents import Document
from vitrina.content.vocabularies import FOLDER
from vitrina.contract.facts import RESULTS, SCOPE, STATUS
from vitrina.model import Facet, Vocabulary
from vitrina.problems import Problem, Problems, Severity, say
from vitrina.reading.yaml import read_yaml

_WITH_A_FIXED_MEANING = frozenset((STATUS.vocabulary, SCOPE.vocabulary))


def unused_terms(evidence: Evidence) -> Iterator[Problem]:
    """Yield, once a file, the terms that no project (drafts count), no result and no used term below them names."""
    for facet in evidence.view_context.facets:
        path = f"{FOLDER}/{facet.vocabulary}.yml"
        if facet.vocabulary in _WITH_A_FIXED_MEANING or not (evidence.source / path).is_file():
            continue
        vocabulary = evidence.view_context.site.vocabulary(facet)
        fields = read_yaml(evidence.source / path, path, Problems())
        own = [vocabulary.terms[key] for key in fields.keys if key in vocabulary.terms] if fields is not None else []
        used = _used(facet, vocabulary, evidence.documents)
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
