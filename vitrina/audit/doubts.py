"""What a link may lead to after all: the pages of documents that could not be read, and what wrong facts leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.vocabularies import FOLDER
from vitrina.disk.inputs import read_input
from vitrina.problems import Location, Problem, Severity
from vitrina.reading.paths import CONTENT, STATIC
from vitrina.reading.text import LARGEST
from vitrina.values.urls import file_of

_SLUG = re.compile(rb"""^slug:[ \t]*["']?([a-z0-9-]+)""", re.MULTILINE)
_PARTNERS = "partners"
_LATER_PAGES = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """Which links may be dead only because of other problems.

    ``names`` are the folders and slugs of entries with such problems, ``lists`` those of lists that may be shorter than
    they will be; on ``pages`` another text may be meant. Where they ``are_of_everything``, no link can be judged.
    """

    are_of_everything: bool = False
    names: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    def may_be(self, address: str) -> bool:
        """Tell whether there may be something at an address of the site."""
        segments = address.strip("/").split("/")
        return not self.names.isdisjoint(segments) or not self.lists.isdisjoint(segments[1:])


def doubts_of(checked: CheckedSite, known: Iterable[Problem]) -> Doubts:
    """Return the doubts because of the errors among the ``known`` problems. An error in a body leaves none."""
    begin = {document.source.path: document.body_line for document in checked.documents}
    names: set[str] = set()
    has_wrong_facts = False
    for problem in known:
        path, line = problem.location.path, problem.location.line
        if problem.severity is not Severity.ERROR or line >= begin.get(path, line + 1) or path.endswith(".po"):
            continue
        if path.startswith(f"{FOLDER}/"):
            has_wrong_facts = True
        elif path.startswith(f"{CONTENT}/") and path.count("/") > 1:
            has_wrong_facts = True
            names |= {*_names(checked, problem.location, is_read=path in begin)}
        else:
            return Doubts(are_of_everything=True)
    return Doubts(
        names=frozenset(names),
        lists=frozenset(_lists(checked) if has_wrong_facts else ()),
        pages=frozenset(_pages(checked)),
    )


def _names(checked: CheckedSite, location: Location, *, is_read: bool) -> Iterator[str]:
    """Yield what a part of the address can be called of what is at ``location``: its folders, its slug, the file."""
    _, section, *folders, name = location.path.split("/")
    yield from (name, name.partition(".")[0]) if section == STATIC or not folders else folders
    if not is_read:
        try:
            data, _ = read_input(checked.source, location.path, LARGEST)
        except (OSError, ValueError):
            return
        yield from (slug.decode() for slug in _SLUG.findall(data.replace(b"\0", b"").replace(b"\r", b"\n")))


def _lists(checked: CheckedSite) -> Iterator[str]:
    """Yield the segments of addresses below which the pages of terms and partners are, and the later ones of lists."""
    yield from (facet.segment for facet in checked.view_context.facets)
    yield from (_PARTNERS, _LATER_PAGES)


def _pages(checked: CheckedSite) -> Iterator[str]:
    """Yield the paths of the pages of entries of which a version could not be read."""
    site, unread = checked.view_context.site, checked.view_context.site.unread_entries
    for section, identifier in unread:
        entry = site.entries(section).get(identifier)
        for language, edition in checked.view_context.editions.items() if entry is not None else ():
            shown = edition.find(section, identifier)
            if shown is not None:
                yield file_of(checked.view_context.address_in(shown.entry, shown.version, language))
