"""What a body needs of Markdown: which of the converter's many parts could find anything to do in it.

Most bodies are paragraphs with a few headings, lists and links, and yet each part of the library looks through all of
them. A part that is listed here acts only where a text has one of its *signs*, so it can stay out of the way where
there is none. Parts that are not listed always work. A sign may be there for nothing; what must not happen is that a
part could act without one: a property test compares with the library as it comes.

A sign must be seen in what people wrote, while parts look at what other parts made of it. That holds because blocks are
made of whole lines with something taken off their beginnings, never off their ends or out of their middles, and because
what replaces text later, the placeholders, holds none of these characters.
"""

from __future__ import annotations

from dataclasses import dataclass

from markdown.util import ETX, STX

TAB_LENGTH = 4

RULER = "\n---"
"""The sign of a line that ends like one below a heading or between paragraphs; it may stand in a quotation."""

_ENDS_OF_RULERS = ("-", "=", "_", "*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Some parts, by their names in the library's registries, that need one of ``signs`` to act."""

    signs: tuple[str, ...]
    preprocessors: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()
    tree: tuple[str, ...] = ()


_HEADINGS = ("#", RULER)

RULES = (
    Rule(signs=("```", "~~~"), preprocessors=("fenced_code_block",)),
    Rule(signs=("<!--",), preprocessors=("comment",)),
    Rule(signs=(" " * TAB_LENGTH,), blocks=("indent", "defindent", "code")),
    Rule(signs=("|",), blocks=("table",), tree=("frames",)),
    Rule(signs=("#",), blocks=("hashheader",)),
    Rule(signs=(RULER,), blocks=("setextheader", "hr")),
    Rule(signs=(" :", "\n:", ">:", "::"), blocks=("deflist",)),
    Rule(signs=(">",), blocks=("quote",)),
    Rule(signs=("[^",), blocks=("footnote",), inline=("footnote",), tree=("footnote", "footnote-duplicate")),
    Rule(signs=("*[",), blocks=("abbr",), tree=("abbr",)),
    Rule(
        signs=("]:",),
        blocks=("reference",),
        inline=("reference", "image_reference", "short_reference", "short_image_ref"),
    ),
    Rule(signs=("`",), inline=("backtick",)),
    Rule(signs=("\\",), inline=("escape",), tree=("unescape",)),
    Rule(signs=("](",), inline=("link", "image_link")),
    Rule(signs=("<",), inline=("autolink", "automail", "html")),
    Rule(signs=("  \n",), inline=("linebreak",)),
    Rule(signs=("&",), inline=("entity",)),
    Rule(signs=("*", "_"), inline=("em_strong",)),
    Rule(signs=("{",), tree=("attr_list", "values")),
    Rule(signs=_HEADINGS, tree=("headings",)),
    Rule(signs=(*_HEADINGS, "[TOC]", "<!--"), tree=("toc",)),
    Rule(signs=("[", "<"), tree=("links",)),
    Rule(signs=(*_HEADINGS, "{", "|", "[^"), tree=("attributes",)),
)

Needs = tuple[bool, ...]
"""For each of ``RULES``, whether a body needs its parts."""

EVERYTHING: Needs = (True,) * len(RULES)


def needs_of(body: str) -> Needs:
    """Return what ``body`` needs."""
    text = _as_read(body)
    return tuple([any(_has(text, sign) for sign in rule.signs) for rule in RULES])


def _as_read(body: str) -> str:
    """Return ``body`` as the library reads it, so that no sign hides behind a tab or the end of the text."""
    text = body.replace(STX, "").replace(ETX, "").replace("\r\n", "\n").replace("\r", "\n")
    return f"\n{text}\n".expandtabs(TAB_LENGTH)


def _has(text: str, sign: str) -> bool:
    if sign == RULER:
        return any(line.rstrip().endswith(_ENDS_OF_RULERS) for line in text.split("\n"))
    return sign in text
