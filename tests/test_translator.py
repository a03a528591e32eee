"""Messages in the writer's language: which one it is, what it says, and that no direction disturbs the line."""

from __future__ import annotations

import ast
import gettext
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sites import EMPTY_CATALOGUE, PAGE, ROOT, document, make_site, write
from vitrina.cli import main as cli
from vitrina.languages.catalogues import writers_catalogues
from vitrina.problems import Percent, Severity, say
from vitrina.reporting.report import Report
from vitrina.reporting.translator import IN_ENGLISH, Translator, available_languages, language_of, load_translator

SPOKEN = ["ar", "en", "lv", "pl", "pt-BR", "sv", "zh", "zh-Hant"]
PLURALS = "Plural-Forms: nplurals=2; plural=(n != 1);\\n"


def catalogue(header: str = "") -> str:
    return f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{header}"\n'


def entry(msgid: str, *texts: str, plural: str | None = None) -> str:
    if plural is None:
        return f"\nmsgid {json.dumps(msgid, ensure_ascii=False)}\nmsgstr {json.dumps(texts[0], ensure_ascii=False)}\n"
    forms = "".join(f"msgstr[{number}] {json.dumps(text, ensure_ascii=False)}\n" for number, text in enumerate(texts))
    return f"\nmsgid {json.dumps(msgid, ensure_ascii=False)}\nmsgid_plural {json.dumps(plural)}\n{forms}"


SWEDISH = "".join(
    (
        catalogue(PLURALS),
        entry("HTML is shown as text: {html}", "HTML visas som text: {html}"),
        entry("warning: {message}", "varning: {message}"),
        entry("{number} warning", "{number} varning", "{number} varningar", plural="{number} warnings"),
        entry("Not built: {problems}. The site is as it was.", "Inte byggd: {problems}. Webbplatsen är orörd."),
        entry("there is no folder “{folder}”.", "mappen ”{folder}” finns inte."),
    )
)
ARABIC = "".join(
    (
        catalogue("Plural-Forms: nplurals=2; plural=(n != 1);\\n"),
        entry("HTML is shown as text: {html}", "تُعرض HTML نصاً: {html}"),
        entry("warning: {message}", "تحذير: {message}"),
        entry("{number} warning", "تحذير واحد", "{number} تحذيرات", plural="{number} warnings"),
        entry("Not built: {problems}. The site is as it was.", "لم يُبنَ: {problems}."),
    )
)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "ar"}, "ar"),
        ({"LANG": "pl_PL@euro"}, "pl"),
        ({"LANG": "pt_BR.UTF-8"}, "pt-BR"),
        ({"LANG": "zh_Hant_TW.UTF-8"}, "zh-Hant"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "sv_SE", "LC_MESSAGES": "pl_PL"}, "pl"),
        ({"LANG": "sv_SE", "LC_MESSAGES": "pl_PL", "LC_ALL": "lv_LV"}, "lv"),
        ({"LANG": "sv_SE", "LC_ALL": ""}, "sv"),
        ({"LANG": "sv_SE", "LC_ALL": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "sv_SE", "LANGUAGE": "de:lv:pl"}, "lv"),
        ({"LANG": "sv_SE", "LANGUAGE": "de"}, "sv"),
        ({"LANG": "C", "LANGUAGE": "sv"}, "en"),
        ({"LANG": "../../etc"}, "en"),
    ],
)
def test_the_language_of_the_environment(environment: dict[str, str], expected: str) -> None:
    assert language_of(environment, SPOKEN) == expected


def test_the_package_speaks_its_four_languages_and_english(tmp_path: Path) -> None:
    assert available_languages({"i18n": ROOT / "i18n"}) == ["ar", "en", "lv", "pl", "sv"]
    write(tmp_path, {"et.po": EMPTY_CATALOGUE})
    assert available_languages({"i18n": tmp_path, "i18n of the package": ROOT / "i18n"}) == [
        "ar", "en", "et", "lv", "pl", "sv",
    ]  # fmt: skip


def translator_with(folder: Path, text: str, language: str) -> Translator:
    write(folder, {f"{language}.po": text})
    return load_translator(language, {"i18n": folder})


def test_a_left_to_right_translator_adds_nothing(tmp_path: Path) -> None:
    translator = translator_with(tmp_path, SWEDISH, "sv")
    message = say("HTML is shown as text: {html}", html="<b>")
    assert translator.translate(message) == "HTML visas som text: <b>"
    assert translator.translate(message, Severity.WARNING) == "varning: HTML visas som text: <b>"
    assert translator.translate(say("Not in the catalogue: {a}", a="x\u202e")) == "Not in the catalogue: x\\u202e"


def test_a_right_to_left_translator_isolates_what_it_says_and_what_it_inserts(tmp_path: Path) -> None:
    translator = translator_with(tmp_path, ARABIC, "ar")
    message = say("HTML is shown as text: {html}", html="<b\u2067>")
    assert translator.translate(message) == "\u2067تُعرض HTML نصاً: \u2068<b\\u2067>\u2069\u2069"
    assert translator.translate(message, Severity.WARNING) == "\u2067تحذير: تُعرض HTML نصاً: \u2068<b\\u2067>\u2069\u2069"
    assert translator.plain(message) == "تُعرض HTML نصاً: <b\u2067>"
    assert translator.translate(say("In English.")) == "\u2067\u2066In English.\u2069\u2069"


@pytest.mark.parametrize(
    ("language", "size", "percent"),
    [
        ("en", "1.4", "45%"),
        ("sv", "1,4", "45 %"),
        ("pl", "1,4", "45%"),
        ("lv", "1,4", "45%"),
        ("ar", "\u20681.4\u2069", "\u206845\u200e%\u200e\u2069"),
        ("xx", "1.4", "45%"),
    ],
)
def test_numbers_are_written_as_cldr_writes_them(language: str, size: str, percent: str) -> None:
    translator = Translator(language=language, is_right_to_left=language == "ar")
    told = translator.translate(
        say("{size} MB, {percent}; {year}", size=Decimal("1.4"), percent=Percent(45), year=2026)
    )
    assert f"{size} MB, {percent}; " in told
    assert "2026" in told  # a year has no separator


def test_the_items_of_a_list_stand_apart_in_the_language_of_the_message() -> None:
    message = say("It can be one of: {known}.", known=["a", "b"])
    assert IN_ENGLISH.translate(message) == "It can be one of: a, b."
    arabic = load_translator("ar", writers_catalogues(ROOT, ROOT))
    assert "\u2068a\u2069، \u2068b\u2069" in arabic.translate(message)
    assert "a، b" in arabic.plain(message)
    quoted = say("It can be one of: {known}.", known=[say("“{words}”", words="a"), "b"])
    assert "“a”, b" in IN_ENGLISH.translate(quoted)
    assert "«a»، b" in arabic.plain(quoted)


def test_a_report_keeps_the_zero_of_a_quick_build() -> None:
    report = Report(problems=(), is_strict=True, seconds=0.0)
    assert " 0,0 s" in report.summary(Translator(language="sv"))
    assert " 0.0 s" in report.summary()


@pytest.mark.parametrize("translation", ["{missing}", "{", "{0}", "{html.x.y}", "{html[a]}", "{html:d}", "{html!z}"])
def test_a_translators_slip_is_told_in_english(translation: str, tmp_path: Path) -> None:
    text = catalogue() + entry("HTML is shown as text: {html}", translation) + entry("warning: {message}", "{mesage}")
    translator = translator_with(tmp_path, text, "sv")
    told = translator.translate(say("HTML is shown as text: {html}", html="x"), Severity.WARNING)
    assert told == "warning: HTML is shown as text: x"


def test_marks_of_a_translator_do_not_reorder_a_line(tmp_path: Path) -> None:
    evil = entry("In English.", "på\u00a0svenska\u202e\u2066\u200f")
    assert (
        translator_with(tmp_path, catalogue() + evil, "sv").translate(say("In English."))
        == "på svenska\\u202e\\u2066\\u200f"
    )
    told = translator_with(tmp_path, catalogue() + evil, "ar").translate(say("In English."))
    assert told == "\u2067på \u2066svenska\\u202e\\u2066\u2069\u200f\u2069"


def test_a_broken_catalogue_leaves_english(tmp_path: Path) -> None:
    assert translator_with(tmp_path, "nonsense", "sv").translate(say("In English.")) == "In English."


FOUND = {
    "sv": (
        f"{PAGE}:4: raw-html: varning: HTML visas som text: <br>\n    | <br>\n    | ^\n",
        "Inte byggd: 1 varning. Webbplatsen är orörd.\n",
    ),
    "ar": (
        f"{PAGE}:4: raw-html: \u2067تحذير: تُعرض HTML نصاً: \u2068<br>\u2069\u2069\n    | <br>\n    | ^\n",
        "\u2067لم يُبنَ: تحذير واحد.\u2069\n",
    ),
    "en": (
        f"{PAGE}:4: raw-html: warning: HTML is shown as text: <br>\n    | <br>\n    | ^\n",
        "Not built: 1 warning. The site is as it was.\n",
    ),
}


@pytest.mark.parametrize("is_option", [True, False])
@pytest.mark.parametrize("language", FOUND)
def test_a_writer_is_told_in_her_language(
    language: str,
    is_option: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = make_site(tmp_path, {PAGE: document("<br>"), "i18n/sv.po": SWEDISH, "i18n/ar.po": ARABIC})
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "pl_PL" if is_option else f"{language}_XX.UTF-8")
    assert cli.main(["--source", str(source), "--strict", *(["--ui-language", language] if is_option else [])]) == 1
    said = capsys.readouterr().err
    first, last = FOUND[language]
    assert said.startswith(first)
    assert said.endswith(last)


def test_json_keeps_what_tools_read_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path, {PAGE: document("<br>"), "i18n/ar.po": ARABIC})
    assert cli.main(["--source", str(source), "--ui-language", "ar", "--format", "json"]) == 0
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["severity"]) == ("raw-html", "warning")
    assert problem["message"] == "تُعرض HTML نصاً: <br>"


def test_wrong_usage_is_told_in_the_writers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "i18n").mkdir()
    monkeypatch.setattr("vitrina.defaults.folder", lambda: tmp_path)
    write(tmp_path, {"i18n/sv.po": SWEDISH})
    assert cli.main(["--source", "nowhere", "--ui-language", "sv"]) == 2
    assert capsys.readouterr().err == "vitrina: --source: mappen ”nowhere” finns inte.\n"


@pytest.mark.parametrize("language", ["xx", "Swedish", "../sv"])
def test_a_language_without_messages_is_wrong_usage(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--source", str(make_site(tmp_path)), "--ui-language", language]) == 2
    assert capsys.readouterr().err == (
        f"vitrina: --ui-language: There are no messages in “{language}”. It can be: ar, en, lv, pl, sv.\n"
    )


def test_what_people_read_can_be_collected_for_translation() -> None:
    """``say`` and its like get the sentence itself, in one piece: nothing else is found by ``make strings``."""
    calls = {"say", "gettext", "ngettext"}
    hidden = []
    for file in sorted((ROOT / "vitrina").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in calls:
                is_text = bool(node.args) and isinstance(node.args[0], ast.Constant)
                hidden += [] if is_text else [f"{file.relative_to(ROOT)}:{node.lineno}"]
    assert hidden == []


@pytest.mark.parametrize(
    ("translation", "shown"),
    [
        ("اكتبوا التاريخ هكذا 2021-01-16.", "اكتبوا التاريخ هكذا \u20662021-01-16\u2069."),
        ("الملف {path}/index.sv.md ناقص", "الملف \u2066\u2068a b\u2069/index.sv.md\u2069 ناقص"),
        ("القيمة «{path}» خاطئة", "القيمة «\u2068a b\u2069» خاطئة"),
        ("اكتبوا status: finished (أو غيرها)", "اكتبوا \u2066status: finished\u2069 (أو غيرها)"),
    ],
)
def test_code_in_a_sentence_from_right_to_left_keeps_its_order(translation: str, shown: str) -> None:
    class Strings(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return translation if message == "x {path}" else message

    told = Translator(Strings(), is_right_to_left=True).translate(say("x {path}", path="a b"))
    assert told == f"\u2067{shown}\u2069"
