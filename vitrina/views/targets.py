"""Targets: pages and files of the site, named without their addresses, so that languages can be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A page or a file: the name of its kind, its language, and what it is about.

    That is the id of an entry, a term or a partner, the key of a facet, the id of a section that the site declares, the
    number of a page of a list, the ``variant`` of a text. What is there once for all languages has the site's default
    language if it is a page, and none if it is a file.
    """

    kind: str
    language: str = ""
    id: str = ""
    facet: str = ""
    number: int = 1
    section: str = ""
    variant: str = ""

    def in_language(self, language: str) -> Target:
        """Return the same page in another language."""
        return replace(self, language=language)

    def on_page(self, number: int) -> Target:
        """Return another page of the same list."""
        return replace(self, number=number)
