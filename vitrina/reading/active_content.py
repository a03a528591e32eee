"""Content that a browser or a system would run, found in the bytes of files whose endings say something else.

What begins with the marks of a page is taken for one by browsers, where a server does not name its kind (WHATWG MIME
Sniffing, 7.1). An SVG picture is a document: opened by itself, its scripts run with the rights of the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from vitrina.problems import Message, say

START = 2048
"""Bytes in which the marks are looked for; browsers look at 1445."""

_MARKUP = re.compile(rb"[\s\x00\x0c]*<(?:[a-z!?%/])", re.IGNORECASE)
_TAGS = re.compile(rb"<\s*(?:script|html|head|body|iframe|object|embed|!doctype\s+html|\?php|%@\s*page)", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_PROGRAMS = (b"#!", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
_PROGRAMS_AS_WELL = (b"\xca\xfe\xba\xbe", b"\x00asm", b"dex\n", b"FWS", b"CWS")

_NOT_IN_PICTURES = frozenset(
    (
        *("script", "foreignobject", "iframe", "embed", "object", "applet", "audio", "video", "canvas", "handler"),
        *("listener", "link", "meta", "base", "form", "html", "body", "template", "include"),
    )
)
_REFERENCES = frozenset(
    ("href", "src", "data", "action", "formaction", "base", "srcset", "poster", "background", "ping")
)
_XHTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_INSIDE = re.compile(
    r"#|data:(?:image/(?:png|jpe?g|gif|webp)|(?:application/(?:x-)?)?font[a-z0-9/-]*)[;,]", re.IGNORECASE
)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_CSS_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_CSS_REFERENCE = re.compile(r"@import|image\(|image-set\(|src\(|javascript:|expression\(|behavior:|-moz-binding|//")
_SPACES = re.compile(r"[\s\x00-\x1f]+")


def is_markup(start: bytes) -> bool:
    """Tell whether a file that begins with ``start`` is written with tags."""
    return _MARKUP.match(_text(start)) is not None


def active_start(start: bytes) -> bool:
    """Tell whether a file that begins with ``start`` (and is no SVG) is markup or a program, whatever its ending."""
    if start.startswith((*_PROGRAMS, *_PROGRAMS_AS_WELL)) or (start.startswith(b"MZ") and b"\0" in start):
        return True
    return is_markup(start) or _TAGS.search(_text(start)) is not None


def _text(start: bytes) -> bytes:
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"")  # UTF-16


class _FoundError(Exception):
    """Ends the reading of a file of which enough is known; ``reason`` is what was found."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def active_in_svg(data: bytes) -> Message | None:
    """Return what keeps an SVG picture from being published, or ``None`` where it only draws."""
    return _parse(_Picture(), data)


def active_in_xml(data: bytes) -> Message | None:
    """Return what keeps data in XML (KML, GPX) from being published: a browser shows pages and pictures in it."""
    return _parse(_Data(), data)


def _parse(reader: _Data, data: bytes) -> Message | None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.ProcessingInstructionHandler = reader.instruction
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(data, True)
    except _FoundError as found:
        return found.reason
    except (expat.ExpatError, ValueError, LookupError):
        return say("The file is not valid XML.")
    return None


class _Data:
    """Looks at the parts of a file in XML as they are read; raises ``_FoundError`` at the first that is active."""

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space in (_XHTML, _SVG):
            raise _FoundError(_element(local))

    def end(self, name: str) -> None:
        """Leave an element."""

    def text(self, text: str) -> None:
        """Read a text."""

    def instruction(self, target: str, _data: str) -> None:
        if target.lower().startswith("xml-"):
            raise _FoundError(_reference(target))

    def entity(self, *_declaration: object) -> None:
        raise _FoundError(say("The file defines entities, which can hide what it does."))


class _Picture(_Data):
    """Looks at the parts of an SVG picture; what does more than draw is active."""

    def __init__(self) -> None:
        self._style = ""
        self._depth_of_style = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local.lower() in _NOT_IN_PICTURES or space == _XHTML:
            raise _FoundError(_element(local))
        self._depth_of_style += local.lower() == "style"
        for key, value in attributes.items():
            _check_attribute(key.rpartition(" ")[2], value)

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2].lower() == "style":
            self._depth_of_style -= 1
            _check_style(self._style)
            self._style = ""

    def text(self, text: str) -> None:
        if self._depth_of_style:
            self._style += text


def _element(name: str) -> Message:
    return say("The file has an element <{name}>, which can do more than draw.", name=name)


def _reference(address: str) -> Message:
    return say("The file refers to another place: {address}", address=address[:100])


def _check_attribute(name: str, value: str) -> None:
    key, compact = name.lower(), _SPACES.sub("", value)
    animated = compact.lower().rpartition(":")[2] if key == "attributename" else ""
    if key.startswith("on") or animated in _REFERENCES or animated.startswith("on"):
        raise _FoundError(
            say(
                "The file has the attribute “{name}”, which can run a script.",
                name=f"{name}={compact[:100]}" if animated else name,
            )
        )
    if key in _REFERENCES and compact and _INSIDE.match(compact) is None:
        raise _FoundError(_reference(value))
    if key == "style":
        _check_style(value)
    elif "(" in value:
        _plain_style(value)


def _check_style(style: str) -> None:
    if match := _CSS_REFERENCE.search(_plain_style(style)):
        raise _FoundError(_reference(match[0]))


def _plain_style(style: str) -> str:
    """Return ``style`` without comments, escapes and places; all places have to be inside the picture."""
    plain = _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub("", style)).lower()
    for place in _CSS_URL.findall(plain):
        if _INSIDE.match(place) is None:
            raise _FoundError(_reference(place))
    return _CSS_URL.sub("", plain)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0 < code < 0x110000 else match[2] or ""
