"""The vocabularies: an overview of the terms of each, and a page of each term's projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vitrina.contract.facts import FUNDER
from vitrina.model import Facet
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.lists import list_view, pages_of
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.editions import Edition
from vitrina.views.fact_values import term_link
from vitrina.views.frame import crumbs, page_view
from vitrina.views.labels import vocabulary_label
from vitrina.views.listings import listed, pages_in, shown_entries
from vitrina.views.targets import Target
from vitrina.views.totals import totals
from vitrina.views.values import Context, Link, TermGroup, TermView
from vitrina.views.view_context import PageKind, ViewContext


def vocabulary_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the overview of a vocabulary."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    title = vocabulary_label(localiser, view_context.facet_of(target))
    page = page_view(view_context, target, title, breadcrumbs=crumbs(view_context, localiser))
    return {"page": page, "group": group_view(view_context, edition, target)}


def group_view(view_context: ViewContext, edition: Edition, target: Target) -> TermGroup:
    """Return a vocabulary with the terms that have projects."""
    facet = view_context.facet_of(target)
    return TermGroup(
        id=facet.name,
        label=vocabulary_label(view_context.localisers[target.language], facet),
        url=view_context.link_to(target),
        terms=tuple(term_link(view_context, edition, facet, term) for term in edition.projects_by_term(facet)),
    )


def term_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of a term's projects."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    facet = view_context.facet_of(target)
    terms = view_context.site.vocabulary(facet).terms
    term = terms[target.id]
    vocabulary = Target(kind=kinds.VOCABULARY, language=target.language, facet=facet.key)
    overview = Link(text=vocabulary_label(localiser, facet), url=view_context.link_to(vocabulary))
    parent = term_link(view_context, edition, facet, term.parent) if term.parent in terms and term.parent else None
    label = localiser.term(term)
    view = TermView(
        label=label,
        site=term.url,
        vocabulary=overview,
        parent=parent,
        children=tuple(
            term_link(view_context, edition, facet, other)
            for other in edition.projects_by_term(facet)
            if terms[other].parent == target.id
        ),
    )
    steps = [*crumbs(view_context, localiser), *(link for link in (overview, parent) if link and link.url)]
    page = page_view(view_context, target, label, breadcrumbs=steps)
    together = None
    if facet.key == FUNDER.key and target.number == 1:
        together = totals(localiser, shown_entries(view_context, target, listed(view_context, target)))
    return {
        "page": page,
        "term": view,
        "totals": together,
        "list": list_view(view_context, edition, target),
        "compare_url": view_context.page_link(kinds.COMPARE, target.language),
    }


def _has_pages(view_context: ViewContext, facet: Facet) -> bool:
    chosen = view_context.site.config.outputs.vocabularies
    return chosen is None or facet.vocabulary in chosen


def _vocabulary_address(view_context: ViewContext, target: Target) -> str | None:
    facet = view_context.facet_of(target)
    has_terms = bool(view_context.editions[target.language].projects_by_term(facet))
    has_page = has_terms and _has_pages(view_context, facet)
    return addresses.vocabulary(facet, target.language) if has_page else None


def _term_address(view_context: ViewContext, target: Target) -> str | None:
    facet = view_context.facet_of(target)
    has_page = _has_pages(view_context, facet) and target.number <= pages_in(view_context, target)
    return addresses.term(facet, target.id, target.language, target.number) if has_page else None


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    for facet in (facet for facet in view_context.facets if _has_pages(view_context, facet)):
        vocabulary = Target(kind=kinds.VOCABULARY, language=language, facet=facet.key)
        terms = view_context.editions[language].projects_by_term(facet)
        for identifier in terms:
            target = replace(vocabulary, kind=kinds.TERM, id=identifier)
            yield from pages_of(view_context, target)
        if terms:
            yield vocabulary


TERMS = OutputKind(
    name="terms",
    purpose=say("A page for each vocabulary, and one for each of its terms with the projects."),
    pages=(
        PageKind(name=kinds.VOCABULARY, address=_vocabulary_address, context=vocabulary_context),
        PageKind(name=kinds.TERM, address=_term_address, context=term_context),
    ),
    targets=_targets,
)
