"""The filters that templates have besides Jinja's: they keep texts of different languages and directions apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from jinja2 import pass_context
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from vitrina.languages.direction import direction_of_text, isolate
from vitrina.model import Direction
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text


@lru_cache(maxsize=1 << 15)
def _isolated(text: Text) -> Markup:
    return Markup(f"<bdi{_attributes(text.language, text.direction)}>{escape(text.value)}</bdi>")


def isolate_html(text: Text) -> Markup:
    """Return a text as an element that keeps its direction to itself (HTML ``bdi``, UAX #9), with its language.

    Like the other filters, it raises ``FilterArgumentError`` for anything but a text.
    """
    return _isolated(text if type(text) is Text else _checked(text))


def language_attributes(text: Text) -> Markup:
    """Return ``lang`` and ``dir`` for an element that holds nothing but ``text``."""
    known = text if type(text) is Text else _checked(text)
    return _attributes(known.language, known.direction)


def _checked(text: object) -> Text:
    if not isinstance(text, Text):
        raise FilterArgumentError(f"a text with a language and a direction is needed here, and this is {text!r:.40}")
    return text


@cache
def _attributes(language: str, direction: Direction) -> Markup:
    lang = f' lang="{escape(language)}"' if language else ""
    return Markup(f'{lang} dir="{direction}"')


def plain(text: Text, around: Direction) -> str:
    """Return a text for places that take no elements (``title``, attributes) in a page that runs ``around``.

    Unicode's own marks isolate it where it runs, or begins, the other way.
    """
    is_at_home = _checked(text).direction == around == direction_of_text(text.value, around)
    return text.value if is_at_home else isolate(text.value, text.direction)


def filters_for(localiser: Localiser) -> Mapping[str, Callable[..., object]]:
    """Return the filters of the templates in the language of ``localiser``, by their names.

    Those that know the language take the context, which they do not read, so that Jinja never works them out while it
    compiles: all languages share the compiled code.
    """

    @pass_context
    def plain_here(_: Context, text: Text) -> str:
        return plain(text, localiser.language.direction)

    @pass_context
    def number(_: Context, value: int) -> Markup:
        return isolate_html(localiser.number(value))

    return {"isolate": isolate_html, "attributes": language_attributes, "plain": plain_here, "number": number}
