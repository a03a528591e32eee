"""The checks of ``vitrina check``: problems of a site that can be built nevertheless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vitrina.audit.bodies import read_bodies
from vitrina.audit.cards import letters_without_font
from vitrina.audit.catalogues import doubtful_strings
from vitrina.audit.characters import hidden_characters
from vitrina.audit.checked_site import CheckedSite
from vitrina.audit.documents import incomplete_pdfs
from vitrina.audit.doubts import doubts_of
from vitrina.audit.facts import contradicting_facts, future_dates
from vitrina.audit.links import dead_links
from vitrina.audit.order import doubtful_order
from vitrina.audit.pictures import images_without_alt, large_pictures, poor_alt
from vitrina.audit.prose import long_summaries, wrong_language_links
from vitrina.audit.settings import long_menu, placeholders
from vitrina.audit.terms import unused_terms, unused_vocabularies
from vitrina.problems import Problem

__all__ = ["CheckedSite", "audit", "lasting_advice"]


def audit(checked: CheckedSite, known: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that all checks find.

    Of links, those are not told that may be dead only because of problems that are ``known`` already: without the page
    of an unreadable document, every link to it would be.
    """
    bodies = read_bodies(checked)
    yield from dead_links(checked, bodies, doubts_of(checked, known))
    yield from wrong_language_links(checked, bodies)
    yield from poor_alt(checked, bodies)
    yield from doubtful_order(checked, bodies)
    yield from large_pictures(checked)
    yield from letters_without_font(checked)
    yield from incomplete_pdfs(checked)
    yield from future_dates(checked)
    yield from placeholders(checked)
    yield from long_menu(checked)
    yield from hidden_characters(checked)
    yield from unused_terms(checked)
    yield from doubtful_strings(checked)
    yield from lasting_advice(checked)


def lasting_advice(checked: CheckedSite) -> Iterator[Problem]:
    """Yield what follows from the front matter and the settings alone, in no time.

    All of it but notes holds until these change.
    """
    yield from images_without_alt(checked)
    yield from contradicting_facts(checked)
    yield from long_summaries(checked)
    yield from unused_vocabularies(checked)
