"""Shorter ways through Jinja for what templates do most: write a value, call a macro, say a string of the interface.

Each does what Jinja does in its place, for the kinds of values that make up nearly all of a page, and leaves
everything else to Jinja. Their frames are hidden (``internalcode``), so that a mistake is found in its template.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, pass_context
from markupsafe import Markup, escape

from vitrina.theme.macros import RememberingMacro
from vitrina.views.values import Text


@internalcode
def html_of(value: object) -> str:
    """Return the text of HTML that ``markupsafe.escape`` makes of a value, wrapped as ``Markup`` or not.

    Templates join what they write, so that nobody sees the wrapping, and it costs more than the escaping.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    text = value.value if kind is Text else value  # type: ignore[attr-defined]
    if type(text) is str and not ("&" in text or "<" in text or ">" in text or '"' in text or "'" in text):
        return text
    return escape(value)


class ShortTemplate(Template):
    """A template whose code writes values by ``html_of``."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template with this code."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = html_of
        return template


class Strings:
    """A function of gettext as templates call it: ``say`` is Jinja's, ``translate`` the catalogue's."""

    def __init__(self, say: Callable[..., str], translate: Callable[..., str]) -> None:
        self._say = say
        self._translate = translate
        self._said: dict[tuple[object, ...], str] = {}

    @internalcode
    @pass_context
    def __call__(self, context: Context, /, *texts: object, **variables: object) -> str:
        """Return the translation with its variables."""
        return self._say(context, *texts, **variables)

    @internalcode
    def html(self, context: Context, texts: tuple[object, ...], variables: dict[str, object]) -> str:
        """Return the translation as HTML: without variables it is made once, and where all are HTML just filled."""
        if not variables:
            said = self._said.get(texts)
            if said is None:
                said = self._said[texts] = self._say(context, *texts)
            return said
        if len(texts) == 1 and all(type(value) is Markup for value in variables.values()):
            return Markup(self._translate(*texts) % variables)
        return self._say(context, *texts, **variables)


class ShortContext(Context):
    """A context that calls macros and the interface's strings without asking first what kind of function they are."""

    @internalcode
    def call(self, function: Callable[..., Any], /, *values: Any, **named: Any) -> Any:  # noqa: ANN401 - as Jinja does
        """Call ``function`` as Jinja's context does."""
        kind = type(function)
        if kind is RememberingMacro or kind is Macro:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            if kind is Macro or named or not self.eval_ctx.autoescape:
                return function(self.eval_ctx, *values, **named)
            return function.recall(self.eval_ctx, values)  # type: ignore[attr-defined]
        if kind is Strings and self.eval_ctx.autoescape:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return function.html(self, values, named)  # type: ignore[attr-defined]
        return super().call(function, *values, **named)
