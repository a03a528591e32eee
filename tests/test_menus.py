"""Menus: what a site lists in them, in two levels, and what it gets if it lists nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import PAGE, SITE_YML, Files, build_site, document, found, make_site, published

_LINKS = """<!doctype html><title>x</title>{% macro show(link) %}[{{ link.text }}|{{ link.url }}|{{ link.is_current }}
{%- for below in link.items %} {{ show(below) }}{% endfor %}]{% endmacro %}
<nav>{% for link in site.menu %}{{ show(link) }}{% endfor %}</nav>
<footer>{% for link in site.footer %}{{ show(link) }}{% endfor %}</footer>"""
TEMPLATES: Files = {
    f"themes/bare/templates/{name}.html": _LINKS
    for name in ("home", "page", "project", "projects", "term", "vocabulary")
}


SUBPAGES = {f"content/pages/about/part-{n:03}/index.sv.md": document(title=f"Del {n}") for n in range(30)}


def menus(folder: Path, settings: str, page: str = "sv/", **files: str) -> tuple[str, str]:
    """Return the main menu and the footer of ``page``, each item as ``[text|url|is current below …]``."""
    site = {**TEMPLATES, "content/site.yml": SITE_YML + settings, **files}
    make_site(folder, site)
    report = build_site(folder)
    assert found(report) == []
    text = published(folder / "site")[f"{page}index.html"].decode()
    main, foot = (re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL) for name in ("nav", "footer"))
    assert main is not None
    assert foot is not None
    return main[1], foot[1]


def test_a_site_without_a_menu_shows_what_it_has(tmp_path: Path) -> None:
    main, foot = menus(tmp_path, "")
    assert re.findall(r"\[([^|]+)\|", main) == ["Projekt", "Översikt", "Nyheter", "Alfa"]
    assert foot == ""


def test_a_page_is_in_it_once_below_the_next_page_above(tmp_path: Path) -> None:
    """A page can be called like a list; a folder in between needs no page; the home page has none below it."""
    main, _ = menus(
        tmp_path,
        "",
        **{
            "content/pages/partners/index.sv.md": document(title="Vänner"),
            "content/pages/about/team/board/index.sv.md": document(title="Styrelsen"),
            "content/pages/home/index.sv.md": document(title="Hem"),
            "content/pages/home/faq/index.sv.md": document(title="Frågor"),
        },
    )
    assert main.count("[Vänner|") == 1
    assert "[Alfa|/showcase/sv/about/|False [Styrelsen|/showcase/sv/about/team/board/|False]]" in main
    assert "[Frågor|/showcase/sv/faq/|False]" in main


def many(count: int) -> dict[str, str]:
    return {f"content/pages/p{number:03}/index.sv.md": document(title=f"Sida {number}") for number in range(count)}


def test_what_there_is_no_room_for_is_below_more(tmp_path: Path) -> None:
    main, _ = menus(tmp_path, "", "sv/p003/", **many(5))
    assert re.findall(r"(?:^|\])\[([^|]+)\|[^|]+\|(\w+)", main) == [
        *((title, "False") for title in ("Projekt", "Översikt", "Nyheter", "Alfa", "Sida 0")),
        ("Mer", "True"),
    ]
    assert re.findall(r" \[([^|]+)\|[^|]+\|(\w+)", main) == [
        *(("Sida 1", "False"), ("Sida 2", "False"), ("Sida 3", "True"), ("Sida 4", "False"))
    ]


def test_hundreds_of_pages_do_not_make_every_page_longer(tmp_path: Path) -> None:
    main, _ = menus(tmp_path, "", **many(100), **SUBPAGES)
    assert main.count("|") == 2 * (5 + 12 + 1 + 12)


def test_an_empty_menu_is_none(tmp_path: Path) -> None:
    assert menus(tmp_path, "menu: []\nfooter: []\n") == ("", "")


def test_a_menu_leads_to_lists_pages_vocabularies_terms_and_other_sites(tmp_path: Path) -> None:
    settings = """menu:
  - projects
  - about
  - regions
  - {to: regions/podlaskie, label: {sv: I nordöst, pl: Na północnym wschodzie}}
  - {link: 'https://example.org/', label: Fonden}
"""
    main, _ = menus(tmp_path, settings)
    assert re.findall(r"\[([^|]+)\|([^|]+)\|", main) == [
        ("Projekt", "/showcase/sv/projects/"),
        ("Alfa", "/showcase/sv/about/"),
        ("Regioner", "/showcase/sv/regions/"),
        ("I nordöst", "/showcase/sv/regions/podlaskie/"),
        ("Fonden", "https://example.org/"),
    ]


def test_the_second_level_has_a_heading_with_or_without_a_page(tmp_path: Path) -> None:
    settings = "menu: [{label: Mer, items: [about, {to: projects, label: Allt}]}, {to: about, items: [news]}]\n"
    main, _ = menus(tmp_path, settings, "sv/about/")
    assert main == (
        "[Mer|None|True [Alfa|/showcase/sv/about/|True] [Allt|/showcase/sv/projects/|False]]"
        "[Alfa|/showcase/sv/about/|True [Nyheter|/showcase/sv/news/|False]]"
    )


def test_the_term_that_is_shown_is_current(tmp_path: Path) -> None:
    main, _ = menus(tmp_path, "menu: [{label: Mer, items: [regions/podlaskie]}]\n", "sv/regions/podlaskie/")
    assert main.count("True") == 2


def test_a_heading_without_anything_in_this_language_is_left_out(tmp_path: Path) -> None:
    main, _ = menus(tmp_path, "menu: [projects, {label: Mer, items: [about]}]\n", "ar/")
    assert "Mer" not in main


def test_without_a_footer_visitors_find_the_page_about_privacy(tmp_path: Path) -> None:
    settings = "forms: {privacy: about, reply: {email: info@example.org}}\n"
    main, foot = menus(tmp_path, settings)
    assert "about" in foot
    assert "about" not in main


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("[abuot]", "unknown-page", "There is no page “abuot”."),
        ("[{to: abuot, label: x}]", "unknown-page", "There is no page “abuot”."),
        ("[regions/podlasie]", "unknown-page", "There is no page “regions/podlasie”."),
        ("[{label: Mer, items: [nothing]}]", "unknown-page", "There is no page “nothing”."),
        ("[{label: Mer}]", "menu-item", "This item leads nowhere."),
        ("[{link: 'https://example.org/'}]", "menu-item", "This item has no text."),
        ("[{to: about, link: 'https://example.org/', label: x}]", "menu-item", "to a page of the site and to another"),
        ("[{label: a, items: [{label: b, items: [about]}]}]", "menu-item", "A menu has two levels"),
        ("[{link: example.org, label: x}]", "not-an-address", "is not the address"),
        ("[about, {to: about, label: x}]", "repeated-value", "“about” is in “menu” twice."),
        ("[{to: about, lable: x}]", "unknown-key", "“lable” is not a key"),
    ],
)
def test_what_a_menu_cannot_have_is_told_with_its_place(tmp_path: Path, written: str, code: str, words: str) -> None:
    make_site(tmp_path, {"content/site.yml": f"{SITE_YML}menu: {written}\n"})
    report = build_site(tmp_path)
    problems = [(problem.code, problem.message.text()) for problem in report.problems if problem.code == code]
    assert len(problems) == 1
    assert words in problems[0][1]
    assert all(problem.location.line for problem in report.problems)


def test_all_of_it_is_told_at_once(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/site.yml": f"{SITE_YML}menu: [abuot, {{label: Mer}}]\nfooter: [nothing]\n"})
    assert sorted(code for *_, code in found(build_site(tmp_path))) == ["menu-item", "unknown-page", "unknown-page"]


def test_a_page_called_like_a_vocabulary_is_that_page(tmp_path: Path) -> None:
    files = {"content/pages/regions/index.sv.md": document(title="Sidan", slug="sidan"), PAGE: document(title="Om")}
    main, _ = menus(tmp_path, "menu: [regions]\n", **files)
    assert main == "[Sidan|/showcase/sv/sidan/|False]"
