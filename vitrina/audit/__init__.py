"""The audit: what an attentive reader would say about a site that could be built."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.audit.bodies import read_bodies
from vitrina.audit.catalogues import doubtful_strings
from vitrina.audit.evidence import Evidence
from vitrina.audit.facts import contradicting_facts
from vitrina.audit.links import dead_links
from vitrina.audit.pictures import images_without_alt, large_pictures
from vitrina.audit.prose import pictures_without_words, skipped_headings, wrong_language_links
from vitrina.audit.terms import unused_terms
from vitrina.audit.texts import hidden_characters, long_summaries
from vitrina.problems import Problem

__all__ = ["Evidence", "audit"]


def audit(evidence: Evidence, *, is_whole: bool) -> Iterator[Problem]:
    """Yield what every audit finds.

    Links are followed in a site that ``is_whole`` only: where a document could not be read, its page is missing, and
    every link to it would seem dead.
    """
    bodies = read_bodies(evidence)
    if is_whole:
        yield from dead_links(evidence, bodies)
    yield from wrong_language_links(evidence, bodies)
    yield from pictures_without_words(bodies)
    yield from skipped_headings(bodies)
    yield from images_without_alt(evidence)
    yield from large_pictures(evidence)
    yield from contradicting_facts(evidence)
    yield from hidden_characters(evidence)
    yield from long_summaries(evidence)
    yield from unused_terms(evidence)
    yield from doubtful_strings(evidence)
