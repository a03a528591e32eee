"""The sections that a site declares: the list of each, and the pages of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vitrina.contract.section_facts import is_past, projects_of
from vitrina.model import SectionType
from vitrina.outputs.calendar import calendar_link
from vitrina.outputs.entries import entry_address, entry_page, shown_entry, with_variants
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.lists import list_view, pages_of
from vitrina.problems import Problems, say
from vitrina.views import addresses, cards, facts, kinds
from vitrina.views.acknowledgements import acknowledgements
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.frame import crumbs, page_view
from vitrina.views.listings import events_in_order, on_page, pages_in, places, shown_entries
from vitrina.views.menus import title_of
from vitrina.views.page_values import DetailsView, SectionView
from vitrina.views.targets import Target
from vitrina.views.values import Card, Context, SectionCards
from vitrina.views.view_context import PageKind, ViewContext

_ON_THE_HOME_PAGE = 3


def entry_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return the context of the page of an entry; problems in its prose go into ``problems``."""
    edition, shown = view_context.editions[target.language], shown_entry(view_context, target)
    localiser, section = view_context.localisers[target.language], view_context.sections[target.section]
    table = facts.fact_table(view_context, edition, shown.entry)
    about, known = projects_of(shown.entry.facts), view_context.site.projects
    named = (edition.projects.get(project) for project in about)
    funded = [known[project].facts for project in about if project in known]
    is_event = section.type is SectionType.EVENTS
    details = DetailsView(
        section=section.id,
        type=section.type.value,
        time=cards.card_time(view_context, localiser, shown).text if is_event else None,
        facts=table.rows,
        groups=table.groups,
        projects=tuple(cards.card(view_context, edition, project) for project in named if project is not None),
        calendar_url=calendar_link(view_context, target),
    )
    return {
        **entry_page(view_context, target, problems),
        "details": details,
        "acknowledgements": acknowledgements(view_context, target.language, funded, in_news=True),
    }


def section_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of the list of a section."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    title = title_of(view_context, localiser, target)
    page = page_view(view_context, target, title, breadcrumbs=crumbs(view_context, localiser))
    shown = shown_entries(view_context, target, on_page(view_context, target))
    is_of_events = view_context.sections[target.section].type is SectionType.EVENTS
    past = [one for one in shown if is_of_events and is_past(one.entry.facts, view_context.today)]
    section = SectionView(
        id=target.section,
        type=view_context.sections[target.section].type.value,
        cards=() if is_of_events else tuple(_cards(view_context, edition, shown)),
        coming=tuple(_cards(view_context, edition, shown[: -len(past) or None])) if is_of_events else (),
        past=tuple(_cards(view_context, edition, past)),
        calendar_url=calendar_link(view_context, target),
    )
    return {"page": page, "list": list_view(view_context, edition, target), "section": section}


def coming_events(view_context: ViewContext, language: str) -> Iterator[SectionCards]:
    """Yield the next events of each section of events that has any."""
    for section in view_context.site.config.own_sections.values():
        if section.type is SectionType.EVENTS:
            coming, _ = events_in_order(view_context, section.id, language)
            yield from _on_another_page(view_context, section.id, language, coming[:_ON_THE_HOME_PAGE])


def entries_about(view_context: ViewContext, language: str, project: str) -> Iterator[SectionCards]:
    """Yield the entries that name a project, section by section, each in the order of its list."""
    for name, about in view_context.editions[language].others_about.items():
        if named := about.get(project):
            order = places(view_context, Target(kind=kinds.SECTION, language=language, section=name))
            yield from _on_another_page(view_context, name, language, sorted(named, key=order.__getitem__))


def _on_another_page(
    view_context: ViewContext, section: str, language: str, entries: Iterable[str]
) -> Iterator[SectionCards]:
    edition, target = view_context.editions[language], Target(kind=kinds.SECTION, language=language, section=section)
    shown = tuple(_cards(view_context, edition, shown_entries(view_context, target, tuple(entries))))
    if shown and view_context.has(kinds.ENTRY):
        title = title_of(view_context, view_context.localisers[language], target)
        yield SectionCards(id=section, title=title, cards=shown, url=view_context.link_to(target))


def _cards(view_context: ViewContext, edition: Edition, entries: Iterable[ShownVersion]) -> Iterator[Card]:
    return (cards.card(view_context, edition, shown) for shown in entries)


def _entry_targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    for name in view_context.site.config.own_sections:
        shown = view_context.editions[language].entry_list(name)
        for entry in view_context.site.entries(name):
            if entry in shown:
                target = Target(kind=kinds.ENTRY, language=language, section=name, id=entry)
                yield from with_variants(view_context, target, name)


def _list_address(view_context: ViewContext, target: Target) -> str | None:
    has_page = target.number <= pages_in(view_context, target)
    section = view_context.sections[target.section]
    return addresses.listing(section, target.language, target.number) if has_page else None


def _list_targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    for name in view_context.site.config.own_sections:
        yield from pages_of(view_context, Target(kind=kinds.SECTION, language=language, section=name))


_PURPOSE = say("The pages of the sections that the site declares, and their lists.")

ENTRIES = OutputKind(
    name="sections",
    purpose=_PURPOSE,
    pages=(PageKind(name=kinds.ENTRY, address=entry_address, context=entry_context, above=kinds.SECTION),),
    targets=_entry_targets,
    is_required=True,
)
SECTIONS = OutputKind(
    name="sections",
    purpose=_PURPOSE,
    pages=(PageKind(name=kinds.SECTION, address=_list_address, context=section_context),),
    targets=_list_targets,
    needs=(kinds.ENTRY,),
    is_required=True,
)
