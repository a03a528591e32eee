"""Words to pictures: alternative texts, captions and credits in each language, galleries, and consent."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.pictures import PNG, SECRET, drawn, saved
from tests.sites import (
    PROJECT,
    SITE_YML,
    THEME,
    TODAY,
    TRANSLATION,
    Files,
    build_site,
    document,
    explain,
    found,
    make_site,
    published,
)
from vitrina.cli.main import main
from vitrina.pipeline import CheckOptions, check
from vitrina.reporting.report import Report

pytestmark = pytest.mark.usefixtures("small_package")

FOLDER = "content/projects/alpha"
FILES: Files = {f"{FOLDER}/a.png": PNG, f"{FOLDER}/b.png": saved(drawn(9, 6), "PNG")}
SITE = "content/site.yml"


def site_of(tmp_path: Path, files: Files) -> Path:
    return make_site(tmp_path, {**FILES, **files})


def article(source: Path, path: str = "sv/projects/alpha/index.html") -> str:
    """Return the text of a page, without the renditions of its pictures."""
    report = build_site(source)
    assert report.errors == 0, explain(report.problems)
    text = re.search(r'<article id="text">(.*?)</article>', published(source / "site")[path].decode(), re.DOTALL)
    assert text is not None
    inside = re.sub(r"<source [^>]*>|</?picture>", "", text[1])
    return re.sub(r' (?:decoding|loading|height|width)="[^"]*"|/showcase/files/projects/alpha/', "", inside).strip()


def checked(source: Path, today: date = TODAY) -> list[tuple[str, int, str]]:
    return told(check(CheckOptions(source=source, today=today, jobs=1), lambda _done, _total: None))


def told(report: Report) -> list[tuple[str, int, str]]:
    return [place for place in found(report) if place[2] != "unlinked-files"]


NOTES = "{a.png: {alt: {sv: Ett hus, pl: Dom}, caption: {sv: Vårt hus & hem, pl: Nasz dom}, credit: Zofia Nowak}}"


def test_front_matter_describes_the_pictures_of_the_text(tmp_path: Path) -> None:
    text = document("![](a.png)\n", pictures=NOTES)
    source = site_of(tmp_path, {PROJECT: text, TRANSLATION: document("![](a.png)\n", translated_from="sv")})
    assert article(source) == (
        '<figure><img alt="Ett hus" src="a.png"><figcaption>Vårt hus &amp; hem<small>Picture: Zofia Nowak</small>'
        "</figcaption></figure>"
    )
    assert 'alt="Dom"' in article(source, "pl/projects/alpha/index.html")
    assert checked(source) == []


def test_what_the_text_says_comes_first(tmp_path: Path) -> None:
    source = site_of(tmp_path, {PROJECT: document('![Huset](a.png "Här")\n', pictures=NOTES)})
    assert article(source) == (
        '<figure><img alt="Huset" src="a.png"><figcaption>Här<small>Picture: Zofia Nowak</small></figcaption></figure>'
    )


def test_words_in_another_language_say_so(tmp_path: Path) -> None:
    notes = "{a.png: {alt: {pl: Dom}, caption: {ar: بيت}}}"
    source = site_of(tmp_path, {PROJECT: document("![](a.png)\n", pictures=notes)})
    assert article(source) == (
        '<figure><img alt="Dom" dir="ltr" lang="pl" src="a.png"><figcaption><span dir="rtl" lang="ar">بيت</span>'
        "</figcaption></figure>"
    )


def test_a_text_without_a_language_is_in_that_of_its_document(tmp_path: Path) -> None:
    notes = {"sv": "{a.png: {alt: Ett hus}}", "pl": "{a.png: {alt: Dom}}"}
    files: Files = {
        PROJECT: document("![](a.png)\n", pictures=notes["sv"]),
        TRANSLATION: document("![](a.png)\n", translated_from="sv", pictures=notes["pl"]),
    }
    source = site_of(tmp_path, files)
    assert article(source) == '<p><img alt="Ett hus" src="a.png"></p>'
    assert article(source, "pl/projects/alpha/index.html") == '<p><img alt="Dom" src="a.png"></p>'


def test_several_pictures_in_a_paragraph_are_a_gallery(tmp_path: Path) -> None:
    body = '![Ett hus](a.png "Bild ett")\n![Två hus](b.png)  \n![](a.png)\n'
    source = site_of(tmp_path, {PROJECT: document(body, pictures="{a.png: {decorative: true}}")})
    assert article(source).replace("\n", "") == (
        '<div class="gallery">'
        '<figure><a href="a.png"><img alt="Ett hus" src="a.png"></a><figcaption>Bild ett</figcaption></figure>'
        '<figure><a href="b.png"><img alt="Två hus" src="b.png"></a></figure>'
        '<figure><img alt="" src="a.png"></figure></div>'
    )
    assert checked(source) == []


def test_pictures_among_words_are_none(tmp_path: Path) -> None:
    source = site_of(tmp_path, {PROJECT: document("Se ![Ett hus](a.png) ![Två hus](b.png)\n")})
    assert article(source) == '<p>Se <img alt="Ett hus" src="a.png"> <img alt="Två hus" src="b.png"></p>'


def test_alternative_texts_that_say_little_are_told(tmp_path: Path) -> None:
    body = (
        f"![a.png](a.png)\n\n![IMG_1234](b.png)\n\n![{'å' * 151}](a.png)\n\n![Ett hus](a.png) och ![Ett hus](b.png)\n"
    )
    source = site_of(tmp_path, {PROJECT: document(body, pictures="{b.png: {alt: b.png}}")})
    assert checked(source) == [
        (PROJECT, 3, "alt-is-file-name"),
        (PROJECT, 5, "alt-is-file-name"),
        (PROJECT, 7, "alt-is-file-name"),
        (PROJECT, 9, "long-alt"),
        (PROJECT, 11, "repeated-alt"),
    ]


def test_a_picture_without_words_is_told_unless_it_is_decorative(tmp_path: Path) -> None:
    files: Files = {
        PROJECT: document("![](a.png)\n\n![](b.png)\n", pictures="{b.png: {decorative: true}}", image="a.png")
    }
    assert checked(site_of(tmp_path, files)) == [(PROJECT, 4, "missing-alt"), (PROJECT, 6, "missing-alt")]


def test_only_a_site_that_says_so_requires_alternative_texts(tmp_path: Path) -> None:
    files: Files = {PROJECT: document("![](a.png)\n\n![](b.png)\n", image="{file: b.png}")}
    source = site_of(tmp_path, files)
    assert build_site(source).errors == 0
    source = site_of(tmp_path / "strict", {**files, SITE: SITE_YML + "pictures: {requires: alt}\n"})
    report = build_site(source)
    assert [place for place in found(report) if place[2] == "missing-alt"] == [
        (PROJECT, 3, "missing-alt"),
        (PROJECT, 5, "missing-alt"),
        (PROJECT, 7, "missing-alt"),
    ]
    assert report.errors == 3


# Consent


def people(consent: str = "") -> str:
    return f"{{a.png: {{alt: Rosa, shows: people{', consent: ' + consent if consent else ''}}}}}"


BODY = "Text. ![](a.png)\n\n![](a.png)\n\n[Bilden](a.png)\n"
GIVEN = f'{{given_by: "{SECRET}", date: 2025-05-02, expires: EXPIRES}}'
REQUIRED = SITE_YML + "pictures: {requires: [consent]}\n"


def is_published(source: Path, today: date = TODAY) -> bool:
    report = build_site(source, today=today)
    assert report.errors == 0, explain(report.problems)
    files = published(source / "site")
    page = files["sv/projects/alpha/index.html"].decode()
    names = [path for path in files if path.startswith("files/")]
    assert bool(names) == ("a.png" in page), names
    assert not any(SECRET.encode() in content for content in files.values())
    return bool(names)


@pytest.mark.parametrize(
    ("consent", "settings", "shown", "code"),
    [
        ("", SITE_YML, True, None),
        ("", REQUIRED, False, "consent-missing"),
        (GIVEN.replace("EXPIRES", "2027-05-02"), REQUIRED, True, None),
        (GIVEN.replace("EXPIRES", "2026-01-31"), SITE_YML, False, "consent-expired"),
        (GIVEN.replace("EXPIRES", "0001"), SITE_YML, False, "consent-expired"),
        (GIVEN.replace("EXPIRES", "9999-12-31"), SITE_YML, True, None),
        (GIVEN.replace("EXPIRES", "2026-02-01"), SITE_YML, True, "consent-ends"),
        (GIVEN.replace("EXPIRES", "2026-04-01"), REQUIRED, True, "consent-ends"),
        (GIVEN.replace("EXPIRES", "2026-04-02"), REQUIRED, True, None),
        (GIVEN.replace("EXPIRES", "2027, scope: [print]"), SITE_YML, False, "consent-not-for-web"),
        (GIVEN.replace("EXPIRES", "2027, scope: web"), REQUIRED, True, None),
    ],
)
def test_people_are_shown_as_long_as_they_agree(
    consent: str, settings: str, shown: bool, code: str | None, tmp_path: Path
) -> None:
    source = site_of(tmp_path, {SITE: settings, PROJECT: document(BODY, pictures=people(consent), image="a.png")})
    assert is_published(source) == shown
    assert [place[2] for place in told(build_site(source))] == ([] if code is None else [code])
    if not shown:
        assert article(source) == "<p>Text. </p>\n<p><a>Bilden</a></p>"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Text **![](a.png)** och mer\n", "<p>Text  och mer</p>"),
        ("[![](a.png)](https://example.com/) och mer\n", "<p> och mer</p>"),
        ("*~~![](a.png)~~* och ![Ett hus](b.png)\n", '<p> och <img alt="Ett hus" src="b.png"></p>'),
        ("> *![](a.png)*\n\nText\n", "<p>Text</p>"),
        ("- ![](a.png)\n- b\n", "<ul>\n<li>b</li>\n</ul>"),
        ("| a | b |\n|---|---|\n| ![](a.png) | c |\n", "<td></td>\n<td>c</td>"),
    ],
)
def test_a_picture_that_is_not_shown_takes_nothing_else_away(tmp_path: Path, body: str, left: str) -> None:
    notes = people(GIVEN.replace("EXPIRES", "2025-12"))
    assert left in article(site_of(tmp_path, {PROJECT: document(body, pictures=notes)}))


def test_a_picture_goes_when_the_consent_ends(tmp_path: Path) -> None:
    """Although nothing was changed; and comes back when it is given again."""
    notes = people(GIVEN.replace("EXPIRES", "2026-06-01"))
    source = site_of(tmp_path, {PROJECT: document(BODY, pictures=notes)})
    assert is_published(source, date(2026, 5, 31))
    assert not is_published(source, date(2026, 6, 1))
    (source / PROJECT).write_text(document(BODY, pictures=notes.replace("2026-06-01", "2028")), "utf-8")
    assert is_published(source, date(2026, 6, 1))


def test_a_fact_leads_to_no_picture_that_is_not_published(tmp_path: Path) -> None:
    files: Files = {
        "content/facts.yml": "facts:\n  plan: {shape: file, label: Plan}\n",
        f"{THEME}/templates/project.html": (
            "{% for row in project.facts %}{% for value in row.values %}"
            "{{ value.text }} leads to {{ value.url }}{% endfor %}{% endfor %}"
        ),
        PROJECT: document(pictures=people(GIVEN.replace("EXPIRES", "2025-12")), plan="{file: a.png}"),
    }
    source = site_of(tmp_path, files)
    assert build_site(source).errors == 0
    assert published(source / "site")["sv/projects/alpha/index.html"] == b"a.png leads to None"


def test_a_translation_cannot_give_another_consent(tmp_path: Path) -> None:
    ours, theirs = (people(GIVEN.replace("EXPIRES", day)) for day in ("2027", "2028"))
    files: Files = {
        PROJECT: document(BODY, pictures=ours),
        TRANSLATION: document(BODY, translated_from="sv", pictures=theirs),
    }
    assert found(build_site(site_of(tmp_path, files))) == [(TRANSLATION, 4, "contradiction")]


def test_what_is_unknown_in_the_notes_is_told(tmp_path: Path) -> None:
    notes = "{a.png: {shows: dogs, consent: {date: 2024}}, c.png: {}, index.sv.md: {alt: x}}"
    codes = [place[2] for place in found(build_site(site_of(tmp_path, {PROJECT: document(pictures=notes)})))]
    assert codes == ["unknown-choice", "missing-key", "missing-file", "missing-file"]


def test_status_lists_the_pictures_of_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = f"{{a.png: {{shows: people}}, b.png: {{consent: {GIVEN.replace('EXPIRES', '2020-01-01')}}}}}"
    source = site_of(tmp_path, {PROJECT: document(BODY, pictures=notes)})
    main(["status", "--source", str(source)])
    text = capsys.readouterr().out
    assert "projects/alpha/a.png  nothing written down" in text
    assert "projects/alpha/b.png  ended (2020-01-01)" in text
    main(["status", "--source", str(source), "--format", "json"])
    listed = json.loads(capsys.readouterr().out)["people"]
    assert [one["consent"] for one in listed] == ["missing", "expired"]
    assert SECRET not in text


WHO = {
    "a comma": "given_by: Rosa, NAME\n      date: 2024-13",
    "a colon": "given_by: Rosa, phone: NAME",
    "a comment": "given_by: folder 7 # NAME",
    "quotation marks that never end": 'given_by: "Rosa, NAME',
    "typographic quotation marks": "given_by: “NAME”",
    "a sign": "given_by: @NAME",
    "a backslash": 'given_by: "a\\qNAME"',
    "a tab": "\tgiven_by: NAME",
    "a special space": "given_by:\u00a0NAME",
    "a second line": "given_by: Rosa\n        NAME: x",
    "a list": "given_by:\n      - NAME",
    "a longer list": "given_by:\n      - Rosa\n      - NAME: x",
    "another spelling": "given-by: NAME",
    "no colon": "given_by NAME",
    "one line": "given_by: x\n  b.png: {alt: x, consent: {given_by: Rosa (NAME), date: 2024-13}}",
    "one line in quotes": 'given_by: x\n  b.png: {alt: x, consent: {"given_by": "NAME", "date": "2024-13"}}',
    "twice": "given_by: NAME\n      given_by: NAME",
}


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("name", WHO)
def test_no_report_says_who_agreed(tmp_path: Path, name: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = f"pictures:\n  a.png:\n    consent:\n      {WHO[name]}\n"
    source = site_of(tmp_path, {PROJECT: f"---\ntitle: A\n{lines}---\n![Ett hus](a.png) ![Hus](b.png)\n"})
    main(["check", "--source", str(source), "--format", form])
    printed = capsys.readouterr()
    assert "NAME" not in printed.out + printed.err
