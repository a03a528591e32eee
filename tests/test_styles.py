"""Style sheets say scripts and digits; the published ones say which of the site's languages have them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.sites import SITE_YML, build_site, make_site
from vitrina.languages.numbering import counter_style_of, digits_of, numbering_systems
from vitrina.model import Language, LanguageData
from vitrina.theme.styles import for_languages


def language(code: str, numbering: str = "latn", script: str = "") -> Language:
    return Language(code=code, locale=code, direction="ltr", numbering=numbering, data=LanguageData(script=script))


def published(sheet: str, *languages: Language) -> str:
    return for_languages(sheet.encode(), languages).decode()


def languages_in(sheet: str) -> set[str]:
    return set(re.findall(r":lang\(([\w-]+)\)", sheet))


def test_a_script_stands_for_the_languages_that_are_written_in_it() -> None:
    made = published('a:lang("*-Arab") { color: red }', language("ckb"), language("sv"))
    assert re.fullmatch(r"a:is\((:lang\(\w+\),?)+\) \{ color: red \}", made)
    assert languages_in(made) >= {"ckb", "ar", "fa", "ur"}
    assert languages_in(made).isdisjoint({"sv", "he"})


def test_several_scripts_stand_for_the_languages_of_all() -> None:
    made = published(':lang("*-Jpan",\n  "*-Kore") {}', language("sv"))
    assert made == ":is(:lang(ja),:lang(ko)) {}"


def test_one_language_stands_alone_and_none_matches_nothing() -> None:
    assert published(':lang("*-Thai") {}', language("sv")) == ":lang(th) {}"
    assert published(':lang("*-Nkoo") {} :not(:lang("*-Nkoo")) {}') == ":not(*) {} :not(:not(*)) {}"
    assert published(':lang("*-Nkoo") {}', language("nqo")) == ":lang(nqo) {}"


def test_what_a_site_says_of_the_script_of_a_language_counts() -> None:
    sheet = ':lang("*-Aran") {}'
    assert published(sheet, language("ur", script="Aran")) == ":lang(ur) {}"
    assert "ur" not in languages_in(published(':lang("*-Arab") {}', language("ur", script="Aran")))


def test_a_language_in_two_scripts_is_told_apart_by_its_longer_tag() -> None:
    """To a browser, text in ``sr-Latn`` is also in ``sr``."""
    serbian = (language("sr"), language("sr-latn"))
    assert ":lang(sr):where(:not(:lang(sr-latn)))" in published(':lang("*-Cyrl") {}', *serbian)
    assert languages_in(published(':lang("*-Latn") {}', *serbian)) >= {"sr-latn", "sv"}
    assert "sr" not in languages_in(published(':lang("*-Latn") {}', *serbian))
    both = published(':lang("*-Cyrl", "*-Latn") {}', *serbian)
    assert "sr" in languages_in(both)
    assert "sr-latn" not in languages_in(both)


@pytest.mark.parametrize(
    "sheet", ["", "a { color: red }", ":lang(fa) {}", ":lang(*-Arab) {}", "a { --digits: decimal }"]
)
def test_what_says_neither_is_left_as_it_is(sheet: str) -> None:
    assert published(sheet, language("fa", "arabext")) == sheet


def test_the_digits_are_those_of_the_language_of_the_text() -> None:
    sheet = "ol { list-style-type: var(--digits, decimal) }"
    made = published(sheet, language("sv"), language("fa", "arabext"), language("hi", "deva"))
    rules = "[lang]{--digits:decimal}:lang(fa){--digits:persian}:lang(hi){--digits:devanagari}"
    assert made == f"{sheet}\n{rules}\n"
    assert published(sheet, language("sv"), language("ar")) == sheet


def test_a_longer_tag_can_have_other_digits() -> None:
    made = published("var(--digits)", language("ar-ma"), language("ar", "arab"))
    assert made.endswith(":lang(ar){--digits:arabic-indic}:lang(ar-ma){--digits:decimal}\n")


def test_digits_that_css_has_no_counter_style_for_come_with_one() -> None:
    made = published("var(--digits)", language("ff-adlm", "adlm"))
    symbols = " ".join(f'"{digit}"' for digit in "𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙")
    assert f"@counter-style digits-adlm{{system:numeric;symbols:{symbols}}}" in made
    assert ":lang(ff-adlm){--digits:digits-adlm}" in made


def test_every_numbering_system_has_a_counter_style() -> None:
    for system in numbering_systems():
        made = published("var(--digits)", language("sv", system))
        style, digits = counter_style_of(system), digits_of(system).values()
        is_there = f"{{--digits:{style}}}" in made if style else all(digit in made for digit in digits)
        assert is_there or system == "latn", system
    assert len(list(filter(counter_style_of, numbering_systems()))) == 19


def test_the_styles_of_any_theme_follow_the_languages_of_the_site(tmp_path: Path) -> None:
    """So do their versions, which say to browsers that there are others now."""
    page = "<!doctype html><html lang=sv><title>x</title><link href=\"{{ site.assets['extra.css'] }}\"></html>\n"
    files = {
        "themes/bare/templates/page.html": page,
        "themes/bare/static/extra.css": ':lang("*-Nkoo") {}\n',
        "content/site.yml": SITE_YML,
    }
    source = make_site(tmp_path, files)
    seen = []
    for site in (SITE_YML, SITE_YML.replace("  pl: {}\n", "  pl: {}\n  nqo: {}\n"), SITE_YML):
        (source / "content/site.yml").write_text(site, "utf-8")
        assert build_site(source).errors == 0
        sheet = (source / "site/theme/extra.css").read_bytes()
        pages = "".join(page.read_text("utf-8") for page in (source / "site").rglob("*.html"))
        versions = set(re.findall(r"extra\.css\?v=([0-9a-f]+)", pages))
        assert versions == {hashlib.sha256(sheet).hexdigest()[:8]}
        seen.append((sheet, versions))
    assert [sheet for sheet, _ in seen] == [b":not(*) {}\n", b":lang(nqo) {}\n", b":not(*) {}\n"]
    assert seen[0] == seen[2] != seen[1]


def test_the_script_in_the_data_of_a_language_counts_in_the_next_build(tmp_path: Path) -> None:
    source = make_site(tmp_path, {"themes/bare/static/extra.css": ':lang("*-Nkoo") {}\n'})
    assert build_site(source).errors == 0
    data = source / "i18n/languages/lv.yml"
    data.parent.mkdir(parents=True)
    data.write_text("script: Nkoo\n", "utf-8")
    assert build_site(source).errors == 0
    assert (source / "site/theme/extra.css").read_text("utf-8") == ":lang(lv) {}\n"
