"""The short way to a finished site: the remembered one with some pages anew; and what both ways have in common."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from vitrina import defaults
from vitrina.disk.output import Output, abandon, begin
from vitrina.languages.catalogues import catalogue_folders
from vitrina.problems import Problems
from vitrina.publish.conflicts import digest
from vitrina.publish.manifest import Manifest, note_of
from vitrina.publish.publish import Published, failed, prepare_publication, publish
from vitrina.render.page_updater import PageUpdater, UpdatedPages
from vitrina.render.renderer import CompileCaches, Known, Renderer, chunks_of, in_files
from vitrina.search.files import Keeping
from vitrina.state.build_record import UNKNOWN, Cause, Ledger, Reason, reason
from vitrina.state.incremental import changed_meanwhile, forget, remember, snapshot
from vitrina.state.records import records_of
from vitrina.state.store import Store
from vitrina.state.up_to_date import BuildState
from vitrina.values.lazy_mapping import PickledMapping
from vitrina.views.bodies import Converted
from vitrina.views.codes import Codes
from vitrina.workers import jobs_for, share

_TEMPLATES, _CATALOGUES, _REFERENCES, CODES = "templates", "catalogues", "references", "codes"
_MOST_REFERENCES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built where, and how to tell about it."""

    source: Path
    base_url: str | None
    jobs: int | None
    is_strict: bool
    is_explained: bool
    output: Output
    may_write: bool
    progress: Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was done, or ``None`` where problems or the disk kept it from being done."""

    published: Published | None
    is_interrupted: bool = False
    reasons: Mapping[str, Reason] = field(default_factory=dict)


def refresh(order: Order, state: BuildState, problems: Problems) -> Outcome | None:
    """Make the stale pages of the site that is remembered; ``None`` where it is not remembered well enough."""
    known, old = snapshot(state), state.old
    if not isinstance(known, Known) or old is None or known.build != old.build:
        return None
    folders = catalogue_folders(order.source, defaults.folder())
    inputs = replace(known.inputs, source=order.source, catalogue_folders=folders)
    caches = caches_for(state, {})
    renderer = Renderer(inputs, caches, Problems(), known)
    numbers = known.plan.numbers_of(frozenset(state.stale))
    new = replace(old, bodies=state.survey.bodies)
    updater = updater_for(order, state, renderer, new, state.there, problems)
    made = run(updater, numbers, order)
    pages = old.pages.renewed(
        records_of({path: record for pressed in made for path, record in pressed.records.items()})
    )
    problems.extend(old.problems)
    return finish(order, state, replace(new, pages=pages), updater.there, problems, caches, None)


def updater_for(
    order: Order,
    state: BuildState,
    renderer: Renderer,
    new: Ledger,
    there: Mapping[str, str],
    problems: Problems,
) -> PageUpdater:
    """Return the press, with the place where its files wait; none where the disk has no room for it, which is said."""
    may_stage = order.may_write and problems.errors == 0
    try:
        if may_stage:
            begin(order.output)
    except OSError as error:
        problems.add(failed(order.output, error))
        may_stage = False
    return PageUpdater(
        renderer=renderer,
        store=state.store,
        output=order.output,
        there=there,
        old=state.old,
        new=new,
        may_stage=may_stage,
    )


def run(updater: PageUpdater, numbers: Sequence[int], order: Order) -> list[UpdatedPages]:
    """Make the files with these numbers, in several processes where that pays."""
    chunks = chunks_of(updater.renderer.plan, numbers)
    jobs = jobs_for(order.jobs, len(numbers))
    if jobs > 1:
        updater.renderer.compile()
    with _collecting(jobs), ExitStack() as if_it_fails:
        if_it_fails.callback(abandon, order.output)
        told = in_files(order.progress, len(numbers))
        made = share(lambda task: updater.run(chunks[task]), len(chunks), jobs, told)
        if_it_fails.pop_all()
    return made


@contextmanager
def _collecting(jobs: int) -> Iterator[None]:
    """Look for values that only refer to each other while files are made, even where nobody looks before and after.

    What is there by then stays: no process has to look through it, or to copy it by looking.
    """
    is_usual = gc.isenabled()
    if jobs > 1 or not is_usual:
        gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        if not is_usual:
            gc.disable()


def finish(
    order: Order,
    state: BuildState,
    new: Ledger,
    there: Mapping[str, str],
    problems: Problems,
    caches: CompileCaches,
    known: Known | None,
) -> Outcome:
    """Publish what was made, and remember it."""
    problems.extend(new.pages.problems())
    output = order.output
    contents = new.pages.contents()
    saved = None if known is not None else _manifest_of(state.old)
    publication = prepare_publication(output, contents, there, saved, problems)
    if not order.may_write or problems.has_failed(is_strict=order.is_strict):
        abandon(output)
        return Outcome(published=None)
    published = publish(publication, problems)
    if published is None:
        return Outcome(published=None, is_interrupted=True)
    abandon(output)
    changed = None if known is not None else state.changed_bodies
    meanwhile = changed_meanwhile(state, order.source, defaults.folder(), only=changed)
    if meanwhile is None:
        forget(state)
    else:
        bodies = {**new.bodies, **dict.fromkeys(meanwhile, UNKNOWN)}
        remember(state, replace(new, bodies=bodies, manifest=digest(note_of(output))), known)
    _keep(state.store, caches)
    owned = publication.before.digests
    if not order.is_explained:
        return Outcome(published=published)
    reasons = {
        path: reason(state.old, new, path, there, owned, is_same_engine=state.is_same_engine) for path in contents
    }
    return Outcome(published=published, reasons=reasons | dict.fromkeys(publication.obsolete, Reason(Cause.REMOVED)))


def caches_for(state: BuildState, prose: Mapping[str, Converted]) -> CompileCaches:
    """Return what earlier builds have made that can serve again, with this ``prose``."""
    store = state.store
    templates, catalogues, references = (store.load(name) for name in (_TEMPLATES, _CATALOGUES, _REFERENCES))
    return CompileCaches(
        prose=prose,
        templates=dict(templates) if isinstance(templates, dict) else {},
        catalogues=dict(catalogues) if isinstance(catalogues, dict) else {},
        references=dict(references) if isinstance(references, dict) else {},
        words=Keeping(store.load, state.survey),
        codes=Codes(lambda: _codes(store)),
    )


def _codes(store: Store) -> Mapping[str, str]:
    kept = store.load(CODES)
    return kept if isinstance(kept, PickledMapping) else {}


def _manifest_of(old: Ledger | None) -> Manifest | None:
    """Return the manifest as a build left it that is known to be the last one."""
    return None if old is None else Manifest({path: (content,) for path, content in old.pages.contents().items()})


def _keep(store: Store, caches: CompileCaches) -> None:
    """Keep the tools for the next build, where there are new ones among them."""
    if caches.templates != caches.templates_kept:
        store.keep(_TEMPLATES, caches.templates)
    if len(caches.catalogues) != caches.catalogues_kept:
        store.keep(_CATALOGUES, caches.catalogues)
    if len(caches.references) != caches.references_kept:
        newest = list(caches.references.items())[-_MOST_REFERENCES:]
        store.keep(_REFERENCES, dict(newest))
