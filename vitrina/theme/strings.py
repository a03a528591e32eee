"""The strings of the interface as templates ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from gettext import NullTranslations

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


def gettext_functions(strings: NullTranslations) -> Mapping[str, Callable[..., str]]:
    """Return ``_``, ``gettext`` and ``ngettext`` for one language, to take the place of Jinja's.

    They give the same. But most strings have no variables, stand on every page, and are HTML after the first time.
    """

    @cache
    def without_variables(text: str) -> Markup:
        return Markup(strings.gettext(text)) % {}

    @pass_eval_context
    def gettext(context: EvalContext, text: str, /, **variables: object) -> str:
        if context.autoescape:
            return Markup(strings.gettext(text)) % variables if variables else without_variables(text)
        return strings.gettext(text) % variables

    @pass_eval_context
    def ngettext(context: EvalContext, singular: str, plural: str, number: int, /, **variables: object) -> str:
        text = strings.ngettext(singular, plural, number)
        return (Markup(text) if context.autoescape else text) % {"num": number, **variables}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}
