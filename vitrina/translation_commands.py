"""The commands about translations: ``status`` tells how they stand, ``translated`` notes that one is up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vitrina.problems import Problem
    from vitrina.translations.marking import Chosen
    from vitrina.translations.survey import Survey

NAMES = ("status", "translated")
"""The commands that ``add_commands`` adds."""

SUCCESS, FAILURE, WRONG_USAGE = 0, 1, 2


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands about translations to those of the command line."""
    status = commands.add_parser(
        "status",
        help="tell which translations are missing or behind",
        description="Tells for every project, news post and page in which languages there is a version, which "
        "translations are behind their original and by which paragraphs, and how much each language covers.",
        epilog="Exit codes: 0 told, 1 problems in the content or too little coverage, 2 wrong usage.",
        allow_abbrev=False,
    )
    _add_source(status)
    status.add_argument("--format", choices=("text", "json"), default="text", help="for people (text) or for programs")
    status.add_argument(
        "--min-coverage",
        metavar="LANG=PERCENT",
        type=_minimum,
        action="append",
        default=[],
        help="fail where a language covers less than this of the projects, news, pages, interface strings or term "
        "labels, for instance ar=80; may be given for several languages",
    )
    status.set_defaults(run=_status)
    translated = commands.add_parser(
        "translated",
        help="note that a translation is up to date",
        description="Notes in a translation that it was made from its original as that is now: rewrites the line "
        "“translated_from” of its file, or adds it below the title, and changes nothing else.",
        epilog="Exit codes: 0 noted, 1 problems in the content, 2 wrong usage.",
        allow_abbrev=False,
    )
    which = translated.add_argument_group("which translation")
    which.add_argument(
        "id",
        metavar="ID",
        help="the name of the folder; with projects/, news/ or pages/ before it where several have that name",
    )
    which.add_argument("language", metavar="LANG", help="the language of the translation, for instance sv")
    _add_source(translated)
    translated.set_defaults(run=_translated)


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--source", metavar="DIR", default=".", help="the folder that holds content/ and i18n/ (default: this folder)"
    )


def _minimum(text: str) -> tuple[str, int]:
    language, _, percent = text.partition("=")
    digits = percent.removesuffix("%").strip()
    if not language or not (digits.isascii() and digits.isdigit() and len(digits) <= 3 and int(digits) <= 100):
        raise argparse.ArgumentTypeError(f"“{text}” is not a language and a percentage; write for instance ar=80")
    return language.strip(), int(digits)


def _status(chosen: argparse.Namespace) -> int:
    from vitrina.problems import Problems
    from vitrina.translations.output import as_json, as_text
    from vitrina.translations.survey import survey

    source = Path(chosen.source)
    if not source.is_dir():
        return _wrong(f"--source: there is no folder “{source}”.")
    problems = Problems()
    found = survey(source, problems)
    if found is None or problems.errors:
        return _failed([problem for problem in problems if problem.severity == "error"])
    minima = dict(chosen.min_coverage)
    for language in minima:
        if language not in found.languages:
            return _wrong(
                f"--min-coverage: “{language}” is not one of the site's languages: {', '.join(found.languages)}."
            )
    print(as_json(found) if chosen.format == "json" else as_text(found))
    short = _too_little(found, minima)
    for line in short:
        print(f"vitrina: {line}", file=sys.stderr)
    return FAILURE if short else SUCCESS


def _too_little(found: Survey, minima: Mapping[str, int]) -> list[str]:
    """Return a sentence for each language and each thing that it covers too little of."""
    return [
        f"“{language}” covers {share.percent} % of the {name} ({share.done} of {share.total}), not {minimum} %."
        for language, minimum in minima.items()
        for name, share in found.coverage[language].items()
        if share.percent < minimum
    ]


def _translated(chosen: argparse.Namespace) -> int:
    from vitrina.problems import Message, Problems
    from vitrina.translations.marking import choose, find_entry
    from vitrina.translations.survey import read_content

    source = Path(chosen.source)
    if not source.is_dir():
        return _wrong(f"--source: there is no folder “{source}”.")
    problems = Problems()
    content = read_content(source, problems)
    if content is None:
        return _failed(list(problems))
    key = find_entry(content, chosen.id)
    if isinstance(key, Message):
        return _wrong(key.text())
    translation = choose(content, key, chosen.language, problems)
    folder = f"content/{key[0]}/{key[1]}/"
    wrong = [found for found in problems if found.severity == "error" and found.place.path.startswith(folder)]
    if wrong:
        return _failed(wrong)
    return _wrong(translation.text()) if isinstance(translation, Message) else _mark(translation)


def _mark(chosen: Chosen) -> int:
    from vitrina.files import replace_source
    from vitrina.translations.marking import marked

    document, line = chosen.translation.source, f"translated_from: {chosen.value}"
    before = document.file.read_bytes()
    after = marked(before, chosen.value)
    if after is None:
        return _said(
            f"{document.path}: Vitrina cannot change this front matter safely. Write this line into it: {line}"
        )
    if after == before:
        print(f"{document.path}: already there: {line}")
        return SUCCESS
    try:
        replace_source(document.file, after)
    except OSError as error:
        return _said(f"{document.path}: this cannot be written ({error.strerror}).")
    print(f"{document.path}: {line}")
    return SUCCESS


def _failed(problems: list[Problem]) -> int:
    for problem in problems:
        print(problem.line(), file=sys.stderr)
    return FAILURE


def _said(sentence: str) -> int:
    print(f"vitrina: {sentence}", file=sys.stderr)
    return FAILURE


def _wrong(sentence: str) -> int:
    print(f"vitrina: {sentence}", file=sys.stderr)
    return WRONG_USAGE
