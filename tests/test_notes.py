"""Notes: texts of pages that stand on many other pages, in every language that has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import SITE_YML, Files, build_site, document, found, make_site, published

_PAGE = """<!doctype html><title>x</title><h1 id="vt-h-hej">{{ page.kind }}</h1>
{% for place in ("below", "side", "footer") %}{% for note in notes[place] %}
<section class="{{ place }}" lang="{{ note.language }}">
<a href="{{ note.url }}">{{ note.title }}</a>{{ note.body|safe }}</section>
{% endfor %}{% endfor %}"""
NOTES = """notes:
  - {page: grant, at: footer}
  - {page: help, at: below, on: [project, post]}
"""
SITE: Files = {
    **{f"themes/bare/templates/{name}.html": _PAGE for name in ("home", "page", "post", "project", "projects")},
    "content/site.yml": SITE_YML + NOTES,
    "content/pages/grant/index.sv.md": document("## Hej\n\nVi får *bidrag*. [Hej](#hej)\n", title="Bidrag"),
    "content/pages/grant/index.pl.md": document("Mamy dotację.\n", title="Dotacja", translated_from="sv"),
    "content/pages/help/index.sv.md": document("Ring oss.\n", title="Hjälp"),
}


def built(folder: Path, files: Files | None = None) -> dict[str, str]:
    make_site(folder, {**SITE, **(files or {})})
    assert found(build_site(folder)) == []
    return {path: data.decode("utf-8", "replace") for path, data in published(folder / "site").items()}


def test_a_note_stands_on_all_pages_but_its_own(tmp_path: Path) -> None:
    pages = built(tmp_path)
    for path in ("sv/", "sv/projects/", "sv/projects/alpha/", "sv/help/"):
        assert "Vi får <em>bidrag</em>." in pages[f"{path}index.html"], path
    assert 'class="footer"' not in pages["sv/grant/index.html"]


def test_a_note_stands_on_the_kinds_of_pages_that_it_names(tmp_path: Path) -> None:
    pages = built(tmp_path)
    having = {path for path, text in pages.items() if 'class="below"' in text}
    assert having == {
        f"{way}index.html" for way in ("sv/projects/alpha/", "sv/news/hello/", "lv/projects/alpha/", "lv/news/hello/")
    }


def test_each_language_has_its_own_text_or_that_of_its_fallback(tmp_path: Path) -> None:
    pages = built(tmp_path)
    assert '<section class="footer" lang="pl">\n<a href="/showcase/pl/grant/">Dotacja</a>' in pages["pl/index.html"]
    assert 'lang="sv">\n<a href="/showcase/lv/grant/">Bidrag' in pages["lv/index.html"]
    assert "section" not in pages["ar/index.html"]


def test_ids_in_a_note_are_not_those_of_the_page(tmp_path: Path) -> None:
    page = built(tmp_path)["sv/index.html"]
    ids = re.findall('id="([^"]*)"', page)
    assert len(ids) == len({*ids}) == 2
    (place,) = [part.split('"')[0] for part in page.split('id="note-')[1:]]
    assert f'href="#note-{place}"' in page


def test_an_edit_of_a_note_renders_the_pages_that_show_it(tmp_path: Path) -> None:
    built(tmp_path)
    changed = {"content/pages/help/index.sv.md": document("Skriv till oss.\n", title="Hjälp")}
    pages = built(tmp_path, changed)
    assert "Skriv till oss." in pages["sv/projects/alpha/index.html"]
    assert "Ring oss." not in "".join(pages.values())


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("{page: grnat, at: footer}", "unknown-page", "There is no page “grnat”."),
        ("{page: grant, at: foter}", "unknown-place", "“foter” is not a place on a page."),
        ("{page: grant, at: side, on: [projekt]}", "unknown-page-kind", "“projekt” is not a kind of page."),
        ("{page: grant}", "missing-key", "“at” is missing."),
        ("{at: side}", "missing-key", "“page” is missing."),
        ("grant", "wrong-shape", "needs a list of mappings"),
    ],
)
def test_what_a_note_cannot_have_is_told(tmp_path: Path, written: str, code: str, words: str) -> None:
    make_site(tmp_path, {**SITE, "content/site.yml": f"{SITE_YML}notes:\n  - {written}\n"})
    report = build_site(tmp_path)
    assert [(problem.code, problem.location.line) for problem in report.problems] == [(code, 11)]
    assert words in next(iter(report.problems)).message.text()
