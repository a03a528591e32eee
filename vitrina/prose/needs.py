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

from collections.abc import Mapping
from dataclasses import dataclass

from markdown.util import ETX, STX

TAB_LENGTH = 4

RULER = "\n---"
"""The sign of a line that ends like one below a heading or between paragraphs; it may stand in a quotation."""

_ENDS_OF_RULERS = ("-", "=", "_", "*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Some parts, by their names in the library's registries, that need one of ``signs`` to act.

    ``inline_signs`` is what the inline ones need in the very paragraph, where that is not the same.
    """

    signs: tuple[str, ...]
    preprocessors: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()
    inline_signs: tuple[str, ...] = ()
    tree: tuple[str, ...] = ()


_HEADINGS = ("#", RULER)

RULES = (
    Rule(signs=("```", "~~~"), preprocessors=("fenced_code_block",)),
    Rule(signs=("<!--",), preprocessors=("comment",)),
    Rule(signs=(" " * TAB_LENGTH,), blocks=("indent", "defindent", "code")),
    Rule(signs=("|",), blocks=("table",), tree=("frames",)),
    Rule(signs=("#",), blocks=("hashheader",)),
    Rule(signs=(RULER,), blocks=("setextheader", "hr")),
    Rule(signs=(" :", "\n:", ">:"), blocks=("deflist",)),
    Rule(signs=(">",), blocks=("quote",)),
    Rule(signs=("[^",), blocks=("footnote",), inline=("footnote",), tree=("footnote", "footnote-duplicate")),
    Rule(signs=("*[",), blocks=("abbr",), tree=("abbr",)),
    Rule(
        signs=("]:",),
        blocks=("reference",),
        inline=("reference", "image_reference", "short_reference", "short_image_ref"),
        inline_signs=("[",),
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
    Rule(signs=("{", "|", "[^"), tree=("attributes",)),
)

Needs = tuple[bool, ...]
"""For each of ``RULES``, whether a body needs its parts."""

_SIGNS = {sign: "".join(sign.split()) for rule in RULES for sign in rule.signs if sign != RULER}
"""Each sign with its characters without white space, which are found, or mostly not, far sooner than the whole."""


def needs_of(body: str) -> Needs:
    """Return what ``body`` needs."""
    text = _as_read(body)
    found = {sign for sign, characters in _SIGNS.items() if _all_in(characters, text) and sign in text}
    if any(line.rstrip().endswith(_ENDS_OF_RULERS) for line in text.split("\n")):
        found.add(RULER)
    return tuple([not found.isdisjoint(rule.signs) for rule in RULES])


def signs_of_markup(needs: Needs) -> tuple[str, ...]:
    """Return signs one of which a paragraph must have, or nothing inside it is marked up."""
    rules = (rule for rule, is_needed in zip(RULES, needs, strict=True) if is_needed and rule.inline)
    return tuple(dict.fromkeys(sign for rule in rules for sign in rule.inline_signs or rule.signs))


def guards(needs: Needs) -> Mapping[str, str]:
    """Return, for those block processors that need one sign in the very block, by name, that sign."""
    rules = [rule for rule, is_needed in zip(RULES, needs, strict=True) if is_needed and rule.signs != (RULER,)]
    return {name: rule.signs[0] for rule in rules if len(rule.signs) == 1 for name in rule.blocks}


def _as_read(body: str) -> str:
    """Return ``body`` as the library reads it, so that no sign hides behind a tab or the end of the text."""
    text = body.replace(STX, "").replace(ETX, "").replace("\r\n", "\n").replace("\r", "\n")
    framed = f"\n{text}\n"
    return framed.expandtabs(TAB_LENGTH) if "\t" in framed else framed


def _all_in(characters: str, text: str) -> bool:
    """Tell whether each of ``characters`` occurs in ``text``."""
    for character in characters:  # noqa: SIM110 - a generator takes three times as long
        if character not in text:
            return False
    return True
