"""The commands ``status`` and ``translated``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vitrina.problems import Message, Percent, Severity, say
from vitrina.reporting.arguments import Commands, InvalidValue
from vitrina.reporting.report import BUILT, CONTENT_PROBLEMS
from vitrina.reporting.terminal import NO_DAY, add_common_options, invalid_source, print_problems, usage_error
from vitrina.reporting.translator import Translator
from vitrina.values.language_tags import canonical_tag, tag_of_text

if TYPE_CHECKING:
    from vitrina.translations.coverage import Coverage
    from vitrina.translations.marking import Translation

NAMES = ("status", "translated")
"""The commands that ``add_commands`` adds."""

NOTHING_WRITTEN = say("Stopped. Nothing was written.")


def add_commands(commands: Commands) -> None:
    """Add the commands to the parser."""
    _add_status(commands)
    _add_translated(commands)


def _add_status(commands: Commands) -> None:
    status = commands.add(
        "status",
        say("show which translations are missing or behind"),
        about=say(
            "Shows for every project, news post and page in which languages there is a version, which translations "
            "are behind their original and by which paragraphs, and the coverage of each language."
        ),
        ending=say("Exit codes: 0 success, 1 problems in the content or too little coverage, 2 wrong usage."),
    )
    add_common_options(status)
    status.explain(
        "--format", choices=("text", "json"), default="text", about=say("for people (text) or for programs (json)")
    )
    status.explain(
        "--min-coverage",
        metavar="LANG=PERCENT",
        type=_minimum,
        action="append",
        default=[],
        about=say(
            "fail where a language covers less than this of the projects, news, pages, interface strings or term "
            "labels, for instance ar=80; may be given for several languages"
        ),
    )
    status.explain("--html", metavar="FILE", about=say("also write a web page: a single file to read, send or print"))
    status.set_defaults(run=_status, stop_message=NOTHING_WRITTEN)


def _add_translated(commands: Commands) -> None:
    translated = commands.add(
        "translated",
        say("mark a translation as up to date"),
        about=say(
            "Marks a translation as up to date with its original: rewrites the line “translated_from” of its file, or "
            "adds it below the title, and changes nothing else."
        ),
        ending=say("Exit codes: 0 marked, 1 problems in the content, 2 wrong usage."),
    )
    add_common_options(translated)
    translated.explain(
        "id",
        metavar="ID",
        about=say("the name of the folder; with projects/, news/ or pages/ before it where several have that name"),
    )
    translated.explain(
        "language",
        metavar="LANG",
        type=tag_of_text,
        about=say("the language of the translation, for instance sv; sv.easy for a variant of the text"),
    )
    translated.set_defaults(run=_translated, stop_message=NOTHING_WRITTEN)


def _minimum(text: str) -> tuple[str, int]:
    language, _, percent = text.partition("=")
    digits = percent.removesuffix("%").strip()
    if not language or not (digits.isascii() and digits.isdigit() and len(digits) <= 3 and int(digits) <= 100):
        example = "ar=80"
        message = say(
            "“{text}” is not a language and a percentage; write for instance {example}", text=text, example=example
        )
        raise InvalidValue(message)
    return canonical_tag(language.strip()), int(digits)


def _status(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina.problems import Problems
    from vitrina.translations.coverage import coverage_of
    from vitrina.translations.formats import as_json, as_text
    from vitrina.values.clock import today

    source, day, problems = Path(args.source), today(), Problems()
    wrong = invalid_source(source)
    if wrong is not None or day is None:
        return usage_error(translator, *(wrong or NO_DAY))
    found = coverage_of(source, day, problems)
    if found is None or problems.errors:
        print_problems((problem for problem in problems if problem.severity is Severity.ERROR), source, translator)
        return CONTENT_PROBLEMS
    minima = dict(args.min_coverage)
    for language in minima:
        if language not in found.languages:
            known = tuple(found.languages)
            message = say("“{language}” is not one of the site's languages: {known}.", language=language, known=known)
            return usage_error(translator, "--min-coverage", message)
    page = Path(args.html) if args.html else None
    if page is not None and (unwritable := _unwritable(page)):
        return usage_error(translator, "--html", unwritable)
    print(as_json(found) if args.format == "json" else as_text(found, translator))
    if page is not None and (failed := _write_page(page, found, args.source, translator)):
        return usage_error(translator, "--html", failed)
    short = list(_too_little(found, minima, translator))
    for message in short:
        print(f"vitrina: {translator.translate(message)}", file=sys.stderr)
    return CONTENT_PROBLEMS if short else BUILT


def _unwritable(page: Path) -> Message | None:
    """Return a message if ``page`` cannot be written: an existing file is overwritten only if it is such a report."""
    from vitrina.disk.writing import reason_of
    from vitrina.translations.report_page import is_report

    if not page.parent.is_dir():
        return say("there is no folder “{folder}”.", folder=page.parent)
    try:
        is_free = not page.is_symlink() and (not page.exists() or (page.is_file() and is_report(page.read_bytes())))
    except OSError as error:
        return reason_of(error)
    return (
        None if is_free else say("“{file}” is not a report by Vitrina; move it away or name another file.", file=page)
    )


def _write_page(page: Path, found: Coverage, source: str, translator: Translator) -> Message | None:
    from vitrina.disk.source import write_alone
    from vitrina.disk.writing import reason_of
    from vitrina.translations.report_page import as_page

    try:
        write_alone(Path(source), page, as_page(found, source, translator))
    except OSError as error:
        return reason_of(error)
    return None


def _too_little(found: Coverage, minima: Mapping[str, int], translator: Translator) -> Iterator[Message]:
    """Yield a message for each share of a language that is below its minimum."""
    from vitrina.translations.messages import covered, name_in

    names = dict(covered(found.sections))
    for language, minimum in minima.items():
        for name, share in found.shares[language].items():
            if share.percent < minimum:
                yield say(
                    "“{language}” covers {percent} ({done} of {total}) where {minimum} are asked for: {name}.",
                    language=language,
                    percent=Percent(share.percent),
                    done=share.done,
                    total=share.total,
                    minimum=Percent(minimum),
                    name=translator.plain(name_in(names[name], translator.language)),
                )


def _translated(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina.problems import Problems
    from vitrina.translations.coverage import read_content
    from vitrina.translations.marking import find_entry, find_translation

    source = Path(args.source)
    if wrong_folder := invalid_source(source):
        return usage_error(translator, *wrong_folder)
    problems = Problems()
    content = read_content(source, problems)
    if content is None:
        print_problems(problems, source, translator)
        return CONTENT_PROBLEMS
    key = find_entry(content, args.id)
    if isinstance(key, Message):
        return usage_error(translator, "ID", key)
    translation = find_translation(content, key, args.language, problems)
    folder = f"content/{key[0]}/{key[1]}/"
    wrong = [found for found in problems if found.severity is Severity.ERROR and found.location.path.startswith(folder)]
    if wrong:
        print_problems(wrong, source, translator)
        return CONTENT_PROBLEMS
    return (
        usage_error(translator, "LANG", translation)
        if isinstance(translation, Message)
        else _mark(source, translation, translator)
    )


def _mark(source: Path, translation: Translation, translator: Translator) -> int:
    from vitrina.disk.source import replace_source
    from vitrina.disk.writing import reason_of
    from vitrina.translations.marking import with_translated_from

    document, line = translation.document.source, f"translated_from: {translation.value}"
    before = document.file.read_bytes()
    after = with_translated_from(before, translation.value)
    if after is None:
        message = say("Vitrina cannot change this front matter safely. Write this line into it: {line}", line=line)
        return _failed(document.path, message, translator)
    try:
        if after != before:
            replace_source(source, document.path, after)
    except OSError as error:
        return _failed(document.path, reason_of(error), translator)
    done = translator.translate(say("already there: {line}", line=line)) if after == before else line
    print(f"{document.path}: {done}")
    return BUILT


def _failed(path: str, message: Message, translator: Translator) -> int:
    print(f"vitrina: {path}: {translator.translate(message)}", file=sys.stderr)
    return CONTENT_PROBLEMS
