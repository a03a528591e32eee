"""The filters that templates have besides Jinja's: they keep texts of different languages and directions apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, cached_property, lru_cache
from typing import Any

from jinja2 import Environment, nodes, pass_context
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from vitrina.languages.direction import direction_of_text, isolate
from vitrina.model import Direction
from vitrina.theme.macros import Macros, Writer
from vitrina.theme.shortcuts import ShortContext, ShortTemplate
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text


class LanguageEnvironment(Environment):
    """A Jinja environment that knows its language, and what its macros have made."""

    code_generator_class = Writer
    template_class = ShortTemplate
    context_class = ShortContext
    localiser: Localiser
    macros: Macros

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Return the tree of a template, and remember it: most that are only looked at are compiled soon after."""
        tree = self._parsed[source] = super().parse(source, name, filename)
        return tree

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return self._parsed.pop(source, None) or super()._parse(source, name, filename)

    @cached_property
    def _parsed(self) -> dict[str, nodes.Template]:
        return {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template finds everywhere: a plain dictionary, as they do not change later."""
        return {**self.globals, **(d or {})}


@pass_context
def _number(context: Context, value: int) -> Markup:
    return isolate_html(_localiser(context).number(value))


@pass_context
def _plain(context: Context, text: Text) -> str:
    return plain(text, _localiser(context).language.direction)


def _localiser(context: Context) -> Localiser:
    environment = context.environment
    assert isinstance(environment, LanguageEnvironment)
    return environment.localiser


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


FILTERS: Mapping[str, Callable[..., object]] = {
    "isolate": isolate_html,
    "attributes": language_attributes,
    "plain": _plain,
    "number": _number,
}
