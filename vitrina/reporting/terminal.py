"""What every command does at a terminal: choose the language, print a report, count, refuse; and the options for it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from vitrina.problems import Message, Problem, say
from vitrina.reporting.arguments import Parser
from vitrina.reporting.formats import Format, github_lines, json_document, markdown_page, text_lines
from vitrina.reporting.report import WRONG_USAGE, Report
from vitrina.reporting.translator import IN_ENGLISH, Translator

Refusal = tuple[str, Message]
"""An option that cannot be used as it is, and why."""


def speaking_options() -> Parser:
    """Return the options of every command: where the site is, and in which language the command speaks."""
    parser = Parser(add_help=False)
    parser.add_argument(
        "--source",
        metavar="DIR",
        default=".",
        help="the folder that holds content/, i18n/ and themes/ (default: this folder)",
    )
    parser.add_argument(
        "--ui-language",
        metavar="CODE",
        help="the language of messages: sv, ar, pl, lv or en (default: the system's language)",
    )
    return parser


def presenting_options() -> Parser:
    """Return the options of every command that reports problems; with them goes ``present``."""
    parser = Parser(add_help=False, parents=[speaking_options()])
    parser.add_argument(
        "--format",
        choices=[form.value for form in Format],
        default=Format.TEXT.value,
        help="how problems are told: lines to read, one JSON document, or GitHub's annotations (default: text)",
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    return parser


def present(chosen: argparse.Namespace, report: Report, translator: Translator) -> None:
    """Print ``report`` in the form that was asked for. A note is not worth breaking the quiet."""
    source = Path(chosen.source)
    if chosen.format == Format.JSON:
        print(json_document(report, translator))
        return
    if chosen.quiet:
        report = replace(report, problems=tuple(problem for problem in report.problems if not problem.is_note))
    match Format(chosen.format):
        case Format.GITHUB:
            root = Path(os.environ.get("GITHUB_WORKSPACE") or ".")
            for line in github_lines(report, source, root, translator):
                print(line)
            _append_page(report, translator)
        case Format.TEXT:
            for line in text_lines(report, source, translator):
                print(line, file=sys.stderr)
    if not chosen.quiet or report.has_failed:
        print(report.summary(translator), file=sys.stderr if report.has_failed else sys.stdout)


def tell_problems(problems: Iterable[Problem], source: Path, translator: Translator) -> None:
    """Print ``problems`` as lines to read, with the lines of the files below ``source`` that they are about."""
    for line in text_lines(Report(problems=tuple(problems), is_strict=False), source, translator):
        print(line, file=sys.stderr)


def _append_page(report: Report, translator: Translator) -> None:
    """Add the report to the page of the run, where GitHub names a file for it."""
    from vitrina.disk.source import append_text

    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        try:
            append_text(Path(page), markdown_page(report, translator))
        except OSError as error:
            message = say("This cannot be written ({reason}).", reason=error.strerror or type(error).__name__)
            print(f"vitrina: GITHUB_STEP_SUMMARY: {translator.tell(message)}", file=sys.stderr)


def translator_of(chosen: argparse.Namespace) -> Translator | None:
    """Return the translator that was asked for, by option or environment; ``None``, and a word, where there is none."""
    from vitrina import defaults
    from vitrina.languages.catalogues import catalogue_folders
    from vitrina.reporting.interface import language_of, load_translator, spoken_languages

    folders = catalogue_folders(Path(chosen.source), defaults.folder())
    spoken = spoken_languages(folders)
    language = chosen.ui_language or language_of(os.environ, spoken)
    if language in spoken:
        return load_translator(language, folders)
    languages = ", ".join(spoken)
    message = say(
        "There are no messages in “{language}”. It can be: {languages}.", language=language, languages=languages
    )
    refuse(IN_ENGLISH, "--ui-language", message)
    return None


def wrong_source(source: Path) -> Refusal | None:
    """Return why the source cannot be used, if it cannot."""
    return None if source.is_dir() else ("--source", say("there is no folder “{folder}”.", folder=source))


def refuse(translator: Translator, option: str, message: Message) -> int:
    """Say what is wrong with ``option`` and return the exit code for it."""
    print(f"vitrina: {option}: {translator.tell(message)}", file=sys.stderr)
    return WRONG_USAGE


class Progress:
    """A line on a terminal that counts; it writes nothing anywhere else."""

    def __init__(self, stream: TextIO, translator: Translator, *, is_wanted: bool) -> None:
        self._translator = translator
        self._stream = stream
        self._is_shown = is_wanted and stream.isatty()
        self._percent = -1

    def __call__(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` files are built."""
        counted = self._translator.ngettext("{done} of {number} file", "{done} of {number} files", total, done=done)
        self._count(done, total, counted)

    def answers(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` addresses of other sites are answered."""
        counted = self._translator.ngettext(
            "{done} of {number} address", "{done} of {number} addresses", total, done=done
        )
        self._count(done, total, counted)

    def _count(self, done: int, total: int, counted: str) -> None:
        percent = done * 100 // total
        if self._is_shown and percent != self._percent:
            if percent < self._percent:  # another count begins, and its line may be shorter
                self.clear()
            self._percent = percent
            self._stream.write(f"\r{percent:3} %  {self._translator.isolated(counted)}")
            self._stream.flush()

    def clear(self) -> None:
        """Leave an empty line behind."""
        if self._is_shown and self._percent >= 0:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
