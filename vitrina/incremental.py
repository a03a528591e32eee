"""A build that makes only what is not as it should be.

There are two ways. Where nothing but bodies has changed since the last build, the site is remembered and only the
pages that read one of those bodies are made. Otherwise the site is read anew, the context of each page is computed, and
a page is made where the digest of what it is made from is another one. Either way a page counts as current only where
the file in the output has the bytes that were recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vitrina.engine import engine_digest
from vitrina.files import Output, read_whole
from vitrina.ledger import Ledger
from vitrina.manifest import note_of
from vitrina.obstacles import digest, parts_of, standing
from vitrina.problems import Problems
from vitrina.store import LARGEST, Store, open_store
from vitrina.survey import Survey, divided, survey
from vitrina.workers import processors, share

LOOKING_TOGETHER_PAYS_FROM = 500
"""Files of the site. Below this, one process has looked at them before another one has started."""

MOST_REMEMBERED = 4
"""Builds with other options or to other folders that are remembered besides each other."""

_LEDGER, _SNAPSHOT = "ledger", "snapshot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What there is before a build: what will be read, what is remembered, what stands in the output.

    ``name`` is under which this kind of build is remembered: to this folder, with this base address. ``there`` are
    digests by path of the files of the last build that still stand in the output.
    """

    engine: str
    store: Store
    name: str
    survey: Survey
    old: Ledger | None
    there: dict[str, str] = field(default_factory=dict)
    is_known: bool = False
    is_same_engine: bool = True

    @property
    def stale(self) -> list[str]:
        """The files of the last build that are not as they should be, where only bodies have changed since."""
        old = self.old
        if old is None:
            return []
        changed = set(self.changed_bodies)
        return [
            path
            for path, record in old.pages.items()
            if self.there.get(path) != record.content or not changed.isdisjoint(record.bodies)
        ]

    @property
    def changed_bodies(self) -> list[str]:
        """The documents whose bodies are not what they were."""
        known = self.old.bodies if self.old is not None else {}
        return [path for path, body in self.survey.bodies.items() if known.get(path) != body]


def look(source: Path, package: Path, output: Output, base_url: str | None, jobs: int | None) -> Situation:
    """Return what there is before a build of the site in ``source``."""
    engine = engine_digest()
    store = open_store(source, engine)
    name = digest(f"{base_url}\0{source.resolve()}\0{output.folder.resolve()}".encode("utf-8", "surrogateescape"))[:16]
    remembered = store.load(f"{name}-{_LEDGER}")
    old = remembered if isinstance(remembered, Ledger) else None
    wanted = old.pages.keys() if old is not None else frozenset[str]()
    looked, there = _look(source, package, output, wanted, jobs)
    is_known = old is not None and old.skeleton == looked.skeleton and old.manifest == digest(note_of(output))
    found = Situation(
        engine=engine,
        store=store,
        name=name,
        survey=looked,
        old=old,
        there=there,
        is_known=is_known,
        is_same_engine=_is_same_engine(store, name, engine),
    )
    return found if not is_known or _are_readable(source, found.changed_bodies) else replace(found, is_known=False)


def look_again(situation: Situation, output: Output, wanted: Collection[str], jobs: int) -> dict[str, str]:
    """Return the digests of the ``wanted`` files that stand in the output."""
    more = frozenset(wanted) - (situation.old.pages.keys() if situation.old is not None else frozenset())
    if not more:
        return situation.there
    parts = parts_of(output)
    found = share(lambda number: standing(output, parts[number], more), len(parts), jobs)
    return {**situation.there, **{path: known for part in found for path, known in part.items()}}


def is_unchanged(situation: Situation, source: Path, package: Path, *, only: Collection[str] | None = None) -> bool:
    """Tell whether what was read is what the survey saw: the whole source, or ``only`` the bodies of some documents.

    Somebody may have saved a file while its page was being made; then nothing is to be remembered of it.
    """
    if only is None:
        return survey(source, package) == situation.survey
    return all(_body_now(source, path) == situation.survey.bodies[path] for path in only)


def remember(situation: Situation, ledger: Ledger, snapshot: object = None) -> None:
    """Keep what was made for the next build, and forget the oldest where it becomes too much."""
    store, name = situation.store, situation.name
    store.keep(f"{name}-{_LEDGER}", ledger)
    mark = _mark(name, engine := situation.engine)
    if mark not in store.names(name):
        store.drop(store.names(_mark(name, "")))
        store.keep(mark, engine)
    if snapshot is not None:
        store.keep(f"{name}-{_SNAPSHOT}", snapshot)
        others = [known for known in store.newest_first(f"-{_LEDGER}") if known != f"{name}-{_LEDGER}"]
        store.drop(kept for old in others[MOST_REMEMBERED - 1 :] for kept in store.names(old.removesuffix(_LEDGER)))
        if store.size() > LARGEST:
            store.drop(set(store.names()) - _both(f"{name}-{_LEDGER}"))


def forget(situation: Situation) -> None:
    """Forget the last build of this kind."""
    situation.store.drop(_both(f"{situation.name}-{_LEDGER}"))


def snapshot(situation: Situation) -> object:
    """Return the site as the last build remembered it."""
    return situation.store.load(f"{situation.name}-{_SNAPSHOT}")


def _is_same_engine(store: Store, name: str, engine: str) -> bool:
    """Tell whether no build of this kind is known, or one by this engine: what another one kept cannot be read."""
    marks = store.names(_mark(name, ""))
    return not marks or _mark(name, engine) in marks


def _mark(name: str, engine: str) -> str:
    return f"{name}-by-{engine[:12]}"


def _both(ledger: str) -> set[str]:
    return {ledger, ledger.replace(_LEDGER, _SNAPSHOT)}


def _look(
    source: Path, package: Path, output: Output, wanted: Collection[str], jobs: int | None
) -> tuple[Survey, dict[str, str]]:
    parts = parts_of(output) if wanted else []

    def task(number: int) -> Survey | dict[str, str]:
        return standing(output, parts[number - 1], wanted) if number else survey(source, package)

    is_large = len(wanted) >= LOOKING_TOGETHER_PAYS_FROM
    found = share(task, len(parts) + 1, (jobs or processors()) if is_large else 1)
    there = {path: known for part in found if isinstance(part, dict) for path, known in part.items()}
    return next(part for part in found if isinstance(part, Survey)), there


def _are_readable(source: Path, documents: Sequence[str]) -> bool:
    """Tell whether nothing is wrong with texts that no page may show; if something is, the whole site is read anew."""
    if not documents:
        return True
    from vitrina.reading import read_text

    problems = Problems()
    for path in documents:
        read_text(source / path, path, problems)
    return len(problems) == 0


def _body_now(source: Path, path: str) -> str | None:
    data = read_whole(str(source / path))
    return None if data is None else divided(data)[1]
