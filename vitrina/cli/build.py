"""The commands that make the site: ``build`` writes it, ``check`` only looks at it."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from vitrina.problems import say
from vitrina.reporting.arguments import Parser, WrongValue
from vitrina.reporting.report import Report
from vitrina.reporting.terminal import Progress, Refusal, present, presenting_options, refuse, wrong_source
from vitrina.reporting.translator import Translator

NAMES = ("build", "check")
"""The commands that ``add_commands`` adds."""

MOST_JOBS = 64
"""A number that nobody needs; more processes than that would only wait for each other."""


def add_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the commands that make the site to those of the command line."""
    _add_build(commands)
    _add_check(commands)


def _build(chosen: argparse.Namespace, translator: Translator) -> int:
    from vitrina.disk.output import Output
    from vitrina.pipeline import Options, build
    from vitrina.reporting.explain import explanation_lines
    from vitrina.reporting.formats import Format

    source = Path(chosen.source)
    output = Path(chosen.output) if chosen.output else source / "site"
    if wrong := wrong_source(source) or _wrong_output(source, output) or _wrong_making(chosen):
        return refuse(translator, *wrong)
    progress = Progress(sys.stderr, translator, is_wanted=not chosen.quiet)
    options = Options(
        source=source,
        output=Output(output, output.as_posix()),
        base_url=_base_url(chosen),
        jobs=_jobs(chosen),
        is_strict=chosen.strict,
        is_explained=chosen.explain is not None,
        is_verified=chosen.verify,
    )
    report = build(options, progress)
    if chosen.explain is not None and chosen.format == Format.TEXT:
        progress.clear()
        for line in explanation_lines(report.reasons, chosen.explain, options.output.shown, translator):
            print(line)
    return _tell(report, progress, chosen, translator)


def _check(chosen: argparse.Namespace, translator: Translator) -> int:
    from vitrina.linkcheck.values import CrawlPolicy
    from vitrina.pipeline import CheckOptions, check
    from vitrina.values.clock import now, today

    source, day = Path(chosen.source), today(chosen.today)
    if wrong := wrong_source(source) or _wrong_making(chosen):
        return refuse(translator, *wrong)
    if day is None:
        return refuse(translator, "SOURCE_DATE_EPOCH", say("this is not a number of seconds since 1970."))
    progress = Progress(sys.stderr, translator, is_wanted=not chosen.quiet)
    options = CheckOptions(
        source=source,
        today=day,
        external=CrawlPolicy(now=now()) if chosen.external else None,
        base_url=_base_url(chosen),
        jobs=_jobs(chosen),
        is_strict=chosen.strict,
    )
    if chosen.external:
        chosen.when_stopped = say("Stopped. What other sites have answered so far is kept for the next check.")
    return _tell(check(options, progress, progress.answers), progress, chosen, translator)


def _tell(report: Report, progress: Progress, chosen: argparse.Namespace, translator: Translator) -> int:
    """Print what a run found and did, and return its exit code."""
    progress.clear()
    present(chosen, report, translator)
    return report.exit_code


def _wrong_output(source: Path, output: Path) -> Refusal | None:
    """Return why the output cannot be used, if it cannot."""
    inside, outside = output.resolve(), source.resolve()
    written_by_people = [outside / name for name in ("content", "i18n", "themes")]
    if outside.is_relative_to(inside) or any(inside.is_relative_to(folder) for folder in written_by_people):
        message = say(
            "“{folder}” holds what people wrote; choose a folder of its own, for instance {example}.",
            folder=output,
            example="site",
        )
        return "--output", message
    return None


def _wrong_making(chosen: argparse.Namespace) -> Refusal | None:
    """Return why an option of every command that makes the site cannot be used, if one cannot."""
    if chosen.base_url is not None and _base_url(chosen) is None:
        message = say(
            "“{url}” is not the address of a site; write for instance {example}",
            url=chosen.base_url,
            example="https://example.org/showcase/",
        )
        return "--base-url", message
    if chosen.jobs is not None and _jobs(chosen) is None:
        message = say("“{value}” is not a number of processes (1 to {most}).", value=chosen.jobs, most=MOST_JOBS)
        return "--jobs", message
    return None


def _base_url(chosen: argparse.Namespace) -> str | None:
    if chosen.base_url is None:
        return None
    from vitrina.values.urls import normal_base_url

    return normal_base_url(chosen.base_url)


def _jobs(chosen: argparse.Namespace) -> int | None:
    text = chosen.jobs or ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_JOBS)) else 0
    return number if 1 <= number <= MOST_JOBS else None


def _add_build(commands: argparse._SubParsersAction[Parser]) -> None:
    build = commands.add_parser(
        "build",
        help="build the site",
        description="Builds the site from content/, i18n/ and themes/ into an output folder. "
        "If anything is wrong, it says everything that is, and leaves the site as it was.",
        epilog="Exit codes: 0 built, 1 problems in the content, 2 wrong usage.",
        parents=[presenting_options(), _making_options()],
    )
    build.add_argument(
        "--output", metavar="DIR", help="where the site is written (default: the folder “site” in the source)"
    )
    build.add_argument(
        "--explain",
        metavar="PATH",
        nargs="?",
        const="",
        help="say why each file was written, or why the one at PATH was or was not",
    )
    build.add_argument(
        "--verify",
        action="store_true",
        help="build cleanly, too, and say wherever the site on the disk differs from that",
    )
    stopped = say("Stopped. Every file of the site is whole; build again to finish it.")
    build.set_defaults(run=_build, when_stopped=stopped)


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="say what is wrong with the site, and write nothing",
        description="Builds the site in memory and looks at it: dead links, pictures without a description, facts that "
        "contradict each other and more. Nothing is written.",
        epilog="Exit codes: 0 fine, 1 problems in the content, 2 wrong usage.",
        parents=[presenting_options(), _making_options()],
    )
    check.add_argument(
        "--today",
        metavar="DATE",
        type=_day,
        help="the day to compare dates with, such as 2026-01-31 (default: SOURCE_DATE_EPOCH, or else this day)",
    )
    check.add_argument(
        "--external",
        action="store_true",
        help="also ask other sites whether the links to them still lead anywhere; their answers are kept for some days "
        "in the folder .vitrina of the source",
    )
    check.set_defaults(run=_check, when_stopped=say("Stopped. Nothing was written."))


def _making_options() -> Parser:
    """Return the options of every command that makes the site."""
    parser = Parser(add_help=False)
    parser.add_argument(
        "--base-url", metavar="URL", help="the address of the published site, instead of the one in site.yml"
    )
    parser.add_argument("--jobs", metavar="N", help="how many processes work at once (default: as many as help)")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors; notes never do")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongValue(
            say("“{text}” is not a day; write for instance {example}", text=text, example="2026-01-31")
        ) from None
