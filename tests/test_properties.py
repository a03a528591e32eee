"""Whatever people write ends in a site or in problems that have a place, never in an exception, and stays in bounds."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import html

from tests.sites import PAGE, PROJECT, SITE_YML, document, published, tree
from tests.workbench import Workbench, anything, builds, encoded, slim_workbench, words
from vitrina.problems import Location, Problems
from vitrina.prose import Converter, Labels
from vitrina.reading.yaml import MappingNode, Node, ScalarNode, SequenceNode, parse
from vitrina.values import urls


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with slim_workbench(tmp_path_factory.mktemp("any")) as workbench:
        yield workbench


# What people write

KEYS = (
    *("title", "summary", "slug", "date", "updated", "draft", "translated_from", "image", "region", "status", "scope"),
    *("support_area", "activity_types", "target_groups", "funder", "town", "period", "cost", "grant", "partners"),
    *("number", "results", "project", "alt", "file", "credit", "name", "country", "value", "label", "term", "start"),
)
DATES = (
    "2022",
    "2024-10",
    "2021-01-16",
    "2021-02-30",
    "0000",
    "9999-12-31",
    "0001",
    "16.1.2021",
    "2021/2023",
    "../2024",
)
PERIODS = ("2021-01-16/2023-01-15", "2023/2021", "2021/..", "../..", "/", "2021/", "{start: 2021}", "{start: x, end: }")
MONEY = ("69419.00 EUR", "0 SEK", "1e9 EUR", "-1 EUR", "69.419 EUR", "999999999999999.9999 EUR", "1 XXX", "12", "٣ EUR")
LISTS = (
    *("[a, b]", "[]", "[[]]", "{}", "{a: {b: c}}", "{sv: a, pl: b}", "{sv: }", "[{name: N, town: T}]", "[{}]", "- a"),
    *("[{value: 441, label: {sv: a, pl: b}}]", "[{value: 1, term: women}]", "[{value: x}]", "{file: a.png, alt: b}"),
)
SCALARS = (
    *(
        "",
        "~",
        "null",
        "true",
        "no",
        '""',
        '" "',
        "'",
        '"',
        "|\n  a\n  b",
        ">-\n  a",
        "&a b",
        "*a",
        "!t a",
        "? a",
        "# a",
    ),
    *(
        "poland, podlaskie",
        "[poland, podlaskie]",
        "finished",
        "women",
        "alpha",
        "sv 3f9c1a",
        "pl",
        "sv",
        "con",
        "projects",
    ),
    *(
        "a/b",
        "../x",
        "..",
        "index.html",
        ".vitrina",
        "page",
        "مشروع",
        "žagarė",
        "ﬁ",
        "É",
        "%2e%2e",
        "a" * 241,
        "0" * 5000,
    ),
)
values = st.one_of(st.sampled_from([*DATES, *PERIODS, *MONEY, *LISTS, *SCALARS]), words, anything)
front_matter = st.lists(st.tuples(st.one_of(st.sampled_from(KEYS), words, anything), values), max_size=8).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
DOCUMENTS = (PROJECT, PAGE, "content/news/hello/index.sv.md", "content/projects/alpha/index.pl.md")
documents = st.sampled_from(DOCUMENTS)


@builds
@given(documents, front_matter, st.booleans())
@example(PROJECT, "title: a\nslug: ../../x\n", False)
@example(PROJECT, "title: a\nregion: [podlaskie, podlaskie]\nstatus: [finished, ongoing]\n", False)
@example("content/projects/alpha/index.pl.md", "title: a\nresults: [{value: 1, term: women}]\ntown: x\n", False)
def test_any_front_matter_is_a_site_or_problems(bench: Workbench, path: str, text: str, has_title: bool) -> None:
    report = bench.build({path: encoded(f"---\n{'title: T' if has_title else ''}\n{text}---\nText.\n")})
    if report.exit_code == 0:
        assert published(bench.output).keys() >= {"index.html", "404.html", "sitemap.xml", "sv/index.html"}


@builds
@given(documents, anything)
@example(PAGE, "---\n" * 3)
@example(PAGE, "- " * 500)
@example(PAGE, "{" * 5000)
@example(PAGE, "a: " * 300)
def test_any_text_between_the_fences_is_a_site_or_problems(bench: Workbench, path: str, text: str) -> None:
    bench.build({path: encoded(f"---\n{text}\n---\nText.\n")})


@builds
@given(documents, st.one_of(st.binary(max_size=80), anything.map(encoded)))
@example(PAGE, b"---\n\xff\n---\n")
@example(PAGE, b"\xef\xbb\xbf---\r\ntitle: a\r---\r\n")
def test_any_bytes_are_a_site_or_problems(bench: Workbench, path: str, content: bytes) -> None:
    bench.build({path: content})


SETTINGS = (
    *("title", "base_url", "default_language", "languages", "theme", "menu", "footer", "organisation", "description"),
    *("locale", "fallback", "numbering", "name", "email", "url", "sv", "ar", "pl", "lv"),
)
SETTING_VALUES = (
    *(
        "{sv: {}}",
        "{sv: {}, ar: {locale: ar_PS, numbering: arab}}",
        "{sv: {fallback: [pl]}, pl: {fallback: [sv]}}",
        "sv",
    ),
    *(
        "{sv: }",
        "{sv: {locale: sv_FI}}",
        "{xx: {}}",
        "{en-GB: {}}",
        "{zh-hant-tw: {}}",
        "{sv: {}, sv: {}}",
        "{a: }",
        "[sv]",
    ),
    *(
        "https://example.org",
        "http://[::1]/",
        "http://[",
        "ftp://x/",
        "https://x/%2e%2e/",
        "https://x:99999/",
        "//x",
        "bare",
    ),
    *(
        "[projects, news, about]",
        "[about, about]",
        "{name: N, email: a@b.se, url: https://x/}",
        "{name: {sv: N}}",
        "{}",
    ),
)
site_lines = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(SETTINGS), words),
        st.one_of(st.sampled_from(SETTING_VALUES), st.sampled_from(SCALARS), words, anything),
    ),
    max_size=6,
)


@builds
@given(site_lines, st.sets(st.sampled_from(["title", "base_url", "default_language", "languages", "theme"])))
def test_any_settings_are_a_site_or_problems(
    bench: Workbench, lines: list[tuple[str, str]], replaced: set[str]
) -> None:
    pairs = yaml.load(SITE_YML, yaml.BaseLoader)
    kept = {key: value for key, value in pairs.items() if key not in replaced | {key for key, _ in lines}}
    text = yaml.safe_dump(kept, allow_unicode=True) if kept else ""
    text += "".join(f"{key}: {value}\n" for key, value in lines)
    bench.build({"content/site.yml": encoded(text)})


# Bodies

PIECES = (
    *(
        "# Heading\n",
        "## A {#site-footer}\n",
        "* item\n",
        "    * nested\n",
        "1. one\n",
        "> quote\n",
        "    code\n",
        "\n\n",
        "  \n",
    ),
    *(
        "[a](b)",
        "[a](../about/index.sv.md)",
        "[a](#text-x)",
        "[a](javascript:x)",
        "[a][r]",
        "[r]: /x 'title'\n",
        "![p](a.png)",
    ),
    *(
        "<b>",
        "</b>",
        "<div>\n",
        "</main>",
        "</article>",
        "</body>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<p",
        "/>",
        "<![CDATA[",
    ),
    *(
        "[^1]",
        "[^1]: note\n",
        "*[HTML]: x\n",
        "HTML",
        "term\n: definition\n",
        "| a | b |\n|---|:-:|\n| 1 | 2 |\n",
        "\\|",
        "---\n",
    ),
    *(
        "{: .x }",
        "{#id}",
        "{onclick=x}",
        "{lang=ar}",
        "{lang}",
        "{id}",
        '{title="</main>"}',
        "{: #a .b c=d }\n",
        "{.footnote}",
    ),
    *(
        "```\n",
        "``` { .py x=y }\n",
        "~~~ html\n",
        "`",
        "``",
        "*",
        "**",
        "_",
        "__",
        "***",
        "\\",
        "&",
        "&lt;",
        "&#0;",
        "&#x202e;",
        "&x",
    ),
    *(
        "<http://x.se>",
        "<a@b.se>",
        "<?php ?>",
        "<!DOCTYPE html>",
        "[TOC]",
        "[",
        "]",
        "(",
        ")",
        "!",
        "\t",
        "\u202e",
        "\u2067",
        "wzxhzdk:0",
    ),
)
bodies = st.lists(st.one_of(st.sampled_from(PIECES), anything, words), max_size=25).map("".join)


FORBIDDEN = ("script", "style", "iframe", "form", "input", "object", "embed", "base", "meta", "link", "svg", "math")


def check_page(page: str, *, has_unique_ids: bool = True) -> html.HtmlElement:
    """The text is in its element, nothing in it runs, and what the theme has after it is still after it."""
    document = html.document_fromstring(page)
    articles, footers = document.xpath('//article[@id="text"]'), document.xpath('//footer[@id="site-footer"]')
    assert (len(articles), len(footers)) == (1, 1)
    assert [element.tag for element in document.find("body")] == ["main", "footer"]
    assert [element.tag for element in articles[0].iterancestors()] == ["main", "body", "html"]
    assert [element.tag for element in footers[0].iterancestors()] == ["body", "html"]
    assert (footers[0].text, len(footers[0])) == ("after the text", 0)
    for element in articles[0].iter():
        assert element.tag not in FORBIDDEN
        assert not any(name.startswith("on") or name == "style" for name in element.attrib), element.attrib
        for name in ("href", "src"):
            assert not element.get(name, "").strip().lower().startswith(("javascript:", "data:", "//")), element.attrib
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids)) or not has_unique_ids, ids
    return articles[0]


@builds
@given(bodies)
@example("1. " * 2000 + "a")
@example("\n".join("    " * depth + "* a" for depth in range(100)))
@example("[" * 3000)
@example("<!-- a --> b <!-- c")
def test_any_body_is_a_page_or_problems_and_stays_in_its_place(bench: Workbench, text: str) -> None:
    report = bench.build({PAGE: encoded(document(text))})
    if report.exit_code == 0:
        for language in ("sv", "lv"):
            check_page((bench.output / language / "about/index.html").read_text("utf-8"))


@given(bodies)
@example("``` { .a ></code></pre></article></main> onclick=x }\nx\n```\n")
@example("[a](javascript:x){.footnote-ref}")
@example("## A {id}\n\n*b*{lang dir id}")
@example("> " * 200 + "a")
@example("<p onclick=x>\n\n</article></main><footer>")
def test_any_body_stays_in_its_place_whatever_its_flaws_are(text: str) -> None:
    """The same without what stops a build; every link is led to somewhere that can be told from what was written."""
    assume(all(unicodedata.category(char) not in ("Cc", "Cs") or char in "\n\t" for char in text))
    prose = Converter().convert(
        text, lambda written, _: f"/led/{quote(written)}", Labels(back="back {number}", table="table")
    )
    before, after = '<html><body><main><article id="text">', '</article></main><footer id="site-footer">after the text'
    is_unique = all(flaw.code != "duplicate-id" for flaw in prose.flaws)
    article = check_page(f"{before}{prose.html}{after}</footer></body></html>", has_unique_ids=is_unique)
    for element in article.iter("a", "img"):
        for address in (element.get("href"), element.get("src")):
            assert address is None or address.startswith(("/led/", "#fn:", "#fnref")), address
    assert not article.xpath('.//*[@id="site-footer"]')


# Slugs and addresses

slugs = st.one_of(
    anything,
    words.map(lambda word: word.lower().replace(" ", "-")),
    st.sampled_from(
        ["..", ".", "a/b", "a\\b", "con", "com1", "index.html", "a" * 240, "ž" * 120, "٣", "projects", "page", "-"]
    ),
    st.text(st.characters(categories=["Ll", "Lo", "Lm", "Mn", "Mc", "Nd"]), min_size=1, max_size=40),
)


@given(slugs)
def test_a_slug_stays_in_its_folder(slug: str) -> None:
    assume(urls.is_slug(slug))
    path = f"sv/projects/{slug}/index.html"
    assert os.path.normpath(path) == path
    assert Path("/site", path).resolve().relative_to("/site/sv/projects").parts == (slug, "index.html")
    assert len(os.fsencode(slug)) <= 255
    assert slug.isprintable()
    assert not slug.startswith((".", "-"))


@builds
@given(slugs.filter(lambda slug: '"' not in slug and "\\" not in slug))
def test_what_is_written_is_what_was_planned(bench: Workbench, slug: str) -> None:
    report = bench.build({PROJECT: encoded(f'---\ntitle: A\nslug: "{slug}"\n---\n')})
    if report.exit_code == 0:
        written = slug.strip(" \t\r\n") or "alpha"
        files = published(bench.output)
        assert {f"sv/projects/{written}/index.html", f"lv/projects/{written}/index.html"} <= set(files)
        assert report.written + report.unchanged == len(files)
        assert not any(path.endswith("/") for path in files)
        assert tree(bench.folder).keys() == {
            *("beside.txt", ".vitrina/.gitignore", ".vitrina/site.manifest"),
            *(f"source/{path}" for path in tree(bench.source)),
            *(f"site/{path}" for path in tree(bench.output)),
        }


segments = st.text(
    st.characters(exclude_characters="/\\\0", exclude_categories=["Cs"]), min_size=1, max_size=20
).filter(lambda text: text not in (".", "..", "index.html"))
addresses = st.one_of(
    st.just(""),
    st.lists(segments, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + "/"),
    st.lists(segments, min_size=1, max_size=4).map("/".join),
)
BASES = ("https://example.org/", "https://example.org/showcase/", "http://localhost:8000/a/b/", "https://x.se/%C3%A5/")


@given(addresses)
def test_an_address_and_its_file_are_each_others_inverse(address: str) -> None:
    assert urls.address_of(urls.file_of(address)) == address


@given(st.lists(segments, min_size=1, max_size=4).map("/".join), st.booleans())
def test_a_file_and_its_address_are_each_others_inverse(path: str, is_page: bool) -> None:
    file = f"{path}/index.html" if is_page else path
    assert urls.file_of(urls.address_of(file)) == file


@given(st.sampled_from(BASES), addresses)
def test_a_link_says_its_address(base: str, address: str) -> None:
    link, absolute = urls.link(base, address), urls.absolute(base, address)
    assert link.isascii()
    assert absolute.isascii()
    parts = urlsplit(absolute)
    assert (parts.query, parts.fragment) == ("", "")
    assert parts.path == link
    assert absolute.startswith(base)
    assert unquote(link.removeprefix(urls.base_path(base))) == address
    assert unquote(absolute.removeprefix(base)) == address
    assert urlsplit(link).path == link


@given(anything)
def test_a_suggested_slug_is_a_slug(text: str) -> None:
    suggestion = urls.suggest_slug(text)
    assert suggestion == "" or urls.is_slug(suggestion)
    assert urls.suggest_slug(suggestion) == suggestion


# YAML


def plain(node: Node | None) -> object:
    match node:
        case ScalarNode(value):
            return value
        case SequenceNode(items):
            return [plain(item) for item in items]
        case MappingNode(values):
            return {key: plain(value) for key, value in values.items()}
    raise AssertionError(node)


trees = st.recursive(
    st.one_of(
        words, st.sampled_from(["", "no", "~", "1.10", "12:30", "0o7", "2021-01-16", "=", "<<", "null"]), anything
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=12,
)
yaml_texts = st.one_of(
    st.tuples(st.dictionaries(words, trees, max_size=4), st.booleans(), st.booleans()).map(
        lambda made: yaml.safe_dump(made[0], allow_unicode=made[1], default_flow_style=made[2])
    ),
    front_matter,
    anything,
).filter(lambda text: not any(unicodedata.category(char) == "Cs" for char in text))  # no file in UTF-8 holds these


@given(yaml_texts)
@example("a: no\nb: 1.10\nc: 12:30\nd: 'x'\ne: |\n  text\n")
@example("<<: {a: b}\n=: c\n")
@example("? a\n: b\n")
def test_strict_yaml_says_what_yaml_says(text: str) -> None:
    problems = Problems()
    fields = parse(text, "content/x.yml", problems)
    assert (fields is None) <= (len(problems) > 0)
    for problem in problems:
        assert 1 <= problem.location.line <= text.count("\n") + text.count("\r") + text.count("\x85") + 3
    if fields is None or len(problems):
        return
    expected = yaml.load(text, yaml.BaseLoader)
    assert plain(fields) == (expected if expected not in (None, "", "~", "null") else {})
    for key, location in fields.keys.items():
        assert location.path == "content/x.yml"
        assert Location("content/x.yml", 1, 1) <= location, key


@given(yaml_texts)
def test_strict_yaml_refuses_what_yaml_refuses(text: str) -> None:
    try:
        yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        problems = Problems()
        if parse(text, "content/x.yml", problems) is not None:
            # libyaml, which reads here, is laxer than PyYAML's own parser in places; it must agree with itself.
            yaml.compose(text, yaml.CSafeLoader)
