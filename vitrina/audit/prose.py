"""Checks of texts: links to other languages, skipped headings, long summaries."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from vitrina.audit.bodies import Body
from vitrina.audit.checked_site import CheckedSite
from vitrina.model import Entry, Version
from vitrina.problems import Problem, Severity, say
from vitrina.views.links import document_named

LONGEST_SUMMARY = 200
"""The largest number of characters; search engines cut off longer summaries."""


def wrong_language_links(checked: CheckedSite, bodies: Iterable[Body]) -> Iterator[Problem]:
    """Yield the links to a page in another language that also exists in the language of the text.

    Links to another version of the same page, and links marked with a language (``{: lang=pl}``), are intended.
    """
    by_address = {
        checked.view_context.address_in(entry, version, version.language): (entry, version)
        for entry in checked.view_context.site.all_entries()
        for version in entry.versions.values()
    }
    for body in bodies:
        own = body.version.language
        for link in body.links:
            if link.is_picture or link.language is not None:
                continue
            found = _target(checked, body, link.address, by_address)
            if found is None or found[1].language == own or own not in found[0].versions or found[0] is body.entry:
                continue
            entry, version = found
            message = say(
                "The link “{link}” leads to a page in “{language}”, which there is in “{own}”, too.",
                link=link.address,
                language=version.language,
                own=own,
            )
            hint = say(
                "Link to {path}, or, if this is meant, say the language behind the link: {mark}",
                path=posixpath.relpath(entry.versions[own].path, posixpath.dirname(body.version.path)),
                mark=f"{{: lang={version.language}}}",
            )
            yield Problem(body.location(link.position), "wrong-language-link", message, hint, Severity.WARNING)


def long_summaries(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the summaries that are too long."""
    for document in checked.published:
        length = len(document.summary or "")
        if length > LONGEST_SUMMARY:
            message = say("The summary has {length} characters.", length=length)
            hint = say("Lists and search engines show about {most}; move the rest into the text.", most=LONGEST_SUMMARY)
            yield Problem(document.locations["summary"], "long-summary", message, hint, Severity.WARNING)


def _target(
    checked: CheckedSite, body: Body, written: str, by_address: Mapping[str, tuple[Entry, Version]]
) -> tuple[Entry, Version] | None:
    """Return the entry and the version to which a link inside the site leads."""
    base_url = checked.view_context.site.config.base_url
    try:
        parts = urlsplit(written.removeprefix(base_url) if written.startswith(base_url) else written)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path:
        return None
    if path.startswith("/") or written.startswith(base_url):
        return by_address.get(path.lstrip("/"))
    named = document_named(body.entry, path)
    if named is None:
        return None
    kind, identifier, language = named
    entry = checked.view_context.site.entries(kind).get(identifier)
    version = entry.versions.get(language or "") if entry is not None else None
    return None if entry is None or version is None else (entry, version)
