"""The files of the search, each made once, and what the page of all projects has to know about them.

``search.json`` has no version in its address, or every word that changes would change the lists of all languages; the
script asks for it with ``no-cache``, so a browser that has it only hears that it is still current. It names the version
of the files with the words of the bodies, which may therefore be kept for good.
"""

from __future__ import annotations

from vitrina.model import Kind
from vitrina.problems import Problems
from vitrina.search.bodies import body_files, files_for, version_of
from vitrina.search.facets import facet_views
from vitrina.search.index import as_bytes, index_data
from vitrina.search.letters import forms_of
from vitrina.search.values import SearchLanguage, SearchView
from vitrina.views import addresses
from vitrina.views.showcase import Showcase


class SearchFiles:
    """The data of every language, made when it is first asked for."""

    def __init__(self, showcase: Showcase) -> None:
        self._showcase = showcase
        self._indexes: dict[str, bytes] = {}
        self._bodies: dict[str, tuple[bytes, ...]] = {}
        self._documents: dict[str, tuple[str, ...]] = {}

    def index(self, language: str) -> bytes:
        """Return the data by which projects are narrowed, sorted, found and shown."""
        if language not in self._indexes:
            bodies = self._texts(language)
            version = version_of(bodies, forms_of(language))
            data = index_data(self._showcase, language, files_for(len(bodies)), version)
            self._indexes[language] = as_bytes(data)
        return self._indexes[language]

    def bodies(self, language: str, number: int) -> bytes:
        """Return file ``number`` of those with the words of the bodies."""
        if language not in self._bodies:
            self._bodies[language] = body_files(self._texts(language), forms_of(language))
        return self._bodies[language][number]

    def view(self, language: str) -> SearchView:
        """Return what the first page of the list of projects has to know, with the language itself first."""
        codes = [language, *(code for code in self._showcase.editions if code != language)]
        return SearchView(
            facets=facet_views(self._showcase, language), languages=tuple(self._language(code) for code in codes)
        )

    def _language(self, code: str) -> SearchLanguage:
        return SearchLanguage(
            name=self._showcase.localisers[code].own_name_of_language(code),
            index_url=self._showcase.link(addresses.search_index(code)),
            list_url=self._showcase.link(addresses.listing(Kind.PROJECT, code)),
        )

    def documents(self, language: str) -> tuple[str, ...]:
        """Return the documents whose bodies are in the files of ``language``, in the order of the projects' numbers."""
        if language not in self._documents:
            projects = self._showcase.editions[language].projects.values()
            self._documents[language] = tuple(shown.version.path for shown in projects)
        return self._documents[language]

    def _texts(self, language: str) -> list[str]:
        """Return the bodies; what is wrong with one is for its own page to say."""
        bodies = self._showcase.bodies
        return [bodies.body(path, Problems()).text for path in self.documents(language)]
