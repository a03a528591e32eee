"""The command line: plain words in, an exit code out (0 built, 1 content problems, 2 wrong usage)."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from vitrina import __version__, translation_commands

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
        print("\nStopped. Every file of the site is whole; build again to finish it.", file=sys.stderr)
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
    from vitrina.config import normal_base_url
    from vitrina.files import Output
    from vitrina.pipeline import Options, build
    from vitrina.report import WRONG_USAGE

    source = Path(chosen.source)
    output = Path(chosen.output) if chosen.output else source / "site"
    base_url = normal_base_url(chosen.base_url) if chosen.base_url is not None else None
    wrong = _wrong_folders(source, output)
    if chosen.base_url is not None and base_url is None:
        wrong = f"--base-url: “{chosen.base_url}” is not the address of a site; write for instance https://example.org/showcase/"
    if wrong:
        print(f"vitrina: {wrong}", file=sys.stderr)
        return WRONG_USAGE
    progress = _Progress(sys.stderr, is_wanted=not chosen.quiet)
    options = Options(
        source=source,
        output=Output(output, output.as_posix()),
        base_url=base_url,
        jobs=chosen.jobs,
        is_strict=chosen.strict,
    )
    report = build(options, progress)
    progress.clear()
    for problem in report.problems:
        print(problem.line(), file=sys.stderr)
    if not chosen.quiet or report.has_failed:
        print(report.summary(), file=sys.stderr if report.has_failed else sys.stdout)
    return report.exit_code


def _wrong_folders(source: Path, output: Path) -> str | None:
    """Return why these folders cannot be used, if they cannot."""
    if not source.is_dir():
        return f"--source: there is no folder “{source}”."
    inside, outside = output.resolve(), source.resolve()
    written_by_people = [outside / name for name in ("content", "i18n", "themes")]
    if outside.is_relative_to(inside) or any(inside.is_relative_to(folder) for folder in written_by_people):
        return f"--output: “{output}” holds what people wrote; choose a folder of its own, for instance site."
    return None


def _with_command(arguments: list[str]) -> list[str]:
    """Let ``build`` be left out, so that ``python build.py`` builds."""
    is_general = arguments[:1] in (["-h"], ["--help"], ["--version"])
    is_command = arguments[:1] and arguments[0] in ("build", *translation_commands.NAMES)
    return arguments if is_command or is_general else ["build", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vitrina",
        description="Turns project pages in several languages into a website of plain files.",
        epilog="“vitrina build --help” explains how to build. Without a command, it builds.",
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
    build.add_argument(
        "--source",
        metavar="DIR",
        default=".",
        help="the folder that holds content/, i18n/ and themes/ (default: this folder)",
    )
    build.add_argument(
        "--output", metavar="DIR", help="where the site is written (default: the folder “site” in the source)"
    )
    build.add_argument(
        "--base-url", metavar="URL", help="the address of the published site, instead of the one in site.yml"
    )
    build.add_argument(
        "--jobs", metavar="N", type=_positive, help="how many processes work at once (default: as many as help)"
    )
    build.add_argument("--strict", action="store_true", help="warnings stop the build, too")
    build.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    build.set_defaults(run=_build)
    translation_commands.add_commands(commands)
    return parser


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of processes (1 to 64)")
    return number
