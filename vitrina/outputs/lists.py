"""The lists of projects and posts, the overviews of vocabularies, and the pages of their terms."""

from __future__ import annotations

from vitrina.problems import Problems
from vitrina.views import addresses, cards, facts
from vitrina.views.editions import Edition
from vitrina.views.frame import home_crumb, list_label, page_view
from vitrina.views.targets import (
    LIST_KINDS,
    PageKind,
    Target,
    address_of,
    facet_of,
    length,
    listed,
    page_size,
    pages_in,
)
from vitrina.views.totals import totals
from vitrina.views.values import Context, Link, ListView, Pager, TermGroup, TermView
from vitrina.views.view_context import ViewContext


def list_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of the list of projects or posts."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    title = localiser.own(list_label(localiser, LIST_KINDS[target.kind]))
    about = view_context.site.config.description
    description = localiser.text(about).value if about and target.kind is PageKind.PROJECTS else ""
    page = page_view(view_context, target, title, description, [home_crumb(view_context, localiser)])
    return {"page": page, "list": list_view(view_context, edition, target)}


def list_view(view_context: ViewContext, edition: Edition, target: Target) -> ListView:
    """Return a page of a list; that of partners has its own rows and no cards."""
    everything = () if target.kind is PageKind.PARTNERS else listed(edition, target)
    size = page_size(target)
    first = (target.number - 1) * size
    is_last = target.number == pages_in(edition, target)
    return ListView(
        cards=tuple(cards.card(view_context, edition, shown) for shown in everything[first : first + size]),
        count=length(edition, target),
        pager=_pager(view_context, edition, target),
        elsewhere=cards.elsewhere(view_context, edition) if target.kind is PageKind.PROJECTS and is_last else (),
    )


def _pager(view_context: ViewContext, edition: Edition, target: Target) -> Pager:
    localiser = view_context.localisers[target.language]
    total = pages_in(edition, target)

    def url(number: int) -> str:
        there = Target(
            kind=target.kind, language=target.language, id=target.id, vocabulary=target.vocabulary, number=number
        )
        return view_context.link(address_of(view_context, there) or "")

    shown = sorted({1, total, *range(max(1, target.number - 2), min(total, target.number + 2) + 1)})
    return Pager(
        number=target.number,
        total=total,
        previous_url=url(target.number - 1) if target.number > 1 else None,
        next_url=url(target.number + 1) if target.number < total else None,
        numbers=tuple(
            Link(text=localiser.number(number), url=url(number), is_current=number == target.number) for number in shown
        ),
    )


def vocabulary_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of the overview of a vocabulary."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    facet = facet_of(target)
    title = localiser.own(facts.vocabulary_label(localiser, facet))
    page = page_view(view_context, target, title, breadcrumbs=[home_crumb(view_context, localiser)])
    return {"page": page, "group": group_view(view_context, edition, target)}


def group_view(view_context: ViewContext, edition: Edition, target: Target) -> TermGroup:
    """Return a vocabulary with the terms that have projects."""
    facet = facet_of(target)
    return TermGroup(
        id=facet.vocabulary,
        label=facts.vocabulary_label(view_context.localisers[target.language], facet),
        url=view_context.link(addresses.vocabulary(facet, target.language)),
        terms=tuple(facts.term_link(view_context, edition, facet, term) for term in edition.terms[facet.vocabulary]),
    )


def term_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of a page of a term's projects."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    facet = facet_of(target)
    terms = view_context.site.vocabularies[facet.vocabulary].terms
    term = terms[target.id]
    overview = Link(
        text=localiser.own(facts.vocabulary_label(localiser, facet)),
        url=view_context.link(addresses.vocabulary(facet, target.language)),
    )
    parent = (
        facts.term_link(view_context, edition, facet, term.parent) if term.parent in terms and term.parent else None
    )
    label = localiser.term(term)
    view = TermView(
        label=label,
        site=term.url,
        vocabulary=overview,
        parent=parent,
        children=tuple(
            facts.term_link(view_context, edition, facet, other)
            for other in edition.terms[facet.vocabulary]
            if terms[other].parent == target.id
        ),
    )
    crumbs = [home_crumb(view_context, localiser), overview, *([parent] if parent else [])]
    page = page_view(view_context, target, label, breadcrumbs=crumbs)
    has_totals = facet.vocabulary == "funders" and target.number == 1
    together = totals(localiser, listed(edition, target)) if has_totals else None
    return {"page": page, "term": view, "totals": together, "list": list_view(view_context, edition, target)}
