"""What all commands share: options, the choice of the language, printing reports, usage errors and progress."""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from vitrina.problems import Message, Percent, Problem, say
from vitrina.reporting.arguments import Parser
from vitrina.reporting.formats import Format, github_lines, json_document, markdown_page, text_lines
from vitrina.reporting.report import WRONG_USAGE, Report
from vitrina.reporting.translator import IN_ENGLISH, Translator
from vitrina.values.language_tags import canonical_tag

InvalidOption = tuple[str, Message]
"""The name of an option with an invalid value, and a message."""

NO_DAY: InvalidOption = ("SOURCE_DATE_EPOCH", say("this is not a number of seconds since 1970."))
"""The usage error where the clock gives no day."""


def add_common_options(parser: Parser) -> None:
    """Add the options of every command: the source folder and the language of messages."""
    parser.explain(
        "--source",
        metavar="DIR",
        default=".",
        about=say("the folder that holds content/, i18n/ and themes/ (default: this folder)"),
    )
    parser.explain(
        "--ui-language",
        metavar="CODE",
        about=say("the language of messages: sv, ar, pl, lv or en (default: the system's language)"),
    )


def add_report_options(parser: Parser) -> None:
    """Add the options of every command that prints a report with ``print_report``."""
    add_common_options(parser)
    parser.explain(
        "--format",
        choices=[form.value for form in Format],
        default=Format.TEXT.value,
        about=say("the format of problems: text, one JSON document, or annotations for GitHub (default: text)"),
    )
    parser.explain("--quiet", action="store_true", about=say("print nothing unless there are problems"))


def print_report(args: argparse.Namespace, report: Report, translator: Translator, problems_to: TextIO) -> None:
    """Print ``report`` in the format ``args.format``; with ``--quiet`` without notes.

    Problems as text, and the last line of a failure, go ``problems_to`` a stream; what programs read, and the last line
    of a success, always go to standard output.
    """
    source = Path(args.source)
    if args.format == Format.JSON:
        print(json_document(report, translator))
        return
    if args.quiet:
        report = replace(report, problems=tuple(problem for problem in report.problems if not problem.is_note))
    match Format(args.format):
        case Format.GITHUB:
            root = Path(os.environ.get("GITHUB_WORKSPACE") or ".")
            for line in github_lines(report, source, root, translator):
                print(line)
            _append_page(report, translator)
        case Format.TEXT:
            for line in text_lines(report, source, translator):
                print(line, file=problems_to)
    if not args.quiet or report.has_failed:
        stream = problems_to if report.has_failed else sys.stdout
        for line in filter(None, (report.summary(translator), report.more(translator))):
            print(line, file=stream)


def print_problems(problems: Iterable[Problem], source: Path, translator: Translator) -> None:
    """Print ``problems`` as text, with excerpts from the files below ``source``."""
    for line in text_lines(Report(problems=tuple(problems), is_strict=False), source, translator):
        print(line, file=sys.stderr)


def _append_page(report: Report, translator: Translator) -> None:
    """Append the report to the job summary of GitHub Actions, if there is one (``GITHUB_STEP_SUMMARY``)."""
    from vitrina.disk.source import append_text
    from vitrina.disk.writing import reason_of

    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        try:
            append_text(Path(page), markdown_page(report, translator))
        except OSError as error:
            message = reason_of(error)
            print(f"vitrina: GITHUB_STEP_SUMMARY: {translator.translate(message)}", file=sys.stderr)


def translator_of(args: argparse.Namespace) -> Translator | None:
    """Return the translator of the option ``--ui-language`` or the environment; report an unknown language."""
    from vitrina import defaults
    from vitrina.languages.catalogues import catalogue_folders, writers_catalogues
    from vitrina.reporting.translator import available_languages, language_of, load_translator

    places = Path(args.source), defaults.folder()
    available = available_languages(catalogue_folders(*places))
    language = canonical_tag(args.ui_language or "") or language_of(os.environ, available)
    if language in available:
        return load_translator(language, writers_catalogues(*places))
    languages = tuple(available)
    message = say(
        "There are no messages in “{language}”. It can be: {languages}.", language=language, languages=languages
    )
    usage_error(IN_ENGLISH, "--ui-language", message)
    return None


def invalid_source(source: Path) -> InvalidOption | None:
    """Return the usage error for a source folder that does not exist."""
    return None if source.is_dir() else ("--source", say("there is no folder “{folder}”.", folder=source))


def usage_error(translator: Translator, option: str, message: Message) -> int:
    """Print what is wrong with ``option`` and return the exit code for wrong usage."""
    print(f"vitrina: {option}: {translator.translate(message)}", file=sys.stderr)
    return WRONG_USAGE


_AFTER, _EVERY = 1.0, 0.1
"""Seconds until the pictures are counted, and from one count to the next."""


class ProgressLine:
    """A progress line on a terminal; it writes nothing to other streams."""

    def __init__(self, stream: TextIO, translator: Translator, *, is_wanted: bool) -> None:
        self._translator = translator
        self._stream = stream
        self._is_shown = is_wanted and stream.isatty()
        self._percent = -1
        self._is_there = False
        self._next_count: float | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` files are built."""
        counted = self._translator.ngettext("{done} of {number} file", "{done} of {number} files", total, done=done)
        if self._next_count is None:
            self._count(done, total, counted)

    def pictures(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` pictures are made, if that takes long; the files are not shown meanwhile."""
        now = time.monotonic()
        if self._next_count is None:
            self._next_count = now + _AFTER
        if done == total:
            self.clear()
        elif now >= self._next_count and self._is_shown:
            self._next_count = now + _EVERY
            self._write(self._translator.translate(say("Pictures: {done} of {number}", done=done, number=total)))

    def addresses(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` external addresses are checked."""
        counted = self._translator.ngettext(
            "{done} of {number} address", "{done} of {number} addresses", total, done=done
        )
        self._count(done, total, counted)

    def _count(self, done: int, total: int, counted: str) -> None:
        percent = done * 100 // total
        if self._is_shown and percent != self._percent:
            if percent < self._percent:  # a new count, whose line may be shorter
                self.clear()
            self._percent = percent
            shown, widest = (self._translator.number(Percent(number)) for number in (percent, 100))
            self._write(f"{shown:>{len(widest)}}  {self._translator.isolated(counted)}")

    def _write(self, line: str) -> None:
        self._stream.write(f"\r{line}")
        self._stream.flush()
        self._is_there = True

    def clear(self) -> None:
        """Clear the line."""
        self._next_count = None
        if self._is_there:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._is_there = False


class CountLine:
    """A line on a terminal that counts rows of unknown number; it writes nothing to other streams."""

    def __init__(self, stream: TextIO, translator: Translator) -> None:
        self._stream = stream
        self._translator = translator
        self._next = time.monotonic() + _AFTER if stream.isatty() else math.inf
        self._is_there = False

    def show(self, number: int) -> None:
        """Show that a number of rows are done, ten times a second, once it takes longer than one."""
        if self._next < math.inf and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            self._stream.write("\r" + self._translator.translate(say("Rows: {number}", number=number)))
            self._stream.flush()
            self._is_there = True

    def clear(self) -> None:
        """Clear the line."""
        if self._is_there:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._is_there = False
