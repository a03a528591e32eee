"""What several processes compile ahead is what each would compile when it has to, and mistakes are left for then."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.sites import ROOT, make_site
from vitrina.compiling import compile_ahead
from vitrina.filters import LanguageEnvironment
from vitrina.making import prepare
from vitrina.problems import Problems
from vitrina.render import Recipe, Tools, Workshop

BROKEN = {"themes/bare/templates/home.html": b"{% if %}", "i18n/sv.po": b'msgid "Home\nmsgstr "Hem"\n'}


def recipe_of(source: Path) -> Recipe:
    manuscript = prepare(source, None, 1, Problems())
    assert manuscript is not None
    return manuscript.recipe


def codes_of(tools: Tools) -> Mapping[str, object]:
    return {name: marshal.loads(code) for name, code in tools.templates.codes.items()}


def test_it_is_what_one_process_compiles() -> None:
    ahead, alone = Tools(), Tools()
    recipe = recipe_of(ROOT)
    compile_ahead(ahead, recipe, 2)
    Workshop(recipe, alone, Problems()).compile()
    assert ahead.catalogues == alone.catalogues
    assert ahead.references.items() >= alone.references.items()
    assert codes_of(ahead).items() >= codes_of(alone).items()
    assert len(alone.templates.codes) > 20


def test_nothing_is_left_to_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    tools, recipe = Tools(), recipe_of(ROOT)
    compile_ahead(tools, recipe, 2)
    done = dict(tools.catalogues)
    monkeypatch.setattr(LanguageEnvironment, "compile", None)
    monkeypatch.setattr(LanguageEnvironment, "parse", None)
    Workshop(recipe, tools, Problems()).compile()
    assert tools.catalogues == done


def test_one_process_alone_and_one_with_tools_of_an_earlier_build_compile_when_they_have_to() -> None:
    tools, recipe = Tools(), recipe_of(ROOT)
    compile_ahead(tools, recipe, 1)
    assert not tools.templates.codes
    tools = Tools(catalogues={"a digest": b"a catalogue"})
    compile_ahead(tools, recipe, 2)
    assert not tools.templates.codes


def test_mistakes_are_left_for_whoever_needs_what_has_them(tmp_path: Path) -> None:
    tools, whole, problems = Tools(), Tools(), Problems()
    recipe = recipe_of(make_site(tmp_path / "broken", BROKEN))
    compile_ahead(whole, recipe_of(make_site(tmp_path / "whole")), 2)
    compile_ahead(tools, recipe, 2)
    assert len(tools.templates.codes) == len(whole.templates.codes) - 1
    assert not problems
    Workshop(recipe, tools, problems)
    assert "catalogue-syntax" in {problem.code for problem in problems}
