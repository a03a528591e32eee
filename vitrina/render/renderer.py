"""Rendering: planned files become bytes, one after another or in several processes, always the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path

from vitrina import defaults
from vitrina.content.loading import LoadedSite
from vitrina.disk.inputs import InputFile
from vitrina.languages.catalogues import load_visitors_strings, visitors_catalogues
from vitrina.media.making import Encoder, PictureMaker
from vitrina.media.problems import UnusablePictureError
from vitrina.model import Site
from vitrina.options import SiteOptions
from vitrina.outputs.contexts import build_context
from vitrina.outputs.kinds import FileContext, Planned
from vitrina.outputs.registry import FILE_KINDS
from vitrina.outputs.selection import check_outputs, select, template_of
from vitrina.problems import Problem, Problems
from vitrina.reading.text import unreadable
from vitrina.render.missing_translations import missing_translations
from vitrina.render.plan import plan_site
from vitrina.render.portions import chunks_of, told
from vitrina.search.files import SearchFiles, WordsCache
from vitrina.theme.environment import Theme, asset_addresses
from vitrina.theme.errors import TEMPLATE_ERRORS, problem_of
from vitrina.theme.layers import find_theme
from vitrina.theme.page_templates import PageTemplates
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.values.progress import Progress
from vitrina.views.bodies import Bodies, CachedProse
from vitrina.views.codes import Codes
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import Foundation, Resources, ViewContext, build_view_context
from vitrina.workers import share


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderInputs:
    """Everything that rendering needs, in a form that can be kept for another build."""

    site: Site
    source: Path
    catalogue_folders: Mapping[str, Path]
    theme: Theme
    static: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A file of the site: its bytes, or the file to copy; and what was wrong in what it shows."""

    path: str
    content: bytes | InputFile
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caches:
    """What earlier builds have made that can serve again: prose, templates, catalogues, words, QR codes.

    ``templates`` and ``catalogues`` are compiled; ``references`` are the templates that a text names, by its digest.
    What is made now of these three is added. ``documents`` are the bytes of those that were opened before, by path.
    ``pictures`` makes what is published of pictures, or finds it.
    """

    prose: Mapping[str, CachedProse] = field(default_factory=dict)
    templates: MutableMapping[str, bytes] = field(default_factory=dict)
    catalogues: MutableMapping[str, bytes] = field(default_factory=dict)
    references: dict[str, frozenset[str]] = field(default_factory=dict)
    words: WordsCache = field(default_factory=WordsCache)
    codes: Codes = field(default_factory=Codes)
    documents: Mapping[str, bytes] = field(default_factory=dict)
    pictures: PictureMaker = field(default_factory=Encoder)


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedSite:
    """A site as a build remembers it: all that follows from anything but the bodies, and to which files these link."""

    inputs: RenderInputs
    foundation: Foundation
    assets: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    links: Mapping[str, tuple[str, ...]]


class Renderer:
    """Renders the files of a site: it has the view context, the plan, and its templates.

    ``known`` and ``plan`` are there where an earlier build remembered them.
    """

    def __init__(
        self,
        inputs: RenderInputs,
        caches: Caches,
        problems: Problems,
        known: RememberedSite | None = None,
        plan: Sequence[Planned] = (),
    ) -> None:
        self.inputs = inputs
        languages = inputs.site.config.languages
        folders, package = dict(inputs.catalogue_folders), defaults.folder()
        catalogues: Mapping[str, NullTranslations] = LazyMapping(
            languages, lambda code: load_visitors_strings(code, folders, package, problems, caches.catalogues)
        )
        if known is None:  # whatever is wrong with them has to be said
            catalogues = dict(catalogues)
            problems.extend(missing_translations(inputs.site, inputs.source, catalogues))
        self._selection = select(inputs.theme, inputs.site.config)
        self._theme = self._selection.theme
        self._too_much: Problem | None = None
        self.bodies = Bodies(inputs.source, caches.prose, caches.documents)
        self.assets = known.assets if known is not None else asset_addresses(self._theme, languages.values())
        foundation = known.foundation if known is not None else None
        words = known.words if known is not None else None
        offered = replace(
            self._selection.offered, words=lambda kind: (self.words if words is None else words)[template_of(kind)]
        )
        resources = Resources(assets=self.assets, bodies=self.bodies, codes=caches.codes, today=inputs.today)
        self.view_context: ViewContext = build_view_context(inputs.site, offered, catalogues, resources, foundation)
        pages = list(map(template_of, self._selection.offered.pages))
        localisers = self.view_context.localisers
        self._templates = PageTemplates(inputs.theme, localisers, pages, caches.templates, caches.references)
        self.search = SearchFiles(self.view_context, caches.words)
        self._files = FileContext(
            view_context=self.view_context,
            search=self.search,
            source=inputs.source,
            theme=self._theme,
            static=inputs.static,
            plan=plan,
            pictures=caches.pictures,
        )
        self.plan: Sequence[Planned] = plan if known is not None else self._planned()

    def _planned(self) -> Sequence[Planned]:
        plan = plan_site(self._selection.kinds, self._files)
        self._files = replace(self._files, plan=plan)
        return plan

    @property
    def dependencies(self) -> Mapping[str, Mapping[str, str]]:
        """What each page's template can reach, by the template's name."""
        return self._templates.dependencies

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        """What each page's template can ask its context for, by the template's name."""
        return self._templates.words

    def compile(self) -> None:
        """Compile the templates of all kinds of pages, so that the processes of a pool find them compiled."""
        self._templates.compile()

    def render(self, planned: Planned) -> Rendered:
        """Return the bytes of a planned file, or the file to copy."""
        problems = Problems()
        content: bytes | InputFile
        if planned.is_page:
            content = self.page(planned.target, self.context(planned.target, problems), problems)
        else:
            content = self._readable(planned, problems)
        return Rendered(path=planned.path, content=content, problems=tuple(problems))

    def context(self, target: Target, problems: Problems) -> Context:
        """Return the context of a page; ``bodies.read`` tells afterwards what it read."""
        self.bodies.begin()
        return build_context(self.view_context, target, problems)

    def page(self, target: Target, context: Context, problems: Problems) -> bytes:
        """Return the bytes that the template of ``target`` makes of ``context``; nothing where it has an error."""
        if self._too_much is not None:  # one page took all its steps, and others of the theme would, too
            problems.add(self._too_much)
            return b""
        try:
            html = self._templates.render(template_of(target.kind), target.language, context)
        except TEMPLATE_ERRORS as error:
            problem = problem_of(error, self._theme)
            problems.add(problem)
            self._too_much = problem if problem.code == "template-limit" else None
            html = ""
        return html.encode()

    def _readable(self, planned: Planned, problems: Problems) -> bytes | InputFile:
        try:
            content = self.file(planned)
            if isinstance(content, InputFile):
                content.start(0)
        except OSError as error:
            problems.add(unreadable(planned.origin, error))
            return b""
        except UnusablePictureError as error:
            problems.add(error.problem)
            return b""
        return content

    def file(self, planned: Planned) -> bytes | InputFile:
        """Return the bytes of a planned file that is no page, or the file to copy."""
        return FILE_KINDS[planned.target.kind].content(self._files, planned.target)

    def digest(self, planned: Planned) -> str | None:
        """Return the digest of all that a file is made from, where that is known before it is made."""
        kind = FILE_KINDS[planned.target.kind]
        return None if kind.digest is None else kind.digest(self._files, planned.target)

    def documents(self, planned: Planned) -> tuple[str, ...]:
        """Return the documents whose bodies are in a file that is no page."""
        kind = FILE_KINDS[planned.target.kind]
        return () if kind.documents is None else kind.documents(self._files, planned.target)


def render_inputs(loaded: LoadedSite, options: SiteOptions, problems: Problems) -> RenderInputs:
    """Return what rendering needs of the site that was ``loaded`` with ``options``."""
    source, package = options.source, defaults.folder()
    check_outputs(loaded.site.config, problems)
    return RenderInputs(
        site=loaded.site,
        source=source,
        catalogue_folders=visitors_catalogues(source, package),
        theme=find_theme(source, package, loaded.site.config.theme, problems),
        static=loaded.static,
        today=options.today,
    )


def render_all(renderer: Renderer, jobs: int, progress: Progress) -> list[Rendered]:
    """Return every file of the plan in its order, rendered by ``jobs`` processes."""
    chunks = chunks_of(renderer.plan, range(len(renderer.plan)))
    tell = told(progress, renderer.plan, chunks)
    made = share(lambda task: [renderer.render(renderer.plan[n]) for n in chunks[task]], len(chunks), jobs, tell)
    by_path = {rendered.path: rendered for chunk in made for rendered in chunk}
    return [by_path[planned.path] for planned in renderer.plan]
