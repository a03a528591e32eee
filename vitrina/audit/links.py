"""Dead links and anchors on rendered pages, reported at their location in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from vitrina.audit.bodies import Body
from vitrina.audit.checked_site import CheckedSite
from vitrina.audit.doubts import Doubts
from vitrina.audit.outline import Outline, read_outline
from vitrina.content.config import PATH
from vitrina.contract.term_shapes import MOST_SUGGESTIONS
from vitrina.model import HOME, sections
from vitrina.problems import Location, Message, Problem, say
from vitrina.prose import HEADING_IDS, LinkProblem, url_of
from vitrina.reading.text import lines_of
from vitrina.values import urls
from vitrina.values.suggestions import MOST_SUGGESTIONS as MOST_COMPARED
from vitrina.values.suggestions import did_you_mean
from vitrina.views import kinds
from vitrina.views.links import ProseLinks
from vitrina.views.targets import Target

_MOST_LOCATED = 100
"""Dead links outside of bodies whose lines are looked for; a site has some, and each takes a look at all templates."""

Fault = tuple[str, Message | None]
"""A problem code and a specific hint, if there is one."""


def dead_links(checked: CheckedSite, bodies: Iterable[Body], doubts: Doubts) -> Iterator[Problem]:
    """Yield the dead links inside the site, located in a document, the settings or the theme; none in ``doubts``."""
    if doubts.are_of_everything:
        return
    by_path = {body.version.path: body for body in bodies}
    outlines = {
        planned.path: read_outline(content.decode())
        for planned in checked.plan
        if planned.is_page and isinstance(content := checked.contents[planned.path], bytes)
    }
    places = _Places(outlines, doubts)
    frame = _Frame(checked)
    reported: set[tuple[str, str]] = set()
    for planned in checked.plan:
        if not planned.is_page:
            continue
        written, told = written_on(checked, planned.target, by_path)
        for address in dict.fromkeys(reference.address for reference in outlines[planned.path].references):
            fault = _fault(checked, places, planned.path, address)
            if fault is None or address in told:
                continue
            if address in written:
                yield from _in_prose(*written[address], fault)
                continue
            key = fault[0], _tail(checked, planned.target, address)
            if key not in reported:
                reported.add(key)
                yield frame.problem(key[1], planned.path, address, fault)


def written_on(
    checked: CheckedSite, target: Target, bodies: Mapping[str, Body]
) -> tuple[dict[str, tuple[Body, str]], Collection[str]]:
    """Return the body and the written form of each address on the page that comes from a body.

    And the links in it that are there as they were written, because rendering has found that they lead nowhere.
    """
    edition = checked.view_context.editions[target.language]
    shown = edition.find(sections.PAGES, HOME) if target.kind == kinds.HOME else checked.view_context.shown_by(target)
    if shown is None:
        return {}, ()
    body = bodies[shown.version.path]
    links = ProseLinks(view_context=checked.view_context, edition=edition, entry=shown.entry, version=shown.version)
    resolved = [(links(link.address, link.is_picture), link.address) for link in body.links]
    found = {url_of(target): (body, written) for target, written in resolved if not isinstance(target, LinkProblem)}
    return found, {written for target, written in resolved if isinstance(target, LinkProblem)}


class _Places:
    """The places on each page that links lead to. On each, the most similar one is looked for a few times only."""

    def __init__(self, outlines: Mapping[str, Outline], doubts: Doubts) -> None:
        self._outlines = outlines
        self._doubts = doubts
        self._headings: dict[str, list[str]] = {}
        self._faults: Counter[str] = Counter()

    def __contains__(self, page: str) -> bool:
        return page in self._outlines

    def may_be(self, address: str) -> bool:
        """Tell whether there may be something at ``address`` after all."""
        return self._doubts.may_be(address)

    def fault(self, page: str, anchor: str, seen_from: str) -> Fault | None:
        """Return the fault of a link to ``anchor`` on ``page``, ``None`` where it is there, or may be."""
        ids = self._outlines[page].ids
        if anchor in ("", "top") or anchor in ids or (page in self._doubts.pages and page != seen_from):
            return None
        if page not in self._headings:
            headings = (name.removeprefix(HEADING_IDS) for name in ids if name.startswith(HEADING_IDS))
            self._headings[page] = sorted(headings)
        known = self._headings[page]
        self._faults[page] += 1
        if not known:
            return "dead-anchor", say("The text there has no headings that a link could lead to.")
        some = say("Headings there: {places}.", places=tuple(f"#{name}" for name in known[:MOST_SUGGESTIONS]))
        is_compared = self._faults[page] <= MOST_COMPARED
        return "dead-anchor", did_you_mean(anchor.removeprefix(HEADING_IDS), known, some) if is_compared else some


def _fault(checked: CheckedSite, places: _Places, page: str, address: str) -> Fault | None:
    """Return the fault of ``address`` on ``page``, or ``None`` if it is valid or leads to another site."""
    base = urls.base_path(checked.view_context.site.config.base_url)
    parts = inside(checked, page, address)
    if parts is None:
        return None
    if not parts.path.startswith(base):
        return "dead-link", say("The site is below {base}; link to something there.", base=base)
    inside_site = unquote(parts.path[len(base) :])
    file = urls.file_of(inside_site)
    if file in places:
        return places.fault(file, unquote(parts.fragment.partition(":~:")[0]), page)
    if file in checked.contents or places.may_be(inside_site):
        return None
    if urls.file_of(f"{inside_site}/") in checked.contents:
        return "dead-link", say("Add a slash at the end: it is a page.")
    return "dead-link", None


def inside(checked: CheckedSite, page: str, address: str) -> SplitResult | None:
    """Return the absolute URL of ``address`` on ``page``, or ``None`` if it is not on this site."""
    base_url = checked.view_context.site.config.base_url
    try:
        full = urlsplit(urljoin(urls.absolute(base_url, urls.address_of(page)), address.strip()))
        is_own = full.scheme in ("http", "https") and full.netloc == urlsplit(base_url).netloc
        is_elsewhere = bool(urlsplit(address.strip()).netloc) and not full.geturl().startswith(base_url)
    except ValueError:
        return None
    return full if is_own and not is_elsewhere else None


def _in_prose(body: Body, written: str, fault: Fault) -> Iterator[Problem]:
    code, hint = fault
    message = (
        say("The link “{link}” leads nowhere.", link=written)
        if code == "dead-link"
        else say("The link “{link}” leads to a place that its page does not have.", link=written)
    )
    otherwise = say("Name the document instead, for instance ../my-project/index.sv.md, or correct this.")
    for location in body.locations_of(written):
        yield Problem(location, code, message, hint or otherwise)


class _Frame:
    """What links outside of bodies come from: the settings and the templates. The lines of so many links are found."""

    def __init__(self, checked: CheckedSite) -> None:
        self._checked = checked
        self._lines: dict[str, list[str]] = {}
        self._left = _MOST_LOCATED

    def problem(self, tail: str, page: str, address: str, fault: Fault) -> Problem:
        """Return the problem of a link to ``address`` on ``page``, which ends in ``tail``."""
        code, hint = fault
        message = (
            say("The link “{link}” on the page {page} leads nowhere.", link=address, page=page)
            if code == "dead-link"
            else say(
                "The link “{link}” on the page {page} leads to a place that is not there.", link=address, page=page
            )
        )
        otherwise = say("Correct the address, or add what it leads to.")
        return Problem(self._location(address, tail), code, message, hint or otherwise)

    def _location(self, address: str, tail: str) -> Location:
        """Return the first line of the settings or a template with the address or its end, else the theme's folder."""
        self._left -= 1
        either = _whole(address, *([tail] if len(tail) > 1 else []))
        for path, lines in self._files().items() if self._left >= 0 else ():
            pattern = _whole(address) if path == PATH else either
            for number, line in enumerate(lines, start=1):
                if pattern.search(line):
                    return Location(path, number)
        return Location(f"themes/{self._checked.theme.layers[0].name}")

    def _files(self) -> Mapping[str, list[str]]:
        """Return the lines of the settings and of all templates, which are read once."""
        if not self._lines:
            files = {PATH: self._checked.source / PATH}
            for layer in self._checked.theme.layers:
                templates = sorted(file for file in (layer / "templates").rglob("*") if file.is_file())
                for file in templates:
                    files.setdefault(f"themes/{layer.name}/{file.relative_to(layer).as_posix()}", file)
            self._lines = {path: lines_of(file, path) for path, file in files.items()}
        return self._lines


def _whole(*texts: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, texts))})(?=[\"'\s,}}]|$)")


def _tail(checked: CheckedSite, target: Target, address: str) -> str:
    """Return ``address`` without the base path and the language."""
    base = urls.base_path(checked.view_context.site.config.base_url)
    return address.removeprefix(base).removeprefix(f"{target.language}/")
