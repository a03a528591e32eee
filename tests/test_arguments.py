"""A command line that cannot be followed is refused in one plain line, in the writer's language, with exit code 2."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vitrina.cli import main as cli

SAID = [
    ("bild", "bild: there is no such command. It can be: build, check, serve, status, translated, new, init, schema."),
    (
        "--strict bild",
        "bild: there is no such command. It can be: build, check, serve, status, translated, new, init, schema.",
    ),
    ("build bild", "bild: this is one word too many; “vitrina build --help” explains what belongs here."),
    ("build --sourc x", "--sourc: there is no such option; “vitrina build --help” lists those that there are."),
    ("--outputs=x", "--outputs=x: there is no such option; “vitrina build --help” lists those that there are."),
    ("--format yaml", "--format: “yaml” is not possible here. It can be: text, json, github."),
    (
        "schema pages",
        "WHAT: There is no schema “pages”. Did you mean “page”?",
    ),
    ("check --today", "--today: a value is missing after it."),
    ("check --today soon", "--today: “soon” is not a day; write for instance 2026-01-31"),
    ("check --strict=1", "--strict: it takes no value."),
    (
        "status --min-coverage ar",
        "--min-coverage: “ar” is not a language and a percentage; write for instance ar=80",
    ),
    ("translated", "ID, LANG: this is missing; “vitrina translated --help” explains what belongs here."),
    ("translated a", "LANG: this is missing; “vitrina translated --help” explains what belongs here."),
    ("new", "WHAT: this is missing; “vitrina new --help” explains what belongs here."),
    ("new project", "ID: this is missing; “vitrina new project --help” explains what belongs here."),
    ("--bad\u202e", "--bad\\u202e: there is no such option; “vitrina build --help” lists those that there are."),
]


@pytest.mark.parametrize(("words", "said"), SAID)
def test_what_is_said(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words.split(" ")) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"vitrina: {said}\n")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "--format: ”yaml” kan inte stå här. Det kan vara: text, json, github."),
        ("pl", "--format: Tu nie może stać „yaml”. Możliwe wartości: text, json, github."),
        ("lv", "--format: Šeit nevar būt „yaml”. Iespējamās vērtības: text, json, github."),
    ],
)
@pytest.mark.parametrize("words", ["--ui-language {} --format yaml", "--format yaml --ui-language={}"])
def test_it_is_said_in_the_language_that_is_asked_for(
    words: str, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words.format(language).split()) == 2
    assert capsys.readouterr().err == f"vitrina: {said}\n"


def test_in_arabic_each_part_keeps_its_direction(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--ui-language", "ar", "--today", "x"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("vitrina: --today: \u2067")
    assert said.endswith("\u2069\n")


def test_a_language_that_nobody_speaks_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--format", "yaml", "--ui-language", "xx"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("vitrina: --ui-language: There are no messages in “xx”.")
    assert said.count("\n") == 1


def test_help_and_version_end_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["new", "project", "-h"], ["--version"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code == 0
    assert "usage: vitrina" in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    """Time is noisy on a busy machine; what is imported is not."""
    code = (
        "import sys, vitrina.cli.main as cli\ntry: cli.main(['--help'])\nexcept SystemExit: pass\nprint([*sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("yaml", "babel", "jinja2", "markdown", "lxml"):
        assert f"'{heavy}'" not in done.stdout
