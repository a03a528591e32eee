"""Of what lies beside a document, known kinds of files are published when referred to, and nothing that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures import JPEG
from tests.sites import PROJECT, SITE_YML, TODAY, build_site, document, explain, found, make_site, published
from vitrina.media.renditions import ENDINGS, ending_of
from vitrina.model import sections
from vitrina.pipeline import CheckOptions, check
from vitrina.reading.file_kinds import ACTIVE, ALLOWED
from vitrina.views import addresses

pytestmark = pytest.mark.usefixtures("small_package")

FOLDER = "content/projects/alpha"
PROJECT_WITH = document("{}\n", region="podlaskie", status="finished")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'


def codes(tmp_path: Path, files: dict[str, bytes | str], *, site: str = "") -> list[tuple[str, int, str]]:
    """Return what a check and a build say about files to which a document links; both say the same."""
    laid = {f"{FOLDER}/{name}": content for name, content in files.items()}
    text = PROJECT_WITH.format("\n".join(f"[En fil](<{name}>)" for name in files))
    source = make_site(tmp_path / "source", {**laid, PROJECT: text, "content/site.yml": SITE_YML + site})
    built = build_site(source, tmp_path / "site")
    checked = check(CheckOptions(source=source, today=TODAY, jobs=1), lambda _done, _total: None)
    assert found(checked) == found(built)
    published = [
        name for name in files if (tmp_path / "site" / addresses.attachment(sections.PROJECTS, "alpha", name)).exists()
    ]
    assert published == ([] if built.errors else list(files)), explain(built.problems)
    return found(built)


def refused(*names: str) -> list[tuple[str, int, str]]:
    return [(f"{FOLDER}/{name}", 0, "attachment-refused") for name in sorted(names)]


RUNS_OR_IS_UNKNOWN = (
    *("a.html", "a.HTM", "a.xhtml", "a.xml", "a.js", "a.mjs", "a.php", "a.PHP5", "a.phtml", "a.shtml", "a.jsp"),
    *("a.exe", "a.sh", "a.bat", "a.ps1", "a.jar", "a.svgz", "a.swf", "a.docm", "a.xlsm", "a.py", "a.wasm", "a.hta"),
    *("photo.php.jpg", "photo.phtml.png", "more/a.html", "page.html", "LICENSE", "a.unknown", "a.b-c"),
)


def test_what_can_run_and_what_is_unknown_is_refused(tmp_path: Path) -> None:
    assert codes(tmp_path, dict.fromkeys(RUNS_OR_IS_UNKNOWN, b"text")) == refused(*RUNS_OR_IS_UNKNOWN)


def test_the_usual_kinds_are_published(tmp_path: Path) -> None:
    names = [f"Ulotka (1).pl.{ending.upper()}" for ending in sorted(ALLOWED - {"svg"})]
    files: dict[str, bytes | str] = {name: JPEG if ending_of(name) in ENDINGS else b"\x89 some bytes" for name in names}
    assert codes(tmp_path, files) == []


def test_no_kind_is_both() -> None:
    assert not ALLOWED & ACTIVE


STARTS_OF_OTHER_KINDS = (
    *(
        b"<!DOCTYPE html><p>",
        b"<script>alert(1)</script>",
        b"\n\t <html>",
        b"<?php echo 1;",
        b"<svg onload=alert(1)>",
    ),
    *(b"\xef\xbb\xbf<html>", b"<!-- a --><b>", b"GIF89a <script>alert(1)</script>", b"#!/bin/sh\n", b"\x7fELF\x02"),
    *(b"MZ\x90\0\x03\0\0", "\ufeff<script>".encode("utf-16-le"), b"<\nscript >", b"<?xml version='1.0'?><a/>"),
)


def test_an_ending_that_lies_is_found(tmp_path: Path) -> None:
    files = {
        f"a{number}.{ending}": start
        for ending in ("jpg", "txt", "pdf", "csv", "zip")
        for number, start in enumerate(STARTS_OF_OTHER_KINDS)
    }
    assert codes(tmp_path, files) == refused(*files)


DOES_MORE_THAN_DRAW = (
    SVG.format("", "<script>alert(1)</script>"),
    SVG.format("", '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
    SVG.format(' onload="alert(1)"', ""),
    SVG.format("", '<g ONCLICK="alert(1)"/>'),
    SVG.format("", "<foreignObject/>"),
    SVG.format("", '<b xmlns="http://www.w3.org/1999/xhtml"/>'),
    SVG.format("", '<a xlink:href="javascript:alert(1)"><path/></a>'),
    SVG.format("", '<a href=" java&#10;script:alert(1)"/>'),
    SVG.format("", '<image href="https://tracker.example/a.png"/>'),
    SVG.format("", '<image href="//tracker.example/a.png"/>'),
    SVG.format("", '<use href="other.svg#a"/>'),
    SVG.format("", '<image href="data:image/svg+xml;base64,PHN2Zz4="/>'),
    SVG.format("", '<path fill="url(https://tracker.example/#a)"/>'),
    SVG.format("", '<path style="fill:u\\72l(https://tracker.example/)"/>'),
    SVG.format("", "<style>@import 'https://tracker.example/';</style>"),
    SVG.format("", "<style>a { background: image-set('https://tracker.example/a' 1x) }</style>"),
    SVG.format("", '<set attributeName="href" to="javascript:alert(1)"/>'),
    SVG.format("", '<animate attributeName="xlink:href" values="javascript:alert(1)"/>'),
    SVG.format("", '<set attributeName="onmouseover" to="alert(1)"/>'),
    SVG.format(' xml:base="https://evil.example/"', '<use href="#a"/>'),
    '<?xml-stylesheet href="https://tracker.example/a.css"?>' + SVG.format("", ""),
    '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;"),
    '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + SVG.format("", ""),
    "<svg",
    "no picture at all",
    "",
)


def test_a_picture_that_does_more_than_draw_is_refused(tmp_path: Path) -> None:
    files = {f"a{number}.svg": content for number, content in enumerate(DOES_MORE_THAN_DRAW)}
    assert codes(tmp_path, files) == refused(*files)


ONLY_DRAWS = (
    SVG.format("", ""),
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Inkscape -->\n'
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    + SVG.format(" id='x'", "<title>A (https://example.org/)</title>"),
    SVG.format("", '<linearGradient id="a"/><path fill="url(#a)" style="fill:url(&quot;#a&quot;);stroke:rgb(0,0,0)"/>'),
    SVG.format("", '<use xlink:href="#a" transform="translate(1 2)"/><image href="data:image/png;base64,AAAA"/>'),
    SVG.format("", "<style>path { fill: none } /* https://example.org/ */</style>"),
    SVG.format("", '<set attributeName="fill" to="red"/><g aria-label="Map (see https://example.org/)"/>'),
    SVG.format(
        "",
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<r:li r:resource="http://purl.org/dc/dcmitype/StillImage"/></r:RDF></metadata>',
    ),
)


def test_a_picture_that_only_draws_is_published(tmp_path: Path) -> None:
    assert codes(tmp_path, {f"a{number}.svg": content for number, content in enumerate(ONLY_DRAWS)}) == []


GPX = '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><link href="https://example.org/"/>{}</gpx>'


def test_a_site_can_allow_other_kinds(tmp_path: Path) -> None:
    assert codes(tmp_path / "gpx", {"a.gpx": GPX.format("")}, site="attachments: [.GPX, ggb]\n") == []
    assert codes(tmp_path / "ggb", {"a.ggb": b"PK"}, site="attachments: ggb\n") == []
    assert codes(tmp_path / "html", {"a.ggb": b"<html>"}, site="attachments: ggb\n") == refused("a.ggb")


PAGES_IN_XML = (
    GPX.format('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'),
    GPX.format('<x:svg xmlns:x="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    '<?xml-stylesheet href="a.xsl"?>' + GPX.format(""),
    "<html>",
)


def test_but_no_page_in_them(tmp_path: Path) -> None:
    files = {f"a{number}.gpx": content for number, content in enumerate(PAGES_IN_XML)}
    assert codes(tmp_path, files, site="attachments: [gpx]\n") == refused(*files)


@pytest.mark.parametrize(
    ("value", "code"),
    [("[html]", "active-ending"), (".PHP", "active-ending"), ("[exe, js]", "active-ending"), ("'*'", "not-an-ending")],
)
def test_no_site_can_allow_what_runs(value: str, code: str, tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/site.yml": f"{SITE_YML}attachments: {value}\n"})
    problems = set(found(build_site(source)))
    assert problems == {("content/site.yml", 10, code)}


def test_the_message_says_what_to_do(tmp_path: Path) -> None:
    text = PROJECT_WITH.format("[Karta](map.kml) ![Bild](a.svg)")
    files = {PROJECT: text, f"{FOLDER}/map.kml": "x", f"{FOLDER}/a.svg": SVG.format("", "<script/>")}
    source = make_site(tmp_path, files)
    text = explain(build_site(source).problems)
    assert "“attachments: [kml]”" in text
    assert "<script>" in text


def test_files_in_static_are_published_as_they_are(tmp_path: Path) -> None:
    """This is the folder for what a site needs besides, such as the page that proves to a service whose site it is."""
    source = make_site(tmp_path, {"content/static/google123.html": "<html>x</html>"})
    assert found(build_site(source)) == []
    assert published(source / "site")["google123.html"] == b"<html>x</html>"
