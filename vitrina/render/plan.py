"""The plan: every file of the site as a list, made and checked before a byte is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vitrina.disk.output import OWN_FOLDER
from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.problems import Location, Problems, say
from vitrina.reading.file_names import folded
from vitrina.values.urls import file_of
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

REPLACEABLE = frozenset(("robots.txt", ".nojekyll"))
"""Files that a site may bring along instead of the engine's."""


def plan_site(output_kinds: Iterable[OutputKind], given: FileContext) -> tuple[Planned, ...]:
    """Return every file of the site, in the order of writing: what pages refer to comes before the pages."""
    chosen = tuple(output_kinds)
    files = [file for kind in chosen for file in kind.files]
    referred = _files([file for file in files if file.is_referred_to], given)
    pages = tuple(_pages(chosen, given.view_context))
    others = _files([file for file in files if not file.is_referred_to], replace(given, plan=(*referred, *pages)))
    copied = {planned.path for planned in referred}
    return (*referred, *pages, *(planned for planned in others if planned.path not in REPLACEABLE & copied))


def check_plan(plan: Iterable[Planned], problems: Problems) -> None:
    """Note every two files that want one place, and whatever would lie in the engine's own folder.

    Names that differ only by capital letters or by the encoding of accents are one place on many disks; so are a file
    and a folder of one name, and folders that differ so.
    """
    taken: dict[str, Planned] = {}
    folders: dict[str, Planned] = {}
    names: dict[str, str] = {}
    for planned in plan:
        key = planned.path if planned.path.isascii() and planned.path.islower() else folded(planned.path)
        parents = _folders_of(key)
        spelled = parents if key == planned.path else _folders_of(planned.path)
        rival = (
            taken.get(key) or folders.get(key) or next((taken[parent] for parent in parents if parent in taken), None)
        )
        if rival is not None:
            _report(planned, rival, problems)
            continue
        if key.split("/")[0] == OWN_FOLDER:
            message = say("The name {name} is reserved for Vitrina.", name=OWN_FOLDER)
            problems.error(Location(planned.origin), "reserved-name", message, say("Give the file another name."))
        taken[key] = planned
        for parent, name in zip(parents, spelled, strict=True):
            if names.setdefault(parent, name) != name:
                _report_folder(planned, folders[parent], name, names[parent], problems)
                break
            folders.setdefault(parent, planned)


def _files(file_kinds: Iterable[FileKind], given: FileContext) -> tuple[Planned, ...]:
    return tuple(planned for kind in file_kinds for planned in kind.plan(given))


def _pages(output_kinds: Iterable[OutputKind], view_context: ViewContext) -> Iterator[Planned]:
    """Yield the pages language by language, then those for all languages."""
    default = view_context.site.config.default_language
    chosen = [kind for kind in output_kinds if kind.pages]
    once = [kind for kind in chosen if any(page.is_for_all_languages for page in kind.pages)]
    for language in view_context.editions:
        for kind in chosen:
            if kind not in once:
                yield from _planned(kind.targets(view_context, language), view_context)
    for kind in once:
        yield from _planned(kind.targets(view_context, default), view_context)


def _planned(targets: Iterable[Target], view_context: ViewContext) -> Iterator[Planned]:
    for target in targets:
        if target.kind not in view_context.offered.pages:
            continue
        address, shown = view_context.address_of(target), view_context.shown_by(target)
        assert address is not None, target
        origin = SETTINGS if shown is None else shown.version.path
        yield Planned(path=file_of(address), origin=origin, target=target, is_page=True)


def _folders_of(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _report_folder(planned: Planned, rival: Planned, name: str, other: str, problems: Problems) -> None:
    """Report that a folder has two spellings: where a file is copied, as people chose its name."""
    if planned.is_page or planned.origin == SETTINGS:
        planned, name, other = rival, other, name
    message = say(
        "On Windows and macOS, the folder /{name} is the same as /{other} of the site.", name=name, other=other
    )
    problems.error(Location(planned.origin), "same-name", message, say("Give one of them another name."))


def _report(planned: Planned, rival: Planned, problems: Problems) -> None:
    if planned.origin == SETTINGS:  # the name that can be changed is the other one's
        planned, rival = rival, planned
    if rival.origin in (planned.origin, SETTINGS):
        message = say("The address /{path} is needed for another page of the site.", path=planned.path)
    else:
        message = say("The address /{path} is already taken by {rival}.", path=planned.path, rival=rival.origin)
    hint = say("Give one of them another name: “slug: …” in a document, or another name for a file.")
    problems.error(Location(planned.origin), "address-taken", message, hint)
