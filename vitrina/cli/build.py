"""The commands ``build`` and ``check``."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TextIO

from vitrina.problems import say
from vitrina.reporting.arguments import Commands, InvalidValue, Parser
from vitrina.reporting.report import Report
from vitrina.reporting.terminal import (
    NO_DAY,
    InvalidOption,
    ProgressLine,
    add_report_options,
    invalid_source,
    print_report,
    usage_error,
)
from vitrina.reporting.translator import Translator

NAMES = ("build", "check")
"""The commands that ``add_commands`` adds."""

MOST_JOBS = 64
"""The largest number of processes; more of them only wait for each other."""


def add_commands(commands: Commands) -> None:
    """Add the commands to the parser."""
    _add_build(commands)
    _add_check(commands)


def _build(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina.disk.output import Output
    from vitrina.options import BuildOptions
    from vitrina.pipeline import build
    from vitrina.reporting.explain import explanation_lines
    from vitrina.reporting.formats import Format
    from vitrina.values.clock import today

    source, day = Path(args.source), today(args.today)
    output = Path(args.output) if args.output else source / "site"
    if wrong := invalid_source(source) or _invalid_output(source, output) or _invalid_build_option(args):
        return usage_error(translator, *wrong)
    if day is None:
        return usage_error(translator, *NO_DAY)
    progress = ProgressLine(sys.stderr, translator, is_wanted=not args.quiet)
    options = BuildOptions(
        source=source,
        today=day,
        output=Output(output, output.as_posix()),
        base_url=_base_url(args),
        jobs=_jobs(args),
        is_strict=args.strict,
        is_explained=args.explain is not None,
        is_verified=args.verify,
        has_state=not args.no_cache,
    )
    report = build(options, progress, progress.pictures)
    if args.explain is not None and args.format == Format.TEXT:
        progress.clear()
        for line in explanation_lines(report.reasons, args.explain, options.output.shown, translator):
            print(line)
    return _finish(report, progress, args, translator, sys.stderr)


def _check(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina.linkcheck.values import CrawlPolicy
    from vitrina.pipeline import CheckOptions, check
    from vitrina.values.clock import now, today

    source, day = Path(args.source), today(args.today)
    if wrong := invalid_source(source) or _invalid_build_option(args):
        return usage_error(translator, *wrong)
    if day is None:
        return usage_error(translator, *NO_DAY)
    progress = ProgressLine(sys.stderr, translator, is_wanted=not args.quiet)
    options = CheckOptions(
        source=source,
        today=day,
        external=CrawlPolicy(now=now()) if args.external else None,
        base_url=_base_url(args),
        jobs=_jobs(args),
        is_strict=args.strict,
    )
    if args.external:
        args.stop_message = say("Stopped. What other sites have answered so far is kept for the next check.")
    report = check(options, progress, progress.pictures, progress.addresses)
    return _finish(report, progress, args, translator, sys.stdout)  # problems are what a check is asked for


def _finish(
    report: Report, progress: ProgressLine, args: argparse.Namespace, translator: Translator, problems_to: TextIO
) -> int:
    """Print the report and return its exit code."""
    progress.clear()
    print_report(args, report, translator, problems_to)
    return report.exit_code


def _invalid_output(source: Path, output: Path) -> InvalidOption | None:
    """Return the usage error for an output folder that contains or is part of the source."""
    inside, outside = Path(os.path.realpath(output)), Path(os.path.realpath(source))  # which a link to itself is, too
    written_by_people = [outside / name for name in ("content", "i18n", "themes")]
    if outside.is_relative_to(inside) or any(inside.is_relative_to(folder) for folder in written_by_people):
        message = say(
            "“{folder}” contains sources of the site; choose a folder of its own, for instance {example}.",
            folder=output,
            example="site",
        )
        return "--output", message
    return None


def _invalid_build_option(args: argparse.Namespace) -> InvalidOption | None:
    """Return the usage error for an invalid option of both commands."""
    if args.base_url is not None and _base_url(args) is None:
        message = say(
            "“{url}” is not the address of a site; write for instance {example}",
            url=args.base_url,
            example="https://example.org/showcase/",
        )
        return "--base-url", message
    if args.jobs is not None and _jobs(args) is None:
        message = say("“{value}” is not a number of processes (1 to {most}).", value=args.jobs, most=MOST_JOBS)
        return "--jobs", message
    return None


def _base_url(args: argparse.Namespace) -> str | None:
    if args.base_url is None:
        return None
    from vitrina.values.urls import normal_base_url

    return normal_base_url(args.base_url)


def _jobs(args: argparse.Namespace) -> int | None:
    text = args.jobs or ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_JOBS)) else 0
    return number if 1 <= number <= MOST_JOBS else None


def _add_build(commands: Commands) -> None:
    build = commands.add(
        "build",
        say("build the site"),
        about=say(
            "Builds the site from content/, i18n/ and themes/ into an output folder. If there are errors, it reports "
            "all of them and does not change the site. Problems go to standard error; “vitrina check” tells them on "
            "standard output."
        ),
        ending=say("Exit codes: 0 built, 1 problems in the content, 2 wrong usage."),
    )
    add_report_options(build)
    _add_build_options(build)
    build.explain(
        "--output", metavar="DIR", about=say("the folder for the site (default: “site” in the source folder)")
    )
    build.explain(
        "--explain",
        metavar="PATH",
        nargs="?",
        const="",
        about=say("print why each file was written, or why the one at PATH was or was not"),
    )
    build.explain(
        "--verify",
        action="store_true",
        about=say("also do a clean build in memory, and report every file that differs from it"),
    )
    build.explain(
        "--no-cache",
        action="store_true",
        about=say("neither use the state of earlier builds nor keep it for later ones"),
    )
    stopped = say("Stopped. Every file of the site is whole; build again to finish it.")
    build.set_defaults(run=_build, stop_message=stopped)


def _add_check(commands: Commands) -> None:
    check = commands.add(
        "check",
        say("check the site without writing it"),
        about=say(
            "Builds the site in memory and checks it: dead links, pictures without a description, facts that "
            "contradict each other and more. Nothing is written. What it finds goes to standard output, so that "
            "“vitrina check > problems.txt” keeps it; progress goes to standard error."
        ),
        ending=say("Exit codes: 0 success, 1 problems in the content, 2 wrong usage."),
    )
    add_report_options(check)
    _add_build_options(check)
    check.explain(
        "--external",
        action="store_true",
        about=say("also check the links to other sites; the results are kept for some days in your cache folder"),
    )
    check.set_defaults(run=_check, stop_message=say("Stopped. Nothing was written."))


def _add_build_options(parser: Parser) -> None:
    """Add the options of both commands."""
    parser.explain(
        "--base-url", metavar="URL", about=say("the address of the published site, instead of the one in site.yml")
    )
    parser.explain("--jobs", metavar="N", about=say("the number of processes (default: a suitable number)"))
    parser.explain(
        "--strict", action="store_true", about=say("treat warnings as errors; a build does a whole check first")
    )
    parser.explain(
        "--today",
        metavar="DATE",
        type=_day,
        about=say(
            "the day that dates are compared with, such as 2026-01-31 (default: SOURCE_DATE_EPOCH, or else today)"
        ),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValue(
            say("“{text}” is not a day; write for instance {example}", text=text, example="2026-01-31")
        ) from None
