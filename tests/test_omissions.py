"""Languages that an entry is left out of on purpose: what ``not_translated`` says, and what it cannot say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites import (
    PAGE,
    POST,
    PROJECT,
    TRANSLATION,
    Files,
    build_site,
    document,
    explain,
    found,
    make_site,
    published,
    write,
)
from vitrina.cli import main as cli

IN_ARABIC = "content/projects/alpha/index.ar.md"


def original(omitted: str, **fields: str) -> str:
    return document("Text om *alfa*.\n", not_translated=omitted, **fields)


@pytest.mark.parametrize("omitted", ["ar", "AR", "[ar]", "[ar, lv]", "[lv, ar]", "[]", ""])
@pytest.mark.parametrize("path", [PROJECT, POST, PAGE])
def test_it_changes_nothing_of_the_site(path: str, omitted: str, tmp_path: Path) -> None:
    plain = make_site(tmp_path / "plain", {path: document("Text.\n")})
    leaving_out = make_site(tmp_path / "leaving-out", {path: document("Text.\n", not_translated=omitted)})
    assert found(build_site(plain)) == found(build_site(leaving_out)) == []
    assert published(plain / "site") == published(leaving_out / "site")


ALPHA_IN_ARABIC = {IN_ARABIC: document("نص.", translated_from="sv")}


@pytest.mark.parametrize(
    ("files", "place", "code", "words"),
    [
        ({PROJECT: original("[ar, xx]")}, (PROJECT, 3), "unknown-language", ["“xx”", "sv, ar, pl, lv", "ar, pl, lv."]),
        ({PROJECT: original("arabic")}, (PROJECT, 3), "unknown-language", ["“arabic”", "sv, ar, pl, lv"]),
        ({PROJECT: original("all")}, (PROJECT, 3), "unknown-language", ["“all”"]),
        ({PROJECT: original("[ar, sv]")}, (PROJECT, 3), "unknown-language", ["“sv” is the language of the original"]),
        ({PROJECT: original("[ar, ar]")}, (PROJECT, 3), "repeated-value", ["“ar”"]),
        ({PROJECT: original("[ar, AR]")}, (PROJECT, 3), "repeated-value", ["“ar”"]),
        ({PROJECT: original("[pl]")}, (PROJECT, 3), "translated-after-all", ["“pl”", TRANSLATION]),
        ({PROJECT: original("ar"), **ALPHA_IN_ARABIC}, (PROJECT, 3), "translated-after-all", ["“ar”", IN_ARABIC]),
        (
            {PROJECT: original("ar"), IN_ARABIC: document("نص.", translated_from="sv", draft="true")},
            (PROJECT, 3),
            "translated-after-all",
            [IN_ARABIC],
        ),
        (
            {TRANSLATION: document("Tekst.", translated_from="sv", not_translated="[lv]")},
            (TRANSLATION, 4),
            "omission-outside-original",
            ["“not_translated”", PROJECT],
        ),
        (
            {TRANSLATION: document("Tekst.", translated_from="sv", not_translated="[pl, xx, sv]")},
            (TRANSLATION, 4),
            "omission-outside-original",  # and no second cause: the line has to go whatever it says
            [PROJECT],
        ),
        ({PROJECT: original("{ar: true}")}, (PROJECT, 3), "wrong-shape", ["“not_translated”"]),
    ],
)
@pytest.mark.parametrize("command", ["build", "status"])
def test_what_it_cannot_say(
    command: str,
    files: Files,
    place: tuple[str, int],
    code: str,
    words: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = make_site(tmp_path, files)
    report = build_site(source)
    assert found(report) == [(*place, code)]
    assert all(word in explain(report.problems) for word in words), explain(report.problems)
    assert cli.main([command, "--source", str(source)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{place[0]}:{place[1]}: {code}: " in said.err


def test_the_place_is_that_of_the_language(tmp_path: Path) -> None:
    text = "---\ntitle: Alfa\nnot_translated:\n  - ar\n  - xx\n---\n"
    assert found(build_site(make_site(tmp_path, {PROJECT: text}))) == [(PROJECT, 5, "unknown-language")]


def test_it_is_a_state_of_its_own_and_lowers_no_coverage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path, {PROJECT: original("[ar, lv]"), POST: document("Nytt.", not_translated="ar")})
    write(source, {"content/projects/beta/index.sv.md": document("Text.")})
    assert cli.main(["status", "--source", str(source), "--format", "json"]) == 0
    status = json.loads(capsys.readouterr().out)
    states = {
        entry["id"]: {language: version["state"] for language, version in entry["versions"].items()}
        for entry in status["entries"]
    }
    assert states["alpha"] == {"sv": "original", "ar": "on-purpose", "pl": "unmarked", "lv": "on-purpose"}
    assert states["hello"] == {"sv": "original", "ar": "on-purpose", "pl": "missing", "lv": "missing"}
    assert {language: shares["projects"] for language, shares in status["coverage"].items()} == {
        "sv": {"done": 2, "total": 2, "percent": 100},
        "ar": {"done": 0, "total": 1, "percent": 0},
        "pl": {"done": 1, "total": 2, "percent": 50},
        "lv": {"done": 0, "total": 1, "percent": 0},
    }
    assert status["coverage"]["ar"]["news"] == {
        "done": 0,
        "total": 0,
        "percent": 100,
    }  # nothing is wanted: all is there
    assert cli.main(["status", "--source", str(source)]) == 0
    out = capsys.readouterr().out
    assert "news/hello      original  on purpose  missing   missing\n" in out
    assert "projects/alpha  original  on purpose  unmarked  on purpose\n" in out
