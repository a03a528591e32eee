"""A build that makes only what is not as it should be.

There are two ways. Where nothing but bodies has changed since the last build, the site is remembered and only the
pages that read one of those bodies are made. Otherwise the site is read anew, the context of each page is computed, and
a page is made where the digest of what it is made from is another one. Either way a page counts as current only where
the file in the output has the bytes that were recorded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from vitrina.disk.output import read_whole
from vitrina.state.build_record import Ledger
from vitrina.state.input_scan import divided, survey
from vitrina.state.store import LARGEST
from vitrina.state.up_to_date import EDITS, LEDGER, NOTES, BuildState, mark

MOST_REMEMBERED = 4
"""Builds with other options or to other folders that are remembered besides each other."""

MOST_EDITED = 200
"""Files whose records are kept apart from all others after edits of bodies."""

SNAPSHOT = "snapshot"
"""What the name of a remembered site ends with."""


def changed_meanwhile(
    state: BuildState, source: Path, package: Path, *, only: Collection[str] | None = None
) -> frozenset[str] | None:
    """Return the documents whose bodies are not what the survey saw: of all of them, or of ``only`` some.

    Somebody may have saved a file while its page was being made. ``None`` means that it was more than bodies; then
    nothing is to be remembered.
    """
    before = state.survey
    if only is not None:
        return frozenset(path for path in only if _body_now(source, path) != before.bodies[path])
    now = survey(source, package, before.seen)
    if now.skeleton != before.skeleton:
        return None
    return frozenset(path for path, body in now.bodies.items() if before.bodies[path] != body)


def remember(state: BuildState, ledger: Ledger, snapshot: object = None) -> None:
    """Keep what was made for the next build, and forget the oldest where it becomes too much.

    ``snapshot`` is the site, where it is not the one that is remembered already; then nothing but bodies has changed.
    """
    store, name = state.store, state.name
    edits = None
    if snapshot is None and state.old is not None:
        edits = ledger.edits_since(state.old, state.changed_bodies, state.stale)
    if edits is not None and len(edits.pages) <= MOST_EDITED:
        store.keep(f"{name}-{EDITS}", edits)
    else:
        store.drop([f"{name}-{EDITS}"])
        store.keep(f"{name}-{LEDGER}", replace(ledger, edits=None))
    own_mark = mark(name, state.engine)
    if own_mark not in store.names(name):
        store.drop(store.names(mark(name, "")))
        store.keep(own_mark, state.engine)
    if snapshot is not None:
        store.keep(f"{name}-{SNAPSHOT}", snapshot)
        others = [known for known in store.newest_first(f"-{LEDGER}") if known != f"{name}-{LEDGER}"]
        store.drop(kept for old in others[MOST_REMEMBERED - 1 :] for kept in store.names(old.removesuffix(LEDGER)))
        if store.size() > LARGEST:
            store.drop(set(store.names()) - _all_of(name))


def forget(state: BuildState) -> None:
    """Forget the last build of this kind."""
    state.store.drop(_all_of(state.name))


def snapshot(state: BuildState) -> object:
    """Return the site as the last build remembered it."""
    return state.store.load(f"{state.name}-{SNAPSHOT}")


def _all_of(name: str) -> set[str]:
    return {f"{name}-{what}" for what in (LEDGER, EDITS, SNAPSHOT, NOTES)}


def _body_now(source: Path, path: str) -> str | None:
    data = read_whole(str(source / path))
    return None if data is None else divided(data)[1]
