"""``sitemap.xml`` with the language versions of every page, and ``robots.txt`` that points to it (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from vitrina.exports.xml import document
from vitrina.views.frame import alternates
from vitrina.views.showcase import Showcase
from vitrina.views.targets import UNLISTED, Target, address_of, shown_by

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(showcase: Showcase, targets: Iterable[Target]) -> bytes:
    """Return the sitemap of ``targets``; a page shown through fallback is not in it, because its text is elsewhere."""
    root = Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for target in targets:
        shown = shown_by(showcase.editions[target.language], target)
        is_fallback = shown is not None and shown.version.language != target.language
        if target.kind in UNLISTED or is_fallback:
            continue
        url = SubElement(root, "url")
        SubElement(url, "loc").text = showcase.absolute(address_of(showcase, target) or "")
        changed = shown.last_change if shown is not None else None
        if changed is not None and changed.precision == "day":  # the schema knows no months and years
            SubElement(url, "lastmod").text = str(changed)
        for alternate in alternates(showcase, target):
            attributes = {"rel": "alternate", "hreflang": alternate.hreflang, "href": alternate.url}
            SubElement(url, "xhtml:link", attributes)
    return document(root)


def robots(showcase: Showcase) -> bytes:
    """Return a ``robots.txt`` that welcomes everybody and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {showcase.absolute('sitemap.xml')}\n".encode()
