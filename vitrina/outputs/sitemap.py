"""``sitemap.xml`` (sitemaps.org), one file or an index of several parts, and ``robots.txt`` that points to it.

Which pages are the same in another language stands in the pages: said here, too, it would be four fifths of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.problems import say
from vitrina.views import addresses, kinds
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

_MARKUP_OF_AN_ADDRESS = 100
"""Bytes around each address in a sitemap, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a sitemap can hold."""

    addresses: int = 50_000
    size: int = 50_000_000


def sitemap(view_context: ViewContext, targets: Iterable[Target]) -> bytes:
    """Return the sitemap of ``targets``."""
    urls = "".join(_url(view_context, target) for target in targets)
    return f"{_DECLARATION}<urlset {_SITEMAP}>\n{urls}</urlset>\n".encode()


def _url(view_context: ViewContext, target: Target) -> str:
    shown = view_context.shown_by(target)
    changed = shown.last_change if shown is not None else None
    lines = [f"    <loc>{_escaped(_absolute(view_context, target))}</loc>\n"]
    if changed is not None and changed.precision == "day":  # the schema knows no months and years
        lines.append(f"    <lastmod>{changed}</lastmod>\n")
    return f"  <url>\n{''.join(lines)}  </url>\n"


def _escaped(url: str) -> str:
    return escape(url, quote=False).replace('"', "&quot;")


def _absolute(view_context: ViewContext, target: Target) -> str:
    return view_context.absolute(view_context.address_of(target) or "")


def _index(view_context: ViewContext, parts: int) -> bytes:
    sitemaps = "".join(
        f"  <sitemap>\n    <loc>{_escaped(view_context.absolute(_path(number)))}</loc>\n  </sitemap>\n"
        for number in range(1, parts + 1)
    )
    return f"{_DECLARATION}<sitemapindex {_SITEMAP}>\n{sitemaps}</sitemapindex>\n".encode()


def _path(part: int) -> str:
    return f"sitemap-{part}.xml" if part else addresses.SITEMAP


def _listed(given: FileContext) -> Sequence[Target]:
    """Return the pages that a sitemap tells of; not those shown through fallback, because their text is elsewhere."""
    cache = given.view_context.cache.listed_pages
    if not cache:
        cache += [planned.target for planned in given.plan if planned.is_page and _is_listed(given, planned.target)]
    return cache


def _is_listed(given: FileContext, target: Target) -> bool:
    shown = given.view_context.shown_by(target)
    is_fallback = shown is not None and shown.version.language != target.language
    return not is_fallback and given.view_context.offered.pages[target.kind].is_indexed


def _parts(given: FileContext, limits: Limits) -> Sequence[Sequence[Target]]:
    """Return the pages of each part; the size of an address is that of the longest."""
    view_context, listed = given.view_context, _listed(given)
    longest = max((len(_escaped(_absolute(view_context, target))) for target in listed), default=0)
    most = max(1, min(limits.addresses, limits.size // (longest + _MARKUP_OF_AN_ADDRESS)))
    return [listed[first : first + most] for first in range(0, len(listed), most)]


def sitemap_kind(limits: Limits) -> OutputKind:
    """Return the kind of output that the sitemap is; it is in parts where it would go beyond ``limits``."""

    def plan(given: FileContext) -> Iterator[Planned]:
        parts = len(_parts(given, limits))
        for number in (0, *range(1, parts + 1)) if parts > 1 else (0,):
            yield Planned(path=_path(number), origin=SETTINGS, target=Target(kind=kinds.SITEMAP, number=number))

    def content(given: FileContext, target: Target) -> bytes:
        parts = _parts(given, limits)
        if target.number:
            return sitemap(given.view_context, parts[target.number - 1])
        return _index(given.view_context, len(parts)) if len(parts) > 1 else sitemap(given.view_context, _listed(given))

    return OutputKind(
        name="sitemap",
        purpose=say("The list of all pages for search engines."),
        files=(FileKind(name=kinds.SITEMAP, plan=plan, content=content),),
    )


def robots(view_context: ViewContext) -> bytes:
    """Return a ``robots.txt`` that welcomes everybody and names the sitemap."""
    named = f"\nSitemap: {view_context.absolute(_path(0))}\n" if view_context.has(kinds.SITEMAP) else ""
    return f"User-agent: *\nAllow: /\n{named}".encode()


def _plan_robots(_: FileContext) -> Iterator[Planned]:
    yield Planned(path="robots.txt", origin=SETTINGS, target=Target(kind="robots"))


SITEMAP = sitemap_kind(Limits())
ROBOTS = OutputKind(
    name="robots",
    purpose=say("The file robots.txt, which search engines read first."),
    files=(FileKind(name="robots", plan=_plan_robots, content=lambda given, _target: robots(given.view_context)),),
)
