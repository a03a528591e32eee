"""The markup of the demo site: the Nu HTML checker, the feeds, the sitemap, and where hreflang leads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from tests.required import require
from vitrina.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT.parent / "shared" / "schemas"
CHECKER = ROOT / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
BASE = "https://example.org/showcase/"
PROJECT_PAGE, WITH_PICTURES = 12 * 1024, 16_500
"""Bytes of a project's page as it lies on the server, at the address that the demo's settings name."""
OF_PICTURES = re.compile(
    rb'<div class="gallery">.*?</div>|<figure.*?</figure>|<picture.*?</picture>|vt-pictured '
    rb"|<link[^>]*/pictures[.]css[^>]*>|<script[^>]*/pictures[.]js[^>]*></script>"
    rb'|<img src="data:[^>]*>|<meta property="og:image[^>]*>',
    re.DOTALL,
)
"""What a page has for its pictures (sizes, widths, formats), the code on paper and the picture of shared links."""
ATOM = "{http://www.w3.org/2005/Atom}"
NEWER_THAN_THE_CHECKER = (
    *("“container-type”", "“@container”", "“container”: Property", "“font-size”: Parse Error", "“vector-effect”"),
    *(
        "“@view-transition”",
        "“view-transition-name”",
        "“background”: too few values for the property “linear-gradient”",
    ),
    *("“max-block-size”: The types are incompatible", "“min-block-size”: The types are incompatible"),
)
"""Parts of CSS that all browsers know: Containment 3, stops with two places, sums of lengths in custom properties; that
only effects of SVG use; and View Transitions 2, which the others pass over."""

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("markup") / "site"
    assert (
        main(["build", "--source", str(ROOT), "--output", str(folder), "--base-url", BASE, "--quiet", "--strict"]) == 0
    )
    return folder


def file_of(demo: Path, url: str) -> Path:
    path = urlsplit(url).path.removeprefix("/showcase/")
    return demo / (f"{path}index.html" if path.endswith("/") or not path else path)


def test_every_page_of_a_project_is_small(tmp_path: Path) -> None:
    """A site has more of them than of all other pages together."""
    assert main(["build", "--source", str(ROOT), "--output", str(tmp_path / "site"), "--quiet"]) == 0
    found = (page for page in tmp_path.glob("site/*/projects/*/index.html") if page.parent.name != "embed")
    pages = {str(page): page.read_bytes() for page in found}
    assert len(pages) == 18
    assert {page: len(text) for page, text in pages.items() if len(text) > WITH_PICTURES} == {}
    texts = {page: len(OF_PICTURES.sub(b"", text)) for page, text in pages.items()}
    assert {page: size for page, size in texts.items() if size > PROJECT_PAGE} == {}


def test_the_policy_allows_images_in_a_page_only_where_there_is_one(demo: Path) -> None:
    for file in demo.rglob("*.html"):
        page = html.parse(str(file)).getroot()
        (policy,) = page.xpath("head/meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        has_code = bool(page.xpath("//img[starts-with(@src, 'data:image/png;base64,')]"))
        assert rules.pop("img-src") == ("'self' data:" if has_code else "'self'"), file
        assert "data:" not in " ".join(rules.values()), file
        assert rules["default-src"] == "'none'", file


def test_no_line_is_empty_or_set_in(demo: Path) -> None:
    """What only serves those who read templates does not go to every visitor."""
    lines = [(file, line) for file in demo.rglob("*.html") for line in file.read_text("utf-8").splitlines()]
    assert [(file, line) for file, line in lines if not line or line[0].isspace()] == []


@pytest.mark.nu
def test_the_nu_html_checker_finds_nothing(demo: Path) -> None:
    assert nu(demo) == []


@pytest.mark.nu
def test_the_nu_html_checker_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=sv><title>x</title><p id=a><p id=a><img>", "utf-8")
    assert len(nu(tmp_path)) >= 2


def nu(folder: Path) -> list[str]:
    require(CHECKER.is_file() and shutil.which("java"), "the Nu HTML checker or Java is not installed")
    options = ["--stdout", "--format", "json", "--exit-zero-always", "--skip-non-html", "--also-check-css"]
    command = ["java", "-Xss4m", "-jar", str(CHECKER), *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    messages = json.loads(done.stdout)["messages"]
    # Advice (type “info”) is left out: it is against role="list", which VoiceOver needs where CSS hides the bullets.
    errors = [message for message in messages if message["type"] != "info"]
    errors = [message for message in errors if not any(name in message["message"] for name in NEWER_THAN_THE_CHECKER)]
    return [f"{message['url']}:{message.get('lastLine')}: {message['message']}" for message in errors]


def test_every_announced_language_version_announces_this_one(demo: Path) -> None:
    announced: dict[str, set[str]] = {}
    for file in demo.rglob("*.html"):
        head = html.parse(str(file)).getroot().find("head")
        canonical = head.xpath("link[@rel='canonical']/@href")
        versions = set(head.xpath("link[@rel='alternate' and @hreflang]/@href"))
        if versions:
            assert canonical[0] in versions, file
            announced[canonical[0]] = versions
    assert len(announced) > 100
    for url, versions in announced.items():
        for version in versions:
            assert announced.get(version) == versions, (url, version)


def test_the_sitemap_names_every_real_page_once(demo: Path) -> None:
    root = etree.parse(str(demo / "sitemap.xml")).getroot()
    urls = [element.findtext(f"{SITEMAP}loc") for element in root]
    assert len(urls) == len(set(urls)) > 100
    canonical = set()
    for file in demo.rglob("index.html"):
        canonical |= set(html.parse(str(file)).getroot().xpath("head/link[@rel='canonical']/@href"))
    assert set(urls) == canonical
    for element in root:
        for alternate in element.findall(f"{XHTML}link"):
            assert file_of(demo, alternate.get("href")).is_file()


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="no schemas beside this checkout")
def test_feeds_and_sitemap_are_valid_by_their_schemas(demo: Path) -> None:
    atom = etree.RelaxNG(etree.parse(str(SCHEMAS / "atom" / "atom.rng")))
    feeds = sorted(demo.glob("*/feed.xml"))
    assert len(feeds) == 4
    for feed in feeds:
        atom.assertValid(etree.parse(str(feed)))
    sitemap = etree.XMLSchema(etree.parse(str(SCHEMAS / "sitemap" / "sitemap_xhtml.xsd")))
    sitemap.assertValid(etree.parse(str(demo / "sitemap.xml")))


def test_feeds_lead_to_pages_and_tell_when(demo: Path) -> None:
    for feed in demo.glob("*/feed.xml"):
        root = etree.parse(str(feed)).getroot()
        language = feed.parent.name
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        entries = root.findall(f"{ATOM}entry")
        assert entries
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
        assert root.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)
        for entry in entries:
            assert file_of(demo, entry.find(f"{ATOM}link").get("href")).is_file()


def test_every_element_with_another_direction_says_so(demo: Path) -> None:
    """Every isolated value has an explicit direction, because a reader of the page may not compute one."""
    for file in demo.rglob("*.html"):
        for element in html.parse(str(file)).getroot().iter("bdi"):
            assert element.get("dir") in ("ltr", "rtl", "auto"), (file, html.tostring(element))
