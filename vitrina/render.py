"""Rendering: planned files become bytes, one after another or in several processes, always the same bytes."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError

from vitrina.assets import published
from vitrina.catalogs import load_catalogue
from vitrina.exports.citations import citation_file
from vitrina.exports.feed import atom_feed
from vitrina.exports.sitemap import robots, sitemap
from vitrina.model import Site
from vitrina.plan import Planned, plan_site
from vitrina.problems import Place, Problem, Problems, say
from vitrina.reading import unreadable
from vitrina.search.files import SearchFiles
from vitrina.theme import Theme, asset_addresses, make_environment
from vitrina.views.contexts import build_context
from vitrina.views.showcase import Showcase, build_showcase
from vitrina.views.targets import PageKind, Target
from vitrina.views.values import Context

POOL_PAYS_FROM = 200
"""Pages. Below this, starting processes takes longer than they save."""

_PAGES_AT_A_TIME = 32

_MISTAKES_IN_TEMPLATES = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""What an expression in a template can raise; whether it did is decided by where it was raised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that rendering needs, in a form that travels to another process."""

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


class Workshop:
    """A recipe unpacked: the showcase, the plan, and an environment per language."""

    def __init__(self, recipe: Recipe, problems: Problems) -> None:
        languages = recipe.site.config.languages
        folders = dict(recipe.catalogue_folders)
        catalogues = {code: load_catalogue(code, folders, problems) for code in languages}
        self._theme = recipe.theme
        self.showcase: Showcase = build_showcase(recipe.site, catalogues, asset_addresses(recipe.theme))
        self._environments: dict[str, Environment] = {
            code: make_environment(recipe.theme, localiser) for code, localiser in self.showcase.localisers.items()
        }
        self._search = SearchFiles(self.showcase)
        self.plan = plan_site(self.showcase, recipe.static, recipe.source, recipe.theme.assets)

    def render(self, planned: Planned) -> Rendered:
        """Return the bytes of a planned file."""
        if planned.file is not None:
            problems_of_file = _check_readable(planned.file, planned.origin)
            content = planned.file if problems_of_file else published(planned.origin, planned.file)
            return Rendered(path=planned.path, content=content, problems=problems_of_file)
        if planned.target is None:
            return Rendered(path=planned.path, content=self._export(planned))
        problems = Problems()
        context = {**build_context(self.showcase, planned.target, problems), **self._search_context(planned.target)}
        environment = self._environments[planned.target.language]
        try:
            html = environment.get_template(f"{planned.target.kind}.html").render(context)
        except _MISTAKES_IN_TEMPLATES as error:
            problems.add(self._problem(error))
            html = ""
        return Rendered(path=planned.path, content=html.encode(), problems=tuple(problems))

    def _search_context(self, target: Target) -> Context:
        """Return ``search`` for the lists of projects: on the first page, with a theme that can search; else none."""
        if target.kind is not PageKind.PROJECTS:
            return {}
        is_offered = target.number == 1 and self.showcase.is_searched
        return {"search": self._search.view(target.language) if is_offered else None}

    def _export(self, planned: Planned) -> bytes:
        match planned.export:
            case "feed":
                return atom_feed(self.showcase, planned.language)
            case "sitemap":
                return sitemap(self.showcase, [other.target for other in self.plan if other.target is not None])
            case "citation":
                return citation_file(self.showcase, planned.id, planned.path.rpartition(".")[2])
            case "search" | "search-bodies":
                return self._search_data(planned)
            case "robots":
                return robots(self.showcase)
            case _:
                return b""

    def _search_data(self, planned: Planned) -> bytes:
        if planned.export == "search":
            return self._search.index(planned.language)
        return self._search.bodies(planned.language, planned.number)

    def _problem(self, error: Exception) -> Problem:
        """Return a mistake in a template as a problem; raise anything that did not come from a template again."""
        folders = self._theme.template_folders()
        file, line = _where(error, folders)
        if isinstance(error, TemplateNotFound):
            place = Place(f"{_shown(folders[0])}/{error.name}") if file is None else Place(file, line)
            hint = say("Add the template, or correct its name where it is asked for.")
            return Problem(
                place, "missing-template", say("The template {name} is missing.", name=error.name or "?"), hint
            )
        if file is None:
            raise error
        hint = say("Correct this line; vitrina/views/values.py and frame_values.py tell what a template can read.")
        reason = error.message if isinstance(error, TemplateSyntaxError) else str(error)
        return Problem(Place(file, line), "template-error", say("The template fails: {reason}", reason=reason), hint)


def render_all(
    recipe: Recipe, workshop: Workshop, jobs: int, progress: Callable[[int, int], None]
) -> Iterator[Rendered]:
    """Yield every file of the plan in its order, rendered by ``jobs`` processes.

    ``progress`` is told how many of how many are done.
    """
    plan = workshop.plan
    for done, rendered in enumerate(_serial(workshop) if jobs == 1 else _pooled(recipe, len(plan), jobs), start=1):
        yield rendered
        progress(done, len(plan))


def _serial(workshop: Workshop) -> Iterator[Rendered]:
    return (workshop.render(planned) for planned in workshop.plan)


def _pooled(recipe: Recipe, total: int, jobs: int) -> Iterator[Rendered]:
    chunks = [range(first, min(first + _PAGES_AT_A_TIME, total)) for first in range(0, total, _PAGES_AT_A_TIME)]
    with multiprocessing.Pool(min(jobs, len(chunks)), initializer=_Worker.open, initargs=(recipe,)) as pool:
        for rendered in pool.imap(_Worker.render, chunks):
            yield from rendered


class _Worker:
    """The workshop of a worker process, which a pool can only reach through something that has a name."""

    workshop: Workshop

    @classmethod
    def open(cls, recipe: Recipe) -> None:
        cls.workshop = Workshop(recipe, Problems())

    @classmethod
    def render(cls, chunk: Sequence[int]) -> list[Rendered]:
        return [cls.workshop.render(cls.workshop.plan[index]) for index in chunk]


def _check_readable(file: Path, origin: str) -> tuple[Problem, ...]:
    try:
        file.open("rb").close()
    except OSError as error:
        return (unreadable(origin, error),)
    return ()


def _where(error: Exception, folders: Sequence[Path]) -> tuple[str | None, int]:
    """Return the template and the line in which ``error`` arose, or ``None`` where it arose in the engine."""
    if isinstance(error, TemplateSyntaxError):
        return _shown(Path(error.filename or error.name or "?")), error.lineno
    frames = list(traceback.walk_tb(error.__traceback__))
    engine = str(Path(__file__).parent)
    for frame, line in reversed(frames):
        file = frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in folders):
            return _shown(Path(file)), line
        if file.startswith(engine) and not isinstance(error, TemplateError):
            return None, 0
    return None, 0


def _shown(file: Path) -> str:
    """Return the path from ``themes`` on, which is how people know it."""
    parts = file.parts
    position = len(parts) - 1 - parts[::-1].index("themes") if "themes" in parts else len(parts) - 1
    return "/".join(parts[position:])
