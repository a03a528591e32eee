"""Published entries (projects, posts, pages and those of other sections) with their versions, and the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vitrina.model import sections
from vitrina.model.fact_values import Image, Vocabulary
from vitrina.model.facts import Facet, Facts
from vitrina.model.forms import Reply
from vitrina.model.languages import Language
from vitrina.model.pictures import PictureFile
from vitrina.model.settings import Config
from vitrina.values.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSource:
    """The source of a translation.

    ``language`` and ``token`` are those in ``translated_from``; ``path``, ``title`` and ``summary`` those of the
    document in that language, which may be a draft.
    """

    language: str
    token: str
    path: str
    title: str
    summary: str | None


class Hidden(StrEnum):
    """Why visitors do not see a version that the preview shows."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An entry in one language; ``views.bodies`` reads its body from the document at ``path``.

    ``variant`` is there where it is another form of the text in ``language``, such as one in easy language.
    ``hidden`` is there in the preview alone; ``is_unread`` tells that a machine translated it and nobody has read it.
    """

    language: str
    path: str
    title: str
    slug: str
    summary: str | None = None
    date: PartialDate | None = None
    updated: PartialDate | None = None
    image: Image | None = None
    made_from: TranslationSource | None = None
    is_unread: bool = False
    hidden: Hidden | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a section (a project, a news post, a page …) with all its published versions by language.

    ``section`` is the id of its section, ``original`` the language of the original, which may be a draft;
    ``attachments`` are other files of the folder, published or not; ``variants`` are other forms of versions, by
    language.
    """

    section: str
    id: str
    original: str
    versions: Mapping[str, Version]
    facts: Facts
    attachments: tuple[str, ...] = ()
    variants: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)

    def variant(self, language: str, name: str) -> Version | None:
        """Return the variant called ``name`` of the version in ``language``, if there is one."""
        return next((version for version in self.variants.get(language, ()) if version.variant == name), None)

    def all_texts(self) -> Iterator[Version]:
        """Yield the versions and their variants."""
        yield from self.versions.values()
        for variants in self.variants.values():
            yield from variants

    @property
    def is_home(self) -> bool:
        """Whether it is the text of the home page."""
        return (self.section, self.id) == (sections.PAGES, sections.HOME)

    @property
    def main_version(self) -> Version:
        """The original if it is published, else the first version."""
        return self.versions.get(self.original) or next(iter(self.versions.values()))

    def shown_in(self, language: Language) -> Version | None:
        """Return the version shown in ``language``: in that language, or else in the first fallback language."""
        for candidate in (language.code, *language.fallback):
            if candidate in self.versions:
                return self.versions[candidate]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole content of a site.

    ``unread`` are the section, id and language of each document that could not be used; ``replies`` are published
    replies by post id; ``others`` are the entries of the site's own sections, by section and id; ``change_days`` are
    the days, in order, on which something is published, expires or becomes past; ``files`` are the sizes in bytes of
    the files beside documents that something published refers to, by their paths in ``content/``, ``downloads`` those
    of the documents in ``content/static``, by their addresses; ``pictures`` are those among them and the static ones,
    ``described`` what is said of pictures, by the same; ``withheld`` are those that somebody in them did not agree to,
    ``not_shared`` those that links do not show where they are passed on.
    """

    config: Config
    vocabularies: Mapping[str, Vocabulary]
    projects: Mapping[str, Entry]
    posts: Mapping[str, Entry]
    pages: Mapping[str, Entry]
    unread: frozenset[tuple[str, str, str]] = frozenset()
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    change_days: tuple[date, ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)
    downloads: Mapping[str, int] = field(default_factory=dict)
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    described: Mapping[str, Image] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    not_shared: frozenset[str] = frozenset()

    def vocabulary(self, facet: Facet) -> Vocabulary:
        """Return the vocabulary of ``facet``, an empty one if the site does not have that fact."""
        return self.vocabularies.get(facet.vocabulary) or Vocabulary(id=facet.vocabulary, terms={})

    @property
    def unread_entries(self) -> frozenset[tuple[str, str]]:
        """The section and id of each entry with a document that could not be used."""
        return frozenset((section, identifier) for section, identifier, _ in self.unread)

    def entries(self, section: str) -> Mapping[str, Entry]:
        """Return the entries of a section by id."""
        standard = {sections.PROJECTS: self.projects, sections.NEWS: self.posts, sections.PAGES: self.pages}
        return standard[section] if section in standard else self.others.get(section, {})

    def all_entries(self) -> Iterator[Entry]:
        """Yield the entries of all sections."""
        for section in self.config.sections:
            yield from self.entries(section).values()
