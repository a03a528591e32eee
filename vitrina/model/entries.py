"""What is published: projects, posts and pages in their versions, and the site that they make up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vitrina.model.fact_values import Image, Vocabulary
from vitrina.model.facts import Facet, Facts
from vitrina.model.forms import Reply
from vitrina.model.kinds import Kind
from vitrina.model.settings import Config, Language
from vitrina.values.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSource:
    """The wording that a translation was made from, and the document that holds what became of it: maybe a draft.

    ``language`` and ``token`` are what the translation says; ``path``, ``title`` and ``summary`` are the document's.
    """

    language: str
    token: str
    path: str
    title: str
    summary: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An entry in one language; its body stays in the document at ``path`` until a page shows it (``views.bodies``)."""

    language: str
    path: str
    title: str
    slug: str
    summary: str | None = None
    date: PartialDate | None = None
    updated: PartialDate | None = None
    image: Image | None = None
    made_from: TranslationSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A project, a news post or a plain page with all its published language versions.

    ``original`` is a language (that version may be a draft); ``attachments`` are the names of files beside the texts.
    """

    kind: Kind
    id: str
    original: str
    versions: Mapping[str, Version]
    facts: Facts
    attachments: tuple[str, ...] = ()

    @property
    def main_version(self) -> Version:
        """The original where it is published, else the first version there is."""
        return self.versions.get(self.original) or next(iter(self.versions.values()))

    def shown_in(self, language: Language) -> Version | None:
        """Return the version that visitors of ``language`` see: their own, else the first of the fallback chain."""
        for candidate in (language.code, *language.fallback):
            if candidate in self.versions:
                return self.versions[candidate]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that the pages are made from; ``unreadable`` are entries with a document that could not be read.

    ``replies`` are the published replies to posts, by the post's id.
    """

    config: Config
    vocabularies: Mapping[str, Vocabulary]
    projects: Mapping[str, Entry]
    posts: Mapping[str, Entry]
    pages: Mapping[str, Entry]
    unreadable: frozenset[tuple[Kind, str]] = frozenset()
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)

    def vocabulary(self, facet: Facet) -> Vocabulary:
        """Return the terms that ``facet`` can have; none where the site does not have that fact."""
        return self.vocabularies.get(facet.vocabulary) or Vocabulary(id=facet.vocabulary, terms={})

    def entries(self, kind: Kind) -> Mapping[str, Entry]:
        """Return the entries of ``kind`` by id."""
        return {Kind.PROJECT: self.projects, Kind.POST: self.posts, Kind.PAGE: self.pages}[kind]
