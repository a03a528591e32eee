"""The home page of each language: its text, what is new, and the ways to everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vitrina.contract.current import is_current
from vitrina.contract.facts import PERIOD, REGION, STATUS
from vitrina.model import HOME
from vitrina.outputs import entries
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.sections import coming_events
from vitrina.outputs.terms import group_view
from vitrina.problems import Problems, say
from vitrina.views import addresses, cards, kinds
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.frame import page_view
from vitrina.views.page_values import HomeView
from vitrina.views.targets import Target
from vitrina.views.values import Context, TermGroup
from vitrina.views.view_context import PageKind, ViewContext

IN_A_ROW = 3
"""Projects and posts in a row of the home page. Of projects there are two rows, or one, as only full ones look full."""


def home_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return the context of the home page of a language."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    intro = edition.pages.get(HOME)
    site = view_context.site
    newest = _newest_projects(edition)
    current = [shown for shown in newest if is_current(shown.entry.facts, view_context.today)]
    are_current = len(current) >= IN_A_ROW
    first = _in_full_rows(current if are_current else newest)
    view = HomeView(
        intro=entries.entry_view(view_context, edition, intro, problems) if intro else None,
        intro_language=localiser.name_of_language(intro.version.language)
        if intro and intro.version.language != target.language
        else None,
        projects=tuple(cards.card(view_context, edition, shown) for shown in first),
        are_current=are_current,
        posts=tuple(cards.card(view_context, edition, shown) for shown in list(edition.posts.values())[:IN_A_ROW]),
        events=tuple(coming_events(view_context, target.language)) if view_context.asks(target.kind, "events") else (),
        groups=tuple(_groups(view_context, edition)),
        project_count=len(edition.projects),
        region_count=len({region for p in edition.projects.values() for region in p.entry.facts.get(REGION, ())}),
        partner_count=len(edition.partners),
        projects_url=view_context.page_link(kinds.PROJECTS, target.language),
        posts_url=view_context.page_link(kinds.NEWS, target.language),
        overview_url=view_context.page_link(kinds.OVERVIEW, target.language),
        partners_url=view_context.page_link(kinds.PARTNERS, target.language),
    )
    title = view.intro.title if view.intro else localiser.text(site.config.title)
    description = localiser.text(site.config.description).plain if site.config.description else ""
    return {"page": page_view(view_context, target, title, description), "home": view}


def _groups(view_context: ViewContext, edition: Edition) -> Iterator[TermGroup]:
    """Yield the vocabularies that lead to pages."""
    language = edition.language.code
    for facet in (facet for facet in view_context.facets if edition.projects_by_term(facet)):
        target = Target(kind=kinds.VOCABULARY, language=language, facet=facet.key)
        group = group_view(view_context, edition, target)
        if group.url or any(term.url for term in group.terms):
            yield group


def _in_full_rows(projects: Sequence[ShownVersion]) -> Sequence[ShownVersion]:
    """Return the first projects, so many that none is alone in a row."""
    return projects[: 2 * IN_A_ROW if len(projects) >= 2 * IN_A_ROW else IN_A_ROW]


def _newest_projects(edition: Edition) -> list[ShownVersion]:
    """Return the projects, ongoing ones first, then by when they began or were published; undated ones last."""

    def key(shown: ShownVersion) -> tuple[bool, int]:
        period, date = shown.entry.facts[PERIOD], shown.version.date
        known = date or (period and (period.start or period.end))
        is_ongoing = "ongoing" in shown.entry.facts.get(STATUS, ())
        return (not is_ongoing, -known.first_day().toordinal() if known else 0)

    return sorted(edition.projects.values(), key=key)


def _targets(_: ViewContext, language: str) -> Iterator[Target]:
    yield Target(kind=kinds.HOME, language=language)


HOME_PAGE = OutputKind(
    name="home",
    purpose=say("The home page of each language."),
    pages=(
        PageKind(
            name=kinds.HOME,
            address=lambda _, target: addresses.home(target.language),
            context=home_context,
            label=lambda localiser: localiser.gettext("Home"),
        ),
    ),
    targets=_targets,
    is_required=True,
)
