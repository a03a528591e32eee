"""The checks of ``vitrina check``: problems of a site that can be built nevertheless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vitrina.audit.bodies import read_bodies
from vitrina.audit.catalogues import doubtful_strings
from vitrina.audit.characters import hidden_characters
from vitrina.audit.checked_site import CheckedSite
from vitrina.audit.doubts import doubts_of
from vitrina.audit.facts import contradicting_facts, future_dates
from vitrina.audit.links import dead_links
from vitrina.audit.order import doubtful_order
from vitrina.audit.pictures import images_without_alt, large_pictures, pictures_without_words, poor_alt
from vitrina.audit.prose import long_summaries, skipped_headings, wrong_language_links
from vitrina.audit.settings import placeholders
from vitrina.audit.terms import unused_terms, unused_vocabularies
from vitrina.problems import Problem

__all__ = ["CheckedSite", "audit"]


def audit(checked: CheckedSite, known: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that all checks find.

    Of links, those are not told that may be dead only because of problems that are ``known`` already: without the page
    of an unreadable document, every link to it would be.
    """
    bodies = read_bodies(checked)
    yield from dead_links(checked, bodies, doubts_of(checked, known))
    yield from wrong_language_links(checked, bodies)
    yield from pictures_without_words(checked, bodies)
    yield from poor_alt(checked, bodies)
    yield from skipped_headings(bodies)
    yield from doubtful_order(checked, bodies)
    yield from images_without_alt(checked)
    yield from large_pictures(checked)
    yield from contradicting_facts(checked)
    yield from future_dates(checked)
    yield from placeholders(checked)
    yield from hidden_characters(checked)
    yield from long_summaries(checked)
    yield from unused_terms(checked)
    yield from unused_vocabularies(checked)
    yield from doubtful_strings(checked)
