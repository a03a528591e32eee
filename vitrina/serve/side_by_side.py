"""Two languages of one entry side by side: what belongs together, and what the translation has yet to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, quote

from markupsafe import Markup

from vitrina.content.documents import Document
from vitrina.content.entries import original_of
from vitrina.languages.locales import own_name
from vitrina.languages.no_break import no_break_rules
from vitrina.languages.number_words import words_of_dates
from vitrina.model import Language
from vitrina.problems import Problems
from vitrina.prose import Converter, Labels, LinkProblem
from vitrina.reading.paths import CONTENT
from vitrina.serve.entries import config_of, documents_of, entry_on, sources_of
from vitrina.translations.alignment import Pair, PairState, align
from vitrina.views import addresses

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
        identifier, language = entry_on(source, given["page"])
        return identifier, given.get("left", ""), given.get("right", language)
    return given.get("id", ""), given.get("left", ""), given.get("right", "")


def compare(source: Path, identifier: str, left: str, right: str) -> Comparison | None:
    """Return the entry in both languages: by default the original, and a translation; ``None`` where there is none."""
    kind, _, name = identifier.partition("/")
    config = config_of(source)
    if config is None:
        return None
    languages = tuple(config.written_languages)
    files = [file for file in sources_of(source, config) if (file.section, file.id) == (kind, name)]
    documents = documents_of(files, config)
    original = original_of(documents, languages, Problems()) if documents else None
    first = original or next(iter(documents.values()), None)
    if first is None:
        return None
    ours = left if left in languages else first.source.language
    others = [language for language in languages if language != ours]
    theirs = (
        right if right in others else next((other for other in others if other in documents), next(iter(others), ours))
    )
    paths = {language: document.source.path for language, document in documents.items()}
    versions = {
        language: _version(identifier, settings, paths.get(language), is_original=language == first.source.language)
        for language, settings in config.written_languages.items()
    }
    return Comparison(
        id=identifier,
        title=documents.get(ours, first).title or identifier,
        left=versions[ours],
        right=versions[theirs],
        rows=tuple(
            _rows(
                documents,
                config.written_languages[ours],
                config.written_languages[theirs],
                addresses.attachment(kind, name, ""),
            )
        ),
        others=tuple(versions.values()),
    )


def all_entries(source: Path) -> tuple[Listed, ...]:
    """Return every entry with the languages in which there is a file, without reading any."""
    config = config_of(source)
    if config is None:
        return ()
    there: dict[str, dict[str, str]] = {}
    for file in sources_of(source, config):
        there.setdefault(f"{file.section}/{file.id}", {})[file.language] = file.path
    return tuple(
        Listed(
            identifier,
            tuple(
                _version(identifier, settings, paths.get(language)) for language, settings in config.languages.items()
            ),
        )
        for identifier, paths in there.items()
    )


def address(identifier: str, left: str, right: str) -> str:
    """Return the query that asks for an entry in two languages."""
    return f"?id={quote(identifier)}&left={quote(left)}&right={quote(right)}"


def _rows(documents: Mapping[str, Document], ours: Language, theirs: Language, files: str) -> Iterator[Row]:
    html = partial(_html, Converter(), files)
    left, right = documents.get(ours.code), documents.get(theirs.code)
    if left is None or right is None:
        there, language = (left, ours) if left is not None else (right, theirs)
        if there is None:
            return
        for pair in align(there, there):
            shown = html(language, pair.part, pair.original)
            state = PairState.ADDED if left is not None else PairState.REMOVED
            yield Row(pair.part, state, shown if left else Markup(), Markup() if left else shown)
        return
    is_turned = left.translated_from is not None and left.translated_from.language == theirs.code
    for pair in align(right, left) if is_turned else align(left, right):
        first, second = _sides(pair, is_turned=is_turned)
        yield Row(pair.part, pair.state, html(ours, pair.part, first), html(theirs, pair.part, second))


def _sides(pair: Pair, *, is_turned: bool) -> Sequence[str | None]:
    return (pair.translation, pair.original) if is_turned else (pair.original, pair.translation)


def _html(converter: Converter, files: str, language: Language, part: str, text: str | None) -> Markup:
    if text is None:
        return Markup()
    if part != "text":
        return Markup("<p>{}</p>").format(text)

    def resolve(link: str, is_picture: bool) -> str | LinkProblem:
        if link.startswith(_ELSEWHERE):
            return "" if is_picture else link
        return f"/{files}{quote(link, safe='/~%')}" if is_picture else "#"

    dates = words_of_dates(language.locale, language.data.year_words)
    labels = Labels(
        back="{number}",
        table="",
        numbering=language.numbering,
        dates=dates,
        direction=language.direction,
        no_break=no_break_rules(language),
    )
    prose = converter.convert(text, resolve, labels)
    return Markup(_ID.sub("", prose.html))


def _version(entry: str, language: Language, path: str | None, *, is_original: bool = False) -> Version:
    """Return the version of an ``entry`` in the file at ``path``, or the one that is yet to be written."""
    return Version(
        language=language.code,
        name=language.name or own_name(language.code),
        direction=language.direction,
        path=path or f"{CONTENT}/{entry}/index.{language.code}.md",
        is_there=path is not None,
        is_original=is_original,
    )
