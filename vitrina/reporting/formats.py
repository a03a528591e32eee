"""Formats of a report: text for a terminal, JSON, and annotations and a job summary for GitHub."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from vitrina import __version__
from vitrina.problems import Message, Problem, visible
from vitrina.reporting.report import Report
from vitrina.reporting.translator import Translator

JSON_VERSION = 1
"""The version of the JSON format; it increases when a key is removed or changes its meaning."""

MOST_ROWS = 300
"""The largest number of rows in the job summary, which GitHub limits to 1 MB."""

_INDENT = "    "
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


class Format(StrEnum):
    """The format of a printed report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def text_lines(report: Report, source: Path, translator: Translator) -> Iterator[str]:
    """Yield ``path:line: code: message`` for each problem, followed by an excerpt and the hint."""
    if not report.problems:
        return
    from vitrina.reporting.excerpts import SourceLines  # the tables of wcwidth take longer to read than most reports

    lines = SourceLines(source)
    for problem in report.problems:
        yield f"{problem.location}: {_message(problem, translator)}"
        yield from (f"{_INDENT}| {line}" for line in lines.excerpt(problem.location))
        if problem.hint is not None:
            yield _INDENT + translator.translate(problem.hint)


def json_document(report: Report, translator: Translator) -> str:
    """Return the report as a JSON document in ASCII, independent of the terminal's encoding."""
    document = {
        "version": JSON_VERSION,
        "vitrina": __version__,
        "failed": report.has_failed or report.is_interrupted,
        "counts": {
            "errors": report.errors,
            "warnings": report.warnings,
            "notes": report.notes,
            "written": report.written,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "checked": report.checked,
            "untold": report.untold,
        },
        "reasons": {path: {"cause": why.cause, "files": why.files} for path, why in sorted(report.reasons.items())},
        "problems": [
            {
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": translator.plain(problem.message),
                "hint": _plain(problem.hint, translator),
            }
            for problem in report.problems
        ],
    }
    return json.dumps(document, indent=2)


def github_lines(report: Report, source: Path, root: Path, translator: Translator) -> Iterator[str]:
    """Yield a workflow command (annotation) of GitHub Actions for each problem, with paths relative to ``root``."""
    for problem in report.problems:
        location = problem.location
        properties = {"file": _path_below(root, source, location.path), "line": location.line, "col": location.column}
        given = [f"{name}={_property(str(value))}" for name, value in properties.items() if value]
        text = translator.translate(problem.message)
        if problem.hint is not None:
            text += "\n" + translator.translate(problem.hint)
        given.append(f"title={_property(problem.code)}")
        yield f"::{problem.severity} {','.join(given)}::{_data(text)}"


def markdown_page(report: Report, translator: Translator) -> str:
    """Return the job summary in Markdown: the last line of the report, and a table of problems."""
    lines = ["### Vitrina", "", _escaped(report.summary(translator)), ""]
    if more := report.more(translator):
        lines += [_escaped(more), ""]
    if report.problems:
        where, what = _escaped(translator.gettext("Where")), _escaped(translator.gettext("What is wrong"))
        lines += [f"| {where} | {what} |", "| --- | --- |"]
    for problem in report.problems[:MOST_ROWS]:
        text = _escaped(_message(problem, translator))
        if problem.hint is not None:
            text += "<br>" + _escaped(translator.translate(problem.hint))
        lines.append(f"| {_escaped(str(problem.location))} | {text} |")
    left = len(report.problems) - MOST_ROWS
    if left > 0:
        more = translator.ngettext(
            "{number} more problem is in the log.", "{number} more problems are in the log.", left
        )
        lines += ["", _escaped(translator.isolated(more))]
    return "\n".join(lines).rstrip("\n") + "\n\n"


def _message(problem: Problem, translator: Translator) -> str:
    return f"{problem.code}: {translator.translate(problem.message, problem.severity)}"


def _plain(hint: Message | None, translator: Translator) -> str | None:
    return None if hint is None else translator.plain(hint)


def _path_below(root: Path, source: Path, path: str) -> str:
    """Return how GitHub calls a file: by its path in the repository. Others keep the name that messages give them."""
    file = source.resolve() / path
    is_inside = file.exists() and file.is_relative_to(root.resolve())
    return visible(file.relative_to(root.resolve()).as_posix() if is_inside else path)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    """Return ``text`` (of one line) as Markdown that shows it to the letter: no table, link, mention or HTML in it."""
    return _PUNCTUATION.sub(r"\\\1", text)
