"""The long way to a finished site: everything is read anew, and whatever is made from something else is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vitrina.problems import Problem, Problems
from vitrina.publish.conflicts import digest
from vitrina.publish.manifest import load_manifest
from vitrina.render.building import CODES, Order, Outcome, caches_for, finish, run, updater_for
from vitrina.render.kept_plan import kept
from vitrina.render.loading import prepare
from vitrina.render.page_updater import PROSE
from vitrina.render.plan import check_plan
from vitrina.render.precompile import compile_ahead
from vitrina.render.renderer import Known, Renderer
from vitrina.state.build_record import Ledger
from vitrina.state.input_scan import PACKAGE
from vitrina.state.records import Records, records_of
from vitrina.state.store import Store
from vitrina.state.up_to_date import BuildState, look_again
from vitrina.values.fingerprints import fingerprint
from vitrina.values.lazy_mapping import PickledMapping
from vitrina.views import addresses
from vitrina.views.bodies import Converted
from vitrina.views.view_context import ViewContext
from vitrina.workers import jobs_for

_MOST_SEGMENTS = 500
"""Portions of prose that are kept one by one."""


def rebuild(order: Order, state: BuildState, problems: Problems) -> Outcome:
    """Read the whole site, and make whatever is made from something else than last time."""
    loaded = prepare(order.source, order.base_url, order.jobs, problems, with_bodies=False)
    if loaded is None:
        return Outcome(published=None)
    store = state.store
    segments = _segments(store)
    caches = caches_for(state, {key: prose for segment in segments.values() for key, prose in segment.items()})
    compile_ahead(caches, loaded.inputs, jobs_for(order.jobs, len(loaded.documents)))
    renderer = Renderer(loaded.inputs, caches, problems)
    check_plan(renderer.plan, problems)
    wanted = {planned.path for planned in renderer.plan} | load_manifest(order.output).digests.keys()
    there = look_again(state, order.output, wanted, jobs_for(order.jobs, len(wanted)))
    new = _new_ledger(state, renderer, tuple(problems))
    updater = updater_for(order, state, renderer, new, there, problems)
    made = run(updater, range(len(renderer.plan)), order)
    records = {path: record for pressed in made for path, record in pressed.records.items()}
    pages = records_of({planned.path: records[planned.path] for planned in renderer.plan})
    known = Known(
        build=new.build,
        inputs=loaded.inputs,
        foundation=renderer.view_context.foundation,
        assets=renderer.assets,
        plan=kept(renderer.plan),
    )
    outcome = finish(order, state, replace(new, pages=pages), there, problems, caches, known)
    if outcome.published is not None:
        _keep_codes(
            store, renderer.view_context, {url: code for pressed in made for url, code in pressed.codes.items()}
        )
        _tidy(store, segments, frozenset(key for pressed in made for key in pressed.used))
    return outcome


def _new_ledger(state: BuildState, renderer: Renderer, problems: tuple[Problem, ...]) -> Ledger:
    files = state.survey.skeleton
    return Ledger(
        build=state.survey.digest(),
        skeleton=state.survey.skeleton,
        bodies=state.survey.bodies,
        languages={
            code: fingerprint((language, [files.get(f"{folder}i18n/{code}.po") for folder in ("", PACKAGE)]))
            for code, language in renderer.view_context.site.config.languages.items()
        },
        templates=renderer.closures,
        pages=Records({}),
        problems=problems,
        manifest="",
    )


def _keep_codes(store: Store, view_context: ViewContext, made: Mapping[str, str]) -> None:
    """Keep the QR codes that the site shows, where they are not those that are kept."""
    kept = view_context.codes.kept
    wanted = [view_context.absolute(addresses.permanent(identifier)) for identifier in view_context.site.projects]
    if made or len(wanted) != len(kept):
        store.keep(
            CODES, PickledMapping({url: made.get(url) or kept[url] for url in wanted if url in made or url in kept})
        )


def _segments(store: Store) -> dict[str, Mapping[str, Converted]]:
    """Return the prose of earlier builds, portion by portion."""
    found = ((name, store.load(name)) for name in store.names(PROSE))
    return {name: segment for name, segment in found if isinstance(segment, dict)}


def _tidy(store: Store, segments: Mapping[str, Mapping[str, Converted]], used: frozenset[str]) -> None:
    """Forget prose that no page has any more; put many small portions together."""
    store.drop(name for name, segment in segments.items() if used.isdisjoint(segment))
    if len(segments) > _MOST_SEGMENTS:
        whole = {key: prose for segment in segments.values() for key, prose in segment.items() if key in used}
        store.drop(segments)
        store.keep(PROSE + digest("\n".join(whole).encode())[:20], whole)
