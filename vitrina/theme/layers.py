"""The folders of themes: found in layers, each with its ``theme.yml``.

A theme lies in ``themes/<name>/`` of the site. Whatever file it does not have comes from the theme that it extends
(the package's default theme, unless ``theme.yml`` says otherwise or calls the theme ``standalone``).
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from vitrina.problems import Location, Problem, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.text import NOT_A_FILE, is_outside, is_there, symbolic_link, unreadable
from vitrina.reading.yaml import read_yaml
from vitrina.theme.environment import Theme

DEFAULT = "default"


def find_theme(source: Path, package: Path, name: str, problems: Problems) -> Theme:
    """Return the theme ``name`` of the site in ``source`` with the themes that it extends, there or in ``package``.

    Where there is no such theme, that is a problem, and the default theme stands in for it.
    """
    layers: list[Path] = []
    seen: set[str] = set()
    wanted: str | None = name
    while wanted is not None and wanted not in seen:  # themes that extend each other come to an end
        seen.add(wanted)
        folders = [Path(os.path.realpath(root / "themes" / wanted)) for root in (source, package)]
        found = [folder for folder in dict.fromkeys(folders) if os.path.isdir(folder)]  # noqa: PTH112 - Path.is_dir raises where the way is barred
        if barred := [*map(symbolic_link, _links_out(source, wanted))] or _unreadable(source, wanted):
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
        wanted = _extends(found[0], wanted, problems)
    return Theme(layers=tuple(layers), templates=_templates(layers), assets=_assets(layers))


def _standard(package: Path) -> Path:
    return Path(os.path.realpath(package / "themes" / DEFAULT))


def _links_out(source: Path, name: str) -> list[str]:
    """Return the links that lead from the theme ``name`` out of the site; nothing behind one is looked at."""
    folder = source / "themes" / name
    if is_outside(folder, source):
        return [f"themes/{name}"]
    links = []
    for place, folders, files in os.walk(folder):
        inside = [Path(place, file) for file in (*folders, *files)]
        links += [file.relative_to(source).as_posix() for file in inside if is_outside(file, source)]
    return sorted(links)


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


def _extends(folder: Path, name: str, problems: Problems) -> str | None:
    file = folder / "theme.yml"
    path = f"themes/{name}/theme.yml"
    standard = DEFAULT if name != DEFAULT else None
    fields = read_yaml(file, path, problems) if is_there(file) else None
    if fields is None:
        return standard
    reader = FieldReader(fields, problems)
    extends, is_standalone = reader.identifier("extends"), reader.flag("standalone")
    for key in ("name", "version", "description", "author", "licence"):
        reader.text(key)
    reader.finish()
    if is_standalone or extends == name:
        return None
    return extends or standard


def _templates(layers: list[Path]) -> frozenset[str]:
    """Return the names of the templates that can be those of pages; what those include lies in folders or is theirs."""
    return frozenset(file.name for layer in layers for file in (layer / "templates").glob("*.html") if file.is_file())


def _assets(layers: list[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for layer in layers:
        static = layer / "static"
        for file in sorted(static.rglob("*")):
            name = file.relative_to(static).as_posix()
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(static).parts):
                found.setdefault(name, file)
    return dict(sorted(found.items()))
