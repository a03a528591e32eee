"""Codes of languages: however somebody writes one, the site has it in one form; CLDR need not know the language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.sites import EMPTY_CATALOGUE, THEME, build_site, document, explain, found, make_site, tree, write
from vitrina.cli import main as cli
from vitrina.languages.locales import locale_of_language, own_name
from vitrina.values.language_tags import LONGEST, broader_tags, canonical_tag, is_language_tag

SITE = """\
title: {PT_br: Mostra, ZH-hant: 展示, sr_latn: Izlog, rmy: Vitrina, ckb: پیشانگا}
base_url: https://example.org/
default_language: pt_BR
languages:
  PT_br: {fallback: [SR_latn, pt]}
  pt: {}
  ZH-hant: {}
  zh-hans: {}
  sr_latn: {fallback: PT-BR}
  rmy: {name: Rromani čhib, locale: ro}
  CKB: {numbering: arabext}
  nb: {numbering: deva}
  en-gb: {}
theme: bare
"""
SWITCH = """\
{% extends "body.html" %}{% block main %}
{% for entry in page.switch %}<a hreflang="{{ entry.language }}"{{ entry.name|attributes }}>{{ entry.name }}</a>
{% endfor %}{% for alternate in page.alternates %}<link hreflang="{{ alternate.hreflang }}">{% endfor %}
{% endblock %}
"""
CODES = ("pt-BR", "pt", "zh-Hant", "zh-Hans", "sr-Latn", "rmy", "ckb", "nb", "en-GB")
PROJECT = "content/projects/alpha"
FILES = {
    "content/site.yml": SITE,
    f"{PROJECT}/index.sv.md": None,
    f"{PROJECT}/index.pl.md": None,
    "content/news/hello/index.sv.md": None,
    "content/pages/about/index.sv.md": None,
    f"{PROJECT}/index.pt_br.md": document(
        "[Ver](../beta/index.SR_latn.md) e *zdravo*{: lang=sr_latn}.\n",
        title="Alfa",
        town="{PT_br: Cidade, sr-latn: Grad}",
        period="2021-01-16",
        region="norr",
        not_translated="[ZH_HANS, nb]",
    ),
    f"{PROJECT}/index.ZH-hant.md": document("文。\n", title="甲", translated_from="PT_br"),
    f"{PROJECT}/index.rmy.md": document("…\n", title="Alfa", translated_from="pt-br"),
    f"{PROJECT}/index.CKB.md": document("…\n", title="ئەلفا", translated_from="pt-br"),
    f"{PROJECT}/index.nb.md": None,
    "content/projects/beta/index.sr_latn.md": document("Tekst.\n", title="Beta"),
    "i18n/pt_br.po": f'{EMPTY_CATALOGUE}\nmsgid "Page not found"\nmsgstr "Nada aqui"\n',
    "i18n/languages/ZH_hant.yml": "dates: {day: y/M/d}\n",
    "i18n/languages/search/SR_latn.yml": "words: [grad gradovi]\n",
    f"{THEME}/templates/home.html": SWITCH,
    "i18n/vocabularies/regions.yml": "norr: {labels: {PT_br: Norte, SR-latn: Sever}}\n",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_site(tmp_path_factory.mktemp("codes"), FILES)
    report = build_site(folder)
    warnings = {(problem.location.path, problem.code) for problem in report.problems}
    assert warnings <= {(f"i18n/{code}.po", "missing-translations") for code in ("pt_br", *CODES)}
    return folder


def page(source: Path, address: str) -> str:
    return (source / "site" / address / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("SV", "sv"),
        ("pt_br", "pt-BR"),
        ("ZH-hant", "zh-Hant"),
        ("zh_HANT_tw", "zh-Hant-TW"),
        ("sr_latn", "sr-Latn"),
        ("DE_1996", "de-1996"),
        ("es-419", "es-419"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("AR_u_NU_latn", "ar-u-nu-latn"),
        ("en-X-ours", "en-x-ours"),
    ],
)
def test_a_code_has_one_form(written: str, canonical: str) -> None:
    assert is_language_tag(written)
    assert canonical_tag(written) == canonical
    assert canonical_tag(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "s", "svenska", "x y", "123", "sv-", "-sv", "sv--SE", "de-1996-1996", "sv\u212a", "sv-" + LONGEST * "a"],
)
def test_what_is_no_code_stays_as_it_is(text: str) -> None:
    assert not is_language_tag(text)
    assert canonical_tag(text) == text


def test_more_general_codes_are_those_of_lookup() -> None:
    assert broader_tags("zh-Hant-TW-x-ours") == ("zh-Hant-TW-x-ours", "zh-Hant-TW", "zh-Hant", "zh")


def test_the_formats_of_a_code_are_those_of_the_nearest_locale() -> None:
    codes = ("pt-BR", "en-XX", "de-1996", "ar-u-nu-latn", "rmy", "rmy-RO")
    assert [locale_of_language(code) for code in codes] == ["pt_BR", "en", "de_1996", "ar", None, None]


def test_names_of_related_languages_differ() -> None:
    groups = (
        ("pt", "pt-BR", "pt-PT"),
        ("zh", "zh-Hans", "zh-Hant", "zh-TW"),
        ("sr", "sr-Latn", "sr-Cyrl"),
        ("de", "de-AT", "de-1996", "de-AT-1996"),
        ("no", "nb", "nn"),
        ("en", "en-GB", "en-XX"),
        ("fr", "fr-CA"),
        ("ku", "ckb"),
        ("sv", "sv-Arab"),
    )
    for codes in groups:
        names = [own_name(code) for code in codes]
        assert len({*names}) == len(names), names
        assert not {*names} & {*codes}
    assert [own_name(code) for code in ("pt-BR", "zh-Hant", "sr-Latn", "kmr")] == [
        "português (Brasil)",
        "繁體中文",
        "srpski (latinica)",
        "kurdî (kurmancî)",
    ]


def test_addresses_and_markup_have_the_canonical_form(source: Path) -> None:
    folders = {folder.name for folder in (source / "site").iterdir() if (folder / "index.html").is_file()}
    assert folders == {*CODES}
    for code in CODES:
        assert f'<html lang="{code}"' in page(source, code)
    assert '<html lang="ckb" dir="rtl">' in page(source, "ckb")
    assert '<html lang="rmy" dir="ltr">' in page(source, "rmy")


def test_the_switch_names_each_language_in_its_own_words(source: Path) -> None:
    home = page(source, "nb")
    switch = dict(re.findall(r'<a hreflang="([^"]+)"[^>]*>([^<]+)</a>', home))
    assert switch == {
        "pt-BR": "português (Brasil)",
        "pt": "português",
        "zh-Hant": "繁體中文",
        "zh-Hans": "简体中文",
        "sr-Latn": "srpski (latinica)",
        "rmy": "Rromani čhib",
        "ckb": "کوردیی ناوەندی",
        "nb": "norsk bokmål",
        "en-GB": "British English",
    }
    assert '<a hreflang="zh-Hant" lang="zh-Hant">' in home
    assert re.findall('<link hreflang="([^"]+)">', home) == [*CODES, "x-default"]


def test_a_link_and_a_language_in_prose_may_be_in_any_form(source: Path) -> None:
    text = page(source, "pt-BR/projects/alpha")
    assert 'href="/sr-Latn/projects/beta/"' in text
    assert re.search('<em (lang="sr-Latn" dir="ltr"|dir="ltr" lang="sr-Latn")>', text)


def test_texts_terms_and_dates_are_found(source: Path) -> None:
    assert "Cidade" in page(source, "pt-BR/projects/alpha")
    assert "Norte" in page(source, "pt-BR/projects/alpha")
    assert "16\u00a0ianuarie 2021" in page(source, "rmy/projects/alpha")
    assert "2021/1/16" in page(source, "zh-Hant/projects/alpha")
    assert "۲۰۲۱" in page(source, "ckb/projects/alpha")


def test_a_site_catalogue_may_be_called_in_any_form(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status", "--source", str(source), "--format", "json", "--ui-language", "en"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert tuple(status["languages"]) == CODES
    strings = {code: shares["interface strings"] for code, shares in status["coverage"].items()}
    assert strings["en-GB"]["done"] == strings["en-GB"]["total"], "English is not translated into English"
    assert strings["pt-BR"]["done"] == 1
    entry = next(entry for entry in status["entries"] if entry["id"] == "alpha")
    assert {code: version["state"] for code, version in entry["versions"].items()} == {
        **dict.fromkeys(CODES, "missing"),
        "pt-BR": "original",
        **dict.fromkeys(("zh-Hans", "nb"), "on-purpose"),
        **dict.fromkeys(("zh-Hant", "rmy", "ckb"), "unmarked"),
    }


def site_with(languages: str) -> str:
    return f"title: Prov\nbase_url: https://example.org/\ntheme: bare\nlanguages:\n{languages}"


def test_a_language_is_there_once(tmp_path: Path) -> None:
    files = {
        "content/site.yml": site_with("  sv: {}\n  PT-br: {}\n  pt_BR: {}\n"),
        f"{PROJECT}/index.pl.md": None,
        f"{PROJECT}/index.pt-BR.md": document(title="Alfa", translated_from="sv"),
        f"{PROJECT}/index.pt_br.md": document(title="Alfa", translated_from="sv"),
        f"{PROJECT}/index.sv.md": document(title="Alfa", town="{sv: a, SV: b}"),
        "i18n/pt-BR.po": EMPTY_CATALOGUE,
        "i18n/pt_BR.po": EMPTY_CATALOGUE,
        "i18n/languages/pt-BR.yml": "script: Latn\n",
        "i18n/languages/pt_BR.yml": "script: Latn\n",
        "i18n/languages/search/pt-BR.yml": "words: [a b]\n",
        "i18n/languages/search/pt_BR.yml": "words: [a b]\n",
    }
    told = [problem for problem in found(build_site(make_site(tmp_path, files))) if problem[2] == "repeated-language"]
    assert told == [
        (f"{PROJECT}/index.pt_br.md", 0, "repeated-language"),
        (f"{PROJECT}/index.sv.md", 3, "repeated-language"),
        ("content/site.yml", 7, "repeated-language"),
        ("i18n/languages/pt_BR.yml", 0, "repeated-language"),
        ("i18n/languages/search/pt_BR.yml", 0, "repeated-language"),
        ("i18n/pt_BR.po", 0, "repeated-language"),
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("svenska", "Did you mean “sv”?"),
        ("Swedish", "Did you mean “sv”?"),
        ("العربية", "Did you mean “ar”?"),
        ("x y", "Write a code of BCP 47"),
        ("123", "Write a code of BCP 47"),
    ],
)
def test_what_is_no_code_is_an_error_with_advice(written: str, hint: str, tmp_path: Path) -> None:
    report = build_site(
        make_site(tmp_path, {"content/site.yml": site_with(f"  sv: {{}}\n  {written}: {{}}\n  pl: {{}}\n")})
    )
    assert ("content/site.yml", 6, "unknown-language") in found(report)
    assert hint in explain(report.problems)


@pytest.mark.parametrize(
    ("languages", "data", "is_told"),
    [
        ("rmy: {}", None, True),
        ("rmy: {draft: true}", None, False),
        ("rmy: {name: Rromani čhib}", None, False),
        ("RMY: {}", "name: Rromani čhib\n", False),
        ("szl: {}", None, False),
    ],
)
def test_a_language_without_a_name_is_told(languages: str, data: str | None, is_told: bool, tmp_path: Path) -> None:
    files = {"content/site.yml": site_with(f"  sv: {{}}\n  pl: {{}}\n  {languages}\n"), "i18n/languages/rmy.yml": data}
    told = found(build_site(make_site(tmp_path, files)))
    assert (("content/site.yml", 7, "unnamed-language") in told) is is_told


def test_a_language_that_cldr_lacks_has_a_locale_of_any_language(tmp_path: Path) -> None:
    settings = site_with(
        "  sv: {}\n  pl: {locale: ro}\n  rmy-arab: {locale: xx, name: R}\n  rmy: {locale: RO_md, name: R}\n"
    )
    source = make_site(tmp_path, {"content/site.yml": settings})
    assert [problem for problem in found(build_site(source)) if problem[0] == "content/site.yml"] == [
        ("content/site.yml", 6, "unknown-locale"),
        ("content/site.yml", 7, "unknown-locale"),
    ]
    write(source, {"content/site.yml": settings.replace("{locale: ro}", "{}").replace("locale: xx, ", "")})
    assert build_site(source).errors == 0
    assert 'lang="rmy-Arab" dir="rtl"' in page(source, "rmy-Arab")


def test_a_regional_language_has_the_strings_of_the_language(tmp_path: Path) -> None:
    settings = site_with("  de-at: {}\n  sr-latn: {}\n  pl: {}\n  sv: {}\n")
    strings = {f"i18n/{code}.po": f'{EMPTY_CATALOGUE}\nmsgid "Own string"\nmsgstr "{code}"\n' for code in ("de", "sr")}
    template = '{% extends "body.html" %}{% block main %}{{ _("Own string") }}{% endblock %}'
    source = make_site(tmp_path, {"content/site.yml": settings, f"{THEME}/templates/home.html": template, **strings})
    assert build_site(source).errors == 0
    assert "<main>de</main>" in page(source, "de-AT")
    assert "<main>Own string</main>" in page(source, "sr-Latn"), "sr is in another script"
    assert {path for path, _, code in found(build_site(source)) if code == "missing-translations"} == {
        "i18n/sr-Latn.po"
    }
    write(source, {"i18n/de.po": strings["i18n/de.po"].replace('"de"', '"deutsch"')})
    assert build_site(source).errors == 0
    assert "<main>deutsch</main>" in page(source, "de-AT")


def run(*arguments: str, source: Path) -> int:
    return cli.main([*arguments, "--source", str(source), "--ui-language", "en"])


def test_commands_take_a_code_in_any_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "site"
    assert cli.main(["init", str(source), "--languages", "PT_br,en_gb,de_at,zh-HANT,rmy", "--ui-language", "en"]) == 0
    settings = (source / "content/site.yml").read_text("utf-8")
    assert "\n  pt-BR: {}\n  en-GB: {}\n  de-AT: {}\n  zh-Hant: {draft: true}\n  rmy: {draft: true}\n" in settings
    assert {path for path in tree(source) if path.endswith(".po")} == {
        "i18n/pt-BR.po",
        "i18n/zh-Hant.po",
        "i18n/rmy.po",
    }
    assert run("new", "project", "garden", "--language", "EN_gb", source=source) == 0
    assert run("new", "translation", "garden", "pt_BR", source=source) == 0
    assert run("new", "language", "SR_latn", source=source) == 0
    assert {"content/projects/garden/index.en-GB.md", "content/projects/garden/index.pt-BR.md", "i18n/sr-Latn.po"} <= {
        *tree(source)
    }
    garden = source / "content/projects/garden"
    (garden / "index.pt-BR.md").rename(garden / "index.pt_br.md")
    capsys.readouterr()
    assert run("new", "translation", "garden", "pt-br", source=source) == 2
    assert "index.pt_br.md already" in capsys.readouterr().err
    assert run("new", "language", "ZH_hant", source=source) == 2
    assert "has the language “zh-Hant” already" in capsys.readouterr().err
    assert run("new", "language", "svenska", source=source) == 2
    assert "Did you mean “sv”?" in capsys.readouterr().err
    assert run("translated", "garden", "PT_BR", source=source) == 0
    assert "translated_from: en-GB " in (garden / "index.pt_br.md").read_text("utf-8")
    assert run("status", "--min-coverage", "pt_br=100", source=source) == 1
    assert "“pt-BR” covers" in capsys.readouterr().err
    assert run("check", source=source) == 0


def test_a_site_in_english_alone_has_nothing_to_translate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "site"
    assert cli.main(["init", str(source), "--languages", "en", "--ui-language", "en"]) == 0
    assert not [path for path in tree(source) if path.endswith(".po")]
    assert run("new", "language", "en_us", source=source) == 0
    assert not [path for path in tree(source) if path.endswith(".po")]
    capsys.readouterr()
    assert run("check", "--strict", source=source) == 0
    assert run("build", source=source) == 0
    home = page(source, "en")
    assert 'class="vt-languages"' not in home
    assert "hreflang" not in home.replace('hreflang="x-default"', "").replace('hreflang="en"', "")


def test_other_spellings_are_valid_in_editors(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "project", source=source) == 0
    schema = json.loads(capsys.readouterr().out)
    choices = schema["properties"]["not_translated"]["anyOf"]
    assert any(re.search(choice["pattern"], "PT_br") for choice in choices if "pattern" in choice)
    assert re.search(schema["properties"]["translated_from"]["pattern"], "zh_hANT")
