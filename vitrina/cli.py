"""The command line: plain words in, an exit code out (0 fine, 1 content problems, 2 wrong usage)."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from vitrina import __version__

if TYPE_CHECKING:
    from vitrina.report import Report

INTERRUPTED = 130
"""The exit code of a command that was stopped by Ctrl-C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line ``arguments`` (the process's own by default) and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr: no letter is worth a traceback
    chosen = _parser().parse_args(_with_command(list(sys.argv[1:] if arguments is None else arguments)))
    try:
        return int(chosen.run(chosen))
    except KeyboardInterrupt:
        print(f"\nStopped. {chosen.when_stopped}", file=sys.stderr)
        return INTERRUPTED


class _Progress:
    """A line on a terminal that counts; it writes nothing anywhere else."""

    def __init__(self, stream: TextIO, *, is_wanted: bool) -> None:
        self._stream = stream
        self._is_shown = is_wanted and stream.isatty()
        self._percent = -1

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // total
        if self._is_shown and percent != self._percent:
            self._percent = percent
            self._stream.write(f"\r{percent:3} %  {done} of {total} files")
            self._stream.flush()

    def clear(self) -> None:
        """Leave an empty line behind."""
        if self._is_shown and self._percent >= 0:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


def _build(chosen: argparse.Namespace) -> int:
    from vitrina.files import Output
    from vitrina.pipeline import Options, build

    source = Path(chosen.source)
    output = Path(chosen.output) if chosen.output else source / "site"
    wrong = _wrong_address(chosen) or _wrong_source(source) or _wrong_output(source, output)
    if wrong:
        return _refuse(wrong)
    progress = _Progress(sys.stderr, is_wanted=not chosen.quiet)
    options = Options(
        source=source,
        output=Output(output, output.as_posix()),
        base_url=_base_url(chosen),
        jobs=chosen.jobs,
        is_strict=chosen.strict,
    )
    return _tell(build(options, progress), progress, chosen)


def _check(chosen: argparse.Namespace) -> int:
    from vitrina.pipeline import CheckOptions, check
    from vitrina.today import today

    source, day = Path(chosen.source), today(chosen.today)
    wrong = _wrong_address(chosen) or _wrong_source(source)
    if wrong or day is None:
        return _refuse(wrong or "SOURCE_DATE_EPOCH is not a number of seconds since 1970.")
    progress = _Progress(sys.stderr, is_wanted=not chosen.quiet)
    options = CheckOptions(
        source=source, today=day, base_url=_base_url(chosen), jobs=chosen.jobs, is_strict=chosen.strict
    )
    return _tell(check(options, progress), progress, chosen)


def _tell(report: Report, progress: _Progress, chosen: argparse.Namespace) -> int:
    """Print what a run found and did, and return its exit code. A note is not worth breaking the quiet."""
    progress.clear()
    for problem in report.problems:
        if not (chosen.quiet and problem.is_note):
            print(problem.line(), file=sys.stderr)
    if not chosen.quiet or report.has_failed:
        print(report.summary(), file=sys.stderr if report.has_failed else sys.stdout)
    return report.exit_code


def _refuse(wrong: str) -> int:
    from vitrina.report import WRONG_USAGE

    print(f"vitrina: {wrong}", file=sys.stderr)
    return WRONG_USAGE


def _base_url(chosen: argparse.Namespace) -> str | None:
    from vitrina.config import normal_base_url

    return normal_base_url(chosen.base_url) if chosen.base_url is not None else None


def _wrong_address(chosen: argparse.Namespace) -> str | None:
    """Return why ``--base-url`` cannot be used, if it cannot."""
    if chosen.base_url is None or _base_url(chosen) is not None:
        return None
    return f"--base-url: “{chosen.base_url}” is not the address of a site; write for instance https://example.org/showcase/"


def _wrong_source(source: Path) -> str | None:
    """Return why the source cannot be used, if it cannot."""
    return None if source.is_dir() else f"--source: there is no folder “{source}”."


def _wrong_output(source: Path, output: Path) -> str | None:
    """Return why the output cannot be used, if it cannot."""
    inside, outside = output.resolve(), source.resolve()
    written_by_people = [outside / name for name in ("content", "i18n", "themes")]
    if outside.is_relative_to(inside) or any(inside.is_relative_to(folder) for folder in written_by_people):
        return f"--output: “{output}” holds what people wrote; choose a folder of its own, for instance site."
    return None


def _with_command(arguments: list[str]) -> list[str]:
    """Let ``build`` be left out, so that ``python build.py`` builds."""
    is_general = arguments[:1] in (["-h"], ["--help"], ["--version"])
    return arguments if arguments[:1] in (["build"], ["check"]) or is_general else ["build", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vitrina",
        description="Turns project pages in several languages into a website of plain files.",
        epilog="“vitrina build --help” explains how to build, “vitrina check --help” how to check. "
        "Without a command, it builds.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"vitrina {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    build = commands.add_parser(
        "build",
        help="build the site",
        description="Builds the site from content/, i18n/ and themes/ into an output folder. "
        "If anything is wrong, it says everything that is, and leaves the site as it was.",
        epilog="Exit codes: 0 built, 1 problems in the content, 2 wrong usage.",
        allow_abbrev=False,
    )
    _add_common(build)
    build.add_argument(
        "--output", metavar="DIR", help="where the site is written (default: the folder “site” in the source)"
    )
    build.set_defaults(run=_build, when_stopped="Every file of the site is whole; build again to finish it.")
    check = commands.add_parser(
        "check",
        help="say what is wrong with the site, and write nothing",
        description="Builds the site in memory and looks at it: dead links, pictures without a description, facts that "
        "contradict each other and more. Nothing is written.",
        epilog="Exit codes: 0 fine, 1 problems in the content, 2 wrong usage.",
        allow_abbrev=False,
    )
    _add_common(check)
    check.add_argument(
        "--today",
        metavar="DATE",
        type=_day,
        help="the day to compare dates with, such as 2026-01-31 (default: SOURCE_DATE_EPOCH, or else this day)",
    )
    check.set_defaults(run=_check, when_stopped="Nothing was written.")
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that makes the site."""
    parser.add_argument(
        "--source",
        metavar="DIR",
        default=".",
        help="the folder that holds content/, i18n/ and themes/ (default: this folder)",
    )
    parser.add_argument(
        "--base-url", metavar="URL", help="the address of the published site, instead of the one in site.yml"
    )
    parser.add_argument(
        "--jobs", metavar="N", type=_positive, help="how many processes work at once (default: as many as help)"
    )
    parser.add_argument("--strict", action="store_true", help="warnings count as errors; notes never do")
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day such as 2026-01-31") from None


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of processes (1 to 64)")
    return number
