"""The data files of the search, and their description for the list of projects.

Their addresses contain no version, because a changed word would otherwise change the lists of all languages; the script
requests them with ``no-cache``, so that the browser revalidates its copy. The postings of each body are cached for the
next build: after an edit, only the files with changed words are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vitrina.model import sections
from vitrina.search.columns import columns
from vitrina.search.entries import documents
from vitrina.search.facets import cost_range, facet_views
from vitrina.search.index import as_bytes, forms_of, index_data, order_of_list
from vitrina.search.postings import BodyPostings, PostingsBuilder, files_for, postings_file, rules_digest
from vitrina.search.values import SearchLanguage, SearchView
from vitrina.state.input_scan import InputScan
from vitrina.views import addresses
from vitrina.views.view_context import ViewContext

WORDS = "words-"
"""The prefix of the names of cached postings."""

_PostingsByFile = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WordsCache:
    """Postings of earlier builds: ``load`` returns them by name; ``inputs`` has the digest of each body."""

    load: Callable[[str], object] = lambda _name: None
    inputs: InputScan = field(default_factory=lambda: InputScan(files={}))


class SearchFiles:
    """The search data of all languages, computed on first access; ``made`` are new postings by name, to be cached."""

    def __init__(self, view_context: ViewContext, cache: WordsCache) -> None:
        self._view_context = view_context
        self._cache = cache
        self._by_file: dict[str, _PostingsByFile] = {}
        self._documents: dict[str, tuple[str, ...]] = {}
        self.made: dict[str, Mapping[str, BodyPostings]] = {}

    def index(self, language: str) -> bytes:
        """Return the content of ``search.json``."""
        return as_bytes(index_data(self._view_context, language, files_for(len(self.documents(language)))))

    def bodies(self, language: str, number: int) -> bytes:
        """Return the content of the postings file ``number``."""
        return postings_file(self._postings(language)[number])

    def digest(self, language: str, number: int) -> str:
        """Return the digest of the input of the postings file ``number``."""
        return hashlib.sha256("\0".join(self._postings(language)[number]).encode("utf-8", "surrogatepass")).hexdigest()

    def documents(self, language: str) -> tuple[str, ...]:
        """Return the paths of the indexed documents of ``language``, in the order of the entries' numbers."""
        if language not in self._documents:
            self._documents[language] = documents(self._view_context, language)
        return self._documents[language]

    def _postings(self, language: str) -> _PostingsByFile:
        """Return the postings of all bodies by file."""
        if language not in self._by_file:
            paths = self.documents(language)
            files, forms = files_for(len(paths)), forms_of(self._view_context, language)
            name = f"{WORDS}{language}-{rules_digest(files, forms)}"
            kept = self._cache.load(name)
            known: Mapping[str, BodyPostings] = kept if isinstance(kept, dict) else {}
            builder = PostingsBuilder(files, forms)
            now: dict[str, BodyPostings] = {}
            in_order: list[BodyPostings] = []
            for path in paths:
                key = self._cache.inputs.key(path)
                if key not in known:
                    key, text = self._view_context.bodies.key_and_body(path)
                    now[key] = builder.of(text)
                else:
                    now[key] = known[key]
                in_order.append(now[key])
            if now.keys() != known.keys():
                self.made[name] = now
            self._by_file[language] = tuple(zip(*in_order, strict=True)) or ((),) * files
        return self._by_file[language]


def search_view(view_context: ViewContext, language: str) -> SearchView:
    """Return the view of the search for the list of projects in ``language``, which comes first."""
    codes = [language, *(code for code in view_context.editions if code != language)]
    facets, cost = facet_views(view_context, language), cost_range(view_context, language)
    return SearchView(
        order=order_of_list(view_context),
        facets=facets,
        cost=cost,
        columns=columns(view_context, language, facets, cost),
        languages=tuple(_language(view_context, code) for code in codes),
    )


def _language(view_context: ViewContext, code: str) -> SearchLanguage:
    projects = view_context.sections[sections.PROJECTS]
    return SearchLanguage(
        name=view_context.localisers[code].own_name_of_language(code),
        index_url=view_context.link(addresses.search_index(projects, code)),
        list_url=view_context.link(addresses.listing(projects, code)),
    )
