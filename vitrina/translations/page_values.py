"""The values that the template of the report reads; every text that may run the other way is a ``Text``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.translations.coverage import Share
from vitrina.translations.states import State
from vitrina.views.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StateView:
    """A state: its name in styles and addresses, its sign, its word, and how many versions are in it."""

    key: str
    sign: str
    word: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its place (``path:line``)."""

    text: Text
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change: what it is (``changed``, ``added``, ``removed``) and in words, and both passages as far as known."""

    what: str
    words: str
    original: PassageView | None
    translation: PassageView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version of an entry, there or not, with its state.

    ``command`` notes that it is up to date; ``line``, in the original, that it is left out on purpose.
    """

    anchor: str
    title: Text
    language: Text
    code: str
    state: State
    path: str
    original_path: str
    command: str
    line: str
    made_from: Text | None
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A row of the matrix: how commands call the entry, its title, and its versions in the order of the languages."""

    name: str
    title: Text
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """A row of the table of coverage, with a share for each language."""

    name: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report. ``states`` are those that occur, by their key; ``todo`` are the versions in each state."""

    direction: str
    language: str
    generator: str
    site: Text
    codes: tuple[tuple[str, Text], ...]
    entries: tuple[EntryView, ...]
    states: Mapping[str, StateView]
    todo: Mapping[str, tuple[VersionView, ...]]
    coverage: tuple[CoverageView, ...]
    untold: str
