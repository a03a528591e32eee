"""What several processes compile ahead is what each would compile when it has to, and mistakes are left for then."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from tests.sites import ROOT, make_site
from vitrina.problems import Problems
from vitrina.render.loading import prepare
from vitrina.render.precompile import compile_ahead
from vitrina.render.renderer import CompileCaches, Renderer, RenderInputs

BROKEN = {"themes/bare/templates/home.html": b"{% if %}", "i18n/sv.po": b'msgid "Home\nmsgstr "Hem"\n'}


def recipe_of(source: Path) -> RenderInputs:
    loaded = prepare(source, None, 1, Problems())
    assert loaded is not None
    return loaded.inputs


def test_it_is_what_one_process_compiles() -> None:
    ahead, alone = CompileCaches(), CompileCaches()
    inputs = recipe_of(ROOT)
    compile_ahead(ahead, inputs, 2)
    Renderer(inputs, alone, Problems()).compile()
    assert ahead.catalogues == alone.catalogues
    assert ahead.references.items() >= alone.references.items()
    assert ahead.templates.keys() >= alone.templates.keys()
    assert len(alone.templates) > 20


def test_nothing_is_left_to_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    caches, inputs = CompileCaches(), recipe_of(ROOT)
    compile_ahead(caches, inputs, 2)
    done = dict(caches.catalogues)
    monkeypatch.setattr(Environment, "compile", None)
    monkeypatch.setattr(Environment, "parse", None)
    Renderer(inputs, caches, Problems()).compile()
    assert caches.catalogues == done


def test_one_process_alone_and_one_with_tools_of_an_earlier_build_compile_when_they_have_to() -> None:
    caches, inputs = CompileCaches(), recipe_of(ROOT)
    compile_ahead(caches, inputs, 1)
    assert not caches.templates
    caches = CompileCaches(catalogues={"a digest": b"a catalogue"})
    compile_ahead(caches, inputs, 2)
    assert not caches.templates


def test_mistakes_are_left_for_whoever_needs_what_has_them(tmp_path: Path) -> None:
    caches, whole, problems = CompileCaches(), CompileCaches(), Problems()
    inputs = recipe_of(make_site(tmp_path / "broken", BROKEN))
    compile_ahead(whole, recipe_of(make_site(tmp_path / "whole")), 2)
    compile_ahead(caches, inputs, 2)
    assert len(caches.templates) == len(whole.templates) - 1
    assert not problems
    Renderer(inputs, caches, problems)
    assert "catalogue-syntax" in {problem.code for problem in problems}
