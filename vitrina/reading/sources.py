"""Finding the files below ``content/``; a document's path tells its section, its entry and its language."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from vitrina.disk.inputs import NOT_A_FILE
from vitrina.model import Config, sections
from vitrina.problems import Location, Problems, say
from vitrina.reading.document_names import is_document, names_of_texts
from vitrina.reading.file_names import folded, identifier_for, misnamed, same_name
from vitrina.reading.folders import not_a_folder
from vitrina.reading.links import is_link
from vitrina.reading.paths import CONTENT, STATIC, is_ignored
from vitrina.reading.text import symbolic_link, unreadable
from vitrina.values.urls import is_identifier

REPLIES = "replies"

_EXAMPLES = {sections.PROJECTS: "my-project", sections.NEWS: "my-news", sections.PAGES: "my-page"}
_EXAMPLE = "my-entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file of a document. ``path`` is relative to the source folder, as messages show it.

    ``variant`` is there where it is another form of the text in the same language, such as one in easy language.
    """

    section: str
    id: str
    language: str
    file: Path
    path: str
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All files below ``content/``.

    ``attachments`` are the other files in an entry's folder by section and entry id, ``replies`` the files with replies
    to a post by the post's id: paths relative to the entry's folder.
    """

    documents: tuple[Source, ...]
    attachments: Mapping[tuple[str, str], tuple[str, ...]]
    static: tuple[str, ...]
    replies: Mapping[str, tuple[str, ...]]


def find_sources(source: Path, config: Config, problems: Problems) -> Sources:
    """Return the files below ``source/content``, sorted by name; misplaced and misnamed files become problems.

    Symbolic links are not followed, so that nothing outside the folder is published.
    """
    content = source / CONTENT
    finder = _Finder(content, config, problems)
    finder.check_names(config.sections)
    documents: list[Source] = []
    attachments: dict[tuple[str, str], tuple[str, ...]] = {}
    replies: dict[str, tuple[str, ...]] = {}
    for section in config.sections:
        for folder in finder.entries(section):
            for identifier, names in finder.entries_inside(section, folder):
                texts, others = finder.entry(section, identifier, names)
                documents += texts
                if section == sections.NEWS:
                    replies[identifier], others = finder.replies(identifier, others)
                attachments[section, identifier] = others
    return Sources(
        documents=tuple(documents),
        attachments=attachments,
        static=tuple(finder.files(content / STATIC, STATIC)),
        replies=replies,
    )


class _Finder:
    """Walks the folders of ``content/`` and reports what is misplaced there."""

    def __init__(self, content: Path, config: Config, problems: Problems) -> None:
        self._content = content
        self._config = config
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

    def check_names(self, known: Mapping[str, object]) -> None:
        """Report what is directly in ``content/`` and is nothing that the site uses; ``known`` are its sections."""
        expected = {*known, STATIC, "site.yml", "facts.yml"}
        for found in self.inside(self._content, CONTENT):
            path = f"{CONTENT}/{found.name}"
            if self.is_link(found, path):
                continue
            if found.name not in expected:
                hint = say(
                    "Documents go into {folders}, files to publish as they are into {static}. A further folder for "
                    "documents is declared under “sections” in content/site.yml.",
                    folders=tuple(f"{name}/" for name in known),
                    static=f"{STATIC}/",
                )
                self._problems.warning(Location(path), "unknown-file", say("This is not used by the site."), hint)
            elif found.name in known and found.name not in sections.STANDARD and not found.is_dir():
                self._problems.add(not_a_folder(path))

    def entries(self, section: str) -> Iterator[str]:
        """Yield the ids of the entries of ``section``, the names of their folders."""
        for found in self.inside(self._content / section, f"{CONTENT}/{section}"):
            path = f"{CONTENT}/{section}/{found.name}"
            if self.is_link(found, path):
                continue
            if not found.is_dir():
                example = f"{CONTENT}/{section}/{_EXAMPLES.get(section, _EXAMPLE)}/index.sv.md"
                hint = say("Put it into a folder of its own: {path}", path=example)
                self._problems.error(Location(path), "misplaced-file", say("A file has to be in a folder here."), hint)
            elif not is_identifier(found.name):
                self._report_id(path)
            else:
                yield found.name

    def entries_inside(self, section: str, identifier: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the entry in a folder, and the pages in it, by id, each with the names of its files.

        A folder with documents inside that of a page is a page, too, with an id such as ``about/team``.
        """
        names = list(self.files(self._content / section / identifier, f"{section}/{identifier}"))
        folders = {""}
        if section == sections.PAGES:
            folders |= {name.rpartition("/")[0] for name in names if is_document(name)}
        inside: dict[str, list[str]] = defaultdict(list)
        for name in names:
            folder = name.rpartition("/")[0]
            while folder not in folders:
                folder = folder.rpartition("/")[0]
            inside[folder].append(name.removeprefix(f"{folder}/"))
        for folder, files in sorted(inside.items()) or [("", [])]:
            path = f"{identifier}/{folder}".rstrip("/")
            if all(is_identifier(segment) for segment in path.split("/")):
                yield path, tuple(files)
            else:
                self._report_id(f"{CONTENT}/{section}/{path}")

    def entry(self, section: str, identifier: str, names: tuple[str, ...]) -> tuple[list[Source], tuple[str, ...]]:
        """Return the documents and the other files of an entry with files of these ``names``."""
        prefix, folder = f"{CONTENT}/{section}/{identifier}", self._content / section / identifier
        texts = [name for name in names if is_document(name)]
        told = names_of_texts(texts, prefix, self._config, self._problems)
        documents = [
            Source(
                section=section,
                id=identifier,
                language=text[0],
                variant=text[1],
                file=folder / name,
                path=f"{prefix}/{name}",
            )
            for name, text in told.items()
            if text is not None
        ]
        if not texts:
            hint = say("Add a document, for instance {path}/index.sv.md, or delete the folder.", path=prefix)
            self._problems.warning(Location(prefix), "empty-folder", say("The folder holds no document."), hint)
        return documents, tuple(name for name in names if name not in told)

    def _report_id(self, path: str) -> None:
        proposal = identifier_for(path.rpartition("/")[2])
        hint = say("Rename the folder: small letters a to z, digits and single hyphens, such as “my-project”.")
        if proposal is not None:
            hint = say("Rename the folder to “{name}”: small letters a to z, digits and single hyphens.", name=proposal)
        self._problems.error(Location(path), "not-an-id", say("The folder's name cannot be an id."), hint)

    def replies(self, post: str, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the replies among the files of a post, and its other files; report stray files beside replies."""
        inside = tuple(name for name in names if name.startswith(f"{REPLIES}/"))
        replies = tuple(name for name in inside if name.lower().endswith((".yml", ".yaml")))
        for name in sorted({*inside} - {*replies}):
            location = Location(f"{CONTENT}/{sections.NEWS}/{post}/{name}")
            hint = say("A reply is a file that ends in .yml, with “name”, “date” and “text”.")
            self._problems.warning(location, "unknown-file", say("This is not used by the site."), hint)
        return replies, tuple(name for name in names if name not in inside)

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
