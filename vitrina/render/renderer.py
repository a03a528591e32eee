"""Rendering: planned files become bytes, one after another or in several processes, always the same bytes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

from jinja2 import TemplateError

from vitrina.languages.catalogues import load_catalogue
from vitrina.model import Site
from vitrina.outputs.citations import citation_file
from vitrina.outputs.contexts import build_context
from vitrina.outputs.feed import atom_feed
from vitrina.outputs.sitemap import robots, sitemap
from vitrina.problems import Problem, Problems
from vitrina.reading.text import unreadable
from vitrina.render.kept_plan import KeptPlan
from vitrina.render.plan import Planned, plan_site
from vitrina.search.files import Keeping, SearchFiles
from vitrina.theme.assets import published
from vitrina.theme.dependencies import ANY, MISSING, TemplateDependencies
from vitrina.theme.environment import TemplateCode, Theme, asset_addresses, make_environment, make_loader
from vitrina.theme.errors import TEMPLATE_ERRORS, problem_of
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.views.bodies import Bodies, Converted
from vitrina.views.codes import Codes
from vitrina.views.targets import PageKind, Target
from vitrina.views.values import Context
from vitrina.views.view_context import Foundation, ViewContext, build_view_context
from vitrina.workers import share

_FILES_AT_A_TIME = 32

_OF_A_PROJECT = frozenset((PageKind.PROJECT, PageKind.PERMANENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderInputs:
    """Everything that rendering needs, in a form that can be kept for another build."""

    site: Site
    source: Path
    catalogue_folders: Mapping[str, Path]
    theme: Theme
    static: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A file of the site: its bytes, or the file to copy; and what was wrong in what it shows."""

    path: str
    content: bytes | Path
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class CompileCaches:
    """What earlier builds have made that can serve again: prose, code of templates, catalogues, words, QR codes."""

    prose: Mapping[str, Converted] = field(default_factory=dict)
    templates: dict[str, bytes] = field(default_factory=dict)
    templates_kept: Mapping[str, bytes] = field(default_factory=dict)
    catalogues: dict[str, bytes] = field(default_factory=dict)
    catalogues_kept: int = 0
    references: dict[str, frozenset[str]] = field(default_factory=dict)
    references_kept: int = 0
    words: Keeping = field(default_factory=Keeping)
    codes: Codes = field(default_factory=Codes)

    def __post_init__(self) -> None:
        self.templates_kept = dict(self.templates)
        self.catalogues_kept = len(self.catalogues)
        self.references_kept = len(self.references)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A site as a build remembers it: all that follows from anything but the bodies. ``build`` is as in its ledger."""

    build: str
    inputs: RenderInputs
    foundation: Foundation
    assets: Mapping[str, str]
    plan: KeptPlan


class Renderer:
    """A recipe unpacked: the showcase, the plan, and an environment per language.

    ``known`` has the showcase's foundation and the plan, where an earlier build remembered them.
    """

    def __init__(
        self, inputs: RenderInputs, caches: CompileCaches, problems: Problems, known: Known | None = None
    ) -> None:
        languages = inputs.site.config.languages
        folders = dict(inputs.catalogue_folders)
        catalogues: Mapping[str, NullTranslations] = LazyMapping(
            languages, lambda code: load_catalogue(code, folders, problems, caches.catalogues)
        )
        if known is None:  # whatever is wrong with them has to be said
            catalogues = dict(catalogues)
        self._theme = inputs.theme
        self._references = caches.references
        self.bodies = Bodies(inputs.source, caches.prose)
        self.assets = known.assets if known is not None else asset_addresses(inputs.theme)
        foundation = known.foundation if known is not None else None
        self.view_context: ViewContext = build_view_context(
            inputs.site, catalogues, self.assets, self.bodies, caches.codes, foundation
        )
        compiled = TemplateCode(caches.templates)
        self._environments = LazyMapping(
            languages, lambda code: make_environment(inputs.theme, self.view_context.localisers[code], compiled)
        )
        self.search = SearchFiles(self.view_context, caches.words)
        self.plan: Sequence[Planned] = (
            plan_site(self.view_context, inputs.static, inputs.source, inputs.theme.assets)
            if known is None
            else replace(known.plan, source=inputs.source)
        )

    @cached_property
    def closures(self) -> Mapping[str, Mapping[str, str]]:
        """What each page's template can reach, by the template's name."""
        environment = next(iter(self._environments.values()))
        closures = TemplateDependencies(environment, make_loader(self._theme), self._references)
        return {name: closures.of(name) for name in sorted({template_of(kind) for kind in PageKind})}

    def compile(self) -> None:
        """Compile the templates of all kinds of pages, so that the processes of a pool find them compiled.

        A template with a mistake is left: whatever page needs it will say so.
        """
        environment = next(iter(self._environments.values()))
        for closure in self.closures.values():
            for name in closure:
                if closure[name] not in (MISSING, ANY):
                    with contextlib.suppress(TemplateError):
                        environment.get_template(name)

    def render(self, planned: Planned) -> Rendered:
        """Return the bytes of a planned file."""
        if planned.file is not None:
            flaws = check_readable(planned)
            content = planned.file if flaws else published(planned.file)
            return Rendered(path=planned.path, content=content, problems=flaws)
        if planned.target is None:
            return Rendered(path=planned.path, content=self.export(planned))
        problems = Problems()
        context = self.context(planned.target, problems)
        content = self.page(planned.target, context, problems)
        return Rendered(path=planned.path, content=content, problems=tuple(problems))

    def context(self, target: Target, problems: Problems) -> Context:
        """Return the context of a page; ``bodies.read`` tells afterwards what it read."""
        self.bodies.begin()
        return {**build_context(self.view_context, target, problems), **self._search_context(target)}

    def page(self, target: Target, context: Context, problems: Problems) -> bytes:
        """Return the bytes that the template of ``target`` makes of ``context``; nothing where it has a mistake."""
        environment = self._environments[target.language]
        try:
            html = environment.get_template(template_of(target.kind)).render(context)
        except TEMPLATE_ERRORS as error:
            problems.add(problem_of(error, self._theme))
            html = ""
        return html.encode()

    def _search_context(self, target: Target) -> Context:
        """Return ``search`` for the lists of projects: on the first page, with a theme that can search; else none."""
        if target.kind is not PageKind.PROJECTS:
            return {}
        is_offered = target.number == 1 and self.view_context.is_searched
        return {"search": self.search.view(target.language) if is_offered else None}

    def export(self, planned: Planned) -> bytes:
        """Return what machines read of the site."""
        content = b""
        match planned.export:
            case "feed":
                content = atom_feed(self.view_context, planned.language)
            case "sitemap":
                content = sitemap(self.view_context, [other.target for other in self.plan if other.target is not None])
            case "citation":
                content = citation_file(self.view_context, planned.id, planned.path.rpartition(".")[2])
            case "search":
                content = self.search.index(planned.language)
            case "search-bodies":
                content = self.search.bodies(planned.language, planned.number)
            case "robots":
                content = robots(self.view_context)
        return content


def template_of(kind: PageKind) -> str:
    """Return the name of the template of a kind of pages."""
    return f"{kind}.html"


def render_all(renderer: Renderer, jobs: int, progress: Callable[[int, int], None]) -> list[Rendered]:
    """Return every file of the plan in its order, rendered by ``jobs`` processes.

    ``progress`` is told how many of how many are done.
    """
    chunks = chunks_of(renderer.plan, range(len(renderer.plan)))
    told = in_files(progress, len(renderer.plan))
    made = share(lambda task: [renderer.render(renderer.plan[n]) for n in chunks[task]], len(chunks), jobs, told)
    by_path = {rendered.path: rendered for chunk in made for rendered in chunk}
    return [by_path[planned.path] for planned in renderer.plan]


def chunks_of(plan: Sequence[Planned], numbers: Iterable[int]) -> list[Sequence[int]]:
    """Return the numbers of files of the ``plan`` in the portions that a process takes at a time.

    The files with the words of one language are made by one process, which gathers them once; they come first, because
    they take longest. Files about one project are made one after another, because they share what is made of it.
    """
    words: dict[str, list[int]] = {}
    projects: dict[str, list[int]] = {}
    for number in numbers:
        planned = plan[number]
        if planned.export == "search-bodies":
            words.setdefault(planned.language, []).append(number)
        else:
            projects.setdefault(_project_of(planned), []).append(number)
    others = [number for about_one in projects.values() for number in about_one]
    firsts = range(0, len(others), _FILES_AT_A_TIME)
    return [*words.values(), *(others[first : first + _FILES_AT_A_TIME] for first in firsts)]


def _project_of(planned: Planned) -> str:
    target = planned.target
    return target.id if target is not None and target.kind in _OF_A_PROJECT else planned.id


def in_files(progress: Callable[[int, int], None], files: int) -> Callable[[int, int], None]:
    """Return a progress that counts portions and tells ``progress`` about files."""
    return lambda done, total: progress(min(done * _FILES_AT_A_TIME, files) if done < total else files, files)


def check_readable(planned: Planned) -> tuple[Problem, ...]:
    """Return why the file that is to be copied cannot be read, if it cannot."""
    try:
        if planned.file is not None:
            planned.file.open("rb").close()
    except OSError as error:
        return (unreadable(planned.origin, error),)
    return ()
