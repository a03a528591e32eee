"""The list of partners, and a page of each with its projects."""

from __future__ import annotations

from vitrina.model import LocalText
from vitrina.problems import Problems
from vitrina.views import addresses
from vitrina.views.editions import Edition
from vitrina.views.figure_values import OrganisationView, PartnerRow, PartnersView
from vitrina.views.frame import home_crumb, page_view, together_label
from vitrina.views.lists import list_view
from vitrina.views.localiser import Localiser
from vitrina.views.partner_index import Organisation
from vitrina.views.showcase import Showcase
from vitrina.views.targets import PageKind, Target, listed, page_size
from vitrina.views.totals import totals
from vitrina.views.values import Context, Link, Text


def partners_context(showcase: Showcase, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of the list of partners."""
    edition, localiser = showcase.editions[target.language], showcase.localisers[target.language]
    size = page_size(target)
    first = (target.number - 1) * size
    organisations = showcase.partners.organisations
    rows = (organisations[identifier] for identifier in list(edition.partners)[first : first + size])
    view = PartnersView(
        partners=tuple(_row(showcase, edition, localiser, organisation) for organisation in rows),
        list=list_view(showcase, edition, target),
    )
    title = localiser.own(together_label(localiser, target.kind))
    page = page_view(showcase, target, title, breadcrumbs=[home_crumb(showcase, localiser)])
    return {"page": page, "partners": view, "list": view.list}


def partner_context(showcase: Showcase, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of a page of a partner's projects."""
    edition, localiser = showcase.editions[target.language], showcase.localisers[target.language]
    organisation = showcase.partners.organisations[target.id]
    name = localiser.text(organisation.name)
    view = OrganisationView(
        other_names=tuple(_other_names(localiser, organisation.name, name)),
        places=_places(localiser, organisation),
        totals=totals(localiser, listed(edition, target)) if target.number == 1 else None,
    )
    partners = Link(
        text=localiser.own(together_label(localiser, PageKind.PARTNERS)),
        url=showcase.link(addresses.partners(target.language)),
    )
    page = page_view(showcase, target, name, breadcrumbs=[home_crumb(showcase, localiser), partners])
    return {"page": page, "partner": view, "list": list_view(showcase, edition, target)}


def _row(showcase: Showcase, edition: Edition, localiser: Localiser, organisation: Organisation) -> PartnerRow:
    link = Link(
        text=localiser.text(organisation.name),
        url=showcase.link(addresses.partner(organisation.id, edition.language.code)),
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
