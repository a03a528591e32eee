"""From Markdown to HTML: bodies converted one after the other, each with its problems and their lines."""

from __future__ import annotations

from collections.abc import Sequence

from vitrina.problems import say
from vitrina.prose.advice import skipped_headings
from vitrina.prose.conversion import NO_LABELS, Conversion, as_written
from vitrina.prose.definitions import unused
from vitrina.prose.features import features_of
from vitrina.prose.instance import Instance
from vitrina.prose.limits import beyond_limits, paragraphs
from vitrina.prose.texts import as_shown
from vitrina.prose.values import Flaw, Labels, LinkResolver, Position, Prose, WrittenBody

MOST_INSTANCES = 64
"""A site has a few dozen sets of features; each instance takes some 30 kB."""


class Converter:
    """Converts bodies, in one thread.

    It keeps an instance of the library for each set of features: to make one takes as long as to convert some bodies.
    """

    def __init__(self) -> None:
        self._instances: dict[frozenset[str] | None, Instance] = {}

    def convert(self, body: str, resolve: LinkResolver, labels: Labels) -> Prose:
        """Return ``body`` as HTML; each of its links has been through ``resolve``."""
        if not body.strip():
            return Prose("")
        if flaw := beyond_limits(body):
            return Prose("", (flaw,))
        try:
            html, found = self._run(features_of(body), body, resolve, labels)
        except RecursionError:
            return Prose("", (_too_deep(body),))
        flaws = _flaws(html, found)
        shown = as_shown(html, labels.direction, labels.no_break)
        return Prose(shown, self._with_positions(flaws, body, resolve, labels))

    def read(self, body: str) -> WrittenBody:
        """Return what the writer wrote into ``body``; nothing where it cannot be converted."""
        if not body.strip() or beyond_limits(body):
            return WrittenBody("", ())
        try:
            html, found = self._run(None, body, as_written, NO_LABELS)
        except RecursionError:
            return WrittenBody("", ())
        return WrittenBody(html, tuple(found.links))

    def addresses(self, body: str) -> tuple[str, ...]:
        """Return where the links and pictures in ``body`` lead, as written: exactly those that ``convert`` makes."""
        if not body.strip() or beyond_limits(body):
            return ()
        try:
            _, found = self._run(features_of(body), body, as_written, NO_LABELS)
        except RecursionError:
            return ()
        return tuple(dict.fromkeys(link.address for link in found.links))

    def _with_positions(
        self, flaws: Sequence[Flaw], body: str, resolve: LinkResolver, labels: Labels
    ) -> tuple[Flaw, ...]:
        """Return the ``flaws`` of ``body`` with their positions.

        They come of a second conversion, with marks: so no page depends on what a mark could do to its text, and a body
        without flaws needs only one. Should a mark have made other flaws, those of the page are told without positions.
        """
        if not flaws:
            return ()
        try:
            html, found = self._run(None, body, resolve, labels)
        except RecursionError:
            return tuple(flaws)
        placed = _flaws(html, found)
        is_the_same = [(flaw.code, flaw.message) for flaw in placed] == [(flaw.code, flaw.message) for flaw in flaws]
        return placed if is_the_same else tuple(flaws)

    def _run(
        self, features: frozenset[str] | None, body: str, resolve: LinkResolver, labels: Labels
    ) -> tuple[str, Conversion]:
        """Convert ``body`` by an instance with ``features``, or by the one with marks."""
        instance = self._instances.pop(features, None) or Instance(features)
        html, found = instance.convert(body, resolve, labels)
        if len(self._instances) >= MOST_INSTANCES:
            self._instances.clear()
        self._instances[features] = instance  # not where it stopped in the middle: who knows in what state
        return html, found


def _flaws(html: str, found: Conversion) -> tuple[Flaw, ...]:
    """Return all flaws of a body that became ``html``: those that were met, and those that only the whole shows."""
    unshown = unused(html, found.definitions, found.used) if found.definitions else ()
    return (*found.flaws, *unshown, *skipped_headings(html, found.headings))


def _too_deep(body: str) -> Flaw:
    """Return the flaw of a ``body`` that is nested too deeply, with its first paragraph that is so by itself."""
    hint = say("Lists, quotations or emphasis are nested hundreds of levels deep; use fewer levels.")
    for below, paragraph in paragraphs(body):
        try:
            Instance().convert(paragraph, as_written, NO_LABELS)
        except RecursionError:
            return Flaw("too-deep", say("The text is nested too deeply."), hint, Position(below, 1))
    return Flaw("too-deep", say("The text is nested too deeply."), hint)
