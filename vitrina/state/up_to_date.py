"""A look around before a build: what will be read, what is remembered of it, what stands in the output.

Where every file is as it was noted at a look that found nothing to do, there is nothing to do again, and not even what
is remembered of the last build has to be loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vitrina.disk.output import Output
from vitrina.disk.stamps import Noted
from vitrina.problems import Problem, Problems
from vitrina.publish.conflicts import digest
from vitrina.publish.manifest import note_of
from vitrina.publish.output_scan import inspect, inspection
from vitrina.state.build_record import Edits, Ledger
from vitrina.state.engine_digest import engine_digest
from vitrina.state.input_scan import InputScan, survey
from vitrina.state.store import Memory, Store, open_store

WORTH_NOTING = 100
"""Files that were not as noted. Reading fewer than these takes less time than keeping the notes anew."""

LEDGER, EDITS, NOTES = "ledger", "edits", "notes"
"""What the names of a remembered build, of the edits since and of the notes of a look end with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """Nothing had to be done with this survey and this manifest (digests); ``problems`` is what was said then."""

    survey: str
    manifest: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was noted of the files of the content and of those of the output, by path."""

    content: Mapping[str, Noted] = field(default_factory=dict)
    output: Mapping[str, Noted] = field(default_factory=dict)
    calm: Calm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildState:
    """What there is before a build.

    ``name`` is under which this kind of build is remembered: from and to these folders, with this base address.
    ``there`` are digests by path of the files of the last build (``old``) that still stand in the output. ``is_known``
    says that only bodies have changed since; then ``changed_bodies`` are the documents, and ``stale`` the files of the
    last build that are not as they should be. ``calm`` is there where nothing has to be done; then nothing else is
    known.
    """

    engine: str
    store: Store
    name: str
    survey: InputScan
    notes: Notes
    misses: int = 0
    calm: Calm | None = None
    old: Ledger | None = None
    there: Mapping[str, str] = field(default_factory=dict)
    is_known: bool = False
    is_same_engine: bool = True
    changed_bodies: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def look(
    source: Path,
    package: Path,
    output: Output,
    base_url: str | None,
    jobs: int | None,
    memory: Memory | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> BuildState:
    """Return what there is before a build of the site in ``source``; ``memory`` is that of a process that stays.

    ``meanwhile`` is called as soon as it is known that there is something to do: other processes may still be looking.
    """
    before = _unseen((source, package, output.folder), base_url, memory)
    store, name, notes = before.store, before.name, before.notes
    old = None if notes.calm is not None else _ledger(store, name)
    with inspection(output, notes.output if old is None else old.pages, notes.output, jobs) as inspected:
        looked = survey(source, package, notes.content)
        is_as_read = _is_as_read(looked, notes.calm, old)
        if not is_as_read:
            meanwhile()
        seen = inspected()
    manifest = digest(note_of(output))
    if notes.calm is not None:
        if is_as_read and not seen.misses and notes.calm.manifest == manifest:
            return replace(before, survey=looked, calm=notes.calm)
        old = _ledger(store, name)
    there = dict(seen.there)
    pages = old.pages.keys() if old is not None else ()
    if more := [path for path in pages if path not in there and path not in notes.output]:
        there |= inspect(output, more, {}, jobs).there
    return _compared(
        replace(
            before,
            survey=looked,
            notes=Notes(content=looked.seen, output=seen.seen),
            misses=looked.misses + seen.misses,
            old=old,
            there=there,
            is_same_engine=_is_same(store, name, before.engine),
        ),
        source,
        is_known=old is not None and old.skeleton == looked.skeleton and old.manifest == manifest,
    )


def _unseen(places: Sequence[Path], base_url: str | None, memory: Memory | None) -> BuildState:
    """Return what is kept of the builds of this kind, with nothing looked at yet.

    ``places`` are the source, the package and the output; what is kept has paths below each of them.
    """
    engine = engine_digest()
    store = open_store(places[0], engine, memory)
    kind = "\0".join([str(base_url), *(str(place.resolve()) for place in places)])
    name = digest(kind.encode("utf-8", "surrogateescape"))[:16]
    kept = store.load(f"{name}-{NOTES}")
    notes = kept if isinstance(kept, Notes) else Notes()
    return BuildState(engine=engine, store=store, name=name, survey=InputScan(skeleton={}, bodies={}), notes=notes)


def look_again(state: BuildState, output: Output, wanted: Collection[str], jobs: int | None) -> Mapping[str, str]:
    """Return the digests of the ``wanted`` files that stand in the output."""
    more = frozenset(wanted) - (state.old.pages.keys() if state.old is not None else frozenset())
    return {**state.there, **inspect(output, more, {}, jobs).there} if more else state.there


def note(state: BuildState, output: Output, problems: Sequence[Problem] | None = None) -> None:
    """Keep what was seen for the next look, where that pays.

    ``problems`` is what was said where nothing had to be done.
    """
    if state.calm is not None:
        return
    is_settled = state.old is not None and state.old.pages.keys() == state.notes.output.keys()
    calm = None
    if problems is not None and is_settled:
        calm = Calm(survey=state.survey.digest(), manifest=digest(note_of(output)), problems=tuple(problems))
    if calm is not None or state.misses >= WORTH_NOTING:
        state.store.keep(f"{state.name}-{NOTES}", replace(state.notes, calm=calm))


def mark(name: str, engine: str) -> str:
    """Return the name of the mark that a build of the kind ``name`` was made by this ``engine`` (or its beginning)."""
    return f"{name}-by-{engine[:12]}"


def _is_as_read(looked: InputScan, calm: Calm | None, old: Ledger | None) -> bool:
    """Tell whether everything that is read is as it was at the last build."""
    if calm is not None:
        return not looked.misses and looked.digest() == calm.survey
    return old is not None and (old.skeleton, old.bodies) == (looked.skeleton, looked.bodies)


def _compared(state: BuildState, source: Path, *, is_known: bool) -> BuildState:
    """Return ``state`` with what is not as it was at the last build, if only bodies may be other ones."""
    old, bodies = state.old, state.survey.bodies
    if old is None or not is_known:
        return state
    changed = tuple(path for path, body in bodies.items() if old.bodies.get(path) != body)
    if not _are_readable(source, changed):
        return state
    stale = old.pages.stale(state.there, changed)
    return replace(state, is_known=True, changed_bodies=changed, stale=stale)


def _are_readable(source: Path, documents: Sequence[str]) -> bool:
    """Tell whether nothing is wrong with texts that no page may show; if something is, the whole site is read anew."""
    if not documents:
        return True
    from vitrina.reading.text import read_text

    problems = Problems()
    for path in documents:
        read_text(source / path, path, problems)
    return len(problems) == 0


def _ledger(store: Store, name: str) -> Ledger | None:
    kept, edits = store.load(f"{name}-{LEDGER}"), store.load(f"{name}-{EDITS}")
    if not isinstance(kept, Ledger):
        return None
    return kept.after(edits) if isinstance(edits, Edits) and edits.base == kept.build else kept


def _is_same(store: Store, name: str, engine: str) -> bool:
    """Tell whether no build of this kind is known, or one by this engine: what another one kept cannot be read."""
    marks = store.names(mark(name, ""))
    return not marks or mark(name, engine) in marks
