"""Drawings (SVG) without what they say besides: comments, and what programs write down, such as names of folders.

What a drawing may do is checked elsewhere (``reading.active_content``).
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_KEPT_NAMESPACES = frozenset(("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"))
_KEPT_PREFIXES = frozenset(("", "xml", "xlink"))
_NOTES = frozenset(("metadata",))


def without_notes(data: bytes) -> bytes | None:
    """Return the drawing in ``data`` without notes; ``None`` where it has none, or is no XML."""
    writer = _Writer()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.CommentHandler = writer.note
    parser.ProcessingInstructionHandler = lambda _target, _data: writer.note("")
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return "".join(writer.parts).encode() if writer.has_notes else None


class _Writer:
    """Writes down again what it is told of, but for notes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.has_notes = False
        self._kept = set(_KEPT_PREFIXES)
        self._depth_of_note = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        for key, value in attributes.items():
            prefix, _, bound = key.partition(":")
            if prefix == "xmlns" and bound and value in _KEPT_NAMESPACES:
                self._kept.add(bound)
        if self._depth_of_note or not self._is_kept(name) or name.rpartition(":")[2] in _NOTES:
            self.has_notes = True
            self._depth_of_note += 1
            return
        kept = {key: value for key, value in attributes.items() if self._is_kept_attribute(key)}
        self.has_notes = self.has_notes or any(key not in kept and not key.startswith("xmlns:") for key in attributes)
        self.parts.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")

    def end(self, name: str) -> None:
        if self._depth_of_note:
            self._depth_of_note -= 1
        else:
            self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        if not self._depth_of_note:
            self.parts.append(escape(text))

    def note(self, _text: str) -> None:
        self.has_notes = True

    def _is_kept(self, name: str) -> bool:
        return (name.rpartition(":")[0] if ":" in name else "") in self._kept

    def _is_kept_attribute(self, key: str) -> bool:
        prefix, _, bound = key.rpartition(":")
        return bound in self._kept if prefix == "xmlns" else prefix in self._kept
