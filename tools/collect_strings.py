"""Collects the strings of the interface into the catalogues: ``make strings``, or ``make strings NEW=fi``.

There are two catalogues for each language. ``i18n/visitors/<language>.po`` has what visitors read: the strings of the
theme, and in Python those of ``gettext`` in the packages that make pages, and of ``for_visitors``.
``i18n/<language>.po`` has what writers read: messages of ``say``, and the strings of commands, preview and reports. A
string of both is in the first.

The files have no line numbers and no dates, so that a diff shows changed strings only, and no guesses: a sentence that
only looks like another is not its translation.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WRITERS = "i18n"
VISITORS = "i18n/visitors"
TEMPLATE = f"{VISITORS}/messages.pot"

Arguments: TypeAlias = tuple[int | tuple[int, int] | tuple[int, str], ...] | None
Keyword: TypeAlias = Arguments | dict[int | None, Arguments]
"""Which arguments of a function are strings of the interface, as Babel wants it; ``None`` is the first alone."""

_GETTEXT: Mapping[str, Keyword] = DEFAULT_KEYWORDS
_SAY: Mapping[str, Keyword] = {"say": None}
_FOR_VISITORS: Mapping[str, Keyword] = {"for_visitors": None}

_JINJA = {
    "encoding": "utf-8",
    "extensions": "jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "trimmed": "true",
    "silent": "false",  # a template that does not parse stops the run
}
"""The options of the engine's Jinja environment: blocks are trimmed, functions take their values as arguments."""

_MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""A date for the head of the template, which needs one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Files (patterns below the root) whose ``keywords`` mark strings."""

    files: tuple[str, ...]
    keywords: Mapping[str, Keyword]


PAGES = tuple(f"vitrina/{name}/**.py" for name in ("figures", "languages", "outputs", "prose", "search", "views"))
"""The packages whose strings end on pages."""

ORIGINS: Mapping[str, tuple[Origin, ...]] = {
    VISITORS: (
        Origin(files=("themes/**/templates/**.html", "themes/**/templates/**.xml"), keywords=_GETTEXT),
        Origin(files=PAGES, keywords=_GETTEXT),
        Origin(files=("vitrina/**.py",), keywords=_FOR_VISITORS),
    ),
    WRITERS: (
        Origin(files=("vitrina/translations/templates/**.html", "vitrina/serve/pages/**.html"), keywords=_GETTEXT),
        Origin(
            files=tuple(f"vitrina/{name}/**.py" for name in ("cli", "reporting", "serve", "translations")),
            keywords=_GETTEXT,
        ),
        Origin(files=("vitrina/**.py",), keywords=_SAY),
    ),
}
"""Where the strings of each folder of catalogues are."""


def templates() -> dict[str, Catalog]:
    """Return the strings of visitors and of writers by the folder of their catalogues, without translations."""
    visitors, writers = _collected(ORIGINS[VISITORS]), _collected(ORIGINS[WRITERS])
    for message in list(writers):
        if message.id and (shared := visitors.get(message.id, message.context)) is not None:
            shared.locations = sorted({*shared.locations, *message.locations})
            writers.delete(message.id, message.context)
    return {VISITORS: visitors, WRITERS: writers}


def main() -> None:
    """Write the catalogues; ``--new LANG`` starts one for visitors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--new", metavar="LANG", help="start a catalogue of this language, for visitors")
    new = parser.parse_args().new
    found = templates()
    (ROOT / TEMPLATE).write_bytes(_as_bytes(found[VISITORS]))
    catalogs = {
        (folder, file.stem): read_po(io.BytesIO(file.read_bytes()), locale=file.stem.replace("-", "_"))
        for folder in found
        for file in sorted((ROOT / folder).glob("*.po"))
    }
    if new and (VISITORS, new) not in catalogs:
        catalogs[VISITORS, new] = Catalog(locale=new.replace("-", "_"), project="Vitrina", fuzzy=False)
    for language in sorted({language for _, language in catalogs}):
        known = [message for (_, other), catalog in catalogs.items() if other == language for message in catalog]
        for folder, template in found.items():
            if (catalog := catalogs.get((folder, language))) is not None:
                update(catalog, template, found[VISITORS if folder == WRITERS else WRITERS], known)
                (ROOT / folder / f"{language}.po").write_bytes(_as_bytes(catalog))


def update(catalog: Catalog, template: Catalog, others: Catalog, known: Iterable[Message]) -> None:
    """Give ``catalog`` the strings of ``template``; a string that changed its catalogue keeps its translation.

    ``others`` is the template of the other catalogue; ``known`` are the messages of both catalogues of the language.
    """
    for message in known:
        if message.id and _is_translated(message) and template.get(message.id, message.context) is not None:
            own = catalog.get(message.id, message.context)
            if own is None or not _is_translated(own):
                catalog.add(message.id, message.string, flags=message.flags, context=message.context)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    moved = {(message.id, message.context) for message in known}
    for key, message in list(catalog.obsolete.items()):
        if (message.id, message.context) in moved and others.get(message.id, message.context) is not None:
            del catalog.obsolete[key]


def _is_translated(message: Message) -> bool:
    return any(message.string or ())


def _collected(origins: tuple[Origin, ...]) -> Catalog:
    catalog = Catalog(
        project="Vitrina", copyright_holder="Vitrina contributors", charset="utf-8", fuzzy=False, creation_date=_MADE
    )
    strings = (string for origin in origins for string in _strings(origin))
    for file, _, message, comments, context in sorted(strings, key=lambda string: string[:2]):
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def _strings(origin: Origin) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    methods = [(pattern, "python" if pattern.endswith(".py") else "jinja2") for pattern in origin.files]
    options = {pattern: _JINJA if method == "jinja2" else {"encoding": "utf-8"} for pattern, method in methods}
    yield from extract_from_dir(
        ROOT, methods, options, keywords=origin.keywords, comment_tags=("Translators:",), strip_comment_tags=True
    )


def _as_bytes(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalog, width=0, include_lineno=False)
    return file.getvalue()


if __name__ == "__main__":
    main()
