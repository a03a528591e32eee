"""Strings that a language does not have are shown in English, and say so, wherever an element can stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.sites import EMPTY_CATALOGUE, PROJECT, SITE_YML, THEME, Files, build_site, copy_demo, document, make_site
from vitrina.languages.partial_strings import MARKS, PartialStrings
from vitrina.model import Direction, Language
from vitrina.theme import page_templates
from vitrina.theme.language_of_strings import with_language_of_strings
from vitrina.values.dates import PartialDate, Period
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text

ROOT = Path(__file__).resolve().parent.parent
PARTIAL = ("ckb", "sw")
"""Sorani has a few strings in the catalogue below, Swahili has none."""
COMPLETE = ("sv", "ar", "pl", "lv", "he")
CKB = f"""{EMPTY_CATALOGUE}"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "News"
msgstr "هەواڵ"

msgid "E-mail: %(address)s"
msgstr "ئیمەیڵ: %(address)s"

msgid "%(number)s project"
msgid_plural "%(number)s projects"
msgstr[0] "%(number)s پرۆژە"
msgstr[1] ""
"""
NO_ELEMENTS = ("script", "style", "title", "option", "textarea")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demonstration site in two more languages without all strings, and in one with all."""
    source = copy_demo(tmp_path_factory.mktemp("partial"))
    settings = (source / "content/site.yml").read_text("utf-8")
    further = "".join(f"  {code}: {{fallback: [sv, ar, pl]}}\n" for code in ("he", *PARTIAL))
    (source / "content/site.yml").write_text(settings.replace("languages:\n", f"languages:\n{further}"), "utf-8")
    (source / "i18n/ckb.po").write_text(CKB, "utf-8")
    assert build_site(source).errors == 0
    return source / "site"


def pages(site: Path, *languages: str) -> Iterator[tuple[Path, HtmlElement]]:
    for file in site.rglob("*.html"):
        page = html.document_fromstring(file.read_bytes())
        if page.get("lang") in languages:
            yield file, page


def texts(page: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the texts of a page that elements can stand in, each with the element that it is in."""
    for element in page.iter(html.etree.Element):
        if element.tag not in NO_ELEMENTS and not any(above.tag == "svg" for above in element.iterancestors()):
            yield from ((text, element) for text in (element.text, *(child.tail for child in element)) if text)


def around(element: HtmlElement, attribute: str) -> str:
    return next(each.get(attribute) for each in (element, *element.iterancestors()) if each.get(attribute))


def english() -> re.Pattern[str]:
    """Return what matches any English string of the interface, also one of its pieces between values."""
    template = (ROOT / "i18n/visitors/messages.pot").read_text("utf-8")
    found = re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', template, re.MULTILINE)
    strings = ("".join(json.loads(line) for line in string.splitlines()) for string in found)
    pieces = {piece.strip() for string in strings for piece in re.split(r"%\(\w+\)s|\{\w+\}", string)}
    return re.compile("|".join(re.escape(piece) for piece in pieces if re.search("[A-Za-z]{3}", piece)))


def test_every_string_in_english_says_so(site: Path) -> None:
    strings, seen = english(), 0
    for file, page in pages(site, *PARTIAL):
        for text, element in texts(page):
            if strings.fullmatch(text.strip()):
                seen += 1
                assert (around(element, "lang"), around(element, "dir")) == ("en", "ltr"), (file, text)
    assert seen > 1000


def test_strings_of_the_language_and_values_in_it_are_its_own(site: Path) -> None:
    (page,) = (page for file, page in pages(site, "ckb") if file == site / "ckb/projects/kvinnokraft/index.html")
    (news,) = page.xpath("//nav[@id='vt-menu']//a[@href='/ckb/news/']")
    assert (news.text, news.get("lang"), news.get("dir")) == ("هەواڵ", None, None)
    (note,) = page.xpath("//p[@role='note']/bdi[starts-with(., 'Language of')]")
    assert (note.get("lang"), note.get("dir")) == ("en", "ltr")
    (value,) = note
    assert (value.text, value.get("lang"), value.get("dir")) == ("سویدی", "ckb", "rtl")


def test_a_plural_without_all_of_its_forms_is_no_translation(site: Path) -> None:
    (page,) = (page for file, page in pages(site, "ckb") if file == site / "ckb/overview/index.html")
    (count,) = page.xpath("//ul[contains(@class, 'vt-first')]/li[1]/a/bdi")
    (number,) = count
    assert (count.text_content(), count.get("lang"), number.tag) == ("٥ projects", "en", "b")
    assert (number.get("lang"), len(number)) == (None, 0)  # a number needs no language


def test_no_mark_is_left_in_any_file(site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in (".html", ".json", ".xml", ".ics"):
            text = file.read_text("utf-8")
            assert not any(mark in text for mark in MARKS), file
            assert re.search(r"\\ufdd[c-f]|%EF%B7%9[C-F]", text, re.IGNORECASE) is None, file


def test_tags_match_each_other(site: Path) -> None:
    """A parser of HTML mends what does not; so the number of elements tells."""
    for file, page in pages(site, *PARTIAL):
        text = re.sub(r"<svg.*?</svg>", "", file.read_text("utf-8"), flags=re.DOTALL)
        for name in ("bdi", "span"):
            assert text.count(f"<{name}") == text.count(f"</{name}>"), file
        assert page.xpath("//title/* | //option/* | //textarea/* | //svg//bdi | //svg//span") == []
        assert re.search("&lt;(bdi|span)", text) is None, file


def test_the_data_of_the_search_name_the_language(site: Path) -> None:
    data = json.loads((site / "ckb/projects/search.json").read_bytes())
    assert data["words"]["projects"]["other"] == ["{number} projects", "en", "ltr"]
    assert data["words"]["remove"] == ["Remove {choice}", "en", "ltr"]
    assert data["facets"][0]["label"] == ["Region", "en", "ltr"]
    assert "until \u2068٢٠٢٤ تشرینی یەکەم\u2069" in [time[0] for time in data["entries"]["time"] if time]
    complete = json.loads((site / "he/projects/search.json").read_bytes())
    assert all(isinstance(label["label"], str) for label in complete["facets"])


def test_pages_in_all_languages_name_that_of_each_string(site: Path) -> None:
    page = html.document_fromstring((site / "404.html").read_bytes())
    for code, lang in (("ckb", "en"), ("sw", "en"), ("he", None)):
        (section,) = page.xpath(f"//section[@lang='{code}']")
        assert {section.find(name).get("lang") for name in ("h2", "p", "p/a")} == {lang}


def test_complete_languages_have_no_string_in_english(site: Path) -> None:
    found = 0
    for file, page in pages(site, *COMPLETE):
        found += 1
        assert page.xpath("//body//*[@lang='en']") == [] or "/404.html" in str(file) or "/id/" in str(file), file
    assert found > 100


def test_pages_of_complete_languages_are_not_gone_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def with_language(page: str, language: str, _direction: str) -> str:
        seen.append(language)
        return page

    monkeypatch.setattr(page_templates, "with_language_of_strings", with_language)
    settings = SITE_YML.replace("  pl: {}\n", "  pl: {}\n  en: {}\n  en-gb: {}\n  sw: {fallback: [sv]}\n")
    assert build_site(make_site(tmp_path, {"content/site.yml": settings})).errors == 0
    assert set(seen) == {"sw"}


OWN_THEME: Files = {
    "content/site.yml": SITE_YML.replace("  pl: {}\n", "  pl: {}\n  ckb: {fallback: [sv]}\n"),
    PROJECT: document("Text om *alfa*.\n"),
    f"{THEME}/templates/project.html": """<!doctype html><html lang="{{ page.language }}">
<title>{{ _("Projects") }}</title>
<a title="{{ _("Home") }}" href="mailto:?subject={{ _("Home")|urlencode }}">{{ _("Home")|upper }}</a>
<script type="application/json">{{ [_("Home")|tojson] }}{{ _("News")|tojson }}</script>
<select><option>{{ _("News") }}</option></select><textarea>{{ _("News") }}</textarea>
<svg><title>{{ _("News") }}</title><text>{{ _("News") }}</text></svg>
<p id="length">{{ _("News")|length }} {{ _("News")|capitalize }} {{ _("News")|truncate(3, true, "…", 0) }}</p>
<p id="own">{{ _("Vår egen text") }}</p>
<p id="cut">{{ _("News")[1:] }}{{ _("News")[:2] }}</p><p id="content">{{ _("News") }}</p>
<p id="mark">{{ "\\ufddd" }}x{{ "\\ufddc" }}<b>{{ "\\ufddd" }}</b></p>
<p id="inside">{{ _("E-mail: %(address)s", address="<b>a@b</b>"|safe) }}</p></html>
""",
}


def test_templates_of_a_site_can_put_strings_anywhere(tmp_path: Path) -> None:
    source = make_site(tmp_path, OWN_THEME)
    assert build_site(source).errors == 0
    text = (source / "site/ckb/projects/alpha/index.html").read_text("utf-8")
    assert not any(mark in text for mark in MARKS)
    assert "<title>Projects</title>" in text
    assert '<a title="Home" href="mailto:?subject=Home"><bdi lang="en" dir="ltr">HOME</bdi></a>' in text
    assert '"News"</script>' in text
    assert "<option>News</option></select><textarea>News</textarea>" in text
    assert "<svg><title>News</title><text>News</text></svg>" in text
    assert '<p id="length">4 News Ne…</p>' in text
    assert '<p id="own">Vår egen text</p>' in text  # nobody knows its language
    assert '<p id="cut">NewsN</p>' in text
    assert '<p id="mark">x<b></b></p>' in text
    assert '<bdi lang="en" dir="ltr">E-mail: <bdi lang="ckb" dir="rtl"><b>a@b</b></bdi></bdi>' in text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>[News]</p>", '<p><bdi lang="en" dir="ltr">News</bdi></p>'),
        ("[a (b) c]", '<bdi lang="en" dir="ltr">a <bdi lang="ckb" dir="rtl">b</bdi> c</bdi>'),
        ("[a (1 %) c]", '<bdi lang="en" dir="ltr">a 1 % c</bdi>'),
        (
            "[a ([b]) c]",
            '<bdi lang="en" dir="ltr">a <bdi lang="ckb" dir="rtl"><bdi lang="en" dir="ltr">b</bdi></bdi> c</bdi>',
        ),
        ("<p title=\"[a > b]\" data-x='[a]' y=[a]>", "<p title=\"a > b\" data-x='a' y=a>"),
        ("<!-- [a] <p> --><p>[b", "<!-- a <p> --><p>b"),
        ("<TITLE>[a]<p></TITLE><script>'[a]<p>'</script>", "<TITLE>a<p></TITLE><script>'a<p>'</script>"),
        ("<title>[a]", "<title>a"),
        (
            "<ul><li>[a]<li>[b]</ul>",
            '<ul><li><bdi lang="en" dir="ltr">a</bdi><li><bdi lang="en" dir="ltr">b</bdi></ul>',
        ),
        ("<p>[a<b>b]</b>c]</p>", '<p><bdi lang="en" dir="ltr">a<b>b</b>c</bdi></p>'),
        ("<p>[a</p>b]", "<p>a</p>b"),
        ("[a<br>b<img src=x>]", '<bdi lang="en" dir="ltr">a<br>b<img src=x></bdi>'),
        ("a] <i></b>[b</i> )c(", "a <i></b>b</i> c"),
        ("<svg><g/><text>[a]</text></svg>[b]", '<svg><g/><text>a</text></svg><bdi lang="en" dir="ltr">b</bdi>'),
    ],
)
def test_a_page_is_gone_through_once(page: str, expected: str) -> None:
    marked = page.translate(str.maketrans("[]()", MARKS))
    assert with_language_of_strings(marked, "ckb", "rtl") == expected


def test_only_the_language_is_said_where_the_direction_is_the_same() -> None:
    marked = "[a (b) c]".translate(str.maketrans("[]()", MARKS))
    assert with_language_of_strings(marked, "sw", "ltr") == '<span lang="en">a <span lang="sw">b</span> c</span>'


def test_values_of_views_have_the_language_of_their_string() -> None:
    language = Language(code="ckb", locale="ckb", direction="rtl", numbering="latn")
    strings = PartialStrings(NullTranslations(), {"from {date}": 1, "Reply to “{title}”": 1, "Home": 1})
    localiser = Localiser(language, strings)
    assert localiser.gettext("Home") == Text("Home", "en", "ltr")
    assert localiser.gettext("Vårt") == Text("Vårt", "ckb", "rtl")
    assert localiser.gettext("Reply to “{title}”") == Text("Reply to “{title}”", "en", "ltr")
    title = localiser.own("ناو")
    assert localiser.gettext("Reply to “{title}”", title=title) == Text("Reply to “\u2068ناو\u2069”", "en", "ltr")
    assert localiser.period(Period(PartialDate(2024), None)) == Text("from \u20682024\u2069", "en", "ltr")


@pytest.mark.parametrize(
    ("code", "direction", "title", "shown"),
    [
        ("sv", "ltr", Text("ناو 2", "ckb", "rtl"), "Svar på ”\u2067ناو 2\u2069”"),
        ("sv", "ltr", Text("Namn 2", "sv", "ltr"), "Svar på ”Namn 2”"),
        ("ckb", "rtl", Text("Namn 2", "sv", "ltr"), "Svar på ”\u2066Namn 2\u2069”"),
    ],
)
def test_a_value_that_runs_the_other_way_is_isolated(code: str, direction: Direction, title: Text, shown: str) -> None:
    """Such as the title in the subject of a message, which takes no elements."""
    localiser = Localiser(Language(code=code, locale=code, direction=direction), NullTranslations())
    assert localiser.gettext("Svar på ”{title}”", title=title).value == shown


def test_the_title_of_a_labelled_note_says_its_language(tmp_path: Path) -> None:
    settings = SITE_YML.replace("theme: bare\n", "").replace("pl: {}", "pl: {}\n  sw: {}")
    note = document("> [!NOTE]\n> Karibu.\n", title="Sisi")
    source = make_site(tmp_path, {"content/site.yml": settings, "content/pages/us/index.sw.md": note})
    assert build_site(source).errors == 0
    page = html.fromstring((source / "site/sw/us/index.html").read_bytes())
    (title,) = page.xpath("//p[@class='callout-title']")
    assert (title.text, title.get("lang"), title.get("dir")) == ("Note", "en", "ltr")
