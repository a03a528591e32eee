"""Pages that lie in the folders of other pages: their ids, addresses, breadcrumbs, links and files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures import GIF
from tests.sites import SITE_YML, Files, build_site, document, found, make_site, published
from vitrina.cli import main as cli

TEAM = "content/pages/about/team/index.sv.md"
_PAGE = """<!doctype html><title>{{ page.title|plain }}</title>
{% for crumb in page.breadcrumbs %}above: {{ crumb.text }} {{ crumb.url }}
{% endfor %}{% for link in pages %}inside: {{ link.text }} {{ link.url }}
{% endfor %}{% for link in site.menu %}menu: {{ link.text }} {{ link.is_current }}
{% for below in link.items %}menu below: {{ below.text }} {{ below.is_current }}
{% endfor %}{% endfor %}{{ entry.body|safe }}"""
NESTED: Files = {
    "themes/bare/templates/page.html": _PAGE,
    "content/site.yml": SITE_YML + "menu: [{to: about, items: [about/team]}]\n",
    "content/pages/about/index.sv.md": document(
        "Se [gruppen](team/index.sv.md) och [planen](files/plan.pdf).\n", title="Om oss", slug="om-oss"
    ),
    "content/pages/about/index.pl.md": document(title="O nas", slug="o-nas", translated_from="sv"),
    TEAM: document("![Vi](vi.gif) och [om oss](../index.sv.md)\n", title="Gruppen", slug="gruppen"),
    "content/pages/about/team/index.pl.md": document(title="Zespół", slug="zespol", translated_from="sv"),
    "content/pages/about/team/vi.gif": GIF,
    "content/pages/about/files/plan.pdf": b"%PDF-",
}


def built(folder: Path, files: Files | None = None) -> dict[str, str]:
    """Build the site of nested pages with ``files`` laid over it, and return its files as texts."""
    make_site(folder, {**NESTED, **(files or {})})
    report = build_site(folder)
    assert found(report) == []
    return {path: data.decode("utf-8", "replace") for path, data in published(folder / "site").items()}


def test_the_address_has_the_slugs_of_the_pages_above(tmp_path: Path) -> None:
    pages = built(tmp_path)
    assert "sv/om-oss/gruppen/index.html" in pages
    assert "pl/o-nas/zespol/index.html" in pages


def test_breadcrumbs_and_lists_lead_up_and_down(tmp_path: Path) -> None:
    pages = built(tmp_path)
    assert "above: Om oss /showcase/sv/om-oss/" in pages["sv/om-oss/gruppen/index.html"]
    assert "inside: Gruppen /showcase/sv/om-oss/gruppen/" in pages["sv/om-oss/index.html"]
    assert "inside: Zespół /showcase/pl/o-nas/zespol/" in pages["pl/o-nas/index.html"]


def test_the_menu_knows_where_the_visitor_is(tmp_path: Path) -> None:
    pages = built(tmp_path)
    assert "menu: Om oss True\nmenu below: Gruppen True" in pages["sv/om-oss/gruppen/index.html"]
    assert "menu: Om oss True\nmenu below: Gruppen False" in pages["sv/om-oss/index.html"]


def test_a_menu_that_is_not_set_has_two_levels(tmp_path: Path) -> None:
    pages = built(tmp_path, {"content/site.yml": SITE_YML})
    assert "menu: Om oss True\nmenu below: Gruppen True" in pages["sv/om-oss/gruppen/index.html"]


def test_links_and_pictures_go_by_folders(tmp_path: Path) -> None:
    pages = built(tmp_path)
    assert 'href="/showcase/sv/om-oss/gruppen/"' in pages["sv/om-oss/index.html"]
    team = pages["sv/om-oss/gruppen/index.html"]
    assert 'src="/showcase/files/pages/about/team/vi.gif"' in team
    assert 'href="/showcase/sv/om-oss/"' in team
    assert "files/pages/about/files/plan.pdf" in pages


def test_a_language_without_the_page_above_takes_the_slug_of_its_original(tmp_path: Path) -> None:
    assert "pl/om-oss/zespol/index.html" in built(tmp_path, {"content/pages/about/index.pl.md": None})


def test_a_folder_in_between_needs_no_page(tmp_path: Path) -> None:
    files = {"content/pages/about/team/board/index.sv.md": document(title="Styrelsen"), TEAM: None}
    files |= {"content/pages/about/team/index.pl.md": None, "content/pages/about/team/vi.gif": None}
    about = document("[Planen](files/plan.pdf)\n", slug="om-oss")
    files |= {"content/site.yml": SITE_YML, "content/pages/about/index.sv.md": about}
    assert "sv/om-oss/team/board/index.html" in built(tmp_path, files)


def test_pages_inside_the_home_page_lie_at_the_top(tmp_path: Path) -> None:
    files = {
        "content/pages/home/index.sv.md": document(title="Hem"),
        "content/pages/home/faq/index.sv.md": document(title="Frågor"),
    }
    assert "sv/faq/index.html" in built(tmp_path, files)


def test_two_pages_with_one_address_are_told(tmp_path: Path) -> None:
    files = {"content/pages/about/crew/index.sv.md": document(title="Folket", slug="gruppen")}
    make_site(tmp_path, {**NESTED, **files})
    assert {code for *_, code in found(build_site(tmp_path))} == {"address-taken"}


@pytest.mark.parametrize("name", ["Team", "the_team"])
def test_a_folder_that_cannot_be_an_id_is_told(tmp_path: Path, name: str) -> None:
    make_site(tmp_path, {**NESTED, f"content/pages/about/{name}/index.sv.md": document(title="Gruppen")})
    assert (f"content/pages/about/{name}", 0, "not-an-id") in found(build_site(tmp_path))


def test_projects_do_not_lie_in_each_other(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/projects/alpha/more/index.sv.md": document(title="Mer")})
    assert ("content/projects/alpha/more/index.sv.md", 0, "misnamed-document") in found(build_site(tmp_path))


def test_new_makes_a_page_inside_another_one_and_its_translation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(tmp_path)
    assert cli.main(["new", "page", "about/press", "--source", str(tmp_path), "--language", "sv"]) == 0
    text = (tmp_path / "content/pages/about/press/index.sv.md").read_text("utf-8")
    assert "title: Press" in text
    assert cli.main(["new", "translation", "about/press", "pl", "--source", str(tmp_path)]) == 0
    assert (tmp_path / "content/pages/about/press/index.pl.md").is_file()
    assert cli.main(["new", "page", "about//press", "--source", str(tmp_path)]) == 2
    assert cli.main(["new", "project", "about/press", "--source", str(tmp_path)]) == 2
    capsys.readouterr()


def test_a_folder_that_holds_only_pages_is_not_empty(tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/pages/group/team/index.sv.md": document(title="Gruppen")})
    assert found(build_site(source)) == []


def test_the_way_to_a_page_below_the_home_page_names_that_once(tmp_path: Path) -> None:
    files: Files = {
        "content/pages/home/index.sv.md": document(title="Välkommen"),
        "content/pages/home/history/index.sv.md": document(title="Historia"),
    }
    pages = built(tmp_path, files)
    (page,) = [text for path, text in pages.items() if path.startswith("sv/") and "history" in path]
    assert page.count("above: ") == 1
