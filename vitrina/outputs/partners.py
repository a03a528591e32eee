"""The list of partners, and a page of each with its projects."""

from __future__ import annotations

from vitrina.model import LocalText
from vitrina.outputs.lists import list_view
from vitrina.problems import Problems
from vitrina.views import addresses
from vitrina.views.editions import Edition
from vitrina.views.figure_values import OrganisationView, PartnerRow, PartnersView
from vitrina.views.frame import home_crumb, page_view, together_label
from vitrina.views.localiser import Localiser
from vitrina.views.partner_index import Organisation
from vitrina.views.targets import PageKind, Target, listed, page_size
from vitrina.views.totals import totals
from vitrina.views.values import Context, Link, Text
from vitrina.views.view_context import ViewContext


def partners_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of the list of partners."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    size = page_size(target)
    first = (target.number - 1) * size
    organisations = view_context.partners.organisations
    rows = (organisations[identifier] for identifier in list(edition.partners)[first : first + size])
    view = PartnersView(
        partners=tuple(_row(view_context, edition, localiser, organisation) for organisation in rows),
        list=list_view(view_context, edition, target),
    )
    title = localiser.own(together_label(localiser, target.kind))
    page = page_view(view_context, target, title, breadcrumbs=[home_crumb(view_context, localiser)])
    return {"page": page, "partners": view, "list": view.list}


def partner_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of a page of a partner's projects."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    organisation = view_context.partners.organisations[target.id]
    name = localiser.text(organisation.name)
    view = OrganisationView(
        other_names=tuple(_other_names(localiser, organisation.name, name)),
        places=_places(localiser, organisation),
        totals=totals(localiser, listed(edition, target)) if target.number == 1 else None,
    )
    partners = Link(
        text=localiser.own(together_label(localiser, PageKind.PARTNERS)),
        url=view_context.link(addresses.partners(target.language)),
    )
    page = page_view(view_context, target, name, breadcrumbs=[home_crumb(view_context, localiser), partners])
    return {"page": page, "partner": view, "list": list_view(view_context, edition, target)}


def _row(view_context: ViewContext, edition: Edition, localiser: Localiser, organisation: Organisation) -> PartnerRow:
    link = Link(
        text=localiser.text(organisation.name),
        url=view_context.link(addresses.partner(organisation.id, edition.language.code)),
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
