"""The server: sockets on this machine, livereload's application with our answers, and an end at Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from livereload import Server
from tornado.httpserver import HTTPServer
from tornado.web import Application

from vitrina.serve.answers import is_number
from vitrina.serve.channel import Channel
from vitrina.serve.handlers import SiteHandler
from vitrina.serve.hosts import Hosts, hosts_of
from vitrina.serve.preview import Preview
from vitrina.serve.watching import SourceWatcher

DEFAULT_PORT = 8000
TRIED = 20
"""The number of ports that are tried where none was asked for."""

LOOPBACK = "127.0.0.1"
_LOOPBACK_OF_IPV6 = "::1"


@dataclass(frozen=True, slots=True)
class Bound:
    """Sockets that listen on one port of ``host``, as it was written."""

    sockets: tuple[socket.socket, ...]
    port: int
    host: str = LOOPBACK

    @property
    def hosts(self) -> Hosts:
        """Return under which names and addresses requests may come."""
        return hosts_of(self.host, self.sockets, url_of(self.host, self.port))

    def close(self) -> None:
        """Listen no longer."""
        for opened in self.sockets:
            opened.close()


def bind(host: str, port: int | None) -> Bound:
    """Listen on ``port`` of ``host``; without a port, on the first free one from 8000 on. 0 lets the system choose.

    On the loopback address, browsers try IPv6 first: ``localhost`` has to be ours there, too. Raises ``OSError`` where
    nothing can be had.
    """
    tried = [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + TRIED)
    for number in tried:
        try:
            return _bound(host, number)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or number == tried[-1]:
                raise
    raise AssertionError(tried)


def url_of(host: str, port: int) -> str:
    """Return the address under which a browser on this machine finds the preview."""
    if host == LOOPBACK or (is_number(host) and set(host) <= {"0", ".", ":"}):
        return f"http://localhost:{port}/"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class LiveServer(Server):  # type: ignore[misc] # livereload ships no types
    """livereload's server with our answers, our watcher, and an end that leaves nothing running."""

    def __init__(self, preview: Preview, watcher: SourceWatcher, allowed: Collection[str] = ()) -> None:
        super().__init__(watcher=watcher)
        self.preview = preview
        self.allowed = frozenset(allowed)

    def application(self, hosts: Hosts, *_: object, **__: object) -> Application:
        """Return what answers under these ``hosts``: livereload's line to the pages, and the site."""
        given: dict[str, Any] = {"preview": self.preview, "hosts": hosts}
        return Application([(r"/livereload", Channel, given), (r"(/.*)", SiteHandler, given)], log_function=_no_log)

    async def run(self, bound: Bound, when_ready: Callable[[], object]) -> None:
        """Serve until cancelled. ``when_ready`` is called when the preview answers; the first build runs then."""
        server = HTTPServer(self.application(replace(bound.hosts, allowed=self.allowed)))
        server.add_sockets(bound.sockets)
        self.watcher.start(self._changed)
        self.preview.want()
        when_ready()
        try:
            await self.watcher.wait()
        finally:
            server.stop()
            for channel in list(self.preview.channels):
                channel.close()
            await self.watcher.stop()

    def _changed(self) -> None:
        path, _ = self.watcher.examine()
        if path is not None:
            self.preview.want()


def run_until_stopped(
    server: LiveServer, bound: Bound, when_ready: Callable[[], object], at_end: Callable[[], object]
) -> None:
    """Run ``server`` until Ctrl-C, or until the system asks it to end; then call ``at_end``, which ends a build."""
    logging.getLogger("tornado.access").setLevel(logging.ERROR)

    async def main() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        if sys.platform != "win32":
            loop.add_signal_handler(signal.SIGTERM, task.cancel)
        try:
            await server.run(bound, when_ready)
        finally:
            at_end()

    try:
        asyncio.run(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        return


def _bound(host: str, port: int) -> Bound:
    """Listen on one port; tornado's ``bind_sockets`` leaves its sockets open where one of them cannot be had."""
    sockets = [_listening(host, port)]
    number = int(sockets[0].getsockname()[1])
    if host == LOOPBACK:
        try:
            sockets.append(_listening(_LOOPBACK_OF_IPV6, number))
        except OSError as error:  # mostly: no IPv6 here
            if error.errno == errno.EADDRINUSE:
                Bound(tuple(sockets), number, host).close()
                raise
    return Bound(tuple(sockets), number, host)


def _listening(host: str, port: int) -> socket.socket:
    opened = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    opened.setblocking(False)
    return opened


def _no_log(_: object) -> None:
    """Keep the terminal for what is wrong with the site."""
