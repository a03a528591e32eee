"""The pages of projects, posts and plain pages."""

from __future__ import annotations

from vitrina.model import FACETS, Kind
from vitrina.problems import Location, Problem, Problems, Severity
from vitrina.prose import Words, place_of
from vitrina.views import addresses, cards, facts
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.forms import reply_form, reply_views
from vitrina.views.frame import home_crumb, list_crumb, page_view
from vitrina.views.links import ProseLinks
from vitrina.views.related import related
from vitrina.views.sharing import sharing_view
from vitrina.views.targets import ENTRY_KINDS, LIST_KINDS, Target, shown_by
from vitrina.views.values import Context, EntryView, Link, ProjectView
from vitrina.views.view_context import ViewContext


def entry_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return the context of a project, a post or a plain page; mistakes in its prose go into ``problems``."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    shown = shown_by(edition, target)
    assert shown is not None, target
    view = entry_view(view_context, edition, shown, problems)
    kind = ENTRY_KINDS[target.kind]
    crumbs = [home_crumb(view_context, localiser)]
    if kind in LIST_KINDS.values():
        crumbs.append(list_crumb(view_context, localiser, kind))
    description = view.summary.value if view.summary else ""
    context = {"page": page_view(view_context, target, view.title, description, crumbs), "entry": view}
    if kind is Kind.PROJECT:
        context["project"] = _project(view_context, edition, shown)
        context["sharing"] = sharing_view(view_context, edition, shown)
    if kind is Kind.POST:
        project = edition.projects.get(shown.entry.facts.project or "")
        context["about"] = cards.card(view_context, edition, project) if project else None
        context["replies"] = reply_views(view_context, edition, shown)
        context["reply_form"] = reply_form(view_context, edition, shown)
    return context


def entry_view(view_context: ViewContext, edition: Edition, shown: ShownVersion, problems: Problems) -> EntryView:
    """Return an entry's own text as ``edition`` shows it; mistakes in its prose go into ``problems``."""
    localiser = view_context.localisers[edition.language.code]
    entry, version = shown.entry, shown.version
    title = localiser.written_in(version.title, version.language)
    return EntryView(
        title=title,
        summary=localiser.written_in(version.summary, version.language) if version.summary else None,
        body=_body(view_context, edition, shown, problems),
        language=title.language,
        direction=title.direction,
        picture=cards.picture(view_context, edition, entry.kind, entry.id, version),
        date=localiser.date(version.date) if version.date else None,
        updated=localiser.date(version.updated) if version.updated else None,
        original=_version_link(view_context, edition, shown, entry.original),
        changed_since=_changed_since(view_context, edition, shown, problems),
    )


def _changed_since(view_context: ViewContext, edition: Edition, shown: ShownVersion, problems: Problems) -> Link | None:
    """Return a link to the version that the one shown was translated from, where that has changed since."""
    made_from = shown.version.made_from
    if made_from is None or not view_context.bodies.is_behind(made_from, problems):
        return None
    return _version_link(view_context, edition, shown, made_from.language)


def _version_link(view_context: ViewContext, edition: Edition, shown: ShownVersion, language: str) -> Link | None:
    """Return a link to the version in ``language``, unless it is the one shown or is not published."""
    version = shown.entry.versions.get(language)
    if version is None or version is shown.version:
        return None
    return Link(
        text=view_context.localisers[edition.language.code].name_of_language(language),
        url=view_context.link(addresses.entry(shown.entry, version, language)),
        hreflang=language,
    )


def _body(view_context: ViewContext, edition: Edition, shown: ShownVersion, problems: Problems) -> str:
    version = shown.version
    links = ProseLinks(view_context=view_context, edition=edition, entry=shown.entry, version=version)
    strings = view_context.localisers[version.language]
    back, table = strings.gettext("Back to the text at note {number}"), strings.gettext("Table")
    body = view_context.bodies.body(version.path, problems)
    prose = view_context.bodies.prose(body, links, Words(back=back, table=table))
    for flaw in prose.flaws:
        below, column = place_of(body.text, flaw.excerpt, *flaw.or_else)
        location = Location(version.path, body.line + below, column)
        severity = Severity.WARNING if flaw.is_warning else Severity.ERROR
        problems.add(Problem(location, flaw.code, flaw.message, flaw.hint, severity))
    return prose.html


def _project(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> ProjectView:
    localiser = view_context.localisers[edition.language.code]
    own = shown.entry.facts
    funders = next(facet for facet in FACETS if facet.vocabulary == "funders")
    return ProjectView(
        facts=facts.fact_rows(view_context, edition, own),
        results=facts.results(localiser, own),
        partners=facts.partners(view_context, edition, own),
        funders=tuple(facts.term_link(view_context, edition, funders, term) for term in own.terms.get("funders", ())),
        related=related(view_context, edition, shown),
        news=tuple(
            cards.card(view_context, edition, edition.posts[post])
            for post in edition.posts_about.get(shown.entry.id, ())
        ),
    )
