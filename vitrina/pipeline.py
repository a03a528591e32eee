"""A build and a check from end to end. Start reading here.

build: look → *nothing changed?* → config → sources → documents → site → plan → press → *stop if there are problems* →
       put in place → prune → report
check: config → sources → documents → site → plan → render → audit → *other sites, if asked for* → report
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vitrina import defaults
from vitrina.disk.lock import PATIENCE, held, lock_file
from vitrina.disk.output import Output
from vitrina.problems import Problem, Problems
from vitrina.publish.conflicts import check_folder
from vitrina.reporting.report import Report
from vitrina.state.build_record import Cause, Reason
from vitrina.state.store import Memory
from vitrina.state.up_to_date import BuildState, look, note

if TYPE_CHECKING:  # where nothing is to be made, none of this is needed
    from vitrina.audit import Evidence
    from vitrina.linkcheck.values import CrawlPolicy

Progress = Callable[[int, int], None]
"""Is told how many of how many files are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a site is made, whatever is done with it.

    ``jobs`` is how many processes to use; ``None`` lets the engine decide.
    """

    source: Path
    base_url: str | None = None
    jobs: int | None = None
    is_strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Making):
    """What a build is asked to do. ``patience`` are the seconds that it waits for another build of the same output.

    ``is_explained`` asks for the reason of everything that is written, ``is_verified`` for a comparison with what a
    clean build makes.
    """

    output: Output
    patience: float = PATIENCE
    is_explained: bool = False
    is_verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions(Making):
    """What a check is asked to do. ``today`` is the day that the content's dates are compared with.

    ``external`` says how other sites are asked whether the links to them lead anywhere; ``None`` leaves them alone.
    """

    today: date
    external: CrawlPolicy | None = None


def build(options: Options, progress: Progress, memory: Memory | None = None) -> Report:
    """Build the site, or say everything that keeps it from being built; then the output is as it was.

    ``memory`` is what a process that builds again and again has at hand from build to build.
    """
    began = time.monotonic()
    problems = Problems()
    may_write = check_folder(options.output, problems)
    with _collecting_less(), _lock(options, problems, may_write=may_write) as is_ours:
        if not is_ours:
            return Report(problems=tuple(problems), is_strict=options.is_strict)
        places = (options.source, defaults.folder(), options.output)
        state = look(*places, options.base_url, options.jobs, memory, _get_ready)
        if may_write and state.calm is not None:
            report = _nothing_done(options, state.calm.problems, state.notes.output.keys(), began)
        elif may_write and state.old is not None and _is_current(state):
            report = _nothing_done(options, state.old.all_problems(), state.old.pages.keys(), began)
            note(state, options.output, report.problems)
        else:
            report = _built(options, state, problems, progress, may_write=may_write, began=began)
            note(state, options.output)
        return _verified(options, report, progress) if options.is_verified else report


def _get_ready() -> None:
    """Import what makes pages."""
    import vitrina.render.building  # noqa: F401


def _is_current(state: BuildState) -> bool:
    return state.is_known and not state.stale and not state.changed_bodies


def _nothing_done(options: Options, problems: Iterable[Problem], paths: Collection[str], began: float) -> Report:
    """Return the report of a build that had nothing to do; what was wrong the last time still is."""
    return Report(
        problems=tuple(Problems(problems)),
        is_strict=options.is_strict,
        unchanged=len(paths),
        seconds=time.monotonic() - began,
        reasons=dict.fromkeys(paths, Reason(Cause.CURRENT)) if options.is_explained else {},
    )


def _verified(options: Options, report: Report, progress: Progress) -> Report:
    """Return ``report`` with everything in which the output differs from what a clean build would make."""
    from vitrina.render.verification import differences

    if report.has_failed or report.is_interrupted:
        return report
    found = differences(options.source, options.base_url, options.output, options.jobs, progress)
    return replace(report, problems=tuple(Problems([*report.problems, *found])), is_different=bool(found))


def _built(
    options: Options, state: BuildState, problems: Problems, progress: Progress, *, may_write: bool, began: float
) -> Report:
    """Make what is stale, in the quick way where that is possible; importing what that needs takes its time."""
    from vitrina.render.building import Order, refresh

    order = Order(
        source=options.source,
        base_url=options.base_url,
        jobs=options.jobs,
        is_strict=options.is_strict,
        is_explained=options.is_explained,
        output=options.output,
        may_write=may_write,
        progress=progress,
    )
    outcome = refresh(order, state, problems) if may_write and state.is_known else None
    if outcome is None:
        from vitrina.render.rebuilding import rebuild

        outcome = rebuild(order, state, problems)
    done = outcome.published
    return Report(
        problems=tuple(problems),
        is_strict=options.is_strict,
        is_interrupted=outcome.is_interrupted,
        written=done.written if done is not None else 0,
        unchanged=done.unchanged if done is not None else 0,
        removed=done.removed if done is not None else 0,
        seconds=time.monotonic() - began,
        reasons=outcome.reasons,
    )


def check(options: CheckOptions, progress: Progress, asking: Progress | None = None) -> Report:
    """Say what a build would say, and what an attentive reader would say about the result; nothing is published.

    ``asking`` is told how many other sites' addresses of how many are answered.
    """
    from vitrina.audit import Evidence, audit
    from vitrina.render.loading import make

    began = time.monotonic()
    problems = Problems()
    made = make(options.source, options.base_url, options.jobs, progress, problems)
    if made is not None:
        evidence = Evidence(
            source=options.source,
            package=defaults.folder(),
            today=options.today,
            documents=made.loaded.documents,
            theme=made.loaded.inputs.theme,
            view_context=made.renderer.view_context,
            plan=made.renderer.plan,
            contents=made.contents,
        )
        problems.extend(audit(evidence, is_whole=problems.errors == 0))
        if options.external is not None:
            problems.extend(_external(evidence, options.external, asking or progress))
    return Report(
        problems=tuple(problems),
        is_strict=options.is_strict,
        checked=len(made.contents) if made is not None else 0,
        seconds=time.monotonic() - began,
    )


def _external(evidence: Evidence, crawl_policy: CrawlPolicy, progress: Progress) -> Iterator[Problem]:
    """Yield what other sites answer; this brings TLS, which nothing else in a check needs."""
    from vitrina.audit.outgoing import outgoing_links
    from vitrina.linkcheck.check import external_links

    return external_links(outgoing_links(evidence), evidence.source, crawl_policy, progress)


def _lock(options: Options, problems: Problems, *, may_write: bool) -> AbstractContextManager[bool]:
    file = lock_file(options.output) if may_write else None
    return held(file, options.output, problems, options.patience) if file else nullcontext(enter_result=True)


@contextmanager
def _collecting_less() -> Iterator[None]:
    """Look for values that only refer to each other far less often: nearly all that a build makes stays until its end.

    Python would look through all of it again and again, a tenth of the time of a large build.
    """
    usual = gc.get_threshold()
    gc.set_threshold(10_000, 1_000, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
