"""Templates ask for the interface's strings in Jinja's ways, and get what Jinja's own functions would give."""

from __future__ import annotations

import gettext

import pytest
from jinja2 import Environment

from vitrina.theme.strings import gettext_functions


class Strings(gettext.NullTranslations):
    """A catalogue whose translations are not the texts: they have HTML, and a percent sign that gettext doubles."""

    def gettext(self, message: str) -> str:
        return f"{message} <b>&amp; 100 %%</b>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


TEMPLATES = [
    "{{ _('a') }}{{ _('a') }}{{ gettext('a') }}",
    "{{ _('a %(b)s', b=v) }}{{ _('a %(b)s', b=v|e) }}{{ _('a %(b)s', b=1) }}",
    "{% autoescape false %}{{ _('a') }}{% trans w=v %}b {{ w }}{% endtrans %}{% endautoescape %}{{ _('a') }}",
    "{% trans w=v %}b {{ w }} 5 %{% endtrans %}{% trans w=v|e %}b {{ w }}{% endtrans %}",
    "{% trans n=3 %}one{% pluralize n %}{{ n }}{% endtrans %}{{ ngettext('c', 'd', 1) }}",
    "{% trans n=3, w=v|e %}one{% pluralize n %}{{ n }} {{ w }}{% endtrans %}{{ ngettext('c', '%(num)s d', 2, num=v) }}",
    "{% for x in [1] %}{% set y = x %}{{ _('a') }}{% trans %}c{% endtrans %}{% endfor %}",
    "{{ _('a') ~ '<' }}{{ [_('a'), '<']|join }}{{ _('a')|upper }}",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_strings_are_what_jinja_makes_of_them(template: str) -> None:
    pages = []
    for functions in ({}, gettext_functions(Strings())):
        environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
        environment.install_gettext_translations(Strings(), newstyle=True)  # type: ignore[attr-defined]
        environment.globals |= functions
        page = environment.from_string(template)
        pages.append([page.render(v=value) for value in ("<i>", "%s", "<i>")])
    assert pages[0] == pages[1]
