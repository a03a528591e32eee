"""Where everything is published: addresses as ``vitrina.values.urls`` defines them, relative to the base address.

The scheme: ``<language>/`` home, ``<language>/<section>/<slug>/``, ``<language>/<slug>/`` for plain pages,
 a variant of a text one below it, ``<variant>/``,
 ``<language>/<vocabulary>/<term>/``, ``<language>/partners/<id>/``,
``<language>/overview/``; later pages of a list below ``page/<number>/``. Files beside documents have one address for
all languages, and so has a project whose id alone is known: ``id/<project>/``.
"""

from __future__ import annotations

from vitrina.media.renditions import published_name
from vitrina.model import HOME, Entry, Facet, Section, Version, sections
from vitrina.reading.paths import FILES

NOT_FOUND = "404.html"
CHOOSER = ""
SERVICE_WORKER = "service-worker.js"
"""Below its folder lies what a service worker is for."""
SITEMAP = "sitemap.xml"


def home(language: str) -> str:
    """Return the address of the home page in ``language``."""
    return f"{language}/"


def entry(section: Section, shown: Entry, version: Version, language: str) -> str:
    """Return the address of the page of an entry of ``section`` in the edition of ``language`` with ``version``."""
    variant = f"{version.variant}/" if version.variant else ""
    if section.id == sections.PAGES:
        return f"{home(language) if shown.id == HOME else f'{language}/{version.slug}/'}{variant}"
    return f"{language}/{section.segment(language)}/{version.slug}/{variant}"


def listing(section: Section, language: str, number: int = 1) -> str:
    """Return the address of page ``number`` of the list of a section."""
    return _numbered(f"{language}/{section.segment(language)}/", number)


def vocabulary(facet: Facet, language: str) -> str:
    """Return the address of the overview of a vocabulary's terms."""
    return f"{language}/{facet.segment}/"


def term(facet: Facet, identifier: str, language: str, number: int = 1) -> str:
    """Return the address of page ``number`` of a term's projects."""
    return _numbered(f"{language}/{facet.segment}/{identifier}/", number)


def partners(language: str, number: int = 1) -> str:
    """Return the address of page ``number`` of the list of partners."""
    return _numbered(f"{language}/partners/", number)


def partner(identifier: str, language: str, number: int = 1) -> str:
    """Return the address of page ``number`` of a partner's projects."""
    return _numbered(f"{language}/partners/{identifier}/", number)


def overview(language: str) -> str:
    """Return the address of the overview: map, timeline and charts."""
    return f"{language}/overview/"


def feed(language: str) -> str:
    """Return the address of the Atom feed."""
    return f"{language}/feed.xml"


def table(projects: Section, language: str, ending: str) -> str:
    """Return the address of the table of all ``projects``, in the format that the ``ending`` of the file names."""
    return f"{language}/{projects.segment(language)}/projects.{ending}"


def embed(projects: Section, language: str) -> str:
    """Return the address of the list of ``projects`` for a frame on another site."""
    return f"{language}/{projects.segment(language)}/embed/"


def search_index(projects: Section, language: str) -> str:
    """Return the address of the data by which the ``projects`` are searched."""
    return f"{language}/{projects.segment(language)}/search.json"


def search_bodies(projects: Section, language: str, number: int) -> str:
    """Return the address of file ``number`` of those with the words of the texts of ``projects``."""
    return f"{language}/{projects.segment(language)}/search-{number}.json"


def attachment(section: str, identifier: str, name: str) -> str:
    """Return the address of a file that stands beside an entry's documents."""
    return file(f"{section}/{identifier}/{name}")


def file(place: str) -> str:
    """Return the address of the file beside documents whose path in ``content/`` is ``place``."""
    return f"{FILES}/{published_name(place)}"


def permanent(project: str) -> str:
    """Return the address of a project that never changes; it leads on to the visitor's language."""
    return f"id/{project}/"


def compare(language: str) -> str:
    """Return the address of the page that puts projects side by side."""
    return f"{language}/compare/"


def compared(project: str, language: str) -> str:
    """Return the address of what the comparison in ``language`` shows of a project that the language does not have."""
    return f"{language}/compare/{project}/"


def offline(language: str) -> str:
    """Return the address of the page that says that there is no network."""
    return f"{language}/offline/"


def preferences(language: str) -> str:
    """Return the address of the display settings."""
    return f"{language}/display/"


def asset(name: str) -> str:
    """Return the address of a file of the theme's ``static/`` folder."""
    return f"theme/{name}"


def _numbered(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page/{number}/"
