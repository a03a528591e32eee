"""The folders of themes: found in layers, each with its ``theme.yml``.

A theme lies in ``themes/<name>/`` of the site. Whatever file it does not have comes from the theme that it extends
(the package's default theme, unless ``theme.yml`` says otherwise or calls the theme ``standalone``).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from vitrina.disk.inputs import NOT_A_FILE, InputFile
from vitrina.problems import Location, Problem, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.file_names import folded, misnamed, same_name
from vitrina.reading.folders import is_no_folder, not_a_folder
from vitrina.reading.links import find_links, is_link
from vitrina.reading.paths import is_ignored
from vitrina.reading.text import is_there, symbolic_link, unreadable
from vitrina.reading.yaml import read_yaml
from vitrina.theme.card_styles import card_style, read_colours
from vitrina.theme.environment import Theme

DEFAULT = "default"


def find_theme(source: Path, package: Path, name: str, problems: Problems) -> Theme:
    """Return the theme ``name`` of the site in ``source`` with the themes that it extends, there or in ``package``.

    Where there is no such theme, that is a problem, and the default theme stands in for it.
    """
    layers: list[Path] = []
    colours: dict[str, str] = {}
    seen: list[str] = []
    wanted: str | None = name
    while wanted is not None:
        seen.append(wanted)
        folders = [Path(os.path.realpath(root)) / "themes" / wanted for root in (source, package)]
        found = [folder for folder in dict.fromkeys(folders) if os.path.isdir(folder)]  # noqa: PTH112 - Path.is_dir raises where the way is barred
        if barred := _barred(source, wanted):
            problems.extend(barred)
            found = [folder for folder in found if folder != folders[0]] or [_standard(package)]
        if not found:
            hint = say(
                "Themes are folders in themes/; the one that comes with Vitrina is called “{name}”.", name=DEFAULT
            )
            message = say("There is no theme “{name}”.", name=wanted)
            problems.error(Location("content/site.yml"), "unknown-theme", message, hint)
            found = [_standard(package)]
        layers += [folder for folder in found if folder not in layers]
        wanted, own = _extends(found, seen, problems)
        colours = own | colours
    standard = _standard(package)
    return Theme(
        layers=tuple(layers),
        templates=_templates(layers),
        assets=_assets(layers, source, problems),
        packaged=standard if standard in layers else None,
        cards=card_style(layers, colours),
    )


def _standard(package: Path) -> Path:
    return Path(os.path.realpath(package / "themes" / DEFAULT))


def _barred(source: Path, name: str) -> list[Problem]:
    """Return what keeps the folder of the theme ``name`` of the site from being read."""
    for path in ("themes", f"themes/{name}"):
        if is_no_folder(source, path):
            return [not_a_folder(path)]
    return [*map(symbolic_link, _links_in(source, name))] or _unreadable(source, name)


def _links_in(source: Path, name: str) -> list[str]:
    """Return the links in the theme ``name`` of the site, or the one that it lies behind; none is followed."""
    return next(([path] for path in ("themes", f"themes/{name}") if is_link(f"{source}/{path}")), None) or sorted(
        find_links(source, [f"themes/{name}"])
    )


def _unreadable(source: Path, name: str) -> list[Problem]:
    """Return the problems of what is in the folder of the theme ``name`` and cannot be read."""
    folder = source / "themes" / name
    barred: list[OSError] = []
    found = []
    for place, _, files in os.walk(folder, onerror=barred.append):
        for file in (Path(place, name) for name in files):
            if not file.is_symlink() and not file.is_file():
                found.append(unreadable(file.relative_to(source).as_posix(), OSError(0, NOT_A_FILE)))
            elif not os.access(file, os.R_OK):
                error = OSError(errno.EACCES, os.strerror(errno.EACCES))
                found.append(unreadable(file.relative_to(source).as_posix(), error))
    missing = [error for error in barred if not isinstance(error, FileNotFoundError)]
    found += [unreadable(Path(error.filename).relative_to(source).as_posix(), error) for error in missing]
    return found


def _extends(folders: list[Path], seen: list[str], problems: Problems) -> tuple[str | None, dict[str, str]]:
    """Return the theme that the last one ``seen`` extends, and the colours of cards that it chooses.

    ``folders`` are its own and that of the package below it.
    """
    name = seen[-1]
    file, path = folders[0] / "theme.yml", f"themes/{name}/theme.yml"
    fields = read_yaml(file, path, problems) if is_there(file) else None
    location, wanted = Location(path), DEFAULT if name != DEFAULT else None
    colours: dict[str, str] = {}
    if fields is not None:
        reader = FieldReader(fields, problems)
        extends, is_standalone = reader.identifier("extends"), reader.flag("standalone")
        for key in ("name", "version", "description", "author", "licence"):
            reader.text(key)
        colours = read_colours(reader)
        reader.finish()
        if is_standalone or (extends == name and len(folders) > 1):
            return None, colours
        location, wanted = reader.location("extends"), extends or wanted
    if wanted not in seen:
        return wanted, colours
    circle = (*seen[seen.index(wanted) :], wanted)
    message = say("Themes extend each other in a circle: {themes}.", themes=circle)
    hint = say("Delete “extends” in one of them, or write “standalone: true” there.")
    problems.error(location, "theme-cycle", message, hint)
    return None, colours


def _templates(layers: list[Path]) -> frozenset[str]:
    """Return the names of the templates that can be those of pages; what those include lies in folders or is theirs."""
    return frozenset(file.name for layer in layers for file in (layer / "templates").glob("*.html") if file.is_file())


def _assets(layers: list[Path], source: Path, problems: Problems) -> dict[str, InputFile]:
    """Return the static files by name; hidden files and backup copies of editors are not published."""
    found: dict[str, InputFile] = {}
    for layer in layers:
        root = layer.parent.parent
        names = sorted(_files_below(layer / "static"))
        if root == Path(os.path.realpath(source)):
            names = _well_named(f"themes/{layer.name}/static", names, problems)
        for name in names:
            found.setdefault(name, InputFile(root, f"themes/{layer.name}/static/{name}"))
    return dict(sorted(found.items()))


def _well_named(folder: str, names: Iterable[str], problems: Problems) -> list[str]:
    """Return those of the files ``names`` below ``folder`` that every system can have; report the others."""
    seen: dict[str, str] = {}
    kept = []
    for name in names:
        parts = name.split("/")
        paths = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        for path in paths:
            other = seen.setdefault(folded(path), path)
            problem = misnamed(f"{folder}/{path}")
            if problem is None and other != path:
                problem = same_name(f"{folder}/{path}", other.rpartition("/")[2])
            if problem is not None:
                problems.add(problem)
                break
        else:
            kept.append(name)
    return kept


def _files_below(folder: Path) -> Iterator[str]:
    waiting = [""]
    while waiting:
        above = waiting.pop()
        with suppress(OSError), os.scandir(f"{folder}/{above}") as entries:
            for entry in entries:
                if entry.name.startswith(".") or is_ignored(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{above}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    yield above + entry.name
