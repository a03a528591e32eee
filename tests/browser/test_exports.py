"""The list of projects to take away: as files of what is shown, and in a frame on another site."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import LANGUAGES, Site, open_settled
from tests.sites import build_site, document, explain, write
from tests.walk import serve
from vitrina.exports.writing import unguarded

pytestmark = pytest.mark.browser


def saved(page: Page, name: str) -> bytes:
    """Click the link to the file ``name`` and return what the browser saves."""
    with page.expect_download() as download:
        page.locator(f'[download="{name}"]').click()
    assert download.value.suggested_filename == name
    return Path(download.value.path()).read_bytes()


def rows(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a table, as they were before formulas were guarded."""
    if content.startswith(b"["):
        found: list[dict[str, Any]] = json.loads(content)
        return found
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: unguarded(cell) for name, cell in row.items()} for row in reader]


def ids(content: bytes) -> list[str]:
    """Return the ids of the projects in a table."""
    return [row["id"] for row in rows(content)]


class TestDownload:
    @pytest.mark.parametrize("name", ["projects.csv", "projects.json"])
    @pytest.mark.parametrize(
        "visitor",
        [{"java_script_enabled": True}, {"java_script_enabled": False}],
        indirect=True,
        ids=("script", "plain"),
    )
    def test_without_a_choice_it_is_the_file(self, site: Site, visitor: BrowserContext, name: str) -> None:
        page = visitor.new_page()
        page.goto(f"{site.base}ar/projects/", wait_until="load")
        assert saved(page, name) == (site.folder / "ar/projects" / name).read_bytes()

    @pytest.mark.parametrize("name", ["projects.csv", "projects.json"])
    def test_a_choice_leaves_its_rows_in_their_order(self, site: Site, visitor: BrowserContext, name: str) -> None:
        page = visitor.new_page()
        whole = (site.folder / "sv/projects" / name).read_bytes()
        open_settled(page, f"{site.base}sv/projects/?region=poland&sort=newest")
        content = saved(page, name)
        open_settled(page, f"{site.base}sv/projects/?region=poland&sort=newest&view=table")
        assert saved(page, name) == content
        assert ids(content) == ["moc-kobiet", "warnik"]
        lines = whole.splitlines(keepends=True)
        found = [next(line for line in lines if f"{found}".encode() in line[:40]) for found in ids(content)]
        if name.endswith("csv"):
            assert content == lines[0] + b"".join(found)
        else:
            assert content == b"[\n" + found[0].rstrip(b",\n") + b",\n" + found[1].rstrip(b",\n") + b"\n]\n"

    @pytest.mark.parametrize("name", ["projects.csv", "projects.json"])
    def test_all_pages_of_the_result_come_out_as_the_build_writes_them(
        self, large: Site, browser: Browser, name: str
    ) -> None:
        """Any text is in the way: quotation marks, commas, ends of lines, what looks like an address or a formula."""
        context = browser.new_context()
        page = context.new_page()
        open_settled(page, f"{large.base}sv/projects/?sort=title")
        expect(page.locator("#vt-found .vt-pager")).to_be_visible()
        assert saved(page, name) == (large.folder / "sv/projects" / name).read_bytes()
        open_settled(page, f"{large.base}sv/projects/?status=finished&sort=oldest")
        content = saved(page, name)
        assert ids(content) == [f"p{number:02}" for number in range(0, PROJECTS, 2)]
        titles = [row["title"] for row in rows(content)]
        assert titles == [title(number) for number in range(0, PROJECTS, 2)]
        context.close()

    def test_nothing_found_is_a_table_without_rows(self, site: Site, visitor: BrowserContext) -> None:
        page = visitor.new_page()
        open_settled(page, f"{site.base}lv/projects/?q=xyzzy")
        expect(page.locator("#vt-nothing")).to_be_visible()
        assert rows(saved(page, "projects.json")) == []
        assert rows(saved(page, "projects.csv")) == []


FRAME = "<!doctype html><html lang=en><title>Another site</title><p>Before</p>{code}<p>After</p></html>"


class TestEmbedding:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_html_to_copy_shows_the_choice_on_another_site(
        self, site: Site, browser: Browser, language: str, tmp_path: Path
    ) -> None:
        visitor = browser.new_context(locale="en-GB")
        page = visitor.new_page()
        open_settled(page, f"{site.base}{language}/projects/?region=poland&sort=newest")
        expect(page.locator("#vt-found")).to_be_visible()
        page.locator(".vt-exports .vt-whole").click()
        expect(page.locator("#vt-code")).to_be_visible()
        code = page.locator("#vt-code").input_value()
        frame = html.fromstring(code)
        assert frame.get("src") == f"{site.base}{language}/projects/embed/?region=poland&sort=newest"
        assert frame.get("loading") == "lazy"
        assert frame.get("title") == page.title()
        (tmp_path / "index.html").write_text(FRAME.format(code=code), "utf-8")
        with serve(tmp_path) as elsewhere:
            page.goto(elsewhere.replace("127.0.0.1", "localhost"), wait_until="load")
            there = page.frame_locator("iframe")
            expect(there.locator("#vt-found .vt-cards > li")).to_have_count(2)
            for unseen in ("header", "footer", "#vt-code", "#vt-choose", ".vt-exports"):
                expect(there.locator(unseen).locator("visible=true")).to_have_count(0)
            assert there.locator("html").get_attribute("dir") == LANGUAGES[language]
            assert visitor.cookies() == []
            there.locator("#vt-found h2 a").first.click()
            page.wait_for_url(f"{site.base}{language}/projects/*/")
        visitor.close()

    @pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
    def test_without_a_script_it_is_the_first_page_of_the_list(self, site: Site, visitor: BrowserContext) -> None:
        page = visitor.new_page()
        page.goto(f"{site.base}sv/projects/embed/?region=poland")
        assert page.locator(".vt-cards > li:visible").count() == 5
        assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
        page.locator("a.vt-whole").last.click()
        page.wait_for_url(f"{site.base}sv/projects/")

    def test_the_whole_list_has_the_same_choice(self, site: Site, visitor: BrowserContext) -> None:
        page = visitor.new_page()
        open_settled(page, f"{site.base}pl/projects/embed/?region=poland")
        page.locator("a.vt-whole").last.click()
        page.wait_for_url(f"{site.base}pl/projects/?region=poland")
        expect(page.locator("#vt-found .vt-cards > li")).to_have_count(2)


PROJECTS = 45
ANY_TEXT = ('"a", b', "=1+1", "#a: b", 'https://x.example/sv/projects/p00/","', "\\n\\", "[{]},", "\u2028{\u202e")


def title(number: int) -> str:
    """Return the title of a project of the large site."""
    return f"{ANY_TEXT[number % len(ANY_TEXT)]} {number:02}"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    source = tmp_path_factory.mktemp("large")
    files = {
        f"content/projects/p{number:02}/index.sv.md": document(
            "Text.\n",
            title=json.dumps(title(number)),
            status=("finished", "ongoing")[number % 2],
            period=f"{1950 + number}/..",
            cost=f"{number}.50 EUR",
        )
        for number in range(PROJECTS)
    }
    with serve(source / "site", "/showcase/") as base:
        settings = f"title: Prov\nbase_url: {base}\nlanguages: {{sv: {{}}}}\n"
        report = build_site(write(source, {"content/site.yml": settings, **files}))
        assert report.errors == 0, explain(report.problems)
        yield Site(source / "site", base)
