"""New files: they explain themselves, pass the check as they are, and never take the place of others."""

from __future__ import annotations

import io
import json
import re
from gettext import c2py
from pathlib import Path

import pytest
from babel.core import Locale
from babel.messages.pofile import read_po

from tests.sites import ROOT, make_site, tree, write
from vitrina.cli import main as cli
from vitrina.contract import site as site_contract
from vitrina.contract.documents import document_keys
from vitrina.contract.facts import FACTS
from vitrina.model import sections
from vitrina.problems import Problems
from vitrina.reading.yaml import ScalarNode, parse
from vitrina.scaffold.languages import empty_catalogue, plural_forms
from vitrina.scaffold.values import yaml_text

LANGUAGES = ("sv", "ar", "pl", "lv")


def run(*arguments: str, source: Path, language: str = "en") -> int:
    return cli.main([*arguments, "--source", str(source), "--ui-language", language])


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "our site"
    assert cli.main(["init", str(folder), "--title", "Våra projekt: 2026", "--languages", "sv,ar,pl,lv"]) == 0
    capsys.readouterr()
    return folder


def checked(source: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    code = run("check", "--strict", source=source)
    told = capsys.readouterr()
    assert code == 0, told.err
    return told.out + told.err


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_a_new_site_passes_its_check_and_can_be_built(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    assert cli.main(["init", str(folder), "--ui-language", language]) == 0
    told = capsys.readouterr().out
    assert f"{folder.as_posix()}/content/site.yml\n" in told
    assert re.search(r"^3\. ", told, re.MULTILINE), "it says what to do next"
    assert "problem" not in checked(folder, capsys)
    assert run("build", source=folder) == 0
    assert (folder / "site/index.html").is_file()
    settings = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
    assert all((folder / schema).is_file() for schema in settings["yaml.schemas"])


def test_the_settings_of_a_new_site_explain_every_key(site: Path) -> None:
    text = (site / "content/site.yml").read_text("utf-8")
    for key in site_contract.KEYS:
        assert re.search(rf"^(# )?{key.name}:", text, re.MULTILINE), key.name
        assert key.purpose.text().split(".")[0][:60] in " ".join(text.replace("\n#", "").split())
    assert '\ntitle: "Våra projekt: 2026"\n' in text


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_a_new_document_explains_every_key_and_passes(
    language: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts: dict[str, str] = {}
    written = "sv" if language == "en" else language
    for what, kind in {"project": sections.PROJECTS, "news": sections.NEWS, "page": sections.PAGES}.items():
        assert run("new", what, "our-garden", source=site, language=language) == 0
        path = f"content/{kind}/our-garden/index.{written}.md"
        text = texts[path] = (site / path).read_text("utf-8")
        for key in document_keys(FACTS)[kind].all:
            no_funders_yet, of_translations = ("funder", "funding"), ("translated_from", "machine_translated")
            wanted = key.name not in (*no_funders_yet, *of_translations)
            assert bool(re.search(rf"^(# )?{key.name}: ", text, re.MULTILINE)) is wanted, (what, key.name)
        assert "\ntitle: Our garden\n" in text
        assert "\ndraft: true\n" in text
        assert ("One or two sentences" in text) is (language == "en"), "comments are in the writer's language"
    checked(site, capsys)
    write(site, {path: text.replace("draft: true\n", "") for path, text in texts.items()})
    checked(site, capsys)


def test_every_line_of_a_new_project_can_be_turned_on(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands behind the signs is not only an example: the build accepts it (but for the pictures)."""
    assert run("new", "project", "our-garden", source=site) == 0
    file = site / "content/projects/our-garden/index.sv.md"
    on = re.sub(r"^# ([a-z_]+: )", r"\1", file.read_text("utf-8"), flags=re.MULTILINE)
    on = re.sub(r"^(image|pictures|draft): .*\n", "", on, flags=re.MULTILINE)
    file.write_text(on, "utf-8")
    checked(site, capsys)


def test_a_translation_begins_with_the_words_of_the_original(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    original = '---\ntitle: "Vatten: åt alla"\nsummary: Två brunnar.\ncost: 5 EUR\n---\n\nVi grävde.\n\nOch grävde.\n'
    write(site, {"content/projects/water/index.sv.md": original})
    assert run("new", "translation", "water", "ar", source=site) == 0
    text = (site / "content/projects/water/index.ar.md").read_text("utf-8")
    assert '\ntitle: "Vatten: åt alla"\n' in text
    assert "\nsummary: Två brunnar.\n" in text
    assert "cost" not in text, "facts are inherited"
    assert text.endswith("\n\nVi grävde.\n\nOch grävde.\n")
    checked(site, capsys)
    assert run("status", "--format", "json", source=site) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    water = next(entry for entry in entries if entry["id"] == "water")
    assert water["versions"]["ar"]["state"] == "draft"
    write(site, {"content/projects/water/index.ar.md": text.replace("draft: true\n", "")})
    assert run("status", "--format", "json", source=site) == 0
    water = next(entry for entry in json.loads(capsys.readouterr().out)["entries"] if entry["id"] == "water")
    assert water["versions"]["ar"]["state"] == "up to date"


REFUSED = {
    "a project that is there": (
        ["new", "project", "my-project"],
        "There is a folder content/projects/my-project already.",
    ),
    "a translation that is there": (["new", "translation", "my-project", "sv"], "index.sv.md already, and it is kept"),
    "an id with capital letters": (["new", "page", "Om oss"], "“Om oss” cannot be an id"),
    "a way out of the folder": (["new", "page", "../../etc"], "cannot be an id"),
    "a language that the site lacks": (
        ["new", "page", "om", "--language", "et"],
        "not one of the site's languages: sv",
    ),
    "a translation into no language": (
        ["new", "translation", "my-project", "et"],
        "not one of the site's languages: sv",
    ),
    "a translation of nothing": (["new", "translation", "my-projct", "ar"], "Did you mean “my-project”?"),
    "a language that is there": (["new", "language", "ar"], "The site has the language “ar” already."),
    "a language that is none": (["new", "language", "xx nowhere"], "is not a language code that is known here"),
    "a schema of nothing": (
        ["schema"],
        "say which schema you want: project, news, page, site, facts, vocabulary, reply, language, import.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_made_is_refused_and_nothing_changes(
    name: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, words = REFUSED[name]
    before = tree(site)
    assert run(*arguments, source=site) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert tree(site) == before


def test_a_second_site_in_one_folder_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(site)
    assert cli.main(["init", str(site), "--ui-language", "en"]) == 2
    assert "there is a file content/site.yml already" in capsys.readouterr().err
    assert tree(site) == before


def test_what_the_disk_refuses_leaves_nothing_half_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"content/pages": "a file where a folder has to be"})
    before = tree(tmp_path)
    assert cli.main(["init", str(tmp_path), "--ui-language", "en"]) == 2
    assert "This cannot be written" in capsys.readouterr().err
    assert tree(tmp_path) == before


LAYOUTS = {
    "lines": (
        "languages:\n  sv: {}\n  # a note\n  ar: {locale: ar_PS}\n\n# the end\n",
        "  ar: {locale: ar_PS}\n  fi: {draft: true}\n",
    ),
    "braces": ("languages: {sv: {}, ar: {}}  # ours\n", "languages: {sv: {}, ar: {}, fi: {draft: true}}  # ours\n"),
    "deep": ("languages:\n    sv:\n        fallback: [ar]\n    ar:\n", "    ar:\n    fi: {draft: true}\n"),
    "no line end": ("languages:\n  sv: {}\n  ar: {}", "  ar: {}\n  fi: {draft: true}\n"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_language_is_added_where_the_others_stand(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    languages, expected = LAYOUTS[name]
    head = "title: Prov\nbase_url: https://example.org/\ntheme: bare\n"
    source = make_site(tmp_path, {"content/site.yml": head + languages, "content/projects/alpha/index.pl.md": None})
    before = (source / "content/site.yml").read_text("utf-8")
    assert run("new", "language", "fi", source=source) == 0
    after = (source / "content/site.yml").read_text("utf-8")
    assert expected in after
    assert after.replace("\n  fi: {draft: true}\n", "\n").replace("    fi: {draft: true}\n", "").replace(
        ", fi: {draft: true}", ""
    ).rstrip("\n") == before.rstrip("\n"), "all else is as it was"
    checked(source, capsys)
    catalogue = read_po(io.BytesIO((source / "i18n/fi.po").read_bytes()), locale="fi")
    packaged = read_po(io.BytesIO((ROOT / "i18n/visitors/messages.pot").read_bytes()), locale="sv")
    assert {message.id for message in catalogue} == {message.id for message in packaged}
    assert not any(message.string for message in catalogue if message.id and isinstance(message.id, str))


def test_languages_that_are_laid_out_unusually_are_left_to_the_writer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "title: Prov\nbase_url: https://example.org/\ntheme: bare\nlanguages: {sv: {},\n  ar: {}}\n"
    source = make_site(tmp_path, {"content/site.yml": text, "content/projects/alpha/index.pl.md": None})
    before = tree(source)
    assert run("new", "language", "fi", source=source) == 2
    assert "Add this line there: fi: {draft: true}" in capsys.readouterr().err
    assert tree(source) == before


@pytest.mark.parametrize("code", [*LANGUAGES, "et", "de", "fr", "ru", "ro", "lt", "sl", "ga", "ja", "mt", "he"])
def test_plural_forms_are_those_of_cldr(code: str) -> None:
    """gettext's forms and CLDR's categories divide the whole numbers in the same way."""
    header = plural_forms(code)
    number, expression = re.fullmatch(r"nplurals=(\d); plural=(.*)", header).groups()  # type: ignore[union-attr]
    form, category = c2py(expression), Locale.parse(code).plural_form
    pairs = {(form(count), category(count)) for count in range(2_000)}
    assert len(pairs) == len({form for form, _ in pairs}) == len({category for _, category in pairs})
    assert max(form for form, _ in pairs) < int(number)


@pytest.mark.parametrize("code", ["vi", "ltg", "oc", "sv", "ar"])
def test_a_new_catalogue_has_as_many_forms_as_it_says(code: str) -> None:
    """Babel's table of common headers knows others for some languages."""
    catalogue = empty_catalogue(code)
    (number,) = re.findall(r"nplurals=(\d)", catalogue)
    plurals = re.findall(r"^msgid_plural .*\n((?:msgstr\[\d\] .*\n)+)", catalogue, flags=re.MULTILINE)
    assert {len(forms.splitlines()) for forms in plurals} == {int(number)}


@pytest.mark.parametrize(
    "text",
    [
        "Vatten",
        "a: b",
        "- a",
        "#1",
        "true",
        "no",
        "~",
        "",
        " x",
        '"q"',
        "\u202ex",
        "100 %",
        "ماء: للجميع",
        "a #b",
        "{x}",
    ],
)
def test_any_title_can_be_written(text: str) -> None:
    fields = parse(f"title: {yaml_text(text)}\n", "x", problems := Problems())
    assert problems.errors == 0
    assert fields is not None
    node = fields.values["title"]
    assert isinstance(node, ScalarNode)
    assert node.value == text
    assert not node.is_empty or text == ""


def test_editors_get_the_terms_of_the_site(site: Path) -> None:
    labels = "{sv: Månen, ar: القمر, pl: Księżyc, lv: Mēness}"
    write(site, {"i18n/vocabularies/regions.yml": f"moon: {{labels: {labels}}}\n"})
    (site / ".vscode/settings.json").write_text("{}", "utf-8")
    assert run("schema", "--editor", source=site, language="sv") == 0
    schema = json.loads((site / ".vscode/vitrina/project.schema.json").read_text("utf-8"))
    choice = schema["properties"]["region"]["anyOf"][0]
    assert dict(zip(choice["enum"], choice["enumDescriptions"], strict=True))["moon"] == "Månen"
    snippets = json.loads((site / ".vscode/vitrina.code-snippets").read_text("utf-8"))
    assert "moon" in snippets["region"]["body"]
    assert (site / ".vscode/settings.json").read_text("utf-8") == "{}", "settings are the person's own"
