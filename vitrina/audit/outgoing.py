"""Links to other sites, with all their locations in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from vitrina.audit.bodies import read_bodies
from vitrina.audit.checked_site import CheckedSite
from vitrina.audit.links import inside, written_on
from vitrina.audit.outline import read_outline
from vitrina.content.config import PATH
from vitrina.problems import Location
from vitrina.reading.text import lines_of
from vitrina.values import urls

_SCHEMES = ("http", "https")
_FORM = "form"
"""The target of a form is not checked: it expects a POST request with data."""


def outgoing_links(checked: CheckedSite) -> dict[str, tuple[Location, ...]]:
    """Return the http(s) URLs outside the site with their locations.

    URLs that do not come from a body are searched for in front matter, settings, vocabularies, catalogues and
    templates. The location of one that is composed by a template is the folder of the theme.
    """
    bodies = {body.version.path: body for body in read_bodies(checked)}
    locations: dict[str, dict[Location, None]] = {}
    elsewhere: dict[str, None] = {}
    for planned in checked.plan:
        content = checked.contents[planned.path]
        if not planned.is_page or not isinstance(content, bytes):
            continue
        written, _ = written_on(checked, planned.target, bodies)
        for reference in read_outline(content.decode()).references:
            address = _external(checked, planned.path, reference.address)
            if address is None or reference.tag == _FORM:
                continue
            found = locations.setdefault(address, {})
            if reference.address in written:
                body, spelled = written[reference.address]
                found.update(dict.fromkeys(body.locations_of(spelled)))
            else:
                elsewhere[address] = None
    for address, lines in _locations_outside_bodies(checked, elsewhere):
        locations[address].update(dict.fromkeys(lines))
    return {address: tuple(sorted(found)) for address, found in locations.items()}


def _external(checked: CheckedSite, page: str, address: str) -> str | None:
    """Return the absolute URL of ``address`` on ``page`` if it is outside the site or invalid, else ``None``."""
    scheme, _, rest = address.strip().partition(":")
    if scheme.lower() in _SCHEMES and not rest.strip("/"):
        return address.strip()  # without a host; urljoin would return the page's own URL
    if inside(checked, page, address) is not None:
        return None
    try:
        full = urljoin(urls.absolute(checked.view_context.site.config.base_url, urls.address_of(page)), address.strip())
        return full if urlsplit(full).scheme in _SCHEMES else None
    except ValueError:
        return address.strip() if scheme.lower() in _SCHEMES else None


def _locations_outside_bodies(checked: CheckedSite, addresses: dict[str, None]) -> Iterator[tuple[str, list[Location]]]:
    if not addresses:
        return
    files = list(_files(checked))
    for address in addresses:
        pattern = re.compile(rf"(?<![\w/-]){re.escape(address.removesuffix('/'))}/?(?=[\"'\s,}}\])>]|$)")
        found = [
            Location(path, number, match.start() + 1)
            for path, lines in files
            for number, line in enumerate(lines, start=1)
            if (match := pattern.search(line))
        ]
        yield address, found or [Location(f"themes/{checked.theme.layers[0].name}")]


def _files(checked: CheckedSite) -> Iterator[tuple[str, list[str]]]:
    """Yield the paths and lines of all source files, without the bodies of documents."""
    source = checked.source
    own = [source / PATH, *sorted((source / "i18n").rglob("*.po")), *sorted((source / "i18n").glob("*/*.yml"))]
    files = [(file.relative_to(source).as_posix(), file) for file in own if file.is_file()]
    for layer in checked.theme.layers:
        templates = sorted(file for file in (layer / "templates").rglob("*") if file.is_file())
        files += [(f"themes/{layer.name}/{file.relative_to(layer).as_posix()}", file) for file in templates]
    for path, file in files:
        yield path, lines_of(file, path)
    for document in checked.published:
        lines = lines_of(document.source.file, document.source.path)
        yield document.source.path, lines[: document.body_line - 1]
