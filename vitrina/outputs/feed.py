"""An Atom feed per language (RFC 4287): the newest dated posts and projects."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.outputs.xml import XML_LANG, document
from vitrina.problems import say
from vitrina.values.dates import PartialDate
from vitrina.views import addresses, kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

NEWEST = 20
_ATOM = "http://www.w3.org/2005/Atom"


def atom_feed(view_context: ViewContext, language: str) -> bytes:
    """Return the feed of an edition that has at least one dated entry."""
    edition, localiser, config = (
        view_context.editions[language],
        view_context.localisers[language],
        view_context.site.config,
    )
    entries = [edition.entry_list(kind)[identifier] for kind, identifier in edition.feed[:NEWEST]]
    feed = Element("feed", {"xmlns": _ATOM, XML_LANG: language})
    SubElement(feed, "title").text = localiser.text(config.title).plain
    if config.description is not None:
        SubElement(feed, "subtitle").text = localiser.text(config.description).plain
    own = view_context.absolute(addresses.feed(language))
    SubElement(feed, "id").text = own
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    home = {"rel": "alternate", "type": "text/html", "hreflang": language}
    SubElement(feed, "link", {**home, "href": view_context.absolute(addresses.home(language))})
    SubElement(feed, "updated").text = max(_moment(shown.last_change) for shown in entries)
    author = SubElement(feed, "author")
    name = config.organisation.name if config.organisation else config.title
    SubElement(author, "name").text = localiser.text(name).plain
    for shown in entries:
        feed.append(_entry(view_context, shown, language))
    return document(feed)


def _entry(view_context: ViewContext, shown: ShownVersion, language: str) -> Element:
    version, localiser = shown.version, view_context.localisers[language]
    entry = Element("entry")
    SubElement(entry, "title").text = localiser.written_in(version.title, version.language).plain
    SubElement(entry, "id").text = _identifier(shown)
    url = view_context.absolute(view_context.address_in(shown.entry, version, language))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "hreflang": language, "href": url})
    if version.date is not None:
        SubElement(entry, "published").text = _moment(version.date)
    SubElement(entry, "updated").text = _moment(shown.last_change)
    if version.summary is not None:
        SubElement(entry, "summary").text = localiser.written_in(version.summary, version.language).plain
    return entry


def _identifier(shown: ShownVersion) -> str:
    """Return a URN (RFC 9562, UUIDv8) that follows from the folder and the language alone, so that it never changes.

    A feed that moves to another host, or a text with another date, title or slug, brings nothing that readers have
    read already (RFC 4287, section 4.2.6).
    """
    name = f"{shown.entry.section}/{shown.entry.id}/{shown.version.language}"
    digits = hashlib.sha256(name.encode()).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def _moment(date: PartialDate | None) -> str:
    """Return the first moment of ``date`` as RFC 3339 wants it."""
    assert date is not None
    return (
        datetime.datetime.combine(date.first_day(), datetime.time(), datetime.UTC)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .zfill(20)
    )


def _plan(given: FileContext) -> Iterator[Planned]:
    for language, edition in given.view_context.editions.items():
        if edition.feed:
            target = Target(kind=kinds.FEED, language=language)
            yield Planned(path=addresses.feed(language), origin=SETTINGS, target=target)


FEED = OutputKind(
    name="feed",
    purpose=say("The feed with what is new, in each language."),
    files=(
        FileKind(
            name=kinds.FEED,
            plan=_plan,
            content=lambda given, target: atom_feed(given.view_context, target.language),
        ),
    ),
)
