"""The strings of the interface as templates ask for them: text, never markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from gettext import NullTranslations

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from vitrina.problems import say
from vitrina.theme.limits import LARGEST, ForbiddenActionError, shown, too_large

_GAP = re.compile(r"%\((\w+)\)s|%%")

_MOST_STRINGS = 1 << 12


def gettext_functions(strings: NullTranslations) -> Mapping[str, Callable[..., str]]:
    """Return ``_``, ``gettext``, ``ngettext``, ``pgettext`` and ``npgettext`` for one language.

    They take the place of Jinja's, which hold a catalogue for HTML and insert in any format of Python. Here a string is
    text: its characters are escaped, and so are the values of its placeholders ``%(name)s``, unless they are HTML.
    """
    html = lru_cache(maxsize=_MOST_STRINGS)(lambda text: _parts(text, escape))

    def filled(context: EvalContext, text: str, variables: Mapping[str, object]) -> str:
        if context.autoescape:
            parts = html(text)
            return parts[0] if len(parts) == 1 else Markup("").join(map(escape, _inserted(parts, variables)))
        return "".join(map(str, _inserted(_parts(text, str), variables)))

    @pass_eval_context
    def gettext(context: EvalContext, text: str, /, **variables: object) -> str:
        return filled(context, strings.gettext(text), variables)

    @pass_eval_context
    def ngettext(context: EvalContext, singular: str, plural: str, number: int, /, **variables: object) -> str:
        return filled(context, strings.ngettext(singular, plural, number), {"num": number, **variables})

    @pass_eval_context
    def pgettext(context: EvalContext, about: str, text: str, /, **variables: object) -> str:
        return filled(context, strings.pgettext(about, text), {"context": about, **variables})

    @pass_eval_context
    def npgettext(
        context: EvalContext, about: str, singular: str, plural: str, number: int, /, **variables: object
    ) -> str:
        values = {"context": about, "num": number, **variables}
        return filled(context, strings.npgettext(about, singular, plural, number), values)

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}


def _parts(text: str, of_text: Callable[[str], str]) -> tuple[str, ...]:
    """Return the parts of a string: text, the name of a placeholder, text, and so on."""
    parts: list[str] = [""]
    end = 0
    for gap in _GAP.finditer(text):
        parts[-1] += text[end : gap.start()] + ("%" if gap[1] is None else "")
        parts += [] if gap[1] is None else [gap[1], ""]
        end = gap.end()
    parts[-1] += text[end:]
    return tuple(part if number % 2 else of_text(part) for number, part in enumerate(parts))


def _inserted(parts: Sequence[str], variables: Mapping[str, object]) -> Iterator[object]:
    size = 0
    for number, part in enumerate(parts):
        if number % 2 == 0:
            yield part
            continue
        if part not in variables:
            raise ForbiddenActionError(say("The string has the placeholder {gap} without a value.", gap=f"%({part})s"))
        value = variables[part]
        size += shown(value)
        if size > LARGEST:
            raise too_large()
        yield value
