"""The view values of the HTML report; a text whose direction may differ from the page's is a ``Text``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.translations.states import State
from vitrina.views.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StateView:
    """A state: its key in styles and fragments, its symbol, its name, its meaning, and the number of versions."""

    key: str
    sign: str
    word: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its location (``path:line``)."""

    text: Text
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change: its kind (``changed``, ``added``, ``removed``), its name, and both passages where known."""

    what: str
    words: str
    original: PassageView | None
    translation: PassageView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version of an entry, possibly missing, with its state.

    ``command`` marks it as up to date; ``line`` is the front matter of the original that omits it on purpose.
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
    """A row of the matrix: the entry's name in commands, its title, and its versions in the order of the languages.

    A variant has none where it is not written.
    """

    name: str
    title: Text
    versions: tuple[VersionView | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """How many of ``total`` items exist in a language, and how many per cent that is, as a number and as text."""

    done: int
    total: int
    percent: int
    percent_text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """A row of the coverage table, with a share for each language."""

    name: Text
    shares: tuple[ShareView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report. ``states`` are those that occur, ``todo`` the versions in each state, both by state."""

    direction: str
    language: str
    generator: str
    site: Text
    codes: tuple[tuple[str, Text], ...]
    entries: tuple[EntryView, ...]
    states: Mapping[str, StateView]
    todo: Mapping[str, tuple[VersionView, ...]]
    coverage: tuple[CoverageView, ...]
    unknown_changes: str
