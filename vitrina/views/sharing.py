"""To keep a project's page and to pass it on: its permanent address, its citation, messages that are ready to send."""

from __future__ import annotations

from urllib.parse import quote

from vitrina.views import addresses
from vitrina.views.citations import citation_of
from vitrina.views.editions import Edition, Shown
from vitrina.views.localiser import Localiser
from vitrina.views.page_values import CitationView, SharingView
from vitrina.views.showcase import Showcase
from vitrina.views.values import Link, Text

CITATION_FILES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""The formats for reference managers, by the ending of their files."""

SERVICES = {
    "WhatsApp": "https://wa.me/?text={url}",
    "Facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
    "LinkedIn": "https://www.linkedin.com/sharing/share-offsite/?url={url}",
}
"""Where a link can be passed on. Nothing is asked of them before somebody follows the link."""

_CITATION_FILES = [(suffix, Text(name, "", "ltr")) for suffix, name in CITATION_FILES.items()]
_SERVICES = [(Text(name, "", "ltr"), pattern) for name, pattern in SERVICES.items()]


def sharing_view(showcase: Showcase, edition: Edition, shown: Shown) -> SharingView:
    """Return what there is to keep the project that ``edition`` shows, and to pass it on."""
    localiser = showcase.localisers[edition.language.code]
    address = addresses.permanent(shown.entry.id)
    permanent = showcase.absolute(address)
    page = showcase.absolute(addresses.entry(shown.entry, shown.version, edition.language.code))
    encoded = quote(permanent, safe="")
    title = shown.version.title
    organisation = showcase.site.config.organisation
    report = None
    if organisation is not None and organisation.email is not None:
        subject = localiser.gettext("Mistake on the page “{title}”").replace("{title}", title)
        report = mail(organisation.email, subject, f"{page}\r\n\r\n")
    return SharingView(
        permanent=permanent,
        permanent_link=showcase.link(address),
        qr_code=showcase.codes.of(permanent),
        citation=_citation(showcase, localiser, shown),
        mail=f"mailto:?subject={quote(title, safe='')}&body={encoded}",
        services=tuple(Link(text=name, url=pattern.format(url=encoded)) for name, pattern in _SERVICES),
        report=report,
        compare_url=showcase.link(addresses.compare(edition.language.code)),
        id=shown.entry.id,
    )


def mail(address: str, subject: str, body: str) -> str:
    """Return a link that opens a message (RFC 6068); every character that could end a part of it is encoded."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _citation(showcase: Showcase, localiser: Localiser, shown: Shown) -> CitationView:
    config = showcase.site.config
    citation = citation_of(showcase, localiser, shown)
    site = localiser.text(config.title)
    return CitationView(
        publisher=localiser.text(config.organisation.name) if config.organisation else site,
        title=localiser.written_in(citation.title, citation.language),
        site=None if citation.site == citation.publisher else site,
        date=localiser.date(citation.date) if citation.date else None,
        url=citation.url,
        files=tuple(
            Link(text=name, url=showcase.link(addresses.citation(citation.id, suffix)))
            for suffix, name in _CITATION_FILES
        ),
    )
