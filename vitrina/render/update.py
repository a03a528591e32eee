"""From a decision to a published site: one driver for whole builds and for those after an edit of bodies."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace

from vitrina import defaults
from vitrina.content.publication import same_days
from vitrina.disk.output import Output, abandon, begin
from vitrina.media.renditions import is_picture
from vitrina.media.store import find_store
from vitrina.options import BuildOptions
from vitrina.problems import Problems
from vitrina.publish.publish import Published, failed, prepare_publication, publish
from vitrina.render.page_updater import PageUpdater, UpdatedPages
from vitrina.render.portions import chunks_of, told, work_on
from vitrina.render.site_to_render import Advice, SiteToRender, loaded_site, remember_links, remembered_site
from vitrina.state.after_build import records_after, with_content_folders
from vitrina.state.build_record import BuildRecord, PageRecord, unpickled
from vitrina.state.compiled import open_compiled
from vitrina.state.decide import Cause, Reason, Work
from vitrina.state.look import Seen
from vitrina.state.state import CODES, PROSE, WORDS, State
from vitrina.values.progress import Progress
from vitrina.workers import jobs_for, share_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What a build did; nothing was ``published`` where problems or the disk kept it from being done.

    ``reasons`` say by path why files were written or removed, or that they were not.
    """

    published: Published | None = None
    is_interrupted: bool = False
    reasons: Mapping[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Build:
    """A build on its way: what it was asked, what it remembers, what it has seen, and the site that it renders."""

    options: BuildOptions
    state: State
    seen: Seen
    site: SiteToRender


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of the files so far: records and reasons by path, and the keys of the prose and words in them."""

    records: dict[str, PageRecord] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    used_prose: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


def update(
    options: BuildOptions,
    state: State,
    seen: Seen,
    work: Work,
    problems: Problems,
    progress: Progress,
    advice: Advice,
) -> Updated:
    """Make what ``work`` says, publish it where nothing is wrong, and keep a record of it in ``state``.

    ``advice`` is asked for more problems of a site that was loaded anew.
    """
    with closing(open_compiled(options.source, state.engine, is_kept=options.has_state)) as compiled:
        site = None if work.is_whole else remembered_site(options, state, compiled, seen, work)
        if site is None:
            seen = replace(seen, inputs=with_content_folders(seen.inputs, options.source))
            site = loaded_site(options, state, compiled, seen, problems, advice)
        if site is None:
            return Updated()
        made = _render(options, state, site, problems, progress)
        if options.has_state and any(_is_new_picture(path, reason) for path, reason in made.reasons.items()):
            find_store(options.source).shrink()
        compiled.save()
    if site.to_remember is None and state.last is not None:
        problems.extend(unpickled(site.problems))
        records = {**state.last.pages, **made.records}
    else:
        records = {planned.path: made.records[planned.path] for planned in site.renderer.plan}
    for page in records.values():
        problems.extend(unpickled(page.problems))
    return _publish(_Build(options, state, seen, site), made, records, problems)


def _render(options: BuildOptions, state: State, site: SiteToRender, problems: Problems, progress: Progress) -> _Made:
    """Make the stale files of the site, in several processes where that pays; they wait for their place."""
    updater = PageUpdater(
        renderer=site.renderer,
        comparison=site.comparison,
        output=options.output,
        stamps=site.output.stamps,
        may_stage=problems.errors == 0 and _begin(options.output, problems),
    )
    chunks = chunks_of(site.renderer.plan, site.numbers)
    jobs = jobs_for(options.jobs, work_on(site.renderer.plan, site.numbers))
    if jobs > 1:
        site.renderer.compile()
    made = _Made()

    def take(portion: UpdatedPages) -> None:
        made.records.update(portion.records)
        made.reasons.update(portion.reasons)
        made.used_prose.update(portion.used_prose)
        made.words.update(portion.words)
        for kind, values in ((PROSE, portion.prose), (WORDS, portion.words), (CODES, portion.codes)):
            state.keep(kind, values)

    with ExitStack() as if_it_fails:
        if_it_fails.callback(abandon, options.output)
        tell = told(progress, site.renderer.plan, chunks)
        share_with(take, lambda task: updater.run(chunks[task]), len(chunks), jobs, tell)
        if_it_fails.pop_all()
    return made


def _is_new_picture(path: str, reason: Reason) -> bool:
    return is_picture(path) and reason.cause is not Cause.CURRENT


def _begin(output: Output, problems: Problems) -> bool:
    """Make the place where files wait; tell whether the disk has room for it."""
    try:
        begin(output)
    except OSError as error:
        problems.add(failed(output, error))
        return False
    return True


def _publish(build: _Build, made: _Made, records: Mapping[str, PageRecord], problems: Problems) -> Updated:
    """Put the site in its place, and remember it."""
    output, state = build.options.output, build.state
    contents = {path: page.content for path, page in records.items()}
    publication = prepare_publication(output, contents, build.site.output.there, build.seen.manifest, problems)
    if problems.has_failed(is_strict=build.options.is_strict):
        abandon(output)
        state.commit()  # what was expensive to make serves again, whatever became of the pages
        return Updated()
    published = publish(publication, problems)
    if published is None:
        return Updated(is_interrupted=True)
    abandon(output)
    _remember(build, made, records)
    removed = dict.fromkeys(publication.obsolete, Reason(Cause.REMOVED))
    return Updated(published=published, reasons={**made.reasons, **removed})


def _remember(build: _Build, made: _Made, records: Mapping[str, PageRecord]) -> None:
    """Keep a record of the build. A file that was changed meanwhile has none, so the next build reads it again."""
    state, site, scan = build.state, build.site, build.seen.inputs
    bodies = {path for page in made.records.values() for path in page.documents()}
    is_whole = site.to_remember is not None
    after = records_after(scan, build.options.source, defaults.folder(), bodies, is_whole=is_whole)
    inputs = after.inputs
    if not after.has_certain_pages:  # the next build makes those anew, whatever it finds them to be made from
        records = {path: page._replace(context="") if path in made.records else page for path, page in records.items()}
    if site.to_remember is None and state.last is not None:
        before = state.last.inputs
        changed = {path: file for path, file in inputs.items() if before[path] != file}
        state.record_some(changed, records, made.records)
    elif site.to_remember is not None:
        record = BuildRecord(
            build=scan.digest(),
            inputs=inputs,
            pages=records,
            languages=site.comparison.languages,
            templates=site.comparison.templates,
            problems=site.problems,
            days=same_days(site.renderer.inputs.site.change_days, build.options.today),
        )
        state.record_all(record, site.to_remember)
        remember_links(state, site.to_remember, inputs)
        state.drop(PROSE, state.keys(PROSE) - made.used_prose)
    for name in made.words:  # those of a language take the place of what was kept of it before
        language = name.rpartition("-")[0]
        others = state.keys(WORDS) - made.words
        state.drop(WORDS, {other for other in others if other.rpartition("-")[0] == language})
    state.commit()
