"""The theme's static files as they are published: scripts without comments and indentation, the rest as it is."""

from __future__ import annotations

import re
from pathlib import Path

THEME = "theme/"
"""What the origin of a file of the theme begins with."""

_SCRIPTS = (".js", ".mjs")
_SHORT_ALREADY = (".min.js", ".min.mjs")
_UNCERTAIN = re.compile(
    rb"(?:=>|[)+]\s|\}\s*\n|\b(?:await|case|delete|do|else|in|instanceof|new|of|throw|typeof|void|yield))\s*/(?![/*=])"
)
"""Where a slash may begin a regular expression (ECMAScript, 12.9.5) and the shortener takes it for a division."""

_INSERTION = re.compile(rb"\$\{")
_INSIDE = re.compile(rb"""[{}`]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")


def published(origin: str, file: Path) -> bytes | Path:
    """Return what is published of ``file``: the bytes of a script of the theme, or the file itself to be copied.

    ``origin`` is its name in the theme's ``static/`` after ``theme/``, or wherever else it comes from: what lies in
    the content is published as it is.
    """
    is_script = origin.startswith(THEME) and origin.endswith(_SCRIPTS) and not origin.endswith(_SHORT_ALREADY)
    return _shortened(file.read_bytes()) if is_script else file


def published_bytes(origin: str, file: Path) -> bytes:
    """Return the bytes that ``published`` stands for."""
    content = published(origin, file)
    return content if isinstance(content, bytes) else content.read_bytes()


def _shortened(script: bytes) -> bytes:
    """Return a script without comments and indentation; a comment that begins with ``/*!`` stays, as a licence asks.

    A script that the shortener could misunderstand is returned as it is: it knows what is text and what is code by the
    signs around it, without reading the grammar.
    """
    if _UNCERTAIN.search(script) or _nests_templates(script):
        return script
    from rjsmin import jsmin  # noqa: PLC0415 - most commands publish no script

    shortened = jsmin(script, keep_bang_comments=True)
    assert isinstance(shortened, bytes)
    return shortened.lstrip(b"\n") + b"\n"


def _nests_templates(script: bytes) -> bool:
    """Tell whether a template literal may stand in an insertion of another one (ECMAScript, 12.9.6).

    For the shortener the inner one would be code. What only looks like that, in a comment or a regular expression,
    counts too.
    """
    return any(_holds_mark(script, insertion.end()) for insertion in _INSERTION.finditer(script))


def _holds_mark(script: bytes, start: int) -> bool:
    depth = 1
    for found in _INSIDE.finditer(script, start):
        match found[0]:
            case b"`":
                return True
            case b"{":
                depth += 1
            case b"}":
                depth -= 1
        if not depth:
            return False
    return False
