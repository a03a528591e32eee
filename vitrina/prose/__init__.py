"""Prose: a body's Markdown as HTML that fits into the page, with every link led to where it really goes."""

from vitrina.prose.converter import Converter
from vitrina.prose.figures import GALLERY
from vitrina.prose.file_elements import MEDIA_LINK
from vitrina.prose.headings import HEADING_IDS
from vitrina.prose.texts import texts_of
from vitrina.prose.values import (
    Captions,
    Flaw,
    Labels,
    LinkedFile,
    LinkProblem,
    LinkResolver,
    Player,
    Position,
    Prose,
    ShownPicture,
    ShownTarget,
    Words,
    WrittenLink,
    url_of,
)

__all__ = [
    "GALLERY",
    "HEADING_IDS",
    "MEDIA_LINK",
    "Captions",
    "Converter",
    "Flaw",
    "Labels",
    "LinkProblem",
    "LinkResolver",
    "LinkedFile",
    "Player",
    "Position",
    "Prose",
    "ShownPicture",
    "ShownTarget",
    "Words",
    "WrittenLink",
    "texts_of",
    "url_of",
]
