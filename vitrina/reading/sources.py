"""Finding the files below ``content/``; a document's path tells its kind, its entry and its language."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from vitrina.disk.inputs import NOT_A_FILE
from vitrina.model import Kind, Language
from vitrina.problems import Location, Problems, say
from vitrina.reading.file_names import folded, misnamed, same_name
from vitrina.reading.links import is_link
from vitrina.reading.paths import CONTENT, is_ignored
from vitrina.reading.text import symbolic_link, unreadable
from vitrina.values.urls import is_identifier

STATIC = "static"
REPLIES = "replies"

_EXAMPLES = {Kind.PROJECT: "my-project", Kind.POST: "my-news", Kind.PAGE: "my-page"}

_DOCUMENT = re.compile(r"index\.(?P<language>[^.]+)\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file of a document. ``path`` is relative to the source folder, as messages show it."""

    kind: Kind
    id: str
    language: str
    file: Path
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All files below ``content/``.

    ``attachments`` are the other files in an entry's folder by kind and entry id, ``replies`` the files with replies
    to a post by the post's id: paths relative to the entry's folder.
    """

    documents: tuple[Source, ...]
    attachments: Mapping[tuple[Kind, str], tuple[str, ...]]
    static: tuple[str, ...]
    replies: Mapping[str, tuple[str, ...]]


def find_sources(source: Path, languages: Mapping[str, Language], problems: Problems) -> Sources:
    """Return the files below ``source/content``, sorted by name; misplaced and misnamed files become problems.

    Symbolic links are not followed, so that nothing outside the folder is published.
    """
    content = source / CONTENT
    finder = _Finder(content, languages, problems)
    expected = {*(kind.value for kind in Kind), STATIC, "site.yml", "facts.yml"}
    for found in finder.inside(content, CONTENT):
        if not finder.is_link(found, f"{CONTENT}/{found.name}") and found.name not in expected:
            hint = say("Documents go into projects/, news/ or pages/, files to publish as they are into static/.")
            location = Location(f"{CONTENT}/{found.name}")
            problems.warning(location, "unknown-file", say("This is not used by the site."), hint)
    documents: list[Source] = []
    attachments: dict[tuple[Kind, str], tuple[str, ...]] = {}
    replies: dict[str, tuple[str, ...]] = {}
    for kind in Kind:
        for folder in finder.entries(kind):
            for identifier, names in finder.entries_inside(kind, folder):
                texts, others = finder.entry(kind, identifier, names)
                documents += texts
                if kind is Kind.POST:
                    replies[identifier], others = finder.replies(identifier, others)
                attachments[kind, identifier] = others
    return Sources(
        documents=tuple(documents),
        attachments=attachments,
        static=tuple(finder.files(content / STATIC, STATIC)),
        replies=replies,
    )


def _is_document(name: str) -> bool:
    return name.lower().endswith((".md", ".markdown"))


class _Finder:
    """Walks the folders of ``content/`` and reports what is misplaced there."""

    def __init__(self, content: Path, languages: Mapping[str, Language], problems: Problems) -> None:
        self._content = content
        self._languages = languages
        self._problems = problems

    def inside(self, folder: Path, path: str) -> list[os.DirEntry[str]]:
        """Return the entries of ``folder`` that are not ignored, sorted by name; none where it does not exist."""
        if is_link(str(folder)) or not folder.is_dir():
            return []
        try:
            with os.scandir(folder) as entries:
                found = sorted((entry for entry in entries if not is_ignored(entry.name)), key=attrgetter("name"))
        except OSError as error:
            self._problems.add(unreadable(path, error))
            return []
        return self._well_named(found, path)

    def _well_named(self, found: list[os.DirEntry[str]], path: str) -> list[os.DirEntry[str]]:
        """Return those of ``found`` in the folder at ``path`` that every system can have, and report the others."""
        kept: dict[str, os.DirEntry[str]] = {}
        for entry in found:
            place = f"{path}/{entry.name}"
            problem = misnamed(place)
            key = entry.name if entry.name.isascii() and entry.name.islower() else folded(entry.name)
            if problem is None and key in kept:
                problem = same_name(place, kept[key].name)
            if problem is None:
                kept[key] = entry
            elif not self.is_link(entry, place):
                self._problems.add(problem)
        return [*kept.values()]

    def entries(self, kind: Kind) -> Iterator[str]:
        """Yield the ids of the entries of ``kind``, the names of their folders."""
        for found in self.inside(self._content / kind, f"{CONTENT}/{kind}"):
            path = f"{CONTENT}/{kind}/{found.name}"
            if self.is_link(found, path):
                continue
            if not found.is_dir():
                hint = say(
                    "Put it into a folder of its own: {path}", path=f"{CONTENT}/{kind}/{_EXAMPLES[kind]}/index.sv.md"
                )
                self._problems.error(Location(path), "misplaced-file", say("A file has to be in a folder here."), hint)
            elif not is_identifier(found.name):
                self._report_id(path)
            else:
                yield found.name

    def entries_inside(self, kind: Kind, identifier: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the entry in a folder, and the pages in it, by id, each with the names of its files.

        A folder with documents inside that of a page is a page, too, with an id such as ``about/team``.
        """
        names = list(self.files(self._content / kind / identifier, f"{kind}/{identifier}"))
        folders = {""}
        if kind is Kind.PAGE:
            folders |= {name.rpartition("/")[0] for name in names if _is_document(name)}
        inside: dict[str, list[str]] = {folder: [] for folder in sorted(folders)}
        for name in names:
            folder = name.rpartition("/")[0]
            while folder not in folders:
                folder = folder.rpartition("/")[0]
            inside[folder].append(name.removeprefix(f"{folder}/"))
        for folder, files in inside.items():
            path = f"{identifier}/{folder}".rstrip("/")
            if all(is_identifier(segment) for segment in path.split("/")):
                yield path, tuple(files)
            else:
                self._report_id(f"{CONTENT}/{kind}/{path}")

    def entry(self, kind: Kind, identifier: str, names: tuple[str, ...]) -> tuple[list[Source], tuple[str, ...]]:
        """Return the documents and the other files of an entry with files of these ``names``."""
        prefix, folder = f"{CONTENT}/{kind}/{identifier}", self._content / kind / identifier
        texts = [name for name in names if _is_document(name)]
        languages = {name: self._language(name, f"{prefix}/{name}") for name in texts}
        documents = [
            Source(
                kind=kind,
                id=identifier,
                language=language,
                file=folder / name,
                path=f"{prefix}/{name}",
            )
            for name, language in languages.items()
            if language is not None
        ]
        if not texts:
            hint = say("Add a document, for instance {path}/index.sv.md, or delete the folder.", path=prefix)
            self._problems.warning(Location(prefix), "empty-folder", say("The folder holds no document."), hint)
        return documents, tuple(name for name in names if name not in languages)

    def _report_id(self, path: str) -> None:
        hint = say("Rename the folder: small letters a to z, digits and single hyphens, such as “my-project”.")
        self._problems.error(Location(path), "not-an-id", say("The folder's name cannot be an id."), hint)

    def replies(self, post: str, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the replies among the files of a post, and its other files; report stray files beside replies."""
        inside = tuple(name for name in names if name.startswith(f"{REPLIES}/"))
        replies = tuple(name for name in inside if name.lower().endswith((".yml", ".yaml")))
        for name in sorted({*inside} - {*replies}):
            location = Location(f"{CONTENT}/{Kind.POST}/{post}/{name}")
            hint = say("A reply is a file that ends in .yml, with “name”, “date” and “text”.")
            self._problems.warning(location, "unknown-file", say("This is not used by the site."), hint)
        return replies, tuple(name for name in names if name not in inside)

    def _language(self, name: str, path: str) -> str | None:
        """Return the language in the name of a document."""
        match = _DOCUMENT.fullmatch(name)
        if match is None:
            hint = say("A document is called index.LANGUAGE.md, for instance index.sv.md.")
            message = say("The file's name does not tell its language.")
            self._problems.error(Location(path), "misnamed-document", message, hint)
            return None
        if match["language"] not in self._languages:
            message = say("“{language}” is not one of the site's languages.", language=match["language"])
            hint = say("The languages are listed in content/site.yml: {known}.", known=", ".join(self._languages))
            self._problems.error(Location(path), "unknown-language", message, hint)
            return None
        return match["language"]

    def files(self, folder: Path, prefix: str) -> Iterator[str]:
        """Yield the files below ``folder`` as relative paths with forward slashes."""
        for found in self.inside(folder, f"{CONTENT}/{prefix}"):
            name = found.name
            path = f"{CONTENT}/{prefix}/{name}"
            if self.is_link(found, path):
                continue
            if found.is_file():
                yield name
                continue
            if not found.is_dir():  # a pipe or a device: reading it may block forever
                self._problems.add(unreadable(path, OSError(0, NOT_A_FILE)))
                continue
            for below in self.files(folder / name, f"{prefix}/{name}"):
                yield f"{name}/{below}"

    def is_link(self, file: os.DirEntry[str], path: str) -> bool:
        """Tell whether ``file`` is a symbolic link, and report it."""
        if not is_link(file):
            return False
        self._problems.add(symbolic_link(path))
        return True
