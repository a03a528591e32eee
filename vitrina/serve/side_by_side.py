"""Two languages of one entry side by side: what belongs together, and what the translation has yet to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote

from markupsafe import Markup

from vitrina.content.config import read_config
from vitrina.content.documents import Document, open_document
from vitrina.content.entries import original_of
from vitrina.contract.documents import document_keys
from vitrina.contract.keys import SchemaContext
from vitrina.languages.direction import direction_of_language
from vitrina.languages.formats import Formatter, LocaleSettings
from vitrina.model import HOME, Config, Kind, Vocabulary
from vitrina.problems import Problems
from vitrina.prose import Converter, LinkProblem, Words
from vitrina.reading.paths import CONTENT, is_ignored
from vitrina.reading.sources import Source
from vitrina.translations.alignment import Pair, PairState, align
from vitrina.values.urls import is_identifier
from vitrina.views import addresses

_SLUG = re.compile(r"""^slug:[ \t]*["']?([^\s"'#]+)["']?[ \t]*(?:#.*)?$""", re.MULTILINE)
_FRONT_MATTER = 4096
_ID = re.compile(r' id="[^"]*"')
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Version:
    """A column: a language with its own name and direction, and the file, whether it is there or yet to be written."""

    language: str
    name: str
    direction: str
    path: str
    is_there: bool
    is_original: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side, as HTML; nothing where there is nothing."""

    part: str
    state: PairState
    left: Markup
    right: Markup


@dataclass(frozen=True, slots=True)
class Comparison:
    """One entry in two languages."""

    id: str
    title: str
    left: Version
    right: Version
    rows: tuple[Row, ...]
    others: tuple[Version, ...]

    def count(self, state: PairState) -> int:
        """Return how many rows stand so."""
        return sum(row.state is state for row in self.rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the list of all: its id with its kind, and its versions in the order of the site's languages."""

    id: str
    versions: tuple[Version, ...]


def wanted(source: Path, query: str) -> tuple[str, str, str]:
    """Return the id (``projects/warnik``), the left and the right language that ``query`` asks for; each may be empty.

    ``page=/sv/projects/kvinnokraft/`` asks for what that page of the site shows.
    """
    given = {name: values[0] for name, values in parse_qs(query).items()}
    if "page" in given:
        identifier, language = _of_page(source / CONTENT, given["page"])
        return identifier, given.get("left", ""), given.get("right", language)
    return given.get("id", ""), given.get("left", ""), given.get("right", "")


def compare(source: Path, identifier: str, left: str, right: str) -> Comparison | None:
    """Return the entry in both languages: by default the original, and a translation; ``None`` where there is none."""
    kind, _, name = identifier.partition("/")
    config = read_config(source, None, Problems())
    if config is None or kind not in {*Kind} or not is_identifier(name):
        return None
    languages = tuple(config.written_languages)
    documents = _documents(source, Kind(kind), name, config)
    original = original_of(documents, languages, Problems()) if documents else None
    first = original or next(iter(documents.values()), None)
    if first is None:
        return None
    ours = left if left in languages else first.source.language
    others = [language for language in languages if language != ours]
    theirs = (
        right if right in others else next((other for other in others if other in documents), next(iter(others), ours))
    )
    versions = {
        language: _version(kind, name, language, language in documents, language == first.source.language)
        for language in languages
    }
    return Comparison(
        id=identifier,
        title=documents.get(ours, first).title or identifier,
        left=versions[ours],
        right=versions[theirs],
        rows=tuple(_rows(documents, ours, theirs, addresses.attachment(Kind(kind), name, ""))),
        others=tuple(versions.values()),
    )


def all_entries(source: Path) -> tuple[Listed, ...]:
    """Return every entry with the languages in which there is a file, without reading any."""
    config = read_config(source, None, Problems())
    languages = tuple(config.languages) if config is not None else ()
    return tuple(
        Listed(
            f"{kind}/{folder.name}",
            tuple(
                _version(kind, folder.name, language, (folder / f"index.{language}.md").is_file(), False)
                for language in languages
            ),
        )
        for kind in Kind
        for folder in _folders(source / CONTENT / kind)
    )


def address(identifier: str, left: str, right: str) -> str:
    """Return the query that asks for an entry in two languages."""
    return f"?id={quote(identifier)}&left={quote(left)}&right={quote(right)}"


def _rows(documents: Mapping[str, Document], ours: str, theirs: str, files: str) -> Iterator[Row]:
    converter = Converter()
    left, right = documents.get(ours), documents.get(theirs)
    if left is None or right is None:
        there = left or right
        if there is None:
            return
        for pair in align(there, there):
            shown = _html(converter, pair.original, pair.part, files)
            state = PairState.ADDED if left is not None else PairState.REMOVED
            yield Row(pair.part, state, shown if left else Markup(), Markup() if left else shown)
        return
    is_turned = left.translated_from is not None and left.translated_from.language == theirs
    for pair in align(right, left) if is_turned else align(left, right):
        sides = [_html(converter, text, pair.part, files) for text in _sides(pair, is_turned=is_turned)]
        yield Row(pair.part, pair.state, sides[0], sides[1])


def _sides(pair: Pair, *, is_turned: bool) -> Sequence[str | None]:
    return (pair.translation, pair.original) if is_turned else (pair.original, pair.translation)


def _html(converter: Converter, text: str | None, part: str, files: str) -> Markup:
    if text is None:
        return Markup()
    if part != "text":
        return Markup("<p>{}</p>").format(text)

    def resolve(link: str, is_picture: bool) -> str | LinkProblem:
        if link.startswith(_ELSEWHERE):
            return "" if is_picture else link
        return f"/{files}{quote(link, safe='/~%')}" if is_picture else "#"

    prose = converter.convert(text, resolve, Words(back="{number}", table=""))
    return Markup(_ID.sub("", prose.html))


def _documents(source: Path, kind: Kind, name: str, config: Config) -> dict[str, Document]:
    """Return what can be read of the entry's documents; what is wrong in them is for the build to say."""
    languages = tuple(config.written_languages)
    terms = {facet.vocabulary: Vocabulary(id=facet.vocabulary, terms={}) for facet in config.facets}
    schema_context = SchemaContext(languages=languages, vocabularies=terms, documents=document_keys(config.facts))
    found = {}
    for language in languages:
        path = f"{CONTENT}/{kind}/{name}/index.{language}.md"
        if (source / path).is_file():
            file = Source(kind=kind, id=name, language=language, file=source / path, path=path)
            document = open_document(file, schema_context, Problems())
            if document is not None:
                found[language] = document
    return found


def _version(kind: str, name: str, language: str, is_there: bool, is_original: bool) -> Version:
    return Version(
        language=language,
        name=Formatter(LocaleSettings(language, language), str).own_name(language),
        direction=direction_of_language(language),
        path=f"{CONTENT}/{kind}/{name}/index.{language}.md",
        is_there=is_there,
        is_original=is_original,
    )


def _of_page(content: Path, page: str) -> tuple[str, str]:
    """Return the entry that the page at the path ``page`` shows, and the language; nothing where it shows none."""
    language, *names = page.strip("/").split("/")
    match names:
        case []:
            return f"{Kind.PAGE}/{HOME}", language
        case [slug]:
            return _of_slug(content, Kind.PAGE, slug, language), language
        case [kind, slug] if kind in {Kind.PROJECT, Kind.POST}:
            return _of_slug(content, Kind(kind), slug, language), language
        case _:
            return "", language


def _of_slug(content: Path, kind: Kind, slug: str, language: str) -> str:
    """Return the entry of ``kind`` whose page has ``slug``: first of its own language, then of those that stand in."""
    fallback = ""
    for folder in _folders(content / kind):
        for file in sorted(folder.glob("index.*.md")):
            match = _SLUG.search(_head(file))
            if (match[1] if match is not None else folder.name) == slug:
                if file.name == f"index.{language}.md":
                    return f"{kind}/{folder.name}"
                fallback = fallback or f"{kind}/{folder.name}"
    return fallback


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(child for child in folder.iterdir() if child.is_dir() and not is_ignored(child.name))


def _head(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_FRONT_MATTER).decode("utf-8", errors="replace").partition("\n---")[0]
    except OSError:
        return ""
