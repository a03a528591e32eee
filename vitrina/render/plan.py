"""The plan: every file of the site as a list, made and checked before a byte is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vitrina.disk.output import OWN_FOLDER
from vitrina.model import Kind
from vitrina.problems import Location, Problems, say
from vitrina.reading.paths import CONTENT
from vitrina.reading.sources import STATIC
from vitrina.search.postings import files_for
from vitrina.theme.assets import THEME
from vitrina.values.urls import file_of
from vitrina.views import addresses
from vitrina.views.sharing import CITATION_FILES
from vitrina.views.targets import Target, address_of, all_targets, shown_by
from vitrina.views.view_context import ViewContext

REPLACEABLE = frozenset(("robots.txt", ".nojekyll"))
"""Files that a site may bring along instead of the engine's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A file of the site. ``origin`` is the file that people wrote for it, or what else it comes from.

    Exactly one of the others is set: ``target`` for a page, ``file`` for a copy, ``export`` for what machines read
    (``sitemap``, ``robots``, ``feed``, ``nojekyll``, ``citation``, ``search`` and ``search-bodies``). A feed and the
    search's data have a ``language``; the words of the bodies are in several files, which have a ``number``; a citation
    has the ``id`` of its project, and its format is the ending of its path.
    """

    path: str
    origin: str
    target: Target | None = None
    file: Path | None = None
    export: str | None = None
    language: str = ""
    id: str = ""
    number: int = 0

    def below(self, source: Path) -> Planned:
        """Return the same file of the site, with ``source`` as the way to what is copied from the content."""
        is_content = self.file is not None and self.origin.startswith(f"{CONTENT}/")
        return replace(self, file=source / self.origin) if is_content else self


def plan_site(
    view_context: ViewContext, static: Iterable[str], source: Path, assets: Mapping[str, Path]
) -> tuple[Planned, ...]:
    """Return every file of the site, in the order of writing: what pages refer to comes before the pages.

    ``static`` are the files below ``content/static``, of which a ``robots.txt`` stands in for the engine's;
    ``assets`` are the files of the theme by their name.
    """
    copies = tuple(_copies(view_context, static, source, assets))
    copied = {planned.path for planned in copies}
    return (
        *copies,
        *(_page(view_context, target) for target in all_targets(view_context)),
        *(planned for planned in _exports(view_context) if planned.path not in REPLACEABLE & copied),
    )


def check_plan(plan: Iterable[Planned], problems: Problems) -> None:
    """Note every two files that want one place, and whatever would lie in the engine's own folder.

    Names that differ only by capital letters are one place on many disks; so are a file and a folder of one name.
    """
    taken: dict[str, Planned] = {}
    folders: dict[str, Planned] = {}
    for planned in plan:
        key = planned.path.casefold()
        parents = _folders_of(key)
        rival = (
            taken.get(key) or folders.get(key) or next((taken[parent] for parent in parents if parent in taken), None)
        )
        if rival is not None:
            _report(planned, rival, problems)
            continue
        if key.split("/")[0] == OWN_FOLDER:
            message = say("The name {name} is the engine's own.", name=OWN_FOLDER)
            problems.error(Location(planned.origin), "reserved-name", message, say("Give the file another name."))
        taken[key] = planned
        for parent in parents:
            folders.setdefault(parent, planned)


def _page(view_context: ViewContext, target: Target) -> Planned:
    shown = shown_by(view_context.editions[target.language], target)
    address = address_of(view_context, target)
    assert address is not None, target
    origin = shown.version.path if shown is not None else f"{CONTENT}/site.yml"
    return Planned(path=file_of(address), origin=origin, target=target)


def _copies(
    view_context: ViewContext, static: Iterable[str], source: Path, assets: Mapping[str, Path]
) -> Iterator[Planned]:
    for name, file in assets.items():
        yield Planned(path=addresses.asset(name), origin=THEME + name, file=file)
    for name in static:
        yield Planned(path=name, origin=f"{CONTENT}/{STATIC}/{name}", file=source / CONTENT / STATIC / name)
    for kind in Kind:
        for entry in view_context.site.entries(kind).values():
            for name in entry.attachments:
                path = addresses.attachment(kind, entry.id, name)
                origin = f"{CONTENT}/{kind}/{entry.id}/{name}"
                yield Planned(path=path, origin=origin, file=source / origin)


def _exports(view_context: ViewContext) -> Iterator[Planned]:
    origin = f"{CONTENT}/site.yml"
    for language, edition in view_context.editions.items():
        if edition.feed:
            yield Planned(path=addresses.feed(language), origin=origin, export="feed", language=language)
    for project, entry in view_context.site.projects.items():
        for suffix in CITATION_FILES:
            path = addresses.citation(project, suffix)
            yield Planned(path=path, origin=entry.main_version.path, export="citation", id=project)
    if view_context.is_searched:
        yield from _searches(view_context, origin)
    yield Planned(path="sitemap.xml", origin=origin, export="sitemap")
    yield Planned(path="robots.txt", origin=origin, export="robots")
    yield Planned(path=".nojekyll", origin=origin, export="nojekyll")


def _searches(view_context: ViewContext, origin: str) -> Iterator[Planned]:
    for language, edition in view_context.editions.items():
        yield Planned(path=addresses.search_index(language), origin=origin, export="search", language=language)
        for number in range(files_for(len(edition.projects))):
            path = addresses.search_bodies(language, number)
            yield Planned(path=path, origin=origin, export="search-bodies", language=language, number=number)


def _folders_of(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _report(planned: Planned, rival: Planned, problems: Problems) -> None:
    generated = f"{CONTENT}/site.yml"
    if planned.origin == generated:  # the name that can be changed is the other one's
        planned, rival = rival, planned
    if rival.origin in (planned.origin, generated):
        message = say("The address /{path} is needed for another page of the site.", path=planned.path)
    else:
        message = say("The address /{path} is already taken by {rival}.", path=planned.path, rival=rival.origin)
    hint = say("Give one of them another name: “slug: …” in a document, or another name for a file.")
    problems.error(Location(planned.origin), "address-taken", message, hint)
