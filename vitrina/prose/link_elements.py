"""Elements of links and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE, AtomicString

from vitrina.prose.emphasis import Node, emphasised
from vitrina.prose.link_syntax import Target


def link_to(address: str, text: str) -> Element:
    """Return a link with its address as text."""
    element = Element("a", href=address.replace("&", "&amp;"))
    element.text = AtomicString(text.replace("&", "&amp;"))
    return element


def mail_to(address: str) -> Element:
    """Return a link to a mail address, written so that simple collectors of addresses do not see it."""
    element = Element("a", href="".join(f"{AMP_SUBSTITUTE}#{ord(char)};" for char in f"mailto:{address}"))
    element.text = AtomicString("".join(f"{AMP_SUBSTITUTE}#{ord(char)};" for char in address))
    return element


def link(target: Target, inside: Sequence[Node]) -> Element:
    """Return a link to ``target`` with what is ``inside``."""
    element = Element("a", href=target.address.replace("&", "&amp;"))
    if target.title is not None:
        element.set("title", _attribute(target.title))
    # No link can stand in another: an address in its text is text.
    emphasised((_text_of(node) if isinstance(node, Element) and node.tag == "a" else node for node in inside), element)
    return element


def _text_of(link_inside: Element) -> str:
    return unescape((link_inside.text or "").replace(AMP_SUBSTITUTE, "&"))


def picture(target: Target, inside: Sequence[Node]) -> Element:
    """Return a picture whose alternative text is that of what is ``inside``."""
    words = Element("span")
    emphasised(inside, words)
    for inner in words.iter("img"):
        inner.text = inner.get("alt")
    element = Element("img", alt="".join(words.itertext()), src=target.address.replace("&", "&amp;"))
    if target.title is not None:
        element.set("title", _attribute(target.title))
    return element


def _attribute(text: str) -> str:
    """Return ``text`` so that no ampersand in it makes a character."""
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;") if "&" in text else text
