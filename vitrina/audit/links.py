"""Dead links and anchors on rendered pages, reported at their location in the source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from vitrina.audit.bodies import Body
from vitrina.audit.checked_site import CheckedSite
from vitrina.audit.outline import Outline, read_outline
from vitrina.content.config import PATH
from vitrina.contract.term_shapes import MOST_SUGGESTIONS
from vitrina.model import HOME, Kind
from vitrina.problems import Location, Message, Problem, say
from vitrina.prose import HEADING_IDS
from vitrina.reading.text import lines_of
from vitrina.values import urls
from vitrina.values.suggestions import did_you_mean
from vitrina.views import kinds
from vitrina.views.links import ProseLinks
from vitrina.views.targets import Target

Fault = tuple[str, Message | None]
"""A problem code and a specific hint, if there is one."""


def dead_links(checked: CheckedSite, bodies: Iterable[Body]) -> Iterator[Problem]:
    """Yield the dead links inside the site, located in a document, the settings or the theme."""
    by_path = {body.version.path: body for body in bodies}
    outlines = {
        planned.path: read_outline(content.decode())
        for planned in checked.plan
        if planned.is_page and isinstance(content := checked.contents[planned.path], bytes)
    }
    reported: set[tuple[str, str]] = set()
    for planned in checked.plan:
        if not planned.is_page:
            continue
        written = written_on(checked, planned.target, by_path)
        for reference in outlines[planned.path].references:
            fault = _fault(checked, outlines, planned.path, reference.address)
            if fault is None:
                continue
            if reference.address in written:
                yield from _in_prose(*written[reference.address], fault)
                continue
            key = fault[0], _tail(checked, planned.target, reference.address)
            if key not in reported:
                reported.add(key)
                yield _in_frame(checked, key[1], planned.path, reference.address, fault)


def written_on(checked: CheckedSite, target: Target, bodies: Mapping[str, Body]) -> dict[str, tuple[Body, str]]:
    """Return the body and the written form of each address on the page that comes from a body."""
    edition = checked.view_context.editions[target.language]
    shown = edition.find(Kind.PAGE, HOME) if target.kind == kinds.HOME else checked.view_context.shown_by(target)
    if shown is None:
        return {}
    body = bodies[shown.version.path]
    links = ProseLinks(view_context=checked.view_context, edition=edition, entry=shown.entry, version=shown.version)
    resolved = ((links(link.address, link.is_picture), link.address) for link in body.links)
    return {address: (body, written) for address, written in resolved if isinstance(address, str)}


def _fault(checked: CheckedSite, outlines: Mapping[str, Outline], page: str, address: str) -> Fault | None:
    """Return the fault of ``address`` on ``page``, or ``None`` if it is valid or leads to another site."""
    base = urls.base_path(checked.view_context.site.config.base_url)
    parts = inside(checked, page, address)
    if parts is None:
        return None
    if not parts.path.startswith(base):
        return "dead-link", say("The site is below {base}; link to something there.", base=base)
    inside_site = unquote(parts.path[len(base) :])
    file = urls.file_of(inside_site)
    if file in outlines:
        return _fault_of_anchor(unquote(parts.fragment.partition(":~:")[0]), outlines[file].ids)
    if file in checked.contents:
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


def _fault_of_anchor(anchor: str, ids: Collection[str]) -> Fault | None:
    if anchor in ("", "top") or anchor in ids:
        return None
    known = sorted(name.removeprefix(HEADING_IDS) for name in ids if name.startswith(HEADING_IDS))
    some = say("Headings there: {places}.", places=", ".join(f"#{name}" for name in known[:MOST_SUGGESTIONS]))
    none = say("The text there has no headings that a link could lead to.")
    return "dead-anchor", did_you_mean(anchor.removeprefix(HEADING_IDS), known, some if known else none)


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


def _in_frame(checked: CheckedSite, tail: str, page: str, address: str, fault: Fault) -> Problem:
    code, hint = fault
    message = (
        say("The link “{link}” on the page {page} leads nowhere.", link=address, page=page)
        if code == "dead-link"
        else say("The link “{link}” on the page {page} leads to a place that is not there.", link=address, page=page)
    )
    otherwise = say("Correct the address, or add what it leads to.")
    return Problem(_location_in_frame(checked, address, tail), code, message, hint or otherwise)


def _location_in_frame(checked: CheckedSite, address: str, tail: str) -> Location:
    """Return the first line of the settings or a template with the address or its end, else the folder of the theme."""
    files = [(PATH, checked.source / PATH, _whole(address))]
    either = _whole(address, *([tail] if len(tail) > 1 else []))
    for layer in checked.theme.layers:
        templates = sorted(file for file in (layer / "templates").rglob("*") if file.is_file())
        files += [(f"themes/{layer.name}/{file.relative_to(layer).as_posix()}", file, either) for file in templates]
    for path, file, pattern in files:
        for number, line in enumerate(lines_of(file, path), start=1):
            if pattern.search(line):
                return Location(path, number)
    return Location(f"themes/{checked.theme.layers[0].name}")


def _whole(*texts: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, texts))})(?=[\"'\s,}}]|$)")


def _tail(checked: CheckedSite, target: Target, address: str) -> str:
    """Return ``address`` without the base path and the language."""
    base = urls.base_path(checked.view_context.site.config.base_url)
    return address.removeprefix(base).removeprefix(f"{target.language}/")
