"""A build and a check from end to end. Start reading here.

build: open the state → look → decide → *nothing?* → load the site, or remember it → render what is stale → publish
build --strict: check → build, where there is nothing to correct
check: load the site → render → audit → *other sites, if asked for*
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING

from vitrina import defaults
from vitrina.disk.cache import is_led_away
from vitrina.disk.lock import held, lock_file
from vitrina.options import BuildOptions, SiteOptions
from vitrina.problems import Problem, Problems
from vitrina.publish.conflicts import check_folder
from vitrina.reporting.report import Report
from vitrina.state.decide import CURRENT, EVERYTHING, Work, decide
from vitrina.state.engine_digest import engine_digest
from vitrina.state.look import Seen, look
from vitrina.state.state import WORTH_KEEPING, State, open_state
from vitrina.values.progress import Count, Progress, unseen

if TYPE_CHECKING:  # where nothing is to be made, none of this is needed
    from vitrina.audit import CheckedSite
    from vitrina.content.documents import Document
    from vitrina.linkcheck.values import CrawlPolicy
    from vitrina.theme.environment import Theme
    from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions(SiteOptions):
    """What a check is asked to do.

    ``external`` says how other sites are asked whether the links to them lead anywhere; ``None`` leaves them alone.
    """

    external: CrawlPolicy | None = None


def build(options: BuildOptions, files: Count, pictures: Count = unseen) -> Report:
    """Build the site, or say everything that keeps it from being built; then the output is as it was.

    ``files`` is told how many files of how many are made, ``pictures`` of how many pictures.
    """
    began, progress = time.monotonic(), Progress(files, pictures)
    problems = Problems()
    if options.is_strict:
        checked = check(_check_options(options), files, pictures)
        problems.extend(checked.problems)
        if checked.has_failed:
            return Report(problems=tuple(problems), is_strict=True)
    may_write = check_folder(options.output, options.source, problems)
    with _lock(options, problems, may_write=may_write) as is_ours:
        if not is_ours:
            return Report(problems=tuple(problems), is_strict=options.is_strict)
        with closing(_state(options)) as state:
            seen = look(options, state.last, _get_ready)
            work = decide(state.last, seen, options.today) if may_write else EVERYTHING
            if work.is_nothing:
                report = _nothing_done(options, state, seen, problems)
            else:
                report = _updated(options, state, seen, work, problems, progress)
        report = replace(report, seconds=time.monotonic() - began)
        return _verified(options, report, progress) if options.is_verified else report


def _check_options(options: BuildOptions) -> CheckOptions:
    """Return what a strict build checks before it begins."""
    common = {each.name: getattr(options, each.name) for each in fields(SiteOptions)}
    return CheckOptions(**common)


def _told(problems: Problems, *, is_strict: bool) -> tuple[tuple[Problem, ...], int]:
    """Return the problems that a build tells, and how many only a check does: a strict build has done one."""
    told = tuple(problem for problem in problems if is_strict or not problem.is_advice)
    return told, len(problems) - len(told)


def _state(options: BuildOptions) -> State:
    """Open what is remembered of builds like this one: from and to these folders, with this base address."""
    places = (options.source, defaults.folder(), options.output.folder)
    kind = (str(options.base_url), str(options.with_drafts), *(os.path.realpath(place) for place in places))
    return open_state(options.source, kind, engine_digest(), is_kept=options.has_state)


def _get_ready() -> None:
    """Import what makes pages."""
    import vitrina.render.update  # noqa: F401


def _nothing_done(options: BuildOptions, state: State, seen: Seen, problems: Problems) -> Report:
    """Return the report of a build that had nothing to do; what was wrong the last time still is."""
    assert state.last is not None
    pages = state.last.pages
    if seen.inputs.misses + seen.output.misses >= WORTH_KEEPING:
        state.record_stamps(seen.inputs.files, seen.output.stamps)
        state.commit()
    problems.extend(state.last.all_problems())
    told, untold = _told(problems, is_strict=options.is_strict)
    return Report(
        problems=told,
        untold=untold,
        is_strict=options.is_strict,
        unchanged=len(pages),
        reasons=dict.fromkeys(pages, CURRENT) if options.is_explained else {},
    )


def _updated(
    options: BuildOptions, state: State, seen: Seen, work: Work, problems: Problems, progress: Progress
) -> Report:
    """Make and publish what is stale; importing what that needs takes its time."""
    from vitrina.render.update import update

    done = update(options, state, seen, work, problems, progress, partial(_advice, options))
    counts = done.published
    told, untold = _told(problems, is_strict=options.is_strict)
    return Report(
        problems=told,
        untold=untold,
        is_strict=options.is_strict,
        is_interrupted=done.is_interrupted,
        written=counts.written if counts is not None else 0,
        unchanged=counts.unchanged if counts is not None else 0,
        removed=counts.removed if counts is not None else 0,
        reasons=done.reasons if options.is_explained else {},
    )


def _advice(
    options: BuildOptions, documents: tuple[Document, ...], theme: Theme, view_context: ViewContext
) -> Iterator[Problem]:
    """Yield what a check would tell about a loaded site, as far as that takes no time and holds on other days, too."""
    from vitrina.audit import CheckedSite, lasting_advice

    checked = CheckedSite(
        source=options.source,
        package=defaults.folder(),
        today=options.today,
        documents=documents,
        theme=theme,
        view_context=view_context,
        plan=(),
        contents={},
    )
    for problem in lasting_advice(checked):
        if not problem.is_note:
            yield replace(problem, is_advice=True)


def _verified(options: BuildOptions, report: Report, progress: Progress) -> Report:
    """Return ``report`` with everything in which the output differs from what a clean build would make."""
    from vitrina.render.verification import differences

    if report.has_failed or report.is_interrupted:
        return report
    found = differences(options, progress)
    return replace(report, problems=tuple(Problems([*report.problems, *found])), is_different=bool(found))


def check(options: CheckOptions, files: Count, pictures: Count = unseen, addresses: Count = unseen) -> Report:
    """Say what a build would say, and what an attentive reader would say about the result; nothing is published.

    ``files`` and ``pictures`` are told what they are in a build, ``addresses`` how many of other sites have answered.
    """
    from vitrina.audit import CheckedSite, audit
    from vitrina.render.rendered_site import render_site

    began = time.monotonic()
    problems = Problems()
    made = render_site(options, Progress(files, pictures), problems)
    if made is not None:
        checked = CheckedSite(
            source=options.source,
            package=defaults.folder(),
            today=options.today,
            documents=made.documents,
            theme=made.renderer.inputs.theme,
            view_context=made.renderer.view_context,
            plan=made.renderer.plan,
            contents=made.contents,
        )
        problems.extend(audit(checked, tuple(problems)))
        if options.external is not None:
            problems.extend(_external(checked, options.external, addresses))
    return Report(
        problems=tuple(problems),
        is_strict=options.is_strict,
        checked=len(made.contents) if made is not None else 0,
        seconds=time.monotonic() - began,
    )


def _external(checked: CheckedSite, crawl_policy: CrawlPolicy, progress: Count) -> Iterator[Problem]:
    """Yield what other sites answer; this brings TLS, which nothing else in a check needs."""
    from vitrina.audit.outgoing import outgoing_links
    from vitrina.linkcheck.addresses import host_of
    from vitrina.linkcheck.check import external_links

    own = host_of(checked.view_context.site.config.base_url)
    policy = replace(crawl_policy, own_hosts=crawl_policy.own_hosts | {own})
    return external_links(outgoing_links(checked), checked.source, policy, progress)


def _lock(options: BuildOptions, problems: Problems, *, may_write: bool) -> AbstractContextManager[bool]:
    file = lock_file(options.output) if may_write else None
    if file is None or is_led_away(file.parent, options.source):
        return nullcontext(enter_result=True)
    return held(file, options.output, problems, options.patience)
