"""Prose: a body's Markdown as HTML that fits into the page, with every link led to where it really goes."""

from vitrina.prose.converter import Converter
from vitrina.prose.figures import GALLERY
from vitrina.prose.headings import HEADING_IDS
from vitrina.prose.texts import texts_of
from vitrina.prose.values import (
    Flaw,
    Labels,
    LinkProblem,
    LinkResolver,
    Position,
    Prose,
    ShownPicture,
    Words,
    WrittenLink,
)

__all__ = [
    "GALLERY",
    "HEADING_IDS",
    "Converter",
    "Flaw",
    "Labels",
    "LinkProblem",
    "LinkResolver",
    "Position",
    "Prose",
    "ShownPicture",
    "Words",
    "WrittenLink",
    "texts_of",
]
