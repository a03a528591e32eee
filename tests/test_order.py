"""Telephone numbers, addresses, dates and numbers keep their order in text from right to left.

What is seen is told by another implementation of the bidirectional algorithm (UAX #9), that of Servo.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from itertools import pairwise
from urllib.parse import unquote

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import build_site, explain, published, write
from vitrina.languages.order import in_order, months_or_ranges, pairs_of_numbers, runs_in_order
from vitrina.prose import Converter, Labels
from vitrina.prose.texts import as_shown

_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

ARABIC = "مشروع"
HEBREW = "פרויקט"
PERSIAN = "پروژه"


def seen(text: str) -> str:
    """Return the visible characters of a paragraph from right to left, as they stand from left to right."""
    return _INVISIBLE.sub("", get_display(text, base_dir="R")).replace("\u00a0", " ")


KEPT = {
    "telephone number": "+371 67 12 34 56",
    "telephone number with brackets": "(+371) 67-12-34-56",
    "telephone number in Arabic digits": "+٩٧٠ ٢ ٢٩٨ ٧٧٨٣",
    "telephone number of the country": "67 12 34 56",
    "address with a slash at its end": "https://example.org/2021/",
    "address without a scheme": "www.example.org/a/",
    "address of mail that begins with a digit": "7-days@example.org",
    "account": "@example.org",
    "date": "2021-01-16",
    "date in Persian digits": "۲۰۲۱-۰۱-۱۶",
    "number of a grant": "2023.LV/NVOF/MAC/041/58",
    "number of a decision": "44 12 / 3",
    "number of a book": "978-3-16-148410-0",
    "name with a sign": "Erasmus+",
    "thousands": "10 000",
    "telephone number with a zero to leave out": "+46 (0)8 123 45 67",
    "signed number": "+20",
    "signed number of per cent": "+20%",
    "number below zero": "-5",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
@pytest.mark.parametrize("word", [ARABIC, HEBREW, PERSIAN])
def test_what_is_one_thing_keeps_its_order(text: str, word: str) -> None:
    assert f" {text} " in seen(in_order(f"{word} {text} {word}"))
    assert f".{text} " in seen(in_order(f"{word} {text}."))
    assert f" {text}" in seen(in_order(f"{text} {word}"))
    assert seen(in_order(text)) == text
    assert " " not in in_order(text)


@pytest.mark.parametrize("dash", ["-", "–", "−"])
@pytest.mark.parametrize(
    ("first", "second"), [("2014", "2020"), ("5", "7"), ("10.5", "12"), ("1.3.2020", "5.4.2021"), ("10:00", "12:00")]
)
@pytest.mark.parametrize("before", ["", f"{ARABIC} ", f"{HEBREW} ", "("])
def test_a_range_reads_as_the_text_does(before: str, first: str, dash: str, second: str) -> None:
    after = ")" if before == "(" else f" {ARABIC}"
    assert f"{second}{dash}{first}" in seen(in_order(f"{before}{first}{dash}{second}{after}"))


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        "كوفيد-19",
        "في عام 2021",
        "69,419 يورو",
        "بتاريخ 15.01.2021",
        "24/7 و5/3",
        "1، 2، 3",
        "(EU)",
        "برنامج Active Citizens Fund – National في",
        "المعيار EN 301 549",
        "الجيل 5G و3D",
        "لوحة Ctrl+C من",
        "1 + 2 = 3",
    ],
)
def test_what_the_algorithm_keeps_or_should_turn_is_left_alone(text: str) -> None:
    assert in_order(text) == text


@pytest.mark.parametrize("text", ["\u200e2014-2020\u200e", "\u20662014-2020\u2069"])
def test_an_order_that_the_writer_chose_stays(text: str) -> None:
    assert in_order(f"{ARABIC} {text} {ARABIC}") == f"{ARABIC} {text} {ARABIC}"
    assert " 2014-2020 " in seen(f"{ARABIC} {text} {ARABIC}")


def test_the_sentence_around_keeps_its_own_punctuation() -> None:
    assert seen(in_order("(انظر https://example.org/).")).startswith(".)https://example.org/ ")
    assert seen(in_order("هل هو 2023.LV/58؟")).startswith("؟2023.LV/58 ")


def test_years_in_brackets_are_no_part_of_the_number_before_them() -> None:
    assert seen(in_order(f"{ARABIC} 2020-3-SE02 (2021–2023)")).startswith(")2023–2021( 2020-3-SE02 ")


def test_what_is_said_again_in_brackets_is_no_part_of_a_number() -> None:
    assert seen(in_order(f"{ARABIC} 2014-2020 (2014-2020) {ARABIC}")).count("2020-2014") == 2
    assert "(67-12-34) +371 67 12" in seen(in_order(f"{ARABIC} +371 67 12 (67-12-34)")).translate(
        str.maketrans("()", ")(")
    )


def test_some_numbers_are_doubtful() -> None:
    assert list(pairs_of_numbers("هاتف 6712 3456، 10 000، 67\u00a012")) == ["6712 3456"]
    assert list(months_or_ranges("في 2010-12، 2021-01، \u200e2010-11")) == ["2010-12"]


PHONES = st.builds(
    lambda code, groups, gap: f"+{code}" + gap + gap.join(groups),
    st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True),
    st.lists(st.from_regex(r"[0-9]{2,4}", fullmatch=True), min_size=1, max_size=4),
    st.sampled_from([" ", "-", "\u00a0"]),
)
WORDS = st.from_regex(r"[a-z]{1,6}[0-9]{0,3}", fullmatch=True)
ADDRESSES = st.builds(
    lambda scheme, host, path, end: f"{scheme}{host}.org/{'/'.join(path)}{end}",
    st.sampled_from(["https://", "http://", "www.", ""]),
    WORDS,
    st.lists(WORDS, max_size=3),
    st.sampled_from(["", "/", "#a1", "?b=2", "?b=2&c=3"]),
)
MAIL = st.builds(
    lambda name, host: f"{name}@{host}.org", st.from_regex(r"[a-z0-9][a-z0-9.+-]{0,5}[a-z0-9]", fullmatch=True), WORDS
)
NUMBERS = st.builds(
    lambda year, parts, separator: separator.join([year, *parts]),
    st.from_regex(r"20[0-9]{2}", fullmatch=True),
    st.lists(st.from_regex(r"[A-Z]{1,4}|[A-Z]{2}[0-9]{1,3}", fullmatch=True), min_size=1, max_size=4),
    st.sampled_from("./-_"),
)
DATES = st.dates().map(str)
TEXT = st.lists(
    st.one_of(st.sampled_from([ARABIC, HEBREW, PERSIAN, "و", "(ب)", "،", "2021", "٢٠٢١"])), min_size=1, max_size=4
).map(" ".join)


@given(before=TEXT, run=st.one_of(PHONES, ADDRESSES, MAIL, NUMBERS, DATES), after=TEXT)
def test_any_such_run_is_seen_as_it_was_written(before: str, run: str, after: str) -> None:
    text = f"{before} {ARABIC} {run} {ARABIC} {after}"
    run = run.replace("\u00a0", " ")
    assert f" {run} " in seen(in_order(text))
    around = f"{before} {ARABIC} x {ARABIC} {after}"
    assert seen(in_order(text)).replace(run, "x") == seen(in_order(around))


@given(st.text(alphabet='سש5٣۷ab +-–/.,:@#()«»"%&<\n\u00a0\u200e', max_size=30))
def test_nothing_but_isolates_and_no_break_spaces_is_added(text: str) -> None:
    shown = in_order(text)
    assert re.sub("[\u202d\u202c\u2066\u2069]", "", shown).replace("\u00a0", " ") == text.replace("\u00a0", " ")
    runs = runs_in_order(text)
    assert all(one.start < one.end <= two.start for one, two in pairwise(runs))
    assert in_order(shown) == shown


@pytest.mark.parametrize("sign", ["1", "1-", "1.", "$1"])
def test_the_longest_number_before_a_word_is_read_in_one_go(sign: str) -> None:
    short, long = (runs_in_order(f"{ARABIC} {sign * times} IBAN") for times in (5, 50_000))
    assert len(long) == len(short)


# --- in HTML


def html(body: str, direction: str = "rtl") -> str:
    labels = Labels(back="{number}", table="", direction="rtl" if direction == "rtl" else "ltr")
    return Converter().convert(body, lambda link, _: link, labels).html


def test_runs_are_isolated_in_every_part_of_a_text() -> None:
    assert html("اتصل +371 67 12 34 56") == '<p>اتصل <bdi dir="ltr">+371\u00a067\u00a012\u00a034\u00a056</bdi></p>'
    assert '<bdi dir="ltr">2023.LV/58</bdi></h2>' in html("## رقم 2023.LV/58")
    assert "<td>هاتف <bdi" in html("| أ | ب |\n|--|--|\n| هاتف +371 67 12 | ب |")
    assert html("[عن 2023.LV/58](https://example.org/2023.LV/58)") == (
        '<p><a href="https://example.org/2023.LV/58">عن <bdi dir="ltr">2023.LV/58</bdi></a></p>'
    )
    assert '/"><bdi dir="ltr">https://example.org/a/</bdi></a>' in html("زوروا https://example.org/a/")
    assert html("+٩٧٠ ٢ ٢٩٨") == '<p><bdo dir="ltr">+٩٧٠\u00a0٢\u00a0٢٩٨</bdo></p>'
    assert 'dir="ltr">2023.LV/R&amp;D&amp;</bdi> &lt;' in html("ا 2023.LV/R&D& < ا")


def test_code_and_attributes_stay_as_they_are() -> None:
    body = "`2023.LV/58` ![2023.LV/58](a.jpg)\n\n    2023.LV/58\n"
    assert html(body) == html(body, "ltr")


def test_the_direction_is_that_of_the_words_around() -> None:
    assert "bdi" not in html("*Nr 2023.LV/58*{: lang=sv}")
    assert "bdi" not in html("Nr 2023.LV/58", "ltr")
    assert html("Nr 2023.LV/58 *رقم 2023.LV/58*{: lang=ar}", "ltr").count("<bdi") == 1


def test_text_from_left_to_right_is_returned_as_it_is() -> None:
    made = html("Nr 2023.LV/58, tfn +46 8 123 45 67", "ltr")
    assert as_shown(made, "ltr", ()) is made


# --- on pages, and where only plain text is possible

TITLE = "مشروع 2023.LV/58"
SHOWN = "مشروع \u20662023.LV/58\u2069"
ARABIC_SITE: Mapping[str, str] = {
    "content/site.yml": "title: {ar: موقع Erasmus+}\nbase_url: https://example.org/\nlanguages: {ar: {}}\n"
    "theme: default\norganisation: {name: {ar: منظمة Erasmus+}, email: a@example.org}\n",
    "content/projects/7-x/index.ar.md": f"---\ntitle: {TITLE}\nsummary: هاتف +371 67 12 34\n---\n\nنص.\n",
    "content/news/hello/index.ar.md": f"---\ntitle: {TITLE}\ndate: 2026-01-02\n---\n\nنص.\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    source = tmp_path_factory.mktemp("arabic")
    write(source, ARABIC_SITE)
    report = build_site(source)
    assert report.errors == 0, explain(report.problems)
    files = published(source / "site")
    return {path: data.decode() for path, data in files.items() if path.endswith((".html", ".xml", ".json"))}


def test_titles_summaries_and_descriptions_keep_the_order(pages: Mapping[str, str]) -> None:
    page = pages["ar/projects/7-x/index.html"]
    assert f"<title>{SHOWN} – موقع \u2066Erasmus+\u2069</title>" in page
    assert f"<h1>{SHOWN}</h1>" in page
    assert 'content="هاتف \u2066+371\u00a067\u00a012\u00a034\u2069"' in page
    assert f">{SHOWN}</a>" in pages["ar/projects/index.html"]
    assert f"<title>{SHOWN}</title>" in next(text for path, text in pages.items() if "<feed" in text)


def test_subjects_of_mail_keep_the_order(pages: Mapping[str, str]) -> None:
    mails = [unquote(link) for link in re.findall(r'mailto:[^"]+', pages["ar/projects/7-x/index.html"])]
    assert any("«\u20667-x\u2069»" in link for link in mails)
    assert f"subject={SHOWN}&" in unquote(pages["id/7-x/index.html"])


def test_files_for_reference_managers_have_what_was_written(pages: Mapping[str, str]) -> None:
    files = [b64decode(data).decode() for data in re.findall(r"utf-8;base64,([\w+/=]+)", pages["id/7-x/index.html"])]
    assert len(files) >= 3
    assert any(TITLE in file for file in files)
    assert not any("\u2066" in file for file in files)
