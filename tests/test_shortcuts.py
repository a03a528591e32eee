"""Templates go shorter ways than Jinja's own and say the same; macros remember only what cannot be different."""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from markupsafe import Markup, escape

from vitrina.model import Language
from vitrina.theme.environment import Theme, make_environment
from vitrina.theme.filters import FILTERS, LanguageEnvironment
from vitrina.theme.macros import MOST
from vitrina.theme.shortcuts import html_of
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text


class Strings(gettext.NullTranslations):
    """A catalogue whose translations are not the texts."""

    def gettext(self, message: str) -> str:
        """Return a translation with a character that HTML writes otherwise, and a percent sign that gettext doubles."""
        return f"{message} <b>&amp; 100 %%</b>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of one or several."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class Worked:
    """A filter that counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, value: object) -> object:
        """Return the value."""
        self.times += 1
        return value


@dataclass(frozen=True)
class Value:
    """A value as the views have them."""

    name: str
    inner: object = None


@dataclass
class Changing:
    """A value that can change."""

    name: str = ""

    def rename(self, name: object) -> str:
        """Change."""
        self.name = str(name)
        return ""


LOCALISER = Localiser(Language(code="en", locale="en", direction="ltr"), Strings())


def rendered(templates: Mapping[str, str], contexts: Sequence[Mapping[str, object]]) -> tuple[list[str], int]:
    """Return the pages that ``page`` makes of the contexts, the same ones as Jinja's, and how often ``worked`` ran."""
    worked = Worked()
    environment = make_environment(Theme(layers=(Path("nowhere"),), assets={}), LOCALISER)
    environment.loader = DictLoader(templates)
    plain = Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    plain.policies["ext.i18n.trimmed"] = True
    plain.install_gettext_translations(Strings(), newstyle=True)  # type: ignore[attr-defined]
    plain.filters["isolate"] = FILTERS["isolate"]
    environment.filters["worked"] = worked
    plain.filters["worked"] = lambda value: value
    assert isinstance(environment, LanguageEnvironment)
    ours = [environment.get_template("page").render(context) for context in contexts]
    assert ours == [plain.get_template("page").render(context) for context in contexts]
    return ours, worked.times


values = st.one_of(
    st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.text().map(Markup), st.lists(st.text())
)


@given(st.one_of(values, st.builds(Text, st.text(), st.just("pl"), st.just("ltr"))))
def test_a_value_is_written_as_jinja_writes_it(value: object) -> None:
    assert str(html_of(value)) == str(escape(value))


ONE, OTHER = Value("one", "<1>"), Value("one", "<2>")

STEADY = "{% macro m(a, b=1) %}{{ a.name|worked }}{{ a.inner }}{{ b }}{{ _('x') }}{% endmacro %}"

NESTED = "{% macro m(a) %}{{ a|worked }}{% endmacro %}{% macro n(a) %}{{ m(a) }}{{ m(a) }}{% endmacro %}"


@pytest.mark.parametrize(
    ("page", "contexts", "times"),
    [
        (STEADY + "{{ m(v) }}{{ m(v) }}", [{"v": ONE}, {"v": ONE}], 1),
        (STEADY + "{{ m(v) }}{{ m(v, 1) }}{{ m(v, true) }}{{ m(v, '1') }}", [{"v": ONE}], 4),
        (STEADY + "{{ m(v, w) }}", [{"v": ONE, "w": "<"}, {"v": ONE, "w": Markup("<")}], 2),
        (STEADY + "{{ m(v) }}", [{"v": ONE}, {"v": OTHER}, {"v": ONE}], 2),
        (STEADY + "{{ m(v, (w, 1)) }}", [{"v": ONE, "w": ONE}, {"v": ONE, "w": OTHER}, {"v": ONE, "w": ONE}], 2),
        (STEADY + "{{ m(v, [1]) }}{{ m(v, [1]) }}", [{"v": ONE}], 2),
        (STEADY + "{{ m(v, b=2) }}{{ m(b=2, a=v) }}", [{"v": ONE}], 2),
        (NESTED + "{{ n(3) }}{{ n(3) }}{{ m(3) }}", [{}], 1),
    ],
)
def test_the_same_arguments_are_worked_out_once(page: str, contexts: list[Mapping[str, object]], times: int) -> None:
    assert rendered({"page": page}, contexts)[1] == times


@pytest.mark.parametrize(
    "page",
    [
        "{% macro m(a) %}{{ a }}{{ v }}{% endmacro %}{{ m(1) }}",
        "{% macro m(a, b=v) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}",
        "{% set w = v %}{% macro m(a) %}{{ a }}{{ w }}{% endmacro %}{{ m(1) }}",
        "{% macro n() %}{{ v }}{% endmacro %}{% macro m(a) %}{{ a }}{{ n() }}{% endmacro %}{{ m(1) }}",
        "{% macro m(a) %}{{ a }}{% include 'part' %}{% endmacro %}{{ m(1) }}",
        "{% macro m(a) %}{% for v in [a] %}{{ v }}{% endfor %}{{ v }}{% endmacro %}{{ m(1) }}",
        "{% macro m(a) %}{% if a > 1 %}{% set v = a %}{% endif %}{{ v }}{% endmacro %}{{ m(1) }}",
        "{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m(1) %}{{ v }}{% endcall %}",
        "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, v) }}{{ m(1, b=v) }}",
        "{% if v == 1 %}{% macro n() %}x{% endmacro %}{% endif %}"
        "{% macro m(a) %}{{ a }}{{ n is defined }}{% endmacro %}{{ m(1) }}",
        "{% macro n() %}x{% endmacro %}{% if v == 1 %}{% macro n() %}y{% endmacro %}{% endif %}"
        "{% macro m(a) %}{{ n() }}{% endmacro %}{{ m(1) }}",
        "{% macro m(a) %}{{ a.w }}{% endmacro %}{% set n = namespace(w=v) %}{{ m(n) }}{% set n.w = 3 %}{{ m(n) }}",
        "{% macro m(l) %}{{ l.index }}{% endmacro %}{% for x in [v, v] %}{{ m(loop) }}{% endfor %}{{ v }}",
        "{% macro m(a) %}{{ a|join }}{% endmacro %}{{ m([v]) }}",
        "{% macro m(a) %}{{ a.name }}{% endmacro %}{{ c.rename(v) }}{{ m(c) }}",
        "{% import 'macros' as n with context %}{{ n.m(1) }}",
        "{% from 'macros' import m with context %}{% macro o(a) %}{{ m(a) }}{% endmacro %}{{ o(1) }}",
        "{% set _ = v|string|attr('upper') %}{% import 'strings' as n with context %}{{ n.m() }}",
        "{% macro _() %}{{ v }}{% endmacro %}{% macro m(a) %}{{ _() }}{% endmacro %}{{ m(1) }}",
    ],
)
def test_what_can_be_different_is_worked_out_again(page: str) -> None:
    templates = {
        "page": page,
        "part": "{{ v }}",
        "macros": "{% macro m(a) %}{{ a }}{{ v }}{% endmacro %}",
        "strings": "{% macro m() %}{{ _() }}{% endmacro %}",
    }
    changing = Changing()
    ours, _ = rendered(templates, [{"v": number, "c": changing} for number in (1, 2, 1)])
    assert ours[0] == ours[2] != ours[1]


def test_a_macro_escapes_as_its_caller_does() -> None:
    macro = "{% macro m(a) %}{{ a }}{% endmacro %}"
    unescaped = "{% autoescape false %}{{ m('<') }}{% endautoescape %}"
    rendered({"page": macro + unescaped + "{{ m('<') }}" + unescaped}, [{}])


def test_a_value_that_is_gone_is_not_taken_for_another() -> None:
    environment = make_environment(Theme(layers=(Path("nowhere"),), assets={}), LOCALISER)
    environment.loader = DictLoader({"page": "{% macro m(a) %}{{ a.name }}{% endmacro %}{{ m(v) }}"})
    for number in range(100):
        assert environment.get_template("page").render({"v": Value(str(number))}) == str(number)


def test_no_more_is_kept_than_so_much() -> None:
    page = "{% macro m(a) %}{{ a|worked }}{% endmacro %}{% for n in range(times) %}{{ m(n) }}{% endfor %}{{ m(0) }}"
    assert rendered({"page": page}, [{"times": MOST}])[1] == MOST
    assert rendered({"page": page}, [{"times": MOST + 1}])[1] == MOST + 2


@pytest.mark.parametrize(
    "page",
    [
        "{{ _('a') }}{{ _('a') }}{{ gettext('a') }}",
        "{% autoescape false %}{{ _('a') }}{% trans w=v %}b {{ w }}{% endtrans %}{% endautoescape %}",
        "{% autoescape false %}{{ _('a') }}{% endautoescape %}{{ _('a') }}",
        "{% trans w=v %}b {{ w }} 5 %{% endtrans %}{% trans w=v|e %}b {{ w }}{% endtrans %}",
        "{% trans n=3 %}one{% pluralize n %}{{ n }}{% endtrans %}{{ ngettext('c', 'd', 1) }}",
        "{% trans n=3, w=v|e %}one{% pluralize n %}{{ n }} {{ w }}{% endtrans %}",
        "{% for x in [1] %}{% set y = x %}{{ _('a') }}{% trans %}c{% endtrans %}{% endfor %}",
        "{{ dict(a=v).a }}{{ v.upper() }}{{ range(2)|list }}",
    ],
)
def test_strings_are_said_as_jinja_says_them(page: str) -> None:
    rendered({"page": page}, [{"v": "<i>"}, {"v": "%s"}])


def test_a_template_is_parsed_once_to_be_looked_at_and_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = Parser.parse

    def note_and_parse(parser: Parser) -> nodes.Template:
        parsed.append(str(parser.name))
        return parse(parser)

    monkeypatch.setattr(Parser, "parse", note_and_parse)
    environment = make_environment(Theme(layers=(Path("nowhere"),), assets={}), LOCALISER)
    environment.loader = DictLoader({"page": "{{ 1 + 1 }}", "wrong": "\n{{ 1|unknown }}"})
    for _ in range(2):
        environment.parse("{{ 1 + 1 }}")
        assert environment.get_template("page").render() == "2"
    assert len(parsed) == 2  # the second template comes from the cache, and its tree waits for one that is compiled
    environment.parse("\n{{ 1|unknown }}")
    with pytest.raises(TemplateSyntaxError, match="unknown") as mistake:
        environment.get_template("wrong")
    assert (mistake.value.name, mistake.value.lineno) == ("wrong", 2)
