"""The filter ``once`` calls a macro, and works out the same values only once however many pages there are."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from vitrina.model import Language
from vitrina.theme.environment import Theme, make_environment
from vitrina.views.localiser import Localiser

LOCALISER = Localiser(Language(code="en", locale="en", direction="ltr"), gettext.NullTranslations())
MACRO = "{% macro m(a, b=1) %}{{ a|worked }} {{ b }};{% endmacro %}"


@dataclass(frozen=True)
class Value:
    """A value as the views have them."""

    name: str

    def __str__(self) -> str:
        return self.name


class Worked:
    """A filter that counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, value: object) -> object:
        self.times += 1
        return value


def environment_with(templates: Mapping[str, str], worked: Worked) -> Environment:
    environment = make_environment(Theme(layers=(Path("nowhere"),), assets={}), LOCALISER)
    environment.loader = DictLoader({"macros": MACRO, **templates})
    environment.filters["worked"] = worked
    return environment


@pytest.mark.parametrize(
    ("page", "contexts", "times"),
    [
        ("{{ m|once(v) }}{{ m|once(v) }}", [{"v": Value("<")}, {"v": Value("<")}], 1),
        ("{{ m|once(v) }}", [{"v": Value("a")}, {"v": Value("b")}, {"v": Value("a")}], 2),
        ("{{ m|once(v) }}{{ m|once(v, 2) }}{{ m|once(v, b=2) }}", [{"v": "a"}, {"v": "b"}], 6),
        ("{{ m|once(v) }}", [{"v": "<"}, {"v": Markup("<")}, {"v": 1}, {"v": True}, {"v": "1"}], 5),
        ("{{ m|once((v, 1)) }}", [{"v": "a"}, {"v": "b"}, {"v": "a"}], 2),
    ],
)
def test_the_same_values_are_worked_out_once(page: str, contexts: list[Mapping[str, object]], times: int) -> None:
    worked = Worked()
    imported = "{% from 'macros' import m %}"
    environment = environment_with({"once": imported + page, "called": imported + page.replace("|once", "")}, worked)
    once = [environment.get_template("once").render(context) for context in contexts]
    assert worked.times == times
    assert once == [environment.get_template("called").render(context) for context in contexts]


@pytest.mark.parametrize(
    "page",
    [
        "{% macro n(a) %}{{ a }}{{ v }}{% endmacro %}{{ n|once(1) }}",
        "{% from 'context' import n with context %}{{ n|once(1) }}",
    ],
)
def test_a_macro_that_reads_the_page_is_worked_out_for_each_page(page: str) -> None:
    templates = {"page": page, "context": "{% macro n(a) %}{{ a }}{{ v }}{% endmacro %}"}
    environment = environment_with(templates, Worked())
    assert [environment.get_template("page").render(v=number) for number in (1, 2, 1)] == ["11", "12", "11"]


def test_what_can_change_is_refused() -> None:
    environment = environment_with({"page": "{% from 'macros' import m %}\n{{ m|once([1]) }}"}, Worked())
    with pytest.raises(TypeError, match="unhashable"):
        environment.get_template("page").render()
