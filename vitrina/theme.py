"""Themes: templates, static files and ``theme.yml``, found in layers and rendered by Jinja.

A theme lies in ``themes/<name>/`` of the site. Whatever file it does not have comes from the theme that it extends
(the package's default theme, unless ``theme.yml`` says otherwise or calls the theme ``standalone``). Templates read
their context and nothing else: an unknown name is an error, text is escaped, and there is no clock, no request and no
site-wide variable to look at.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import cast

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.bccache import Bucket, BytecodeCache

from vitrina.assets import THEME, published_bytes
from vitrina.fields import Reader
from vitrina.filters import FILTERS, LanguageEnvironment
from vitrina.macros import Macros
from vitrina.problems import Place, Problems, say
from vitrina.reading import leads_out, link_out, read_yaml
from vitrina.shortcuts import Strings
from vitrina.views import addresses
from vitrina.views.localiser import Localiser

DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme's layers, strongest first, and its static files by name."""

    layers: tuple[Path, ...]
    assets: Mapping[str, Path]

    def template_folders(self) -> tuple[Path, ...]:
        """Return the folders that templates are looked up in, strongest first."""
        return tuple(layer / "templates" for layer in self.layers)


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
        found = [folder for folder in dict.fromkeys(folders) if folder.is_dir()]
        if links := _links_out(source, wanted):
            problems.extend(map(link_out, links))
            found = [folder for folder in found if folder != folders[0]] or [_standard(package)]
        if not found:
            hint = say(
                "Themes are folders in themes/; the one that comes with Vitrina is called “{name}”.", name=DEFAULT
            )
            message = say("There is no theme “{name}”.", name=wanted)
            problems.error(Place("content/site.yml"), "unknown-theme", message, hint)
            found = [_standard(package)]
        layers += [folder for folder in found if folder not in layers]
        wanted = _extends(found[0], wanted, problems)
    return Theme(layers=tuple(layers), assets=_assets(layers))


def asset_addresses(theme: Theme) -> dict[str, str]:
    """Return the address of each static file with its version, so that a browser never shows an old one."""
    return {
        name: f"{addresses.asset(name)}?v={hashlib.sha256(_content(THEME + name, file)).hexdigest()[:8]}"
        for name, file in theme.assets.items()
    }


def _content(origin: str, file: Path) -> bytes:
    try:
        return published_bytes(origin, file)
    except OSError:
        return b""  # rendering says so


class _Loader(FileSystemLoader):
    """Loads templates; one that is not UTF-8 is a mistake in that file, with its line."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            file = next(file for folder in self.searchpath if (file := Path(folder, template)).is_file())
            message = "the file is not saved as UTF-8 text"
            raise TemplateSyntaxError(message, line, template, str(file)) from error


def make_loader(theme: Theme) -> BaseLoader:
    """Return what finds the templates of ``theme`` by their names."""
    return _Loader(theme.template_folders(), encoding="utf-8")


class CompiledTemplates(BytecodeCache):
    """The code of templates by key and by the checksum of their text: compiled once for all languages.

    ``codes`` is marshalled code that was compiled before; ``fresh`` what was compiled since. Code knows nothing of a
    language: the filters that do take it from the context, so that none of them is evaluated while compiling.
    """

    def __init__(self, codes: Mapping[str, bytes]) -> None:
        self.codes = dict(codes)
        self.kept = frozenset(codes)
        self.used: set[str] = set()
        self._loaded: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` its code, where that is known."""
        name = f"{bucket.key} {bucket.checksum}"
        if name in self.codes:
            self.used.add(name)
            if name not in self._loaded:
                self._loaded[name] = marshal.loads(self.codes[name])
            bucket.code = self._loaded[name]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of ``bucket``."""
        if bucket.code is not None:
            name = f"{bucket.key} {bucket.checksum}"
            self.codes[name] = marshal.dumps(bucket.code)
            self.used.add(name)
            self._loaded[name] = bucket.code


def make_environment(
    theme: Theme, localiser: Localiser, compiled: CompiledTemplates | None = None
) -> LanguageEnvironment:
    """Return the Jinja environment of one language, with its strings and its way of writing numbers."""
    environment = LanguageEnvironment(
        loader=make_loader(theme),
        bytecode_cache=compiled if compiled is not None else CompiledTemplates({}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,  # all of them, in a plain dictionary
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(localiser.strings, newstyle=True)  # type: ignore[attr-defined]
    gettext, ngettext = (cast(Callable[..., str], environment.globals[name]) for name in ("gettext", "ngettext"))
    environment.globals["_"] = environment.globals["gettext"] = Strings(gettext, localiser.strings.gettext)
    environment.globals["ngettext"] = Strings(ngettext, localiser.strings.ngettext)
    environment.localiser = localiser
    environment.macros = Macros()
    environment.trees = {}
    environment.filters |= FILTERS
    return environment


def _standard(package: Path) -> Path:
    return Path(os.path.realpath(package / "themes" / DEFAULT))


def _links_out(source: Path, name: str) -> list[str]:
    """Return the links that lead from the theme ``name`` out of the site; nothing behind one is looked at."""
    folder = source / "themes" / name
    if leads_out(folder, source):
        return [f"themes/{name}"]
    links = []
    for place, folders, files in os.walk(folder):
        inside = [Path(place, file) for file in (*folders, *files)]
        links += [file.relative_to(source).as_posix() for file in inside if leads_out(file, source)]
    return sorted(links)


def _extends(folder: Path, name: str, problems: Problems) -> str | None:
    file = folder / "theme.yml"
    path = f"themes/{name}/theme.yml"
    standard = DEFAULT if name != DEFAULT else None
    fields = read_yaml(file, path, problems) if file.is_file() else None
    if fields is None:
        return standard
    reader = Reader(fields, problems)
    extends, is_standalone = reader.identifier("extends"), reader.flag("standalone")
    for key in ("name", "version", "description", "author", "licence"):
        reader.text(key)
    reader.finish()
    if is_standalone or extends == name:
        return None
    return extends or standard


def _assets(layers: list[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for layer in layers:
        static = layer / "static"
        for file in sorted(static.rglob("*")):
            name = file.relative_to(static).as_posix()
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(static).parts):
                found.setdefault(name, file)
    return dict(sorted(found.items()))
