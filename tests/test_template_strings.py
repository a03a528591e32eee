"""Templates ask for the interface's strings in Jinja's ways, and get text: what Jinja would give of escaped strings."""

from __future__ import annotations

import gettext
from collections.abc import Mapping

import pytest
from jinja2 import Environment
from markupsafe import escape

from vitrina.theme.strings import gettext_functions


class Strings(gettext.NullTranslations):
    """A catalogue whose translations are not the texts: they have HTML, and a percent sign that gettext doubles."""

    def gettext(self, message: str) -> str:
        return f"{message} <b>&amp; 100 %%</b>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(f"{context} {message}")

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.pgettext(context, msgid1 if n == 1 else msgid2)


class Escaped(Strings):
    """The same catalogue for Jinja's functions, which take strings for HTML."""

    def gettext(self, message: str) -> str:
        return str(escape(super().gettext(message)))


TEMPLATES = [
    "{{ _('a') }}{{ _('a') }}{{ gettext('a') }}",
    "{{ _('a %(b)s', b=v) }}{{ _('a %(b)s', b=v|e) }}{{ _('a %(b)s', b=1) }}",
    "{% trans w=v %}b {{ w }} 5 %{% endtrans %}{% trans w=v|e %}b {{ w }}{% endtrans %}",
    "{% trans n=3 %}one{% pluralize n %}{{ n }}{% endtrans %}{{ ngettext('c', 'd', 1) }}",
    "{% trans n=3, w=v|e %}one{% pluralize n %}{{ n }} {{ w }}{% endtrans %}{{ ngettext('c', '%(num)s d', 2, num=v) }}",
    "{{ pgettext('c', 'a') }}{{ npgettext('c', 'a', 'b', 2) }}{% trans 'c' w=v %}b {{ w }}{% endtrans %}",
    "{% for x in [1] %}{% set y = x %}{{ _('a') }}{% trans %}c{% endtrans %}{% endfor %}",
    "{{ _('a') ~ '<' }}{{ [_('a'), '<']|join }}{{ _('a')|upper }}",
]


def page(template: str, strings: Strings, functions: Mapping[str, object]) -> list[str]:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_translations(strings, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= functions
    return [environment.from_string(template).render(v=value) for value in ("<i>", "%s", "<i>")]


@pytest.mark.parametrize("template", TEMPLATES)
def test_strings_are_what_jinja_makes_of_escaped_ones(template: str) -> None:
    assert page(template, Strings(), gettext_functions(Strings())) == page(template, Escaped(), {})


def test_strings_are_as_they_are_where_nothing_is_escaped() -> None:
    template = "{% autoescape false %}{{ _('a') }}{% trans w=v %}b {{ w }}{% endtrans %}{% endautoescape %}"
    assert page(template, Strings(), gettext_functions(Strings())) == page(template, Strings(), {})


def test_only_placeholders_are_filled_in() -> None:
    template = "{{ _('%(v)999s %s %(v)r % %%', v=v) }}"
    environment = Environment(autoescape=True)
    environment.globals |= gettext_functions(gettext.NullTranslations())
    assert environment.from_string(template).render(v="x") == "%(v)999s %s %(v)r % %"
