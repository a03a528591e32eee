"""The context of every page: the only thing that its template can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vitrina.content.site import HOME
from vitrina.model import FACETS, Kind
from vitrina.problems import Place, Problem, Problems, Severity
from vitrina.prose import Words, line_of, to_html
from vitrina.views import addresses, cards, facts
from vitrina.views.editions import Edition, Shown
from vitrina.views.frame import home_crumb, list_crumb, list_label, page_view, site_view
from vitrina.views.links import ProseLinks
from vitrina.views.localiser import Localiser
from vitrina.views.related import related
from vitrina.views.showcase import Showcase
from vitrina.views.targets import (
    ENTRY_KINDS,
    LIST_KINDS,
    PageKind,
    Target,
    address_of,
    facet_of,
    listed,
    page_size,
    pages_in,
    shown_by,
)
from vitrina.views.values import (
    EntryView,
    HomeView,
    LanguageView,
    Link,
    ListView,
    Pager,
    ProjectView,
    TermGroup,
    TermView,
)

Context = Mapping[str, object]

ON_THE_HOME_PAGE = 6
"""Projects; half as many posts."""


def build_context(showcase: Showcase, target: Target, problems: Problems) -> Context:
    """Return what the template of ``target`` reads; mistakes in the prose that it shows go into ``problems``."""
    return {"site": site_view(showcase, target), **_BUILDERS[target.kind](showcase, target, problems)}


def _entry_context(showcase: Showcase, target: Target, problems: Problems) -> Context:
    edition, localiser = _edition(showcase, target)
    shown = shown_by(edition, target)
    assert shown is not None, target
    view = _entry(showcase, edition, shown, problems)
    kind = ENTRY_KINDS[target.kind]
    crumbs = [home_crumb(showcase, localiser)]
    if kind in LIST_KINDS.values():
        crumbs.append(list_crumb(showcase, localiser, kind))
    description = view.summary.value if view.summary else ""
    context = {"page": page_view(showcase, target, view.title, description, crumbs), "entry": view}
    if kind is Kind.PROJECT:
        context["project"] = _project(showcase, edition, shown)
    if kind is Kind.POST:
        project = edition.projects.get(shown.entry.facts.project or "")
        context["about"] = cards.card(showcase, edition, project) if project else None
    return context


def _entry(showcase: Showcase, edition: Edition, shown: Shown, problems: Problems) -> EntryView:
    localiser = showcase.localisers[edition.language.code]
    entry, version = shown.entry, shown.version
    title = localiser.written_in(version.title, version.language)
    original = entry.versions.get(entry.original)
    return EntryView(
        title=title,
        summary=localiser.written_in(version.summary, version.language) if version.summary else None,
        body=_body(showcase, edition, shown, problems),
        language=title.language,
        direction=title.direction,
        picture=cards.picture(showcase, edition, entry.kind, entry.id, version),
        date=localiser.date(version.date) if version.date else None,
        updated=localiser.date(version.updated) if version.updated else None,
        original=Link(
            text=localiser.name_of_language(entry.original),
            url=showcase.link(addresses.entry(entry, original, entry.original)),
        )
        if original is not None and original is not version
        else None,
    )


def _body(showcase: Showcase, edition: Edition, shown: Shown, problems: Problems) -> str:
    version = shown.version
    links = ProseLinks(showcase=showcase, edition=edition, entry=shown.entry, version=version)
    strings = showcase.localisers[version.language]
    back, table = strings.gettext("Back to the text at note {number}"), strings.gettext("Table")
    prose = to_html(version.body, links, Words(back=back, table=table))
    for flaw in prose.flaws:
        place = Place(version.path, version.body_line + line_of(version.body, flaw.excerpt))
        severity = Severity.WARNING if flaw.is_warning else Severity.ERROR
        problems.add(Problem(place, flaw.code, flaw.message, flaw.hint, severity))
    return prose.html


def _project(showcase: Showcase, edition: Edition, shown: Shown) -> ProjectView:
    localiser = showcase.localisers[edition.language.code]
    own = shown.entry.facts
    funders = next(facet for facet in FACETS if facet.vocabulary == "funders")
    return ProjectView(
        facts=facts.fact_rows(showcase, edition, own),
        results=facts.results(localiser, own),
        partners=facts.partners(localiser, own),
        funders=tuple(facts.term_link(showcase, edition, funders, term) for term in own.terms.get("funders", ())),
        related=related(showcase, edition, shown),
        news=tuple(cards.card(showcase, edition, post) for post in edition.posts_about.get(shown.entry.id, ())),
    )


def _list_context(showcase: Showcase, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    edition, localiser = _edition(showcase, target)
    title = localiser.own(list_label(localiser, LIST_KINDS[target.kind]))
    page = page_view(showcase, target, title, breadcrumbs=[home_crumb(showcase, localiser)])
    return {"page": page, "list": _list(showcase, edition, target)}


def _list(showcase: Showcase, edition: Edition, target: Target) -> ListView:
    everything, size = listed(edition, target), page_size(target)
    first = (target.number - 1) * size
    is_last = target.number == pages_in(edition, target)
    return ListView(
        cards=tuple(cards.card(showcase, edition, shown) for shown in everything[first : first + size]),
        count=len(everything),
        pager=_pager(showcase, edition, target),
        elsewhere=cards.elsewhere(showcase, edition) if target.kind is PageKind.PROJECTS and is_last else (),
    )


def _pager(showcase: Showcase, edition: Edition, target: Target) -> Pager:
    localiser = showcase.localisers[target.language]
    total = pages_in(edition, target)

    def url(number: int) -> str:
        there = Target(
            kind=target.kind, language=target.language, id=target.id, vocabulary=target.vocabulary, number=number
        )
        return showcase.link(address_of(showcase, there) or "")

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


def _vocabulary_context(showcase: Showcase, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    edition, localiser = _edition(showcase, target)
    facet = facet_of(target)
    title = localiser.own(facts.vocabulary_label(localiser, facet))
    page = page_view(showcase, target, title, breadcrumbs=[home_crumb(showcase, localiser)])
    return {"page": page, "group": _group(showcase, edition, target)}


def _group(showcase: Showcase, edition: Edition, target: Target) -> TermGroup:
    facet = facet_of(target)
    return TermGroup(
        id=facet.vocabulary,
        label=facts.vocabulary_label(showcase.localisers[target.language], facet),
        url=showcase.link(addresses.vocabulary(facet, target.language)),
        terms=tuple(facts.term_link(showcase, edition, facet, term) for term in edition.terms[facet.vocabulary]),
    )


def _term_context(showcase: Showcase, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    edition, localiser = _edition(showcase, target)
    facet = facet_of(target)
    terms = showcase.site.vocabularies[facet.vocabulary].terms
    term = terms[target.id]
    overview = Link(
        text=localiser.own(facts.vocabulary_label(localiser, facet)),
        url=showcase.link(addresses.vocabulary(facet, target.language)),
    )
    parent = facts.term_link(showcase, edition, facet, term.parent) if term.parent in terms and term.parent else None
    label = localiser.term(term)
    view = TermView(
        label=label,
        vocabulary=overview,
        parent=parent,
        children=tuple(
            facts.term_link(showcase, edition, facet, other)
            for other in edition.terms[facet.vocabulary]
            if terms[other].parent == target.id
        ),
    )
    crumbs = [home_crumb(showcase, localiser), overview, *([parent] if parent else [])]
    page = page_view(showcase, target, label, breadcrumbs=crumbs)
    return {"page": page, "term": view, "list": _list(showcase, edition, target)}


def _home_context(showcase: Showcase, target: Target, problems: Problems) -> Context:
    edition, localiser = _edition(showcase, target)
    intro = edition.pages.get(HOME)
    site = showcase.site
    view = HomeView(
        intro=_entry(showcase, edition, intro, problems) if intro else None,
        projects=tuple(cards.card(showcase, edition, shown) for shown in _newest_projects(edition)[:ON_THE_HOME_PAGE]),
        posts=tuple(
            cards.card(showcase, edition, shown) for shown in list(edition.posts.values())[: ON_THE_HOME_PAGE // 2]
        ),
        groups=tuple(
            _group(
                showcase,
                edition,
                Target(kind=PageKind.VOCABULARY, language=target.language, vocabulary=facet.vocabulary),
            )
            for facet in FACETS
            if edition.terms[facet.vocabulary]
        ),
        project_count=len(edition.projects),
        region_count=len(
            {region for p in edition.projects.values() for region in p.entry.facts.terms.get("regions", ())}
        ),
        partner_count=len(
            {localiser.text(p.name).value for shown in edition.projects.values() for p in shown.entry.facts.partners}
        ),
        projects_url=showcase.link(addresses.listing(Kind.PROJECT, target.language)),
        posts_url=showcase.link(addresses.listing(Kind.POST, target.language)) if edition.posts else None,
    )
    title = view.intro.title if view.intro else localiser.text(site.config.title)
    description = localiser.text(site.config.description).value if site.config.description else ""
    return {"page": page_view(showcase, target, title, description), "home": view}


def _newest_projects(edition: Edition) -> list[Shown]:
    """Return the projects, ongoing ones first, then by when they began or were published; undated ones last."""

    def key(shown: Shown) -> tuple[bool, int]:
        period, date = shown.entry.facts.period, shown.version.date
        known = date or (period and (period.start or period.end))
        is_ongoing = "ongoing" in shown.entry.facts.terms.get("statuses", ())
        return (not is_ongoing, -known.first_day().toordinal() if known else 0)

    return sorted(edition.projects.values(), key=key)


def _languages_context(showcase: Showcase, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    localiser = showcase.localisers[target.language]
    title = localiser.text(showcase.site.config.title)
    return {
        "page": page_view(showcase, target, title),
        "languages": tuple(_language(showcase, language) for language in showcase.editions),
    }


def _language(showcase: Showcase, language: str) -> LanguageView:
    localiser = showcase.localisers[language]
    config = showcase.site.config
    return LanguageView(
        language=language,
        direction=localiser.language.direction,
        name=localiser.own_name_of_language(language),
        url=showcase.link(addresses.home(language)),
        site_title=localiser.text(config.title).value,
        description=localiser.text(config.description).value if config.description else "",
        not_found=localiser.gettext("Page not found"),
        not_found_advice=localiser.gettext("The address may have changed, or there may be a mistake in it."),
        home_label=localiser.gettext("Go to the home page"),
    )


def _edition(showcase: Showcase, target: Target) -> tuple[Edition, Localiser]:
    return showcase.editions[target.language], showcase.localisers[target.language]


_BUILDERS: Mapping[PageKind, Callable[[Showcase, Target, Problems], Context]] = {
    PageKind.HOME: _home_context,
    PageKind.PROJECTS: _list_context,
    PageKind.NEWS: _list_context,
    PageKind.PROJECT: _entry_context,
    PageKind.POST: _entry_context,
    PageKind.PAGE: _entry_context,
    PageKind.VOCABULARY: _vocabulary_context,
    PageKind.TERM: _term_context,
    PageKind.CHOOSER: _languages_context,
    PageKind.NOT_FOUND: _languages_context,
}
