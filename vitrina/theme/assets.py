"""The theme's static files as they are published.

Styles are for the languages of the site, the default theme's scripts are minified, the rest is as it was written.

The minifier tells text from code by the signs around it and misreads some scripts: a regular expression behind an
arrow, a template literal inside another. The tests compare the default theme's scripts with what becomes of them; the
scripts of other themes are published as they were written.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from vitrina import defaults
from vitrina.disk.inputs import InputFile
from vitrina.model import Language
from vitrina.theme.styles import for_languages

THEME = "theme/"
"""What the origin of a file of the theme begins with."""

_DEFAULT_THEME = "themes/default/static"


def published(file: InputFile, languages: Collection[Language]) -> bytes | InputFile:
    """Return what is published of a static ``file`` on a site with these ``languages``.

    It is the bytes of what was made of it, or the file itself to be copied.
    """
    if file.path.endswith(".css"):
        sheet = file.read()
        made = for_languages(sheet, languages)
        return file if made == sheet else made
    if file.path.endswith(".js"):
        script = file.read()
        return _minified(script) if script in _scripts_in(defaults.folder() / _DEFAULT_THEME) else file
    return file


def published_bytes(file: InputFile, languages: Collection[Language]) -> bytes:
    """Return the bytes that ``published`` stands for."""
    content = published(file, languages)
    return content if isinstance(content, bytes) else content.read()


@cache
def _scripts_in(theme: Path) -> frozenset[bytes]:
    """Return the scripts of the default theme: a site that has a copy of one publishes the same bytes."""
    return frozenset(file.read_bytes() for file in theme.rglob("*.js"))


def _minified(script: bytes) -> bytes:
    from rjsmin import jsmin  # noqa: PLC0415 - most commands publish no script

    minified = jsmin(script)
    assert isinstance(minified, bytes)
    return minified
