"""The links to other sites, each with every place where a person wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from vitrina.audit.bodies import read_bodies
from vitrina.audit.evidence import Evidence
from vitrina.audit.links import inside, written_on
from vitrina.audit.outline import read_outline
from vitrina.content.config import PATH
from vitrina.problems import Location
from vitrina.values import urls

_SCHEMES = ("http", "https")
_SENT_TO = "form"
"""The element that sends something: to ask for its address would be no question."""


def outgoing_links(evidence: Evidence) -> dict[str, tuple[Location, ...]]:
    """Return the http and https addresses outside the site, with their locations.

    An address in a body stands where its document has it. Any other one is looked for in everything else that people
    write: front matter, settings, vocabularies, catalogues and templates. Where it is composed, it is the theme's.
    """
    bodies = {body.version.path: body for body in read_bodies(evidence)}
    locations: dict[str, dict[Location, None]] = {}
    elsewhere: dict[str, None] = {}
    for planned in evidence.plan:
        content = evidence.contents[planned.path]
        if not planned.is_page or not isinstance(content, bytes):
            continue
        written = written_on(evidence, planned.target, bodies)
        for reference in read_outline(content.decode()).references:
            address = _external(evidence, planned.path, reference.address)
            if address is None or reference.tag == _SENT_TO:
                continue
            found = locations.setdefault(address, {})
            if reference.address in written:
                body, spelled = written[reference.address]
                found.update(dict.fromkeys(body.locations_of(spelled)))
            else:
                elsewhere[address] = None
    for address, lines in _locations_outside_bodies(evidence, elsewhere):
        locations[address].update(dict.fromkeys(lines))
    return {address: tuple(sorted(found)) for address, found in locations.items()}


def _external(evidence: Evidence, page: str, address: str) -> str | None:
    """Return the full address that is meant, if it belongs to another site, or to none."""
    scheme, _, rest = address.strip().partition(":")
    if scheme.lower() in _SCHEMES and not rest.strip("/"):
        return address.strip()  # joined to the page's address, it would be that
    if inside(evidence, page, address) is not None:
        return None
    try:
        full = urljoin(
            urls.absolute(evidence.view_context.site.config.base_url, urls.address_of(page)), address.strip()
        )
        return full if urlsplit(full).scheme in _SCHEMES else None
    except ValueError:
        return address.strip() if scheme.lower() in _SCHEMES else None


def _locations_outside_bodies(evidence: Evidence, addresses: dict[str, None]) -> Iterator[tuple[str, list[Location]]]:
    if not addresses:
        return
    files = list(_files(evidence))
    for address in addresses:
        pattern = re.compile(rf"(?<![\w/-]){re.escape(address.removesuffix('/'))}/?(?=[\"'\s,}}\])>]|$)")
        found = [
            Location(path, number, match.start() + 1)
            for path, lines in files
            for number, line in enumerate(lines, start=1)
            if (match := pattern.search(line))
        ]
        yield address, found or [Location(f"themes/{evidence.theme.layers[0].name}")]


def _files(evidence: Evidence) -> Iterator[tuple[str, list[str]]]:
    """Yield what people write besides bodies: paths and lines."""
    source = evidence.source
    own = [source / PATH, *sorted((source / "i18n").glob("*.po")), *sorted((source / "i18n").glob("*/*.yml"))]
    files = [(file.relative_to(source).as_posix(), file) for file in own if file.is_file()]
    for layer in evidence.theme.layers:
        templates = sorted(file for file in (layer / "templates").rglob("*") if file.is_file())
        files += [(f"themes/{layer.name}/{file.relative_to(layer).as_posix()}", file) for file in templates]
    for path, file in files:
        yield path, file.read_text("utf-8", errors="replace").split("\n")
    for document in evidence.published:
        lines = document.source.file.read_text("utf-8", errors="replace").split("\n")
        yield document.source.path, lines[: document.body_line - 1]
