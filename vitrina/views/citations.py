"""Citations: what is cited of a project, the same on its page and in the files for reference managers."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.model import sections
from vitrina.values.dates import PartialDate
from vitrina.views import addresses, kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited. ``date`` is the day, month or year that the text itself gives; not the day of reading."""

    id: str
    title: str
    language: str
    publisher: str
    site: str
    date: PartialDate | None
    url: str


def citation_of(view_context: ViewContext, localiser: Localiser, shown: ShownVersion) -> Citation:
    """Return the citation of a version, with the names that the localiser's language has for the rest."""
    config = view_context.site.config
    address = (
        addresses.permanent(shown.entry.id)
        if view_context.has(kinds.PERMANENT) and shown.entry.section == sections.PROJECTS
        else view_context.address_in(shown.entry, shown.version, localiser.code)
    )
    site = localiser.text(config.title).value
    return Citation(
        id=shown.entry.id,
        title=shown.version.title,
        language=shown.version.language,
        publisher=localiser.text(config.organisation.name).value if config.organisation else site,
        site=site,
        date=shown.last_change,
        url=view_context.absolute(address),
    )
