"""The engine as a value: what a page can depend on besides the site itself."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("jinja2", "markdown", "markupsafe", "babel", "yaml", "segno", "rjsmin", "icalendar", "PIL")
"""The packages that pages are made with, by the names under which they are imported."""

_PROJECTS = {"yaml": "pyyaml", "PIL": "pillow"}
"""The names of those that are installed under another name than they are imported."""

_FOLDER = Path(__file__).resolve().parent.parent


@cache
def engine_digest() -> str:
    """Return the digest of the engine's code and data, its libraries and Python: another one may make other bytes.

    It is that of the engine that this process runs, whatever is installed in the meantime.

    A library is known by the list of its files with their digests that its installer left (``RECORD``, PEP 376), or,
    where there is none, by its own files.
    """
    known = hashlib.sha256(sys.version.encode())
    for name in files_of_engine(_FOLDER):
        with open(f"{_FOLDER}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - a path for each takes as long again
            known.update(_signed(name, file.read()))
    for name in LIBRARIES:
        for record in files_of_library(name):
            known.update(_signed(name, record.read_bytes()))
    return known.hexdigest()


def files_of_engine(folder: Path) -> list[str]:
    """Return the names of the code and the data of the engine below its ``folder``.

    What is bundled with it is surveyed as content, and what Python compiles follows from the code.
    """
    found: list[str] = []
    begin = len(str(folder)) + 1
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in ("bundled", "__pycache__")]
        above = f"{place[begin:]}/".replace(os.sep, "/") if len(place) > begin else ""
        found += [above + name for name in names]
    return sorted(found)


def files_of_library(name: str) -> list[Path]:
    """Return the files by which the library that is imported as ``name`` is known; none where it is not installed."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return []
    module = Path(spec.origin)
    is_package = spec.submodule_search_locations is not None
    installed = module.parent.parent if is_package else module.parent
    begin = f"{_PROJECTS.get(name, name)}-"
    folders = [found for found in _installed_in(installed) if found.lower().startswith(begin)]
    records = sorted(file for found in folders if (file := installed / found / "RECORD").is_file())
    return records or (sorted(module.parent.rglob("*.py")) if is_package else [module])


def _installed_in(folder: Path) -> list[str]:
    """Return the names of the folders in which installers describe what is in ``folder``."""
    return [name for name in os.listdir(folder) if name.endswith(".dist-info")]  # noqa: PTH208 - names are enough


def _signed(name: str, content: bytes) -> bytes:
    return f"{name}\0{len(content)}\0".encode() + content
