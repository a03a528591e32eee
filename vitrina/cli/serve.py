"""The command ``serve``: a local preview that is rebuilt whenever a source file is saved."""

from __future__ import annotations

import argparse
import errno
import os
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from vitrina.problems import Message, say
from vitrina.reporting.arguments import Commands, InvalidValue, Parser
from vitrina.reporting.report import BUILT
from vitrina.reporting.terminal import (
    NO_DAY,
    ProgressLine,
    add_common_options,
    invalid_source,
    print_problems,
    usage_error,
)
from vitrina.reporting.translator import Translator

if TYPE_CHECKING:
    from vitrina.serve.builder import BuildResult
    from vitrina.serve.server import Bound

NAMES = ("serve",)
"""The command that ``add_commands`` adds."""

HIGHEST_PORT = 65535

SHORTEST_POLL, LONGEST_POLL = 0.1, 60
"""The smallest and the largest number of seconds between two looks at the files."""


def add_commands(commands: Commands) -> None:
    """Add the command to the parser."""
    serve = commands.add(
        "serve",
        say("show the site in a browser while you write"),
        about=say(
            "Builds the site into a folder of its own, shows it on this machine, and updates it whenever a text, a "
            "picture, a template, a style, a vocabulary or a catalogue is saved. Problems are shown over the page "
            "until they are corrected. Ctrl-C ends it."
        ),
        ending=say("Exit codes: 0 ended, 2 wrong usage."),
    )
    add_common_options(serve)
    serve.explain("--open", action="store_true", about=say("open the site in the browser"))
    serve.explain(
        "--port",
        metavar="N",
        type=_port,
        about=say("the port to serve on, 0 for any that is free (default: 8000, or the next that is free)"),
    )
    serve.explain(
        "--host",
        metavar="ADDRESS",
        default="127.0.0.1",
        about=say(
            "the address to serve on, such as 0.0.0.0 to let other devices see the site (default: this machine only)"
        ),
    )
    _add_surroundings(serve)
    serve.set_defaults(run=_serve, stop_message=say("The preview has ended."))


def _add_surroundings(serve: Parser) -> None:
    """Add the options for networks and disks that are not this machine's own."""
    serve.explain(
        "--allow-host",
        metavar="NAME",
        type=_host,
        action="append",
        default=[],
        about=say(
            "answer under this name, too, which a tunnel or a proxy forwards from, such as {example}; may be given "
            "several times",
            example="name-8000.app.github.dev",
        ),
    )
    serve.explain(
        "--poll",
        metavar="SECONDS",
        nargs="?",
        type=_seconds,
        const=1.0,
        about=say(
            "ask the files for changes, every second unless said otherwise: for network shares, folders mounted into a "
            "container or a virtual machine, and others whose system tells nothing"
        ),
    )


def _host(text: str) -> str:
    from vitrina.serve.hosts import name_of_host

    name = name_of_host(text)
    if name is None:
        example = "name-8000.app.github.dev"
        message = say(
            "“{value}” is not the name of a host: leave out “https://”, the port and the path, as in {example}",
            value=text,
            example=example,
        )
        raise InvalidValue(message)
    return name


def _seconds(text: str) -> float:
    number = float(text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", text, re.ASCII) else 0.0
    if not SHORTEST_POLL <= number <= LONGEST_POLL:
        shortest, longest = Decimal(str(SHORTEST_POLL)), LONGEST_POLL
        message = say(
            "“{value}” is not a number of seconds from {shortest} to {longest}.",
            value=text,
            shortest=shortest,
            longest=longest,
        )
        raise InvalidValue(message)
    return number


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= HIGHEST_PORT):
        message = say("“{value}” is not a port: write a number from 0 to {highest}.", value=text, highest=HIGHEST_PORT)
        raise InvalidValue(message)
    return int(text)


def _serve(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina import defaults
    from vitrina.disk.output import Output
    from vitrina.disk.source import own_folder
    from vitrina.options import BuildOptions
    from vitrina.serve.builder import Builder
    from vitrina.serve.panel import Panel
    from vitrina.serve.preview import Preview
    from vitrina.serve.server import LiveServer, run_until_stopped, url_of
    from vitrina.serve.watching import SourceWatcher
    from vitrina.values.clock import today

    source, day = Path(args.source), today()
    if wrong := invalid_source(source):
        return usage_error(translator, *wrong)
    if day is None:
        return usage_error(translator, *NO_DAY)
    bound = _bind(args)
    if isinstance(bound, Message):
        return usage_error(translator, "--port", bound)
    url = url_of(args.host, bound.port)
    folder = own_folder(source, f"preview/{bound.port}")
    progress = ProgressLine(sys.stderr, translator, is_wanted=True)
    options = BuildOptions(
        source=source, today=day, output=Output(folder, folder.as_posix()), base_url=url, with_drafts=True
    )
    builder = Builder(options, progress, progress.pictures)

    def report(outcome: BuildResult) -> None:
        progress.clear()
        _print(outcome, source, translator)

    shown = Path(os.path.realpath(folder))
    preview = Preview(shown, Panel(source=source, translator=translator), builder.build, report)
    server = LiveServer(preview, SourceWatcher(source, defaults.folder(), args.poll), args.allow_host)
    run_until_stopped(server, bound, lambda: _announce(args, url, translator), builder.close)
    print("\n" + translator.translate(args.stop_message))
    return BUILT


def _bind(args: argparse.Namespace) -> Bound | Message:
    """Return the sockets to serve on, or a message why they cannot be opened."""
    from vitrina.serve.server import DEFAULT_PORT, TRIED, bind

    try:
        return bind(args.host, args.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            reason = error.strerror or type(error).__name__
            return say("Nothing can be served on {host} ({reason}).", host=args.host, reason=reason)
        if args.port is not None:
            return say("Port {port} is taken by another program; leave --port out to get a free one.", port=args.port)
        last = DEFAULT_PORT + TRIED - 1
        return say("The ports {first} to {last} are all taken; choose another.", first=DEFAULT_PORT, last=last)


def _announce(args: argparse.Namespace, url: str, translator: Translator) -> None:
    from vitrina.serve.answers import is_loopback
    from vitrina.serve.server import DEFAULT_PORT

    if args.port is None and not url.endswith(f":{DEFAULT_PORT}/"):
        print(
            translator.translate(
                say("Port {port} is taken by another program; the next free one is used.", port=DEFAULT_PORT)
            )
        )
    print(translator.translate(say("Preview: {url}", url=url)))
    print(translator.translate(say("Two languages side by side: {url}", url=f"{url}.vitrina/side-by-side/")))
    if not is_loopback(args.host):
        print(
            translator.translate(say("Everybody who can reach this machine through the network can read this preview."))
        )
    print(translator.translate(say("Ctrl-C ends it.")), flush=True)
    if args.open:
        import webbrowser

        webbrowser.open_new_tab(url)


def _print(outcome: BuildResult, source: Path, translator: Translator) -> None:
    """Print the result of a build, as the command ``build`` does; the traceback of a crash is already printed."""
    from vitrina.serve.builder import Crash

    if isinstance(outcome, Crash):
        message = say("Vitrina itself has failed: that is a mistake in Vitrina, not in your texts. Please report it.")
        print(f"vitrina: {translator.translate(message)}", file=sys.stderr, flush=True)
        return
    print_problems(outcome.problems, source, translator)
    print(outcome.summary(translator), file=sys.stderr if outcome.has_failed else sys.stdout, flush=True)
