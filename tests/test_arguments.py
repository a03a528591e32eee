"""A command line that cannot be followed is refused in one plain line, in the writer's language, with exit code 2."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from wcwidth import width

from vitrina.cli import main as cli
from vitrina.reporting.help_page import WIDEST

UNKNOWN_COMMAND = (
    "bild: there is no such command. It can be: build, check, serve, status, translated, new, init, schema, "
    "import, table."
)
SAID = [
    ("bild", UNKNOWN_COMMAND),
    (
        "--strict bild",
        UNKNOWN_COMMAND,
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


def test_help_and_version_succeed(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["new", "project", "-h"]):
        assert cli.main(words) == 0
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    said = capsys.readouterr()
    assert said.out.startswith("Usage: vitrina [options] COMMAND …\n")
    assert "Usage: vitrina new project [options] ID\n" in said.out
    assert said.err == ""


PAGES = [
    *([command] for command in cli.COMMANDS),
    *(["new", kind] for kind in ("project", "news", "page", "entry", "translation", "language", "site")),
    [],
]


@pytest.mark.parametrize("language", ["en", "sv", "ar", "pl", "lv"])
@pytest.mark.parametrize("columns", [60, 80, 300])
def test_the_help_of_every_command_fits_the_terminal(
    columns: int, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for words in PAGES:
        assert cli.main([*words, "--help", "--ui-language", language]) == 0
        for line in capsys.readouterr().out.splitlines():
            assert width(line) <= min(columns, WIDEST), line
            isolates = [char for char in line if "\u2066" <= char <= "\u2069"]
            assert isolates.count("\u2069") * 2 == len(isolates), line


HEADS = {
    "en": ("Usage: vitrina translated [options] ID LANG", "After the command:", "Options:"),
    "sv": ("Användning: vitrina translated [alternativ] ID LANG", "Efter kommandot:", "Alternativ:"),
    "pl": ("Użycie: vitrina translated [opcje] ID LANG", "Po poleceniu:", "Opcje:"),
    "lv": ("Lietojums: vitrina translated [opcijas] ID LANG", "Aiz komandas:", "Opcijas:"),
    "ar": (
        "\u2067الاستعمال: \u2068vitrina translated [خيارات] ID LANG\u2069\u2069",
        "\u2067بعد الأمر:\u2069",
        "\u2067الخيارات:\u2069",
    ),
}


@pytest.mark.parametrize("is_option", [False, True])
@pytest.mark.parametrize("language", HEADS)
def test_help_is_in_the_language_of_messages(
    language: str, is_option: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", "C" if is_option else f"{language}_XX.UTF-8")
    assert cli.main(["translated", "-h", *(["--ui-language", language] if is_option else [])]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert tuple(line for line in lines if line in HEADS[language]) == HEADS[language]


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        ("--ui-language en --help", "Usage: vitrina [options] COMMAND …"),
        ("--ui-language en check --help", "Usage: vitrina check [options]"),
        ("--help --ui-language en new project", "Usage: vitrina new project [options] ID"),
        ("bild --help --ui-language en", "Usage: vitrina [options] COMMAND …"),
    ],
)
def test_help_is_about_the_command_that_is_named(words: str, usage: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words.split()) == 0
    assert capsys.readouterr().out.splitlines()[0] == usage


@pytest.mark.parametrize("words", ["--help", "build --help", "check"])
def test_a_reader_that_has_ended_is_no_error(words: str) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "vitrina", *words.split()]
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr, "Error" in done.stderr) == (cli.BROKEN_PIPE, False, False)


def test_help_in_a_language_that_nobody_speaks_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--help", "--ui-language", "xx"]) == 2
    assert capsys.readouterr().out == ""


def test_in_arabic_explanations_keep_options_and_code_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--help", "--ui-language", "ar"]) == 0
    said = capsys.readouterr().out
    assert "\n  --quiet               \u2067عدم كتابة شيء إن لم تكن هناك مشكلات\u2069\n" in said
    assert "\u2067رموز الانتهاء: \u20660\u2069 بُني الموقع، " in said  # the colon is the sentence's


def test_help_loads_nothing_heavy() -> None:
    """Time is noisy on a busy machine; what is imported is not."""
    code = "import sys, vitrina.cli.main as cli\ncli.main(['--help'])\nprint([*sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("yaml", "babel", "jinja2", "markdown", "lxml", "wcwidth"):
        assert f"'{heavy}'" not in done.stdout
