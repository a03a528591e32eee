"""No line ends inside a number, before a unit or a month, or behind a word that never ends a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import PROJECT, TRANSLATION, build_site, document, explain, make_site, published, snapshot
from vitrina.content.languages import packaged_data
from vitrina.languages.direction import direction_of_language
from vitrina.languages.locales import locale_of_language
from vitrina.languages.no_break import no_break_rules, without_breaks
from vitrina.languages.word_forms import word_forms
from vitrina.model import Language
from vitrina.problems import Problems
from vitrina.prose import Converter, Labels
from vitrina.values.revisions import compare, token_of, wording


def language(code: str) -> Language:
    locale = locale_of_language(code)
    assert locale is not None
    return Language(
        code=code,
        locale=locale,
        direction=direction_of_language(code),
        data=packaged_data(code, Problems()),
    )


def shown(text: str, code: str) -> str:
    """Return ``text`` with a tilde for each no-break space."""
    return without_breaks(text, no_break_rules(language(code))).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("pl", "Praca w~domu i~w~ogrodzie, a~także z~Anną. W~szkole (o~tym) I~u~nas"),
        ("pl", "15~stycznia 2021~r. kosztowało 44~tys.~zł, czyli 12~345~zł"),
        ("pl", "ul.~Długa 5, nr~7, w~latach 2014–2020"),
        ("pl", "Projekt B, plan A. Mapa iw domu, mgła ta"),
        ("cs", "k~lesu s~dětmi v~Praze"),
        ("sv", "Den 15~januari 2021 kostade det 250~kr och 5~km, kl.~17"),
        ("lv", "2021.~gada 15.~janvārī, 5~% jeb 20~tūkst.~eiro, Nr.~7"),
        ("lv", "Mājas lapa un vīrs"),
        ("de", "Am 15.~Januar 2,5~Mio.~Euro"),
        ("fr", "le 15~janvier, 20~euros, n°~5"),
        ("en", "15~January, 5~kg, 20~EUR, 3 dogs, I am"),
        ("ar", "في 16~يناير بلغت 20~مليون~يورو و5 كم"),
    ],
)
def test_words_that_belong_together_stay_in_one_line(code: str, text: str) -> None:
    assert shown(text.replace("~", " "), code) == text


@pytest.mark.parametrize("code", ["sv", "pl", "lv", "en"])
def test_no_number_is_torn(code: str) -> None:
    assert shown("44 12 / 3, +371 67 12 34 56, 10 000 osób", code) == "44~12~/~3, +371~67~12~34~56, 10~000 osób"


def test_two_numbers_from_right_to_left_stay_two() -> None:
    assert shown("في 2021 12 مشروعا", "ar") == "في 2021 12 مشروعا"


@given(st.text(alphabet="aiwz 1.5/\n\u00a0<>(km%źr", max_size=40), st.sampled_from(["pl", "sv", "ar"]))
def test_only_spaces_change(text: str, code: str) -> None:
    rules = no_break_rules(language(code))
    made = without_breaks(text, rules)
    assert made.replace("\u00a0", " ") == "".join(
        " " if char == "\u00a0" or other == "\u00a0" else char for char, other in zip(text, made, strict=True)
    )
    assert without_breaks(made, rules) == made


# --- in HTML


def html(body: str, code: str = "pl") -> str:
    own = language(code)
    labels = Labels(back="{number}", table="", direction=own.direction, no_break=no_break_rules(own))
    return Converter().convert(body, lambda link, _: link, labels).html.replace("\u00a0", "~")


def test_texts_have_no_break_spaces() -> None:
    assert html("W domu *i w* ogrodzie\ni z psem") == "<p>W~domu <em>i~w</em>~ogrodzie\ni~z~psem</p>"
    assert html("## 5 km w Polsce") == '<h2 id="text-5-km-w-polsce">5~km w~Polsce</h2>'
    assert "<td>5~km</td>" in html("| a | b |\n|--|--|\n| 5 km | b |")
    assert html("`w domu` w domu") == "<p><code>w domu</code> w~domu</p>"


def test_code_addresses_and_attributes_stay_as_they_are() -> None:
    for body in ("`5 km w`", "    w domu 5 km", "```\n5 km w domu\n```"):
        assert "~" not in html(body)
    assert html('[5 km](<a 5 km w b> "w 5 km")') == '<p><a href="a 5 km w b" title="w 5 km">5~km</a></p>'
    assert html("x\n{: .a .i .w}") == '<p class="a i w">x</p>'


def test_words_of_another_language_are_left_alone() -> None:
    assert html("W *i o a*{: lang=sv} w domu") == '<p>W~<em dir="ltr" lang="sv">i o a</em> w~domu</p>'


# --- on pages, and in what is made of the text

FILES = {
    PROJECT: document("Text på 5 km.\n", title="Vi i skolan 5 km"),
    TRANSLATION: document("Tekst w domu 5 km.\n", title="My i wy w 5 km", summary="O nas i o was"),
}


def test_titles_and_summaries_have_them_and_the_front_matter_does_not_change(tmp_path: Path) -> None:
    source = make_site(tmp_path, FILES)
    before = snapshot(source)
    report = build_site(source)
    assert report.errors == 0, explain(report.problems)
    pages = published(source / "site")
    polish = pages["pl/projects/alpha/index.html"].decode()
    assert "<h1>My i\u00a0wy w\u00a05\u00a0km</h1>" in polish
    assert "<title>My i wy w 5 km</title>" in polish
    assert "Tekst w\u00a0domu 5\u00a0km." in polish
    assert "<h1>Vi i skolan 5\u00a0km</h1>" in pages["sv/projects/alpha/index.html"].decode()
    assert {path: data for path, data in snapshot(source).items() if path in before} == before


def test_copied_text_is_found_and_is_no_change_of_the_wording() -> None:
    fold = word_forms("pl").folding
    assert fold.words("15\u00a0stycznia w\u00a0domu") == fold.words("15 stycznia w domu")
    token = token_of(wording("A", None, "W domu 5 km."))
    assert compare(token, wording("A", None, "W\u00a0domu 5\u00a0km.")).is_current


def test_a_site_has_words_of_its_own(tmp_path: Path) -> None:
    source = make_site(tmp_path, {**FILES, "i18n/languages/pl.yml": "no_break_after: [my]\nno_break_before: [osób]\n"})
    assert build_site(source).errors == 0
    assert "<h1>My\u00a0i wy w 5\u00a0km</h1>" in published(source / "site")["pl/projects/alpha/index.html"].decode()
