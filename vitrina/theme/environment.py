"""Themes: templates and static files in layers, rendered by Jinja.

Templates read their context and nothing else: an unknown name is an error, text is escaped, and there is no clock, no
request and no site-wide variable to look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.loaders import split_template_path

from vitrina.disk.inputs import InputFile, read_input
from vitrina.media.cards import CardStyle
from vitrina.model import Language
from vitrina.problems import say
from vitrina.reading.file_names import folded
from vitrina.reading.paths import THEMES
from vitrina.theme.assets import published_bytes
from vitrina.theme.filters import filters_for
from vitrina.theme.language_of_strings import without_marks
from vitrina.theme.limits import TemplateTooLargeError
from vitrina.theme.once import make_once
from vitrina.theme.sandbox import LARGEST_TEMPLATE, SandboxedTemplates
from vitrina.theme.strings import gettext_functions
from vitrina.views import addresses
from vitrina.views.localiser import Localiser


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme: its layers, strongest first, its static files by name, and its templates of pages.

    ``packaged`` is the layer that comes with the package, where the theme has that: it is trusted as the engine is.
    ``cards`` is how it draws cards, where it does.
    """

    layers: tuple[Path, ...]
    assets: Mapping[str, InputFile]
    templates: frozenset[str] = frozenset()
    packaged: Path | None = None
    cards: CardStyle | None = None

    def template_folders(self) -> tuple[Path, ...]:
        """Return the folders that templates are looked up in, strongest first."""
        return tuple(layer / "templates" for layer in self.layers)

    def own_templates(self) -> frozenset[str]:
        """Return the names of the templates that do not come with the package, as a disk compares them."""
        folders = [layer / "templates" for layer in self.layers if layer != self.packaged]
        return frozenset(map(folded, FileSystemLoader(folders).list_templates())) if folders else frozenset()


def asset_addresses(theme: Theme, languages: Collection[Language]) -> dict[str, str]:
    """Return the address of each static file with its version, so that a browser never shows an old one."""
    return {
        name: f"{addresses.asset(name)}?v={hashlib.sha256(_content(file, languages)).hexdigest()[:8]}"
        for name, file in theme.assets.items()
    }


def _content(file: InputFile, languages: Collection[Language]) -> bytes:
    try:
        return published_bytes(file, languages)
    except OSError:
        return b""  # rendering says so


class _Loader(FileSystemLoader):
    """Loads templates, and follows no link; one that is not UTF-8, or too large, is a problem of that file."""

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - the name is Jinja's
        template: object,  # what a template names is a value of its page, of any type
    ) -> tuple[str, str, Callable[[], bool]]:
        if not isinstance(template, str):
            raise TemplateNotFound(type(template).__name__)
        name = "/".join(split_template_path(template))
        for folder in map(Path, self.searchpath):
            root = folder.parent.parent.parent if folder.parent.parent.name == THEMES else folder.parent
            file = folder / name
            try:
                data, _ = read_input(root, file.relative_to(root).as_posix())
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):  # ValueError: not a name
                continue
            except OSError as error:
                raise TemplateSyntaxError(
                    f"the file cannot be read ({error.strerror})", 1, template, str(file)
                ) from error
            return _decoded(data, template, str(file)), str(file), lambda: True
        raise TemplateNotFound(template)


def _decoded(data: bytes, template: str, file: str) -> str:
    try:
        source = data.decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = "the file is not saved as UTF-8 text"
        raise TemplateSyntaxError(message, line, template, file) from error
    if len(source) > LARGEST_TEMPLATE:
        reason = say("The template is too large: it has more than {most} characters.", most=LARGEST_TEMPLATE)
        raise TemplateTooLargeError(reason, 1, template, file)
    return source


def make_loader(theme: Theme) -> BaseLoader:
    """Return what finds the templates of ``theme`` by their names."""
    return _Loader(theme.template_folders(), encoding="utf-8")


class TemplateCode(BytecodeCache):
    """Compiled templates in ``store``: each is compiled once for all languages, and for each ``purpose``.

    Jinja puts a version of itself and of Python and a checksum of the template's text before the code, and refuses
    what does not fit, so that an edited template is compiled again and takes the place of the old one.
    """

    def __init__(self, store: MutableMapping[str, bytes], purpose: str = "") -> None:
        self._store = store
        self._purpose = purpose

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` its code, where that is known."""
        known = self._store.get(self._purpose + bucket.key)
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of ``bucket``."""
        self._store[self._purpose + bucket.key] = bucket.bytecode_to_string()


class PackagedTemplates(Environment):
    """The environment of pages all of whose templates come with the package: it does not see any others.

    To watch what those do, as ``SandboxedTemplates`` does, takes a third of a build.
    """

    def page(self, name: str, context: Mapping[str, object]) -> str:
        """Return what the template ``name`` makes of ``context``; raise the errors of Jinja."""
        return self.get_template(name).render(context)


def make_environment(theme: Theme, localiser: Localiser, code: BytecodeCache | None = None) -> SandboxedTemplates:
    """Return the Jinja environment of one language, with its strings and its way of writing numbers."""
    environment = SandboxedTemplates(loader=make_loader(theme), bytecode_cache=code, **_SETTINGS)
    _translate(environment, localiser)
    environment.allow(gettext_functions(localiser.strings))
    if localiser.is_partial:
        environment.filters = without_marks(environment.filters)
    environment.filters |= _filters(localiser)
    return environment


def make_packaged_environment(
    theme: Theme, localiser: Localiser, code: BytecodeCache | None = None
) -> PackagedTemplates:
    """Return the environment of one language for pages that need only what ``theme`` has from the package."""
    folders = [] if theme.packaged is None else [theme.packaged / "templates"]
    environment = PackagedTemplates(loader=_Loader(folders, encoding="utf-8"), bytecode_cache=code, **_SETTINGS)
    _translate(environment, localiser)
    environment.globals |= gettext_functions(localiser.strings)
    environment.filters |= _filters(localiser)
    return environment


_SETTINGS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
    "cache_size": -1,  # all of them
    "extensions": ["jinja2.ext.i18n"],
}


def _translate(environment: Environment, localiser: Localiser) -> None:
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(localiser.strings, newstyle=True)  # type: ignore[attr-defined]


def _filters(localiser: Localiser) -> Mapping[str, Callable[..., object]]:
    return {**filters_for(localiser), "once": make_once()}
