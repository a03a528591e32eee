"""Themes: templates and static files in layers, rendered by Jinja.

Templates read their context and nothing else: an unknown name is an error, text is escaped, and there is no clock, no
request and no site-wide variable to look at.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import cast

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.bccache import Bucket, BytecodeCache

from vitrina.theme.assets import THEME, published_bytes
from vitrina.theme.filters import FILTERS, LanguageEnvironment
from vitrina.theme.macros import Macros
from vitrina.theme.shortcuts import Strings
from vitrina.views import addresses
from vitrina.views.localiser import Localiser


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme's layers, strongest first, and its static files by name."""

    layers: tuple[Path, ...]
    assets: Mapping[str, Path]

    def template_folders(self) -> tuple[Path, ...]:
        """Return the folders that templates are looked up in, strongest first."""
        return tuple(layer / "templates" for layer in self.layers)


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
    environment.filters |= FILTERS
    return environment
