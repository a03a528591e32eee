"""The output of ``vitrina status``: a table for a terminal, aligned in every script, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import wcwidth

from vitrina.problems import Percent, say, visible
from vitrina.reporting.translator import Translator
from vitrina.translations.coverage import Coverage, Share
from vitrina.translations.messages import CHANGES, MEANINGS, STATES, UNKNOWN_CHANGES, WHAT_TO_DO, covered, name_in
from vitrina.translations.passages import ChangedPassage, Passage
from vitrina.translations.people import people_as_text
from vitrina.translations.states import EntryStatus, State, VersionStatus

WORDS = 9
"""The number of words by which a paragraph is quoted."""


def as_text(coverage: Coverage, translator: Translator) -> str:
    """Return the coverage in the language of ``translator``: a table of versions, the changes, a table of shares.

    The columns run from left to right in every language, as paths and commands do; cells have their own direction.
    """
    versions = [version for entry in coverage.entries for version in _all_versions(entry)]
    parts = [
        _versions(coverage, translator),
        *(_changes(version, translator) for version in versions if version.state is State.BEHIND),
        _coverage(coverage, translator),
        *([people_as_text(coverage.people, translator)] if coverage.people else []),
    ]
    present = {version.state for version in versions}
    legend = [_explained(state, translator) for state in WHAT_TO_DO if state in present]
    return "\n\n".join([*parts, *(["\n".join(legend)] if legend else [])])


def as_json(coverage: Coverage) -> str:
    """Return the coverage as JSON, the same in every language."""
    value = {
        "languages": coverage.languages,
        "entries": [
            {
                "kind": entry.section,
                "id": entry.id,
                "title": entry.title,
                "original": entry.original,
                "versions": {language: _version_value(version) for language, version in entry.versions.items()},
                "variants": {
                    name: {language: _version_value(version) for language, version in versions.items()}
                    for name, versions in entry.variants.items()
                },
            }
            for entry in coverage.entries
        ],
        "coverage": {
            language: {
                name: {"done": share.done, "total": share.total, "percent": share.percent}
                for name, share in shares.items()
            }
            for language, shares in coverage.shares.items()
        },
        "people": [
            {"picture": picture.place, "consent": state, "ends": None if picture.ends is None else str(picture.ends)}
            for picture, state in coverage.people
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def columns(rows: Iterable[Sequence[str]]) -> str:
    """Return ``rows`` as a table with aligned columns.

    Cells are safe for a terminal: text from content went through ``visible`` or a ``Translator``.
    """
    table = [list(row) for row in rows]
    widths = [max(map(wcwidth.width, column)) for column in zip(*table, strict=True)]
    lines = ("  ".join(map(wcwidth.ljust, row, widths)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def first_words(text: str) -> str:
    """Return the beginning of a paragraph."""
    words = text.split()
    return f"{' '.join(words[:WORDS])}{' …' if len(words) > WORDS else ''}"


def share_in_words(share: Share, translator: Translator) -> str:
    """Return a share as text; a dash where there is nothing to cover."""
    if not share.total:
        return "–"
    return translator.translate(
        say("{percent} ({done} of {total})", percent=Percent(share.percent), done=share.done, total=share.total)
    )


def _versions(coverage: Coverage, translator: Translator) -> str:
    if not coverage.entries:
        return translator.translate(say("There are no projects, news or pages yet."))
    rows = (row for entry in coverage.entries for row in _rows(entry, translator))
    return columns([("", *coverage.languages), *rows])


def _all_versions(entry: EntryStatus) -> Iterator[VersionStatus]:
    yield from entry.versions.values()
    for versions in entry.variants.values():
        yield from versions.values()


def _rows(entry: EntryStatus, translator: Translator) -> Iterator[list[str]]:
    """Yield the row of an entry, and one for each variant of its texts."""
    yield _row(entry, translator)
    for name, versions in entry.variants.items():
        cells = (_cell(versions[language], translator) if language in versions else "–" for language in entry.versions)
        yield [visible(f"  {name}"), *cells]


def _row(entry: EntryStatus, translator: Translator) -> list[str]:
    return [
        visible(f"{entry.section}/{entry.id}"),
        *(_cell(version, translator) for version in entry.versions.values()),
    ]


def _cell(version: VersionStatus, translator: Translator) -> str:
    state = translator.plain(STATES[version.state])
    return translator.isolated(visible(f"{state} ({len(version.changes)})" if version.changes else state))


def _changes(version: VersionStatus, translator: Translator) -> str:
    """Return the list of changes since a translation was made."""
    heading = translator.translate(
        say("{path} is behind the version in “{language}”:", path=version.path, language=version.made_from)
    )
    if not version.changes:
        return f"{heading}\n  {translator.translate(UNKNOWN_CHANGES)}"
    return f"{heading}\n{columns(('', *_change(change, translator)) for change in version.changes)}"


def _change(change: ChangedPassage, translator: Translator) -> tuple[str, str]:
    quoted = translator.translate(say("“{words}”", words=first_words(change.text))) if change.text else ""
    return translator.translate(CHANGES[change.what, change.part]), quoted


def _coverage(coverage: Coverage, translator: Translator) -> str:
    rows = [
        (
            translator.translate(name_in(name, translator.language)),
            *(share_in_words(coverage.shares[language][key], translator) for language in coverage.languages),
        )
        for key, name in covered(coverage.sections)
    ]
    return columns([(translator.translate(say("coverage")), *coverage.languages), *rows])


def _explained(state: State, translator: Translator) -> str:
    """Return a line with the meaning of a state and what to do about it."""
    state_meaning_advice = map(translator.translate, (STATES[state], MEANINGS[state], WHAT_TO_DO[state]))
    return translator.isolated("{}: {}. {}".format(*state_meaning_advice))


def _version_value(version: VersionStatus) -> dict[str, object]:
    value: dict[str, object] = {"state": version.state}
    if version.state not in (State.MISSING, State.ON_PURPOSE):
        value["path"] = version.path
    if version.made_from is not None:
        value["made_from"] = version.made_from
    if version.state is State.BEHIND:
        value["changes"] = [_change_value(change) for change in version.changes]
    return value


def _change_value(change: ChangedPassage) -> dict[str, object]:
    """Return a change; ``place`` and ``in_translation`` are omitted where the passage is missing or unknown."""
    value: dict[str, object] = {"what": change.what, "part": change.part, "text": change.text}
    if change.original:
        value["place"] = _location_value(change.original)
    if change.translation:
        value["in_translation"] = {"text": change.translation.text, "place": _location_value(change.translation)}
    return value


def _location_value(passage: Passage) -> dict[str, object]:
    return {"path": passage.location.path, "line": passage.location.line}
