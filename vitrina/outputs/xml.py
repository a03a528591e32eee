"""XML documents with the same bytes for the same values."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring

XML_LANG = "xml:lang"


def document(root: Element) -> bytes:
    """Return ``root`` as an XML document in UTF-8, indented so that people can read it."""
    indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"
