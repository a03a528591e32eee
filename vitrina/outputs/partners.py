"""The list of partners, and a page of each with its projects."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.model import LocalText
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.lists import list_view, pages_of
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.editions import Edition
from vitrina.views.figure_values import OrganisationView, PartnerRow, PartnersView
from vitrina.views.frame import crumbs, page_view
from vitrina.views.listings import listed, on_page, pages_in, shown_entries
from vitrina.views.localiser import Localiser
from vitrina.views.menus import title_of
from vitrina.views.partner_index import Organisation
from vitrina.views.targets import Target
from vitrina.views.totals import totals
from vitrina.views.values import Context, Link, Text
from vitrina.views.view_context import PageKind, ViewContext


def partners_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of the list of partners."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    organisations = view_context.partners.organisations
    rows = (organisations[identifier] for identifier in on_page(view_context, target))
    view = PartnersView(
        partners=tuple(_row(view_context, edition, localiser, organisation) for organisation in rows),
        list=list_view(view_context, edition, target),
    )
    title = title_of(view_context, localiser, target)
    page = page_view(view_context, target, title, breadcrumbs=crumbs(view_context, localiser))
    return {"page": page, "partners": view, "list": view.list}


def partner_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of a page of a partner's projects."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    organisation = view_context.partners.organisations[target.id]
    name = localiser.text(organisation.name)
    view = OrganisationView(
        other_names=tuple(_other_names(localiser, organisation.name, name)),
        places=_places(localiser, organisation),
        totals=totals(localiser, shown_entries(view_context, target, listed(view_context, target)))
        if target.number == 1
        else None,
    )
    page = page_view(
        view_context,
        target,
        name,
        breadcrumbs=crumbs(view_context, localiser, Target(kind=kinds.PARTNERS, language=target.language)),
    )
    return {"page": page, "partner": view, "list": list_view(view_context, edition, target)}


def _row(view_context: ViewContext, edition: Edition, localiser: Localiser, organisation: Organisation) -> PartnerRow:
    link = Link(
        text=localiser.text(organisation.name),
        url=view_context.link_to(Target(kind=kinds.PARTNER, language=edition.language.code, id=organisation.id)),
        count=len(edition.partners[organisation.id]),
    )
    return PartnerRow(link=link, places=_places(localiser, organisation))


def _places(localiser: Localiser, organisation: Organisation) -> tuple[Text, ...]:
    towns = {text.value: text for town in organisation.towns for text in (localiser.text(town),)}
    country = (localiser.country(organisation.country),) if organisation.country else ()
    return (*towns.values(), *country)


def _other_names(localiser: Localiser, name: LocalText, shown: Text) -> list[Text]:
    """Return the names in other languages, each once, by which visitors may know the organisation, too."""
    texts = {text: localiser.written_in(text, language) for language, text in name.versions.items()}
    texts.pop(shown.value, None)
    return localiser.sorted(texts.values(), lambda text: text.value)


def _list_address(view_context: ViewContext, target: Target) -> str | None:
    has_page = target.number <= pages_in(view_context, target)
    return addresses.partners(target.language, target.number) if has_page else None


def _address(view_context: ViewContext, target: Target) -> str | None:
    has_page = target.number <= pages_in(view_context, target)
    return addresses.partner(target.id, target.language, target.number) if has_page else None


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    for identifier in view_context.editions[language].partners:
        yield from pages_of(view_context, Target(kind=kinds.PARTNER, language=language, id=identifier))
    yield from pages_of(view_context, Target(kind=kinds.PARTNERS, language=language))


PARTNERS = OutputKind(
    name="partners",
    purpose=say("The list of partners, and a page for each with its projects."),
    pages=(
        PageKind(
            name=kinds.PARTNERS,
            address=_list_address,
            context=partners_context,
            label=lambda localiser: localiser.gettext("Partners"),
        ),
        PageKind(name=kinds.PARTNER, address=_address, context=partner_context, above=kinds.PARTNERS),
    ),
    targets=_targets,
)
