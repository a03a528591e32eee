"""Compiled templates are kept as bytes: for all languages, and never for another text than that of the template."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError, UndefinedError

from tests.sites import THEME, build_site, make_site
from vitrina.model import Language
from vitrina.outputs import projects
from vitrina.theme.dependencies import TemplateDependencies
from vitrina.theme.environment import TemplateCode, Theme, make_environment
from vitrina.views.localiser import Localiser


def environment_for(folder: Path, store: dict[str, bytes], locale: str = "sv") -> Environment:
    """Return what renders the templates of ``folder``, as each build makes it anew."""
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    language = Language(code=locale, locale=locale, direction="ltr")
    theme = Theme(layers=(folder,), assets={})
    return make_environment(theme, Localiser(language, gettext.NullTranslations()), TemplateCode(store))


def page(folder: Path, template: str, store: dict[str, bytes], locale: str = "sv") -> str:
    """Return what a build makes of ``template``."""
    environment = environment_for(folder, store, locale)
    (folder / "templates/page.html").write_text(template, "utf-8")
    return environment.get_template("page.html").render()


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store: dict[str, bytes] = {}
    assert page(tmp_path, "{{ 1 + 1 }}", store) == "2"
    kept = dict(store)
    assert len(kept) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert page(tmp_path, "{{ 1 + 1 }}", store) == "2"
    assert page(tmp_path, "{{ 1 + 1 }}", store, "pl") == "2"
    assert store == kept


def test_a_template_that_was_parsed_for_its_dependencies_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store: dict[str, bytes] = {}
    environment = environment_for(tmp_path, store)
    for name, text in (("page.html", "{% include 'part.html' %}{{ 1|unknown }}"), ("part.html", "{{ 1 + 1 }}")):
        (tmp_path / "templates" / name).write_text(text, "utf-8")
    assert environment.loader is not None
    assert set(TemplateDependencies(environment, environment.loader, {}).of("page.html")) == {"page.html", "part.html"}
    with pytest.raises(TemplateSyntaxError, match="unknown"):
        environment.get_template("page.html")
    monkeypatch.setattr(Environment, "compile", None)
    assert environment_for(tmp_path, store).get_template("part.html").render() == "2"


def test_an_edited_template_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    store: dict[str, bytes] = {}
    assert [page(tmp_path, text, store) for text in ("one", "two", "one")] == ["one", "two", "one"]
    assert len(store) == 1


def test_templates_of_the_same_name_in_two_themes_are_told_apart(tmp_path: Path) -> None:
    store: dict[str, bytes] = {}
    for theme in ("a", "b"):
        with pytest.raises(UndefinedError) as error:
            page(tmp_path / theme, "\n{{ missing.name }}", store)
        files = [str(frame.path) for frame in error.traceback]
        assert [file for file in files if file.endswith("page.html")] == [f"{tmp_path}/{theme}/templates/page.html"]


@pytest.mark.parametrize("kept_of_it", [slice(0), slice(1, None), slice(-5)])
def test_code_of_another_version_or_a_part_of_it_is_refused(tmp_path: Path, kept_of_it: slice) -> None:
    store: dict[str, bytes] = {}
    page(tmp_path, "{{ 1 + 1 }}", store)
    kept = dict(store)
    store |= {name: code[kept_of_it] for name, code in store.items()}
    assert page(tmp_path, "{{ 1 + 1 }}", store) == "2"
    assert store == kept


def test_code_knows_nothing_of_a_language(tmp_path: Path) -> None:
    """Jinja works out what is constant while it compiles; what a language writes in its own way is not."""
    store: dict[str, bytes] = {}
    written = [page(tmp_path, "{{ 1234567.5|int|number }}", store, locale) for locale in ("sv", "lv", "en")]
    assert len(store) == 1
    assert [text.count(",") for text in written] == [0, 0, 2]


def test_what_no_template_of_a_page_names_is_not_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template names what it reads, also in one that it includes, as a subscript or in a filter."""
    asked: list[str] = []

    def related(*_: object) -> tuple[()]:
        asked.append("related")
        return ()

    monkeypatch.setattr(projects, "related", related)
    for number, (template, is_asked) in enumerate(
        (
            ("{{ project.results|length }}", False),
            ("{{ project.related|length }}", True),
            ("{{ project['related']|length }}", True),
            ("{{ [project]|map(attribute='related')|list|length }}", True),
            ("{% include 'part.html' %}", True),
            ("{% include ['part', 'html']|join('.') %}", True),
        )
    ):
        asked.clear()
        templates = {"project": template, "part": "{{ project.related|length }}"}
        files = {f"{THEME}/templates/{name}.html": text for name, text in templates.items()}
        assert not build_site(make_site(tmp_path / str(number), files)).problems
        assert bool(asked) == is_asked, template
