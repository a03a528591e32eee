"""What the pages of projects, posts and plain pages have in common: an entry with its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vitrina.contract.facts import PERIOD
from vitrina.contract.section_facts import END, START
from vitrina.model import HOME, Entry, SectionType, sections
from vitrina.problems import Location, Problem, Problems, Severity
from vitrina.values.dates import PartialDate
from vitrina.values.moments import Moment
from vitrina.views import cards, kinds
from vitrina.views.contents import contents_of
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.frame import crumbs, page_view
from vitrina.views.links import ProseLinks
from vitrina.views.menus import list_above
from vitrina.views.prose_labels import prose_labels
from vitrina.views.targets import Target
from vitrina.views.values import EntryView, Link
from vitrina.views.variants import name_of_variant, variant_links
from vitrina.views.view_context import ViewContext


def entry_page(view_context: ViewContext, target: Target, problems: Problems) -> dict[str, object]:
    """Return what the contexts of all pages of entries have; problems in the prose go into ``problems``."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    view = entry_view(view_context, edition, shown_entry(view_context, target), problems)
    above = list_above(view_context, target)
    has_steps = view_context.asks(target.kind, "breadcrumbs")
    lists = crumbs(view_context, localiser, *([above] if above else [])) if has_steps else []
    steps = [*lists, *(_pages_above(view_context, target) if has_steps and target.kind == kinds.PAGE else ())]
    if has_steps and view.full is not None:
        steps.append(view.full)
    description = view.summary.plain if view.summary else ""
    page = page_view(view_context, target, view.title, description, steps)
    context: dict[str, object] = {"page": page, "entry": view}
    if view_context.asks(target.kind, "contents"):
        context["contents"] = contents_of(localiser, view)
    return context


def _pages_above(view_context: ViewContext, target: Target) -> Iterator[Link]:
    """Yield links to the pages that the page of ``target`` lies in, the outermost first."""
    above = target.id.split("/")[:-1]
    for depth in range(1, len(above) + 1):
        identifier = "/".join(above[:depth])
        link = page_link(view_context, target.language, identifier) if identifier != HOME else None
        if link is not None:
            yield link


def page_link(view_context: ViewContext, language: str, identifier: str) -> Link | None:
    """Return a link to a plain page with its title, or ``None`` where the edition does not show it."""
    shown = view_context.editions[language].find(sections.PAGES, identifier)
    url = None if shown is None else view_context.entry_link(shown.entry, shown.version, language)
    if shown is None or url is None:
        return None
    version = shown.version
    return Link(text=view_context.localisers[language].written_in(version.title, version.language), url=url)


def shown_entry(view_context: ViewContext, target: Target) -> ShownVersion:
    """Return the entry that a planned page is about."""
    shown = view_context.shown_by(target)
    assert shown is not None, target
    return shown


def entry_address(view_context: ViewContext, target: Target) -> str | None:
    """Return the address of an entry's page, or ``None`` where its edition does not show it."""
    shown = view_context.shown_by(target)
    return None if shown is None else view_context.address_in(shown.entry, shown.version, target.language)


def entry_targets(view_context: ViewContext, kind: str, language: str) -> Iterator[Target]:
    """Yield the pages of the entries that the page ``kind`` is about, as far as an edition shows them."""
    shows = view_context.offered.pages[kind].shows
    assert shows is not None, kind
    shown = view_context.editions[language].entry_list(shows)
    for identifier in view_context.site.entries(shows):
        if identifier in shown:
            yield from with_variants(view_context, Target(kind=kind, language=language, id=identifier), shows)


def with_variants(view_context: ViewContext, target: Target, section: str) -> Iterator[Target]:
    """Yield the page of an entry of ``section``, and those of the variants of its text in that language."""
    yield target
    for variant in view_context.editions[target.language].variants.get((section, target.id), ()):
        yield replace(target, variant=variant)


def entry_view(view_context: ViewContext, edition: Edition, shown: ShownVersion, problems: Problems) -> EntryView:
    """Return an entry's own text as ``edition`` shows it; problems in its prose go into ``problems``."""
    localiser = view_context.localisers[edition.language.code]
    entry, version = shown.entry, shown.version
    title = localiser.written_in(version.title, version.language)
    start, end = _times(view_context, entry)
    return EntryView(
        id=entry.id,
        title=title,
        summary=localiser.written_in(version.summary, version.language) if version.summary else None,
        body=body_html(view_context, edition, shown, problems),
        language=title.language,
        direction=title.direction,
        picture=cards.picture(view_context, edition, entry.section, entry.id, version),
        date=localiser.date(version.date) if version.date else None,
        updated=localiser.date(version.updated) if version.updated else None,
        original=_version_link(view_context, edition, shown, entry.original) if not version.variant else None,
        date_iso=cards.iso(version.date),
        updated_iso=cards.iso(version.updated),
        start_iso=cards.iso(start),
        end_iso=cards.iso(end),
        changed_since=_changed_since(view_context, edition, shown, problems),
        is_unread=version.is_unread,
        variants=variant_links(view_context, edition.language.code, shown),
        variant=name_of_variant(view_context, localiser, version.variant) if version.variant else None,
        full=_full_text(view_context, shown) if version.variant else None,
    )


def _full_text(view_context: ViewContext, shown: ShownVersion) -> Link | None:
    """Return a link to the text of which a variant is shown."""
    text = shown.entry.versions[shown.version.language]
    url = view_context.entry_link(shown.entry, text, text.language)
    title = view_context.localisers[text.language].written_in(text.title, text.language)
    return None if url is None else Link(text=title, url=url)


def _changed_since(view_context: ViewContext, edition: Edition, shown: ShownVersion, problems: Problems) -> Link | None:
    """Return a link to the version that the one shown was translated from, where that has changed since."""
    made_from = shown.version.made_from
    if made_from is None or not view_context.bodies.is_behind(made_from, problems):
        return None
    return _version_link(view_context, edition, shown, made_from.language)


def _version_link(view_context: ViewContext, edition: Edition, shown: ShownVersion, language: str) -> Link | None:
    """Return a link to the version in ``language``, unless it is the one shown or is not published."""
    version = shown.entry.versions.get(language)
    url = None if version is None else view_context.entry_link(shown.entry, version, language)
    if version is shown.version or url is None:
        return None
    name = view_context.localisers[edition.language.code].name_of_language(language)
    return Link(text=name, url=url, hreflang=language)


def _times(view_context: ViewContext, entry: Entry) -> Sequence[PartialDate | Moment | None]:
    """Return when a project or an event starts and ends."""
    if entry.section == sections.PROJECTS:
        period = entry.facts[PERIOD]
        return (None, None) if period is None else (period.start, period.end)
    is_event = view_context.sections[entry.section].type is SectionType.EVENTS
    return (entry.facts[START], entry.facts[END]) if is_event else (None, None)


def body_html(view_context: ViewContext, edition: Edition, shown: ShownVersion, problems: Problems) -> str:
    """Return the text of an entry as HTML; problems in it go into ``problems``."""
    version = shown.version
    links = ProseLinks(view_context=view_context, edition=edition, entry=shown.entry, version=version)
    body = view_context.bodies.body(version.path, problems)
    prose = view_context.bodies.prose(body, links, prose_labels(view_context, version.language))
    for flaw in prose.flaws:
        location = Location(version.path, body.line + flaw.position.below, flaw.position.column)
        severity = Severity.WARNING if flaw.is_warning else Severity.ERROR
        problems.add(Problem(location, flaw.code, flaw.message, flaw.hint, severity, flaw.is_advice))
    return prose.html
