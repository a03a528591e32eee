"""The state of each version of an entry: original, up to date, behind, missing and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from vitrina.content.documents import Document
from vitrina.content.entries import original_of
from vitrina.content.omissions import check_omissions
from vitrina.content.publication import hidden
from vitrina.problems import Problems
from vitrina.translations.passages import ChangedPassage, changed_passages
from vitrina.values.revisions import compare


class State(StrEnum):
    """The state of a version; the value is that of the JSON format."""

    ORIGINAL = "original"
    CURRENT = "up to date"
    BEHIND = "behind"
    UNMARKED = "unmarked"
    MACHINE = "machine translated"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    MISSING = "missing"
    ON_PURPOSE = "on-purpose"


PUBLISHED = (State.ORIGINAL, State.CURRENT, State.BEHIND, State.UNMARKED, State.MACHINE)
"""The states of a version that visitors can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStatus:
    """The state of a version. ``path`` is its file, or the one that a missing version would have.

    ``made_from`` is the language of its source, ``changes`` are those of the source as far as the token tells.
    """

    state: State
    path: str
    made_from: str | None = None
    changes: tuple[ChangedPassage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStatus:
    """An entry with the state of its version in each language of the site; ``original`` is the language of ``path``.

    ``variants`` are other forms of its texts, by name and language, only where they are written.
    """

    section: str
    id: str
    title: str
    original: str
    path: str
    versions: Mapping[str, VersionStatus]
    variants: Mapping[str, Mapping[str, VersionStatus]] = field(default_factory=dict)


def entry_status(
    by_language: Mapping[str, Document], languages: Iterable[str], today: date, problems: Problems
) -> EntryStatus | None:
    """Return the status of the entry with these documents; ``None``, and a problem, where it has no original."""
    wanted = tuple(languages)
    original = original_of(by_language, wanted, problems)
    if original is None:
        return None
    check_omissions(original, by_language, wanted, problems)
    return EntryStatus(
        section=original.source.section,
        id=original.source.id,
        title=original.title,
        original=original.source.language,
        path=original.source.path,
        versions={language: _version_status(language, by_language, original, today) for language in wanted},
    )


def with_variants(
    status: EntryStatus, by_language: Mapping[str, Document], variants: Iterable[Document], today: date
) -> EntryStatus:
    """Return ``status`` with the state of the ``variants`` of the entry's texts."""
    found: dict[str, dict[str, VersionStatus]] = {}
    for document in variants:
        text = by_language.get(document.source.language)
        if text is not None:
            state = _status_of(document, by_language, text, today)
            found.setdefault(document.source.variant, {})[document.source.language] = state
    return replace(status, variants=found)


def _version_status(
    language: str, by_language: Mapping[str, Document], original: Document, today: date
) -> VersionStatus:
    document = by_language.get(language)
    if document is None:
        source = original.source
        path = f"content/{source.section}/{source.id}/index.{language}.md"
        return VersionStatus(
            state=State.ON_PURPOSE if language in original.not_translated else State.MISSING, path=path
        )
    return _status_of(document, by_language, original, today)


def _status_of(
    document: Document, by_language: Mapping[str, Document], original: Document, today: date
) -> VersionStatus:
    path, made_from = document.source.path, document.translated_from
    why = hidden(document, original, today)
    if why is not None:
        return VersionStatus(state=State(why.value), path=path)
    if document.machine_translated:
        return VersionStatus(state=State.MACHINE, path=path, made_from=made_from.language if made_from else None)
    if document is original:
        return VersionStatus(state=State.ORIGINAL, path=path)
    if made_from is None or made_from.token is None or made_from.language not in by_language:
        return VersionStatus(state=State.UNMARKED, path=path, made_from=made_from.language if made_from else None)
    model = by_language[made_from.language]
    compared = compare(made_from.token, model.wording)
    return VersionStatus(
        state=State.CURRENT if compared.is_current else State.BEHIND,
        path=path,
        made_from=made_from.language,
        changes=() if compared.is_current else changed_passages(compared, model, document),
    )
