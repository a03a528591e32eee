"""Every mistake has a code and a line, all of a site's mistakes come in one run, and none of them is a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sites import (
    PAGE,
    POST,
    PROJECT,
    ROOT,
    SITE_YML,
    THEME,
    TRANSLATION,
    VOCABULARY,
    Files,
    build_site,
    document,
    explain,
    found,
    make_site,
    tree,
    write,
)
from vitrina.views import frame

SITE = "content/site.yml"
ABOUT = "content/pages/about"
PICTURE = f"{ABOUT}/hus.gif"
LABELS = "labels: {sv: a, ar: a, pl: a, lv: a}"


@dataclass(frozen=True)
class Mistake:
    """Files that spoil the small site, the problems they make (path, line, code), and words that the message has."""

    name: str
    files: Files
    problems: list[tuple[str, int, str]]
    words: tuple[str, ...] = field(default=())


def in_project(name: str, code: str, *words: str, body: str = "", line: int = 3, **fields: str) -> Mistake:
    """A project whose front matter has ``fields`` below the title, the first of them on line 3."""
    return Mistake(name, {PROJECT: document(body, **fields), TRANSLATION: None}, [(PROJECT, line, code)], words)


def in_page(name: str, code: str, text: str | bytes, line: int, *words: str) -> Mistake:
    return Mistake(name, {PAGE: text}, [(PAGE, line, code)], words)


def in_body(name: str, code: str, markdown: str, *words: str) -> Mistake:
    """A page with ``markdown`` on line 6, the third of its body."""
    return Mistake(name, {PAGE: document(f"One.\n\n{markdown}\n")}, [(PAGE, 6, code)], words)


def in_settings(name: str, code: str, before: str, after: str, line: int, *words: str) -> Mistake:
    assert before in SITE_YML
    return Mistake(name, {SITE: SITE_YML.replace(before, after)}, [(SITE, line, code)], words)


def in_vocabulary(name: str, code: str, text: str, line: int, *words: str) -> Mistake:
    return Mistake(name, {VOCABULARY: text}, [(VOCABULARY, line, code)], words)


def chain(length: int, top: str = "") -> list[tuple[str, str]]:
    """Return terms, each with the one before as its parent; the first has the parent ``top``."""
    return [(f"t{number}", f"t{number - 1}" if number else top and f"t{length - 1}") for number in range(length)]


def terms(parents: list[tuple[str, str]]) -> str:
    """Return a vocabulary of these terms, each beside its parent, with three lines a term."""
    return "".join(f"{term}:\n  {LABELS}\n  parent: {parent or '~'}\n" for term, parent in parents)


def in_terms(name: str, code: str, parents: list[tuple[str, str]], at: str, *words: str) -> Mistake:
    """Return a mistake in the parents of terms, reported once: at the term ``at``."""
    line = 3 * [term for term, _ in parents].index(at) + 1
    return Mistake(name, {VOCABULARY: terms(parents)}, [(VOCABULARY, line, code)], words)


FRONT_MATTER = [
    in_page("broken yaml", "yaml-syntax", '---\ntitle: "Om\nslug: om\n---\n', 2, "Close it"),
    in_page("colon in a value", "yaml-syntax", "---\ntitle: Om: oss\n---\n", 2, 'title: "Om: oss"'),
    in_page("tab", "yaml-syntax", "---\ntitle: Om\nimage:\n\tfile: a.png\n---\n", 4, "tab"),
    in_page("duplicate key", "duplicate-key", "---\ntitle: Om\nsummary: a\ntitle: Oss\n---\n", 4, "title", "line 2"),
    in_page("list instead of keys", "not-a-mapping", "---\n- title\n---\n", 2, "key: value"),
    in_page("text instead of keys", "not-a-mapping", "---\ntitle\n---\n", 2),
    in_page("key that is a list", "yaml-key", "---\ntitle: Om\n[a]: b\n---\n", 3),
    in_page("alias", "yaml-alias", "---\ntitle: Om\nsummary: *here\n---\n", 3),
    in_page("anchor", "yaml-alias", "---\ntitle: &here Om\n---\n", 2),
    in_page("tag", "yaml-tag", "---\ntitle: !!python/object:os.system Om\n---\n", 2),
    in_page("second yaml document", "yaml-documents", "---\ntitle: Om\n--- \tx\nsummary: a\n---\n", 3),
    in_page("deep nesting", "yaml-depth", f"---\ntitle: Om\nimage: {'[' * 50_000}\n---\n", 3, "12 levels"),
    in_page("deep nesting of mappings", "yaml-depth", f"---\ntitle: Om\nimage: {'{a: ' * 50_000}\n---\n", 3),
    in_page("no front matter", "no-front-matter", "Om oss.\n", 1, "title: …"),
    in_page("empty file", "no-front-matter", "", 1),
    in_page("front matter not closed", "front-matter-not-closed", "---\ntitle: Om\n\nOm oss.\n", 1),
    in_page("missing title", "missing-key", "---\nsummary: Om\n---\n", 2, "title"),
    in_page("empty title", "missing-key", "---\ntitle:\n---\n", 2, "title"),
    in_page("empty front matter", "missing-key", "---\n---\nOm oss.\n", 2, "title"),
    in_page("two opening lines", "no-front-matter", "---\n---\ntitle: Om\n---\nOm.\n", 2, "above the first key"),
    in_page("misspelled title", "unknown-key", "---\nTitel: Om\n---\n", 2, "Did you mean “title”?"),
    in_page("title that is a list", "wrong-shape", "---\ntitle: [Om, oss]\n---\n", 2),
    in_page("unknown key", "unknown-key", "---\ntitle: Om\nsumary: a\n---\n", 3, "Did you mean “summary”?"),
    in_page("unknown key like no other", "unknown-key", "---\ntitle: Om\nxyzzy: a\n---\n", 3, "known here: summary"),
    in_page("fact on a page", "misplaced-key", "---\ntitle: Om\nregion: podlaskie\n---\n", 3, "projects only"),
    in_page("project of a page", "misplaced-key", "---\ntitle: Om\nproject: alpha\n---\n", 3, "news post"),
    in_page("flag", "not-a-flag", "---\ntitle: Om\ndraft: kanske\n---\n", 3, "true or false"),
    in_page("slug", "not-a-slug", "---\ntitle: Om\nslug: Om Oss/../x\n---\n", 3, "slug: om-oss-x"),
    in_page("date", "not-a-date", "---\ntitle: Om\ndate: 16.1.2021\n---\n", 3, "Write: 2021-01-16"),
    in_page("day that no month has", "not-a-date", "---\ntitle: Om\ndate: 2023-02-29\n---\n", 3, "2023-02-28"),
    in_page("control character", "control-character", "---\ntitle: Om\n---\nOm\n\n\x07oss\n", 6, "U+0007"),
    in_page("NUL", "control-character", "---\ntitle: O\0m\n---\n", 2, "U+0000"),
    in_page("escaped control character", "control-character", '---\ntitle: "Om \\x07"\n---\n', 2, "U+0007"),
    in_page("not utf-8", "not-utf-8", "---\ntitle: Om\n---\n\nFör alla\n".encode("latin-1"), 5, "UTF-8"),
    in_page("utf-16", "not-utf-8", "---\ntitle: Om\n---\n".encode("utf-16"), 1),
    in_page("three megabytes", "file-too-large", b"---\ntitle: Om\n---\n" + b"a" * 3_000_000, 0, "3 MB"),
    in_page("missing picture", "missing-file", "---\ntitle: Om\nimage: hus.jpg\n---\n", 3, "hus.jpg"),
    in_page("missing picture of a mapping", "missing-file", "---\ntitle: Om\nimage:\n  file: hus.jpg\n---\n", 4),
    in_page("original of another language", "unknown-language", "---\ntitle: Om\ntranslated_from: et\n---\n", 3),
    in_page(
        "translated from itself", "unknown-language", "---\ntitle: Om\ntranslated_from: sv\n---\n", 3, ": ar, pl, lv"
    ),
    in_page("translated from nobody", "not-a-version", "---\ntitle: Om\ntranslated_from: Anna K.\n---\n", 3),
    Mistake(
        "picture that is none",
        {PAGE: document(image="plan.pdf"), f"{ABOUT}/plan.pdf": b"%PDF"},
        [(PAGE, 3, "not-a-picture")],
        (".png",),
    ),
    Mistake(
        "no original",
        {PAGE: document(translated_from="pl"), f"{ABOUT}/index.pl.md": document(translated_from="sv")},
        [(f"{ABOUT}/index.pl.md", 3, "no-original")],
    ),
    Mistake(
        "translated from a version that is missing",
        {PAGE: document(), f"{ABOUT}/index.pl.md": document(translated_from="lv 3f9c1a")},
        [(f"{ABOUT}/index.pl.md", 3, "missing-version")],
        ("“lv”",),
    ),
]

FACTS = [
    in_project("term near an id", "unknown-term", "“podlaski”", "Did you mean “podlaskie”?", region="podlaski"),
    in_project("term by its label", "unknown-term", "Did you mean “finished”?", status="Avslutat"),
    in_project("term like no other", "unknown-term", "Use one of the terms there (cancelled, ", status="xyzzy"),
    in_project("second of two terms", "unknown-term", "“mooncraft”", region="[podlaskie, mooncraft]"),
    in_project("terms without brackets", "unknown-term", "brackets: [latvia, podlaskie]", region="latvia, podlaskie"),
    in_project("terms with other commas", "unknown-term", "[latvia, podlaskie]", region="[latvia، podlaskie]"),
    in_project(
        *("languages beside their key", "unknown-key", "indent it:   sv: Mårtensbo"),
        line=4,
        town="\nsv: Mårtensbo\npl: Martowo",
    ),
    in_project("comma in braces", "unknown-key", 'both in quotes: sv: "Hus, en by"', town="{sv: Hus, en by, pl: Dom}"),
    in_project("money in braces", "wrong-shape", "Write: cost: 12.5 EUR", cost="{value: 12,5, currency: EUR}"),
    in_project("money in lines", "wrong-shape", "Write: cost: 12500 SEK", cost="\n  currency: SEK\n  value: 12500"),
    in_project("money in braces, by half", "wrong-shape", "Add the currency", cost="{value: 12}"),
    in_project("term twice", "repeated-value", region="[podlaskie, podlaskie]"),
    in_project("two statuses", "one-value-only", status="[finished, ongoing]"),
    in_project("money without a currency", "not-money", "69419 EUR", cost='"69419"'),
    in_project("money of two readings", "not-money", "69419 EUR", cost="69.419 EUR"),
    in_project("currency that is none", "not-money", "“XQQ”", cost="100 XQQ"),
    in_project("period", "not-a-date", "earlier date first", period="2023-01/2021-01"),
    in_project("period of a mapping", "not-a-date", "2021-01-16", period="{start: 16.1.2021}"),
    in_project("partner without a name", "missing-key", "name", partners="[{town: Oslo}]"),
    in_project("partner that is a text", "wrong-shape", partners="[Newschool]"),
    in_project("country", "not-a-country", "NO", partners="[{name: Newschool, country: Norway}]"),
    in_project("result without a number", "missing-key", "value", results="[{label: kvinnor}]"),
    in_page("flag between quotes", "quoted-value", '---\ntitle: Om\ndraft: "true"\n---\n', 3, "in quotes"),
    in_project("number between quotes", "quoted-value", "value: 441", results='[{value: "441", label: kvinnor}]'),
    in_project("result that is no number", "not-a-number", "1250", results="[{value: 1 250, label: kvinnor}]"),
    in_project("result of what", "missing-key", "label", results="[{value: 12}]"),
    in_project("result of an unknown term", "unknown-term", "women", results="[{value: 12, term: woman}]"),
    in_project("unknown key of a partner", "unknown-key", "“town”", partners="[{name: Newschool, twon: Oslo}]"),
    in_project("text in a language that is none", "unknown-key", town="{sv: Oslo, sw: Oslo}"),
    in_project("project of a project", "misplaced-key", "news post", project="alpha"),
    Mistake(
        "unknown project",
        {POST: document(project="alfa", date="2024")},
        [(POST, 3, "unknown-project")],
        ("Did you mean “alpha”?",),
    ),
    Mistake(
        "contradiction",
        {TRANSLATION: document(translated_from="sv", cost="1 EUR")},
        [(TRANSLATION, 4, "contradiction")],
        (f"{PROJECT}:5",),
    ),
    Mistake(
        "fact outside the original",
        {TRANSLATION: document(translated_from="sv", town="Oslo")},
        [(TRANSLATION, 4, "fact-outside-original")],
        (PROJECT,),
    ),
]

BODIES = [
    in_body("javascript", "unsafe-link", "[here](javascript:alert(1))", "https://"),
    in_body("javascript with an entity", "unsafe-link", "[here](javascript&#58;alert(1))"),
    in_body("javascript in capitals", "unsafe-link", "[here](JavaScript:alert(1))"),
    in_body("javascript as a footnote", "unsafe-link", "[here](javascript:alert(1)){.footnote-ref}"),
    in_body("data", "unsafe-link", "[here](data:text/html,x)"),
    in_body("protocol-relative link", "unsafe-link", "[here](//example.org/)"),
    in_body("external picture", "external-picture", "![Hus](https://example.org/a.png)", "third parties"),
    in_body("dead link", "dead-link", "[here](../nowhere/index.sv.md)", "../my-project/index.sv.md"),
    in_body("dead link out of content", "dead-link", "[here](../../../README.md)"),
    in_body("dead picture", "dead-link", "![Hus](hus.jpg)"),
    in_body("empty link", "dead-link", "[here]()", "round brackets"),
    in_body("address that is none", "dead-link", "[here](http://[::1/)"),
    in_body("event handler", "unsafe-attribute", "[here](#a){onclick=alert(1)}", "onclick"),
    in_body("event handler without a value", "unsafe-attribute", "[here](#a){onclick}", "onclick"),
    in_body("id without a value", "unknown-language", "## Heading {id lang}"),
    in_body("language that is none", "unknown-language", "*here*{lang=klingon_x}"),
]

FILES = [
    Mistake(
        "unlisted language",
        {f"{ABOUT}/index.et.md": document()},
        [(f"{ABOUT}/index.et.md", 0, "unknown-language")],
        ("sv, ar, pl, lv",),
    ),
    Mistake(
        "document without a language",
        {f"{ABOUT}/index.md": document()},
        [(f"{ABOUT}/index.md", 0, "misnamed-document")],
        ("index.sv.md",),
    ),
    Mistake(
        "two documents for one page",
        {"content/pages/contact/index.sv.md": document(slug="about")},
        [("content/pages/contact/index.sv.md", 0, "address-taken")],
        (PAGE, "slug: …"),
    ),
    Mistake(
        "slug of a list",
        {"content/pages/contact/index.sv.md": document(slug="projects")},
        # Latvian, which falls back on Swedish, has the same two pages.
        [("content/pages/contact/index.sv.md", 0, "address-taken")],
        ("/sv/projects/index.html", "/lv/projects/index.html"),
    ),
    Mistake(
        "static file for a page",
        {"content/static/sv/about/index.html": "mine"},
        [(PAGE, 0, "address-taken")],
        ("content/static/sv/about/index.html",),
    ),
    Mistake(
        "static file for a folder",
        {"content/static/sv/about": "mine"},
        [(PAGE, 0, "address-taken")],
    ),
    Mistake(
        "document outside a folder",
        {"content/news/index.sv.md": document()},
        [("content/news/index.sv.md", 0, "misplaced-file")],
        ("content/news/my-news/index.sv.md",),
    ),
    Mistake(
        "folder with spaces",
        {"content/news/Our news/index.sv.md": document()},
        [("content/news/Our news", 0, "not-an-id")],
    ),
]

SETTINGS = [
    Mistake("no settings", {SITE: None}, [(SITE, 0, "no-site")], ("--source",)),
    Mistake("empty settings", {SITE: ""}, [(SITE, 1, "missing-key")], ("languages", "title", "base_url")),
    in_settings("broken yaml", "yaml-syntax", "pl: {}", "pl: {", 7, "pl: {}"),
    in_settings(
        "unknown setting",
        "unknown-key",
        "theme: bare",
        "theme: bare\ntitel: Prov",
        10,
        "known here: title, ",
    ),
    in_settings("base_url", "not-an-address", "https://example.org/showcase/", "example.org", 2, "https://"),
    in_settings("base_url with a query", "not-an-address", "showcase/", "showcase/?a=b", 2),
    in_settings("base_url that climbs", "not-an-address", "showcase/", "../showcase/", 2),
    in_settings("no base_url", "missing-key", "base_url: https://example.org/showcase/\n", "", 1, "base_url"),
    in_settings("default language", "unknown-language", "default_language: sv", "default_language: et", 3, "sv, ar"),
    in_settings("fallback", "unknown-language", "[sv, pl]", "[sv, et]", 8, "“et”"),
    in_settings("fallback on itself", "unknown-language", "[sv, pl]", "[lv]", 8, "“lv”"),
    in_settings("locale", "unknown-locale", "ar_PS", "ar_XQ", 6, "ar_XQ"),
    in_settings("locale of another language", "unknown-locale", "ar_PS", "sv_SE", 6),
    in_settings("numbering", "unknown-numbering", "locale: ar_PS", "numbering: roman", 6, "arab"),
    in_settings("language in two spellings", "repeated-language", "pl: {}", "pl: {}\n  SV: {}", 8),
    in_settings("menu", "unknown-page", "theme: bare", "theme: bare\nmenu: [projects, abuot]", 10, "“about”"),
    in_settings("menu twice", "repeated-value", "theme: bare", "theme: bare\nmenu: [about, about]", 10),
    in_settings("theme", "unknown-theme", "theme: bare", "theme: glossy", 0, "“glossy”", "themes/"),
    in_settings("theme outside", "not-an-id", "theme: bare", "theme: ../bare", 9),
    in_settings("e-mail", "not-an-email", "theme: bare", "theme: bare\norganisation: {name: Wi, email: wi}", 10),
    in_settings("organisation", "missing-key", "theme: bare", "theme: bare\norganisation: {email: a@b.se}", 10, "name"),
]

VOCABULARIES = [
    in_vocabulary("unknown parent", "unknown-parent", f"podlaskie:\n  {LABELS}\n  parent: polnad\n", 1, "polnad"),
    in_terms("parent cycle", "unknown-parent", [("a", "b"), ("b", "a")], "a", "“a” is its own", "other: a, b."),
    in_terms("parent in a cycle", "unknown-parent", [("c", "a"), ("a", "b"), ("b", "a")], "a", "to each other: a, b."),
    in_terms("its own parent", "unknown-parent", [("a", "a")], "a", "“a” is its own ancestor"),
    in_terms("chain that ends nowhere", "unknown-parent", [("a", "b"), ("b", "c"), ("c", "d")], "c", "The parent “d”"),
    in_terms("long cycle", "unknown-parent", chain(1_500, "t0"), "t0", "t0, t1, t2, t3, t4, t5, t6, t7, …"),
    in_terms("terms that lie too deep", "term-depth", chain(17), "t16", "more than 15 levels"),
    in_vocabulary("term's id", "not-an-id", f"Łódź:\n  {LABELS}\n", 1, "Łódź"),
    in_vocabulary("point", "not-a-point", f"a:\n  {LABELS}\n  point: [153.1, 23.1]\n", 3, "[53.13, 23.16]"),
    in_vocabulary("unknown key of a term", "unknown-key", f"a:\n  {LABELS}\n  parnet: poland\n", 3, "“parent”"),
    in_vocabulary("term twice", "duplicate-key", f"a:\n  {LABELS}\na:\n  {LABELS}\n", 3),
    in_vocabulary("broken yaml", "yaml-syntax", "a:\n  labels: {sv: a\n", 2, "labels: {sv: a}"),
]

TEMPLATES = [
    Mistake(
        "template syntax",
        {f"{THEME}/templates/page.html": "<p>\n{% if %}\n"},
        [(f"{THEME}/templates/page.html", 2, "template-error")],
    ),
    Mistake(
        "unknown variable",
        {f"{THEME}/templates/page.html": "<p>\n\n{{ entry.titel }}"},
        [(f"{THEME}/templates/page.html", 3, "template-error")],
        ("titel",),
    ),
    Mistake(
        "unknown name in a base",
        {f"{THEME}/templates/base.html": "<p>\n{{ clock }}"},
        [(f"{THEME}/templates/base.html", 2, "template-error")],
        ("clock",),
    ),
    Mistake(
        "missing include",
        {f"{THEME}/templates/page.html": '<p>\n{% include "map.html" %}'},
        [(f"{THEME}/templates/page.html", 2, "missing-template")],
        ("map.html",),
    ),
    Mistake(
        "arithmetic in a template",
        {f"{THEME}/templates/page.html": "<p>\n{{ 1 // 0 }}"},
        [(f"{THEME}/templates/page.html", 2, "template-error")],
    ),
    Mistake(
        "filter that is none",
        {f"{THEME}/templates/page.html": "<p>\n{{ entry.title|shout }}"},
        [(f"{THEME}/templates/page.html", 2, "template-error")],
        ("shout",),
    ),
    Mistake(
        "setting of a theme",
        {f"{THEME}/theme.yml": "name: Bare\nstandalone: true\nauthr: me\n"},
        [(f"{THEME}/theme.yml", 3, "unknown-key")],
        ("“author”",),
    ),
    Mistake(
        "catalogue",
        {"i18n/pl.po": 'msgid "Home"\nmsgstring "Start"\n'},
        [("i18n/pl.po", 2, "catalogue-syntax")],
    ),
    *(
        Mistake(
            f"header of a catalogue: {header}",
            {"i18n/pl.po": f'msgid ""\nmsgstr "{header}\\n"\n'},
            [("i18n/pl.po", 2 if "nplurals=two" in header else 1, "catalogue-syntax")],
        )
        for header in (
            "Plural-Forms: nplurals=2; plural=system(1)",
            "Plural-Forms: nplurals=two; plural=n",
            "POT-Creation-Date: today",
            "Content-Type: text/plain; charset=klingon",
        )
    ),
    Mistake(
        "theme that extends one that is missing",
        {f"{THEME}/theme.yml": "extends: glossy\n"},
        [(SITE, 0, "unknown-theme")],
        ("“glossy”",),
    ),
]

TEMPLATE_ERRORS = [*FRONT_MATTER, *FACTS, *BODIES, *FILES, *SETTINGS, *VOCABULARIES, *TEMPLATES]


@pytest.mark.parametrize("mistake", TEMPLATE_ERRORS, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_with_its_place_and_nothing_is_written(mistake: Mistake, tmp_path: Path) -> None:
    source = make_site(tmp_path / "source", mistake.files)
    began = time.process_time()  # not the clock: other work may keep the machine busy
    report = build_site(source, tmp_path / "site")
    assert time.process_time() - began < 2
    text = explain(report.problems)
    assert sorted(set(found(report))) == mistake.problems, text
    assert [word for word in mistake.words if word not in text] == [], text
    assert report.exit_code == 1
    assert report.has_failed
    assert not (tmp_path / "site").exists()


def test_the_small_site_has_no_mistake(tmp_path: Path) -> None:
    report = build_site(make_site(tmp_path), is_strict=True)
    assert (found(report), report.exit_code) == ([], 0)


def test_all_mistakes_come_in_one_run_in_the_order_of_reading(tmp_path: Path) -> None:
    chosen = [
        *(f"content/news/n{number}/index.sv.md" for number in range(3)),
        *(f"content/projects/p{number}/index.sv.md" for number in range(3)),
    ]
    spoilt = document("[x](javascript:x)\n\n[y](nowhere.md)\n", title="", date="x", sumary="x")
    files: Files = {
        **dict.fromkeys(reversed(chosen), spoilt),
        POST: "no front matter",
        PROJECT: document(region="moon", cost="much"),
        VOCABULARY: f"a:\n  {LABELS}\n  parent: b\n",
        SITE: SITE_YML + "menu: [nowhere]\ncolour: red\n",
        f"{THEME}/templates/news.html": "{{ nothing }}",
        "content/static/index.html": "mine",
    }
    report = build_site(make_site(tmp_path / "source", files), tmp_path / "site")
    expected = [
        (POST, 1, "no-front-matter"),
        *(
            (path, line, code)
            for path in chosen
            for line, code in [
                (2, "missing-key"),
                (3, "not-a-date"),
                (4, "unknown-key"),
                (6, "unsafe-link"),
                (8, "dead-link"),
            ]
        ),
        (PROJECT, 3, "unknown-term"),
        (PROJECT, 4, "not-money"),
        ("content/static/index.html", 0, "address-taken"),
        (SITE, 10, "unknown-page"),
        (SITE, 11, "unknown-key"),
        (f"{THEME}/templates/news.html", 1, "template-error"),
        (VOCABULARY, 1, "unknown-parent"),
    ]
    assert found(report) == sorted(expected)
    assert report.exit_code == 1
    assert report.summary() == f"Not built: {len(expected)} errors. The site is as it was."
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("vocabulary", "code"),
    [
        (f"our-town:\n  {LABELS}\n  parent: [\n", "yaml-syntax"),
        (f"Our-Town:\n  {LABELS}\n", "not-an-id"),
        ("our-town: Our town\n", "wrong-shape"),
        (f"near:\n  {LABELS}\n  parent: our-town\nour-town: Our town\n", "wrong-shape"),
    ],
)
def test_what_cannot_be_read_of_a_vocabulary_is_told_once_and_not_for_each_project(
    vocabulary: str, code: str, tmp_path: Path
) -> None:
    projects = {f"content/projects/p{n}/index.sv.md": document(region="our-town") for n in range(3)}
    report = build_site(make_site(tmp_path, {VOCABULARY: vocabulary, **projects}))
    assert [(problem.code, problem.location.path) for problem in report.problems] == [(code, VOCABULARY)]


@pytest.mark.parametrize(
    "markdown",
    ["Text <b>bold</b>.", "<div>\n\nText", "<script>alert(1)</script>", '<img src="x" onerror="alert(1)">'],
)
def test_raw_html_is_a_warning_shown_as_text_and_strict_refuses_it(markdown: str, tmp_path: Path) -> None:
    source = make_site(tmp_path / "source", {PAGE: document(f"One.\n\n{markdown}\n")})
    assert build_site(source, tmp_path / "strict", is_strict=True).exit_code == 1
    assert not (tmp_path / "strict").exists()
    report = build_site(source, tmp_path / "site")
    assert set(found(report)) == {(PAGE, 6, "raw-html")}
    assert report.exit_code == 0
    html = (tmp_path / "site/sv/about/index.html").read_text("utf-8")
    assert markdown.partition("\n")[0].replace("<", "&lt;").replace(">", "&gt;").replace("&quot;", '"') in html


def test_a_symbolic_link_in_the_content_is_not_followed(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source")
    write(tmp_path / "outside", {"secret.txt": "secret"})
    links = ["content/news/linked", "content/pages/about/secret.txt", "content/static"]
    for link in links:
        (source / link).symlink_to(tmp_path / "outside" / ("secret.txt" if link.endswith(".txt") else ""))
    report = build_site(source, tmp_path / "site")
    assert found(report) == [(link, 0, "symbolic-link") for link in links]
    assert report.exit_code == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
@pytest.mark.parametrize(
    "path",
    [
        PAGE,
        SITE,
        VOCABULARY,
        "content/pages",
        PICTURE,
    ],
)
def test_a_file_that_cannot_be_opened_is_a_problem(path: str, tmp_path: Path) -> None:
    source = make_site(tmp_path / "source", {VOCABULARY: f"a:\n  {LABELS}\n", PICTURE: b"GIF"})
    (source / path).chmod(0)
    try:
        report = build_site(source, tmp_path / "site")
    finally:
        (source / path).chmod(0o755)
    assert [(place, code) for place, _, code in found(report)] == [(path, "unreadable-file")]


@pytest.mark.parametrize("template", ["page.html", "base.html"])
def test_a_template_that_is_not_utf8_is_a_problem_of_that_template(template: str, tmp_path: Path) -> None:
    files: Files = {f"{THEME}/templates/{template}": "<p>\nÖppet".encode("latin-1")}
    report = build_site(make_site(tmp_path / "source", files), tmp_path / "site")
    assert [place for place, _, _ in found(report)] == [f"{THEME}/templates/{template}"]
    assert report.exit_code == 1


def test_a_template_that_includes_itself_is_a_problem_of_that_template(tmp_path: Path) -> None:
    files: Files = {f"{THEME}/templates/page.html": '<p>\n{% include "page.html" %}'}
    report = build_site(make_site(tmp_path / "source", files), tmp_path / "site")
    assert found(report) == [(f"{THEME}/templates/page.html", 2, "template-error")]


def test_a_filter_that_gets_no_text_is_a_mistake_of_the_template(tmp_path: Path) -> None:
    files: Files = {f"{THEME}/templates/page.html": "<p>\n{{ page.text_language|isolate }}"}
    report = build_site(make_site(tmp_path / "source", files), tmp_path / "site")
    assert found(report) == [(f"{THEME}/templates/page.html", 2, "template-error")]


@pytest.mark.parametrize("error", [TypeError, KeyError, AttributeError, ValueError])
def test_a_bug_in_the_engine_is_an_exception(
    error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error("a bug")

    monkeypatch.setattr(frame, "main_menu", broken)
    with pytest.raises(error, match="a bug"):
        build_site(make_site(tmp_path / "source"), tmp_path / "site")
    assert tree(tmp_path / "site") == {}


def test_the_command_line_tells_the_mistakes_and_fails(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source", {PAGE: document(sumary="x"), POST: "x"})
    command = [sys.executable, "-W", "error", "build.py", "--source", str(source), "--output", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"{POST}:1: no-front-matter: The front matter is missing.",
        "    | x",
        "    Begin the file with a line “---”, then “title: …”, then a line “---”, then the text.",
        f"{PAGE}:3: unknown-key: “sumary” is not a key that is known here.",
        "    | sumary: x",
        "    | ^",
        "    Did you mean “summary”?",
        "Not built: 2 errors. The site is as it was.",
    ]
    assert not (tmp_path / "site").exists()


CIRCLES = {
    "itself": (("bare",), "bare"),
    "each other": (("other", "bare"), "other"),
    "one of three": (("other", "third", "other"), "third"),
    "the default theme": (("default", "bare"), "default"),
}


@pytest.mark.parametrize(("extends", "place"), CIRCLES.values(), ids=CIRCLES)
def test_themes_in_a_circle_are_told_where_it_closes(extends: tuple[str, ...], place: str, tmp_path: Path) -> None:
    themes = {
        f"themes/{name}/theme.yml": f"extends: {base}\n"
        for name, base in zip(("bare", *extends), extends, strict=False)
    }
    report = build_site(make_site(tmp_path, themes))
    assert found(report) == [(f"themes/{place}/theme.yml", 1, "theme-cycle")]


def test_a_theme_that_the_default_theme_is_based_on_cannot_extend_it(tmp_path: Path) -> None:
    files: Files = {
        f"{THEME}/theme.yml": "extends: default\n",
        "themes/default/theme.yml": "extends: other\n",
        "themes/other/static/a.css": "a { color: red }\n",
    }
    report = build_site(make_site(tmp_path, files))
    assert found(report) == [("themes/other/theme.yml", 0, "theme-cycle")]


def test_a_default_theme_of_the_site_extends_that_of_the_package(tmp_path: Path) -> None:
    for theme in ("extends: default\n", "name: Ours\n"):
        source = make_site(tmp_path / theme[:2], {f"{THEME}/theme.yml": theme, "themes/default/theme.yml": theme})
        assert found(build_site(source)) == []


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<!-- a note --> Seen.\n\nSeen, too.", "<p> Seen.</p>\n<p>Seen, too.</p>"),
        ("<!-- a\n\nnote -->\nSeen.", "<p>Seen.</p>"),
        ("Seen.\n\n<!-- a note without an end\n\nand more", "<p>Seen.</p>"),
        (r"[here](../about/index\.sv\.md)", '<p><a href="/showcase/sv/about/">here</a></p>'),
        ("[here](/%2Fexample.org/)", '<p><a href="/showcase/example.org/">here</a></p>'),
        (
            '``` { .python #site-footer onclick="alert(1)" }\n1\n```',
            '<pre><code class="language-python">1\n</code></pre>',
        ),
        (
            "``` { .a ></code></pre></main><script>alert(1)</script> }\n1\n```",
            '<pre><code class="language-a">1\n</code></pre>',
        ),
    ],
)
def test_a_body_means_what_it_says_and_runs_nothing(markdown: str, html: str, tmp_path: Path) -> None:
    assert build_site(make_site(tmp_path, {PAGE: document(markdown)})).exit_code == 0
    page = (tmp_path / "site/sv/about/index.html").read_text("utf-8")
    assert f'<article id="text">{html}</article>' in page


# Terms above each other


@pytest.mark.parametrize("region", ["podlaskie", "t0", "t1499"], ids=["not used", "first", "last"])
@pytest.mark.parametrize(
    ("parents", "codes"),
    [
        ([("t0", "t1499"), ("t1499", "t0")], ["unknown-parent"]),
        (chain(1_500, "all"), ["unknown-parent"]),
        (chain(1_500), ["term-depth"]),
        ([*chain(1_500), ("a", "b"), ("b", "a"), ("c", "c")], [*["term-depth"], *["unknown-parent"] * 2]),
    ],
    ids=["a cycle of two", "a cycle of many", "a chain", "several"],
)
def test_no_parents_of_terms_stop_the_engine(
    parents: list[tuple[str, str]], codes: list[str], region: str, tmp_path: Path
) -> None:
    """Whether a project has a term of a cycle or none, what is reported is the mistake, and each cycle once."""
    project = document("Text.\n", region=region)
    report = build_site(make_site(tmp_path, {PROJECT: project, VOCABULARY: terms(parents)}))
    assert sorted(code for _, _, code in found(report)) == sorted(codes)


def test_terms_may_lie_as_deep_as_pages_can_show(tmp_path: Path) -> None:
    files = {PROJECT: document("Text.\n", region="t15"), VOCABULARY: terms(chain(16))}
    report = build_site(make_site(tmp_path, files), is_strict=True)
    assert (found(report), report.exit_code) == ([], 0)
    assert (tmp_path / "site/sv/regions/t0/index.html").is_file(), "the page of the widest term shows the project"


NEARLY = {
    "an unclosed quotation mark": ('title: A\nsummary: "Om oss\nslug: a', 3, 'Close it, or leave it out: "Om oss"'),
    "a key like none": ("title: A\nzzzzz: 1", 3, "The most similar keys that are known here: "),
    "two days with dots": ("title: A\nperiod: 1.1.2021-2.3.2023", 3, "Write: 2021-01-01/2023-03-02"),
    "a decimal comma": ("title: A\ntargets: {what: a, value: '12,5'}", 3, "Write: 12.5"),
    "a list of texts": ("title: A\nresults: [441 kvinnor]", 3, "{value: 441, label: kvinnor}"),
}


@pytest.mark.parametrize(("front_matter", "line", "hint"), NEARLY.values(), ids=NEARLY)
def test_what_is_nearly_right_is_corrected(tmp_path: Path, front_matter: str, line: int, hint: str) -> None:
    report = build_site(make_site(tmp_path, {PROJECT: f"---\n{front_matter}\n---\nText.\n", TRANSLATION: None}))
    (problem,) = report.problems
    assert problem.location.line == line
    assert problem.hint is not None
    assert hint in problem.hint.text()


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("Żółta łódź", "zolta-lodz"),
        ("Сад", "sad"),
        ("مشروع", "mshrw"),
        ("Ελλάδα", "ellada"),
        ("Moc_Kobiet!", "moc-kobiet"),
    ],
)
def test_a_folder_gets_a_name_in_latin_letters_proposed(tmp_path: Path, name: str, proposal: str) -> None:
    report = build_site(make_site(tmp_path, {f"content/projects/{name}/index.sv.md": document("Text.\n")}))
    (problem,) = report.problems
    assert problem.hint is not None
    assert f"“{proposal}”" in problem.hint.text()
