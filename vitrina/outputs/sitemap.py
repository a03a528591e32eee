"""``sitemap.xml`` and ``robots.txt`` that points to it (sitemaps.org).

Which pages are the same in another language stands in the pages: said here, too, it would be four fifths of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.outputs.xml import document
from vitrina.views import kinds
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(view_context: ViewContext, targets: Iterable[Target]) -> bytes:
    """Return the sitemap of ``targets``; a page shown through fallback is not in it, because its text is elsewhere."""
    root = Element("urlset", {"xmlns": _SITEMAP})
    for target in targets:
        shown = view_context.shown_by(target)
        is_fallback = shown is not None and shown.version.language != target.language
        if is_fallback or not view_context.offered.pages[target.kind].is_indexed:
            continue
        url = SubElement(root, "url")
        SubElement(url, "loc").text = view_context.absolute(view_context.address_of(target) or "")
        changed = shown.last_change if shown is not None else None
        if changed is not None and changed.precision == "day":  # the schema knows no months and years
            SubElement(url, "lastmod").text = str(changed)
    return document(root)


def robots(view_context: ViewContext) -> bytes:
    """Return a ``robots.txt`` that welcomes everybody and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {view_context.absolute('sitemap.xml')}\n".encode()


def _plan_sitemap(_: FileContext) -> Iterator[Planned]:
    yield Planned(path="sitemap.xml", origin=SETTINGS, target=Target(kind=kinds.SITEMAP))


def _sitemap(given: FileContext, _: Target) -> bytes:
    return sitemap(given.view_context, [planned.target for planned in given.plan if planned.is_page])


def _plan_robots(_: FileContext) -> Iterator[Planned]:
    yield Planned(path="robots.txt", origin=SETTINGS, target=Target(kind="robots"))


SITEMAP = OutputKind(name="sitemap", files=(FileKind(name=kinds.SITEMAP, plan=_plan_sitemap, content=_sitemap),))
ROBOTS = OutputKind(
    name="robots",
    files=(FileKind(name="robots", plan=_plan_robots, content=lambda given, _target: robots(given.view_context)),),
)
