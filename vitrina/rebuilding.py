"""The long way to a finished site: everything is read anew, and whatever is made from something else is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vitrina.building import CODES, Order, Outcome, finish, press_for, run, tools_for
from vitrina.compiling import compile_ahead
from vitrina.fingerprints import fingerprint
from vitrina.kept_plan import kept
from vitrina.lazily import Sealed
from vitrina.ledger import Ledger
from vitrina.looking import Situation, look_again
from vitrina.making import prepare
from vitrina.manifest import load_manifest
from vitrina.obstacles import digest
from vitrina.plan import check_plan
from vitrina.press import PROSE
from vitrina.problems import Problem, Problems
from vitrina.records import Records, records_of
from vitrina.render import Known, Workshop
from vitrina.store import Store
from vitrina.survey import PACKAGE
from vitrina.views import addresses
from vitrina.views.bodies import Converted
from vitrina.views.showcase import Showcase
from vitrina.workers import jobs_for

_MOST_SEGMENTS = 500
"""Portions of prose that are kept one by one."""


def rebuild(order: Order, situation: Situation, problems: Problems) -> Outcome:
    """Read the whole site, and make whatever is made from something else than last time."""
    manuscript = prepare(order.source, order.base_url, order.jobs, problems, with_bodies=False)
    if manuscript is None:
        return Outcome(published=None)
    store = situation.store
    segments = _segments(store)
    tools = tools_for(situation, {key: prose for segment in segments.values() for key, prose in segment.items()})
    compile_ahead(tools, manuscript.recipe, jobs_for(order.jobs, len(manuscript.documents)))
    workshop = Workshop(manuscript.recipe, tools, problems)
    check_plan(workshop.plan, problems)
    wanted = {planned.path for planned in workshop.plan} | load_manifest(order.output).digests.keys()
    there = look_again(situation, order.output, wanted, jobs_for(order.jobs, len(wanted)))
    new = _new_ledger(situation, workshop, tuple(problems))
    press = press_for(order, situation, workshop, new, there, problems)
    made = run(press, range(len(workshop.plan)), order)
    records = {path: record for pressed in made for path, record in pressed.records.items()}
    pages = records_of({planned.path: records[planned.path] for planned in workshop.plan})
    known = Known(
        build=new.build,
        recipe=manuscript.recipe,
        foundation=workshop.showcase.foundation,
        assets=workshop.assets,
        plan=kept(workshop.plan, order.source),
    )
    outcome = finish(order, situation, replace(new, pages=pages), there, problems, tools, known)
    if outcome.published is not None:
        _keep_codes(store, workshop.showcase, {url: code for pressed in made for url, code in pressed.codes.items()})
        _tidy(store, segments, frozenset(key for pressed in made for key in pressed.used))
    return outcome


def _new_ledger(situation: Situation, workshop: Workshop, problems: tuple[Problem, ...]) -> Ledger:
    files = situation.survey.skeleton
    return Ledger(
        build=situation.survey.digest(),
        skeleton=situation.survey.skeleton,
        bodies=situation.survey.bodies,
        languages={
            code: fingerprint((language, [files.get(f"{folder}i18n/{code}.po") for folder in ("", PACKAGE)]))
            for code, language in workshop.showcase.site.config.languages.items()
        },
        templates=workshop.closures,
        pages=Records({}),
        problems=problems,
        manifest="",
    )


def _keep_codes(store: Store, showcase: Showcase, made: Mapping[str, str]) -> None:
    """Keep the QR codes that the site shows, where they are not those that are kept."""
    kept = showcase.codes.kept
    wanted = [showcase.absolute(addresses.permanent(identifier)) for identifier in showcase.site.projects]
    if made or len(wanted) != len(kept):
        store.keep(CODES, Sealed({url: made.get(url) or kept[url] for url in wanted if url in made or url in kept}))


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
