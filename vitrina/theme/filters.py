"""The filters that templates have besides Jinja's: they keep texts of different languages and directions apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Literal, Protocol

from jinja2 import pass_context
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from vitrina.languages.direction import can_stand_bare, direction_of_text, isolate
from vitrina.model import Direction
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text


class EnclosingElement(Protocol):
    """What is around a text: a language with its direction, as a page or a view has them."""

    @property
    def language(self) -> str:
        """The language (BCP 47)."""

    @property
    def direction(self) -> Direction:
        """The direction."""


def isolate_html(text: Text, around: EnclosingElement) -> Markup:
    """Return a text as it can stand among the words ``around``: bare where it is of their language and direction.

    Where the two could move each other's characters, it is an element that keeps its direction to itself (HTML ``bdi``,
    UAX #9). Like the other filters, it raises ``FilterArgumentError`` for anything but a text.
    """
    return _isolated(text if type(text) is Text else _checked(text), around.language, around.direction)


def language_attributes(text: Text, around: EnclosingElement) -> Markup:
    """Return ``lang`` and ``dir`` for an element with nothing but ``text`` in it, where they are not those ``around``.

    The element has to be a block, or alone in one: it is not kept apart from what stands beside it.
    """
    known = text if type(text) is Text else _checked(text)
    return _attributes(known.language, known.direction if known.direction != around.direction else "", around.language)


def _checked(text: object) -> Text:
    if not isinstance(text, Text):
        raise FilterArgumentError(f"a text with a language and a direction is needed here, and this is {text!r:.40}")
    return text


@lru_cache(maxsize=1 << 15)
def _isolated(text: Text, language: str, around: Direction) -> Markup:
    value = escape(str(text))
    if text.direction != around or not can_stand_bare(text.value, around):
        return Markup(f"<bdi{_attributes(text.language, text.direction, language)}>{value}</bdi>")
    lang = _attributes(text.language, "", language)
    return Markup(f"<span{lang}>{value}</span>") if lang else value


@cache
def _attributes(own: str, direction: Direction | Literal[""], language: str) -> Markup:
    lang = f' lang="{escape(own)}"' if own not in ("", language) else ""
    return Markup(f'{lang} dir="{direction}"' if direction else lang)


def plain(text: Text, around: Direction) -> str:
    """Return a text for places that take no elements (``title``, attributes) in a page that runs ``around``.

    Unicode's own marks isolate it where it runs, or begins, the other way.
    """
    shown = _checked(text).plain
    is_at_home = text.direction == around == direction_of_text(shown, around)
    return shown if is_at_home else isolate(shown, text.direction)


def filters_for(localiser: Localiser) -> Mapping[str, Callable[..., object]]:
    """Return the filters of the templates in the language of ``localiser``, by their names.

    ``isolate`` and ``attributes`` take what is around a text where that is not the page. All of them take the context,
    which they do not read, so that Jinja never works them out while it compiles: all languages share the compiled code.
    """
    page = localiser.own("")

    @pass_context
    def isolated(_: Context, text: Text, around: EnclosingElement = page) -> Markup:
        return isolate_html(text, around)

    @pass_context
    def attributes(_: Context, text: Text, around: EnclosingElement = page) -> Markup:
        return language_attributes(text, around)

    @pass_context
    def plain_here(_: Context, text: Text) -> str:
        return plain(text, page.direction)

    @pass_context
    def number(_: Context, value: int) -> Markup:
        return isolate_html(localiser.number(value), page)

    return {"isolate": isolated, "attributes": attributes, "plain": plain_here, "number": number}
