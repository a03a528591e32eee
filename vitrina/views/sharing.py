"""To keep a page and to pass it on: its permanent address, its citation, messages that are ready to send."""

from __future__ import annotations

from urllib.parse import quote

from vitrina.model import NEUTRAL, sections
from vitrina.views import kinds
from vitrina.views.citations import citation_of
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.localiser import Localiser
from vitrina.views.page_values import CitationView, SharingView
from vitrina.views.targets import Target
from vitrina.views.values import Link, Text
from vitrina.views.view_context import ViewContext

SERVICES = {
    "WhatsApp": "https://wa.me/?text={url}",
    "Facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
    "LinkedIn": "https://www.linkedin.com/sharing/share-offsite/?url={url}",
}
"""Where a link can be passed on. No request is sent to them before a visitor follows the link."""

_SERVICES = [(Text(name, "", "ltr"), pattern) for name, pattern in SERVICES.items()]


def sharing_view(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> SharingView:
    """Return where the entry that ``edition`` shows can be cited and passed on, and what to do with it here.

    Projects have a permanent address with the citation and the rest; without one, the page has them itself.
    """
    localiser, is_project = view_context.localisers[edition.language.code], shown.entry.section == sections.PROJECTS
    target = Target(kind=kinds.PERMANENT, language=localiser.code, id=shown.entry.id)
    address = view_context.address_of(target) if is_project else None
    permanent = None if address is None else view_context.absolute(address)
    page = view_context.absolute(view_context.address_in(shown.entry, shown.version, edition.language.code))
    organisation = view_context.site.config.organisation
    report = None
    if organisation is not None and organisation.email is not None:
        name = localiser.written_in(shown.entry.id, NEUTRAL)
        subject = localiser.gettext("Mistake on the page “{name}”", name=name)
        report = mail(organisation.email, subject.value, f"{page}\r\n")
    title = localiser.written_in(shown.version.title, shown.version.language)
    return SharingView(
        permanent=permanent,
        permanent_link=None if address is None else view_context.link(address),
        qr_code=None if permanent is None else view_context.codes.of(permanent),
        report=report,
        compare_url=view_context.page_link(kinds.COMPARE, edition.language.code) if is_project else None,
        id=shown.entry.id,
        citation=None if permanent else citation_view(view_context, localiser, shown),
        mail=None if permanent else mail("", title.plain, page),
        services=() if permanent else services(page),
    )


def services(address: str) -> tuple[Link, ...]:
    """Return the links that pass an address on."""
    encoded = quote(address, safe="")
    return tuple(Link(text=name, url=pattern.format(url=encoded)) for name, pattern in _SERVICES)


def mail(address: str, subject: str, body: str) -> str:
    """Return a link that opens a message (RFC 6068); every character that could end a part of it is encoded."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def citation_view(view_context: ViewContext, localiser: Localiser, shown: ShownVersion) -> CitationView:
    """Return how to cite a version, with the names that the localiser's language has for the rest."""
    config = view_context.site.config
    citation = citation_of(view_context, localiser, shown)
    site = localiser.text(config.title)
    return CitationView(
        publisher=localiser.text(config.organisation.name) if config.organisation else site,
        title=localiser.written_in(citation.title, citation.language),
        site=None if citation.site == citation.publisher else site,
        date=localiser.date(citation.date) if citation.date else None,
        url=citation.url,
    )
