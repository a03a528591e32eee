"""A look around before a build: what will be read, what is remembered of it, what stands in the output.

Where every file is as it was noted at a look that found nothing to do, there is nothing to do again, and not even what
is remembered of the last build has to be loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vitrina.engine import engine_digest
from vitrina.files import Output
from vitrina.ledger import Ledger
from vitrina.manifest import note_of
from vitrina.obstacles import Standing, digest, standing
from vitrina.problems import Problem, Problems
from vitrina.proxies import Noted
from vitrina.store import Memory, Store, open_store
from vitrina.survey import Survey, survey
from vitrina.workers import processors, share

LOOKING_TOGETHER_PAYS_FROM = 500
"""Files of the site of which nothing is noted. Fewer have been read before another process has started."""

_AT_A_TIME = 512

WORTH_NOTING = 100
"""Files that were not as noted. Reading fewer than these takes less time than keeping the notes anew."""

LEDGER, NOTES = "ledger", "notes"
"""What the names of a remembered build and of the notes of a look end with."""


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
class Situation:
    """What there is before a build.

    ``name`` is under which this kind of build is remembered: to this folder, with this base address. ``there`` are
    digests by path of the files of the last build (``old``) that still stand in the output. ``is_known`` says that only
    bodies have changed since; then ``changed_bodies`` are the documents, and ``stale`` the files of the last build that
    are not as they should be. ``calm`` is there where nothing has to be done; then nothing else is known.
    """

    engine: str
    store: Store
    name: str
    survey: Survey
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
) -> Situation:
    """Return what there is before a build of the site in ``source``; ``memory`` is that of a process that stays."""
    engine = engine_digest()
    store = open_store(source, engine, memory)
    name = digest(f"{base_url}\0{source.resolve()}\0{output.folder.resolve()}".encode("utf-8", "surrogateescape"))[:16]
    kept = store.load(f"{name}-{NOTES}")
    notes = kept if isinstance(kept, Notes) else Notes()
    old = None if notes.calm is not None else _ledger(store, name)
    looked, seen = _look(source, package, output, notes, notes.output if old is None else old.pages, jobs)
    manifest = digest(note_of(output))
    situation = Situation(engine=engine, store=store, name=name, survey=looked, notes=notes)
    if notes.calm is not None:
        if not seen.misses and (notes.calm.survey, notes.calm.manifest) == (looked.digest(), manifest):
            return replace(situation, calm=notes.calm)
        old = _ledger(store, name)
    there = dict(seen.there)
    if old is not None and (more := old.pages.keys() - notes.output.keys() - there.keys()):
        there |= _standing(output, sorted(more), {}, jobs or processors()).there
    return _compared(
        replace(
            situation,
            notes=Notes(content=looked.seen, output=seen.seen),
            misses=looked.misses + seen.misses,
            old=old,
            there=there,
            is_same_engine=_is_same(store, name, engine),
        ),
        source,
        is_known=old is not None and old.skeleton == looked.skeleton and old.manifest == manifest,
    )


def look_again(situation: Situation, output: Output, wanted: Collection[str], jobs: int) -> Mapping[str, str]:
    """Return the digests of the ``wanted`` files that stand in the output."""
    more = frozenset(wanted) - (situation.old.pages.keys() if situation.old is not None else frozenset())
    return {**situation.there, **_standing(output, sorted(more), {}, jobs).there} if more else situation.there


def note(situation: Situation, output: Output, problems: Sequence[Problem] | None = None) -> None:
    """Keep what was seen for the next look, where that pays.

    ``problems`` is what was said where nothing had to be done.
    """
    if situation.calm is not None:
        return
    is_settled = situation.old is not None and situation.old.pages.keys() == situation.notes.output.keys()
    calm = None
    if problems is not None and is_settled:
        calm = Calm(survey=situation.survey.digest(), manifest=digest(note_of(output)), problems=tuple(problems))
    if calm is not None or situation.misses >= WORTH_NOTING:
        situation.store.keep(f"{situation.name}-{NOTES}", replace(situation.notes, calm=calm))


def mark(name: str, engine: str) -> str:
    """Return the name of the mark that a build of the kind ``name`` was made by this ``engine`` (or its beginning)."""
    return f"{name}-by-{engine[:12]}"


def _look(
    source: Path, package: Path, output: Output, notes: Notes, wanted: Collection[str], jobs: int | None
) -> tuple[Survey, Standing]:
    portions = _portions(sorted(wanted))

    def task(number: int) -> Survey | Standing | None:
        if not number:
            return survey(source, package, notes.content)
        return standing(output, portions[number - 1], notes.output)

    is_much = len(wanted) - len(notes.output) >= LOOKING_TOGETHER_PAYS_FROM
    found = share(task, len(portions) + 1, (jobs or processors()) if is_much else 1)
    surveyed = next(part for part in found if isinstance(part, Survey))
    standings = [part for part in found if not isinstance(part, Survey)]
    return surveyed, _joined(portions, standings, notes.output)


def _standing(output: Output, wanted: Sequence[str], noted: Mapping[str, Noted], jobs: int) -> Standing:
    portions = _portions(wanted)
    found = share(lambda number: standing(output, portions[number], noted), len(portions), jobs)
    return _joined(portions, found, noted)


def _joined(
    portions: Sequence[Sequence[str]], found: Sequence[Standing | None], noted: Mapping[str, Noted]
) -> Standing:
    there: dict[str, str] = {}
    seen: dict[str, Noted] = {}
    for paths, part in zip(portions, found, strict=True):
        known = {path: noted[path] for path in paths} if part is None else part.seen
        seen |= known
        there |= {path: digests[0] for path, (_, digests) in known.items()} if part is None else part.there
    return Standing(there, seen, sum(part.misses for part in found if part is not None))


def _portions(paths: Sequence[str]) -> list[Sequence[str]]:
    return [paths[first : first + _AT_A_TIME] for first in range(0, len(paths), _AT_A_TIME)]


def _compared(situation: Situation, source: Path, *, is_known: bool) -> Situation:
    """Return ``situation`` with what is not as it was at the last build, if only bodies may be other ones."""
    old, bodies = situation.old, situation.survey.bodies
    if old is None or not is_known:
        return situation
    changed = tuple(path for path, body in bodies.items() if old.bodies.get(path) != body)
    if not _are_readable(source, changed):
        return situation
    stale = old.pages.stale(situation.there, changed)
    return replace(situation, is_known=True, changed_bodies=changed, stale=stale)


def _are_readable(source: Path, documents: Sequence[str]) -> bool:
    """Tell whether nothing is wrong with texts that no page may show; if something is, the whole site is read anew."""
    if not documents:
        return True
    from vitrina.reading import read_text

    problems = Problems()
    for path in documents:
        read_text(source / path, path, problems)
    return len(problems) == 0


def _ledger(store: Store, name: str) -> Ledger | None:
    kept = store.load(f"{name}-{LEDGER}")
    return kept if isinstance(kept, Ledger) else None


def _is_same(store: Store, name: str, engine: str) -> bool:
    """Tell whether no build of this kind is known, or one by this engine: what another one kept cannot be read."""
    marks = store.names(mark(name, ""))
    return not marks or mark(name, engine) in marks
