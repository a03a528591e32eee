"""The command line: plain words in, an exit code out (0 built, 1 content problems, 2 wrong usage)."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from vitrina import __version__
from vitrina.problems import Message, say
from vitrina.report import WRONG_USAGE
from vitrina.terminal import Progress, present, presenting_options, refuse, voice_of
from vitrina.voice import Voice

MOST_JOBS = 64
"""A number that nobody needs; more processes than that would only wait for each other."""

INTERRUPTED = 130
"""The exit code of a command that was stopped by Ctrl-C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line ``arguments`` (the process's own by default) and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr: no letter is worth a traceback
    chosen = _parser().parse_args(_with_command(list(sys.argv[1:] if arguments is None else arguments)))
    voice = voice_of(chosen)
    if voice is None:
        return WRONG_USAGE
    try:
        return int(chosen.run(chosen, voice))
    except KeyboardInterrupt:
        stopped = say("Stopped. Every file of the site is whole; build again to finish it.")
        print("\n" + voice.tell(stopped), file=sys.stderr)
        return INTERRUPTED


def _build(chosen: argparse.Namespace, voice: Voice) -> int:
    from vitrina.config import normal_base_url
    from vitrina.files import Output
    from vitrina.pipeline import Options, build

    source = Path(chosen.source)
    output = Path(chosen.output) if chosen.output else source / "site"
    if wrong := _wrong_folders(source, output):
        return refuse(voice, *wrong)
    base_url = normal_base_url(chosen.base_url) if chosen.base_url is not None else None
    if chosen.base_url is not None and base_url is None:
        message = say(
            "“{url}” is not the address of a site; write for instance {example}",
            url=chosen.base_url,
            example="https://example.org/showcase/",
        )
        return refuse(voice, "--base-url", message)
    jobs = _number_of_jobs(chosen.jobs) if chosen.jobs is not None else None
    if chosen.jobs is not None and jobs is None:
        message = say("“{value}” is not a number of processes (1 to {most}).", value=chosen.jobs, most=MOST_JOBS)
        return refuse(voice, "--jobs", message)
    progress = Progress(sys.stderr, voice, is_wanted=not chosen.quiet)
    options = Options(
        source=source,
        output=Output(output, output.as_posix()),
        base_url=base_url,
        jobs=jobs,
        is_strict=chosen.strict,
    )
    report = build(options, progress)
    progress.clear()
    present(chosen, report, voice)
    return report.exit_code


def _wrong_folders(source: Path, output: Path) -> tuple[str, Message] | None:
    """Return why these folders cannot be used, and by which option, if they cannot."""
    if not source.is_dir():
        return "--source", say("there is no folder “{folder}”.", folder=source)
    inside, outside = output.resolve(), source.resolve()
    written_by_people = [outside / name for name in ("content", "i18n", "themes")]
    if outside.is_relative_to(inside) or any(inside.is_relative_to(folder) for folder in written_by_people):
        return "--output", say(
            "“{folder}” holds what people wrote; choose a folder of its own, for instance {example}.",
            folder=output,
            example="site",
        )
    return None


def _with_command(arguments: list[str]) -> list[str]:
    """Let ``build`` be left out, so that ``python build.py`` builds."""
    is_general = arguments[:1] in (["-h"], ["--help"], ["--version"])
    return arguments if arguments[:1] == ["build"] or is_general else ["build", *arguments]


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
        parents=[presenting_options()],
        allow_abbrev=False,
    )
    build.add_argument(
        "--output", metavar="DIR", help="where the site is written (default: the folder “site” in the source)"
    )
    build.add_argument(
        "--base-url", metavar="URL", help="the address of the published site, instead of the one in site.yml"
    )
    build.add_argument("--jobs", metavar="N", help="how many processes work at once (default: as many as help)")
    build.add_argument("--strict", action="store_true", help="warnings stop the build, too")
    build.set_defaults(run=_build)
    return parser


def _number_of_jobs(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_JOBS)) else 0
    return number if 1 <= number <= MOST_JOBS else None
