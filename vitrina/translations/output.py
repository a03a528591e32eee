"""The survey as a text for people, in columns that stay straight in every script, and as JSON for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from vitrina.problems import visible
from vitrina.translations.states import EntryStatus, State, VersionStatus
from vitrina.translations.survey import Share, Survey

WORDS = 9
"""How many words of a paragraph name it."""

_LEGEND: Mapping[State, str] = {
    State.BEHIND: "the original has changed since, in so many paragraphs. When the translation follows it again: "
    "vitrina translated ID LANG",
    State.UNMARKED: "nobody noted which words it was made from. If it says what the original says: "
    "vitrina translated ID LANG",
}


def as_text(survey: Survey) -> str:
    """Return the survey for people: the versions, what changed in the originals, and the coverage."""
    parts = [
        _versions(survey),
        *(
            _changes(version)
            for entry in survey.entries
            for version in entry.versions.values()
            if version.state is State.BEHIND
        ),
        _coverage(survey),
    ]
    present = {version.state for entry in survey.entries for version in entry.versions.values()}
    legend = [f"{state}: {meaning}" for state, meaning in _LEGEND.items() if state in present]
    return "\n\n".join([*parts, *(["\n".join(legend)] if legend else [])])


def as_json(survey: Survey) -> str:
    """Return the survey for programs."""
    value = {
        "languages": survey.languages,
        "entries": [
            {
                "kind": entry.kind,
                "id": entry.id,
                "title": entry.title,
                "original": entry.original,
                "versions": {language: _version_value(version) for language, version in entry.versions.items()},
            }
            for entry in survey.entries
        ],
        "coverage": {
            language: {
                name: {"done": share.done, "total": share.total, "percent": share.percent}
                for name, share in shares.items()
            }
            for language, shares in survey.coverage.items()
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def columns(rows: Iterable[Sequence[str]]) -> str:
    """Return ``rows`` with their cells below each other, as wide as a terminal shows them."""
    table = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)) for row in table
    )
    return "\n".join(line.rstrip() for line in lines)


def width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: two for wide characters, none for marks on a letter."""
    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def first_words(text: str) -> str:
    """Return the beginning of a paragraph, in quotation marks; nothing of nothing."""
    words = text.split()
    return f"“{' '.join(words[:WORDS])}{' …' if len(words) > WORDS else ''}”" if words else ""


def _versions(survey: Survey) -> str:
    if not survey.entries:
        return "There are no projects, news or pages yet."
    return columns([("", *survey.languages), *(_row(entry) for entry in survey.entries)])


def _row(entry: EntryStatus) -> list[str]:
    return [f"{entry.kind}/{entry.id}", *map(_cell, entry.versions.values())]


def _cell(version: VersionStatus) -> str:
    return f"{version.state} ({len(version.changes)})" if version.changes else version.state


def _changes(version: VersionStatus) -> str:
    """Return what changed since a translation that is behind was made."""
    heading = f"{version.path} is behind the version in “{version.made_from}”:"
    if not version.changes:
        return f"{heading}\n  something changed; where, its mark does not tell"
    rows = [("", change.what, change.part, first_words(change.text)) for change in version.changes]
    return f"{heading}\n{columns(rows)}"


def _coverage(survey: Survey) -> str:
    names = next(iter(survey.coverage.values()), {})
    rows = [(name, *(_percent(survey.coverage[language][name]) for language in survey.languages)) for name in names]
    return columns([("coverage", *survey.languages), *rows])


def _percent(share: Share) -> str:
    return f"{share.percent} % ({share.done} of {share.total})" if share.total else "–"


def _version_value(version: VersionStatus) -> dict[str, object]:
    value: dict[str, object] = {"state": version.state}
    if version.path is not None:
        value["path"] = version.path
    if version.made_from is not None:
        value["made_from"] = version.made_from
    if version.state is State.BEHIND:
        value["changes"] = [
            {"what": change.what, "part": change.part, "text": change.text} for change in version.changes
        ]
    return value
