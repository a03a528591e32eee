"""The press: makes the files of a site that are not what they should be, and leaves the others as they are.

Files that it makes wait unfinished inside the output until the whole site is known to be right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from vitrina.disk.output import Output, stage
from vitrina.outputs.kinds import Planned
from vitrina.outputs.registry import template_of
from vitrina.problems import Problem, Problems
from vitrina.publish.conflicts import digest
from vitrina.publish.publish import failed
from vitrina.reading.text import unreadable
from vitrina.render.renderer import Renderer
from vitrina.state.build_record import Ledger, is_same
from vitrina.state.records import Record
from vitrina.state.store import Store
from vitrina.values.fingerprints import Fingerprints
from vitrina.views.frame_values import SiteView
from vitrina.views.targets import Target
from vitrina.views.values import Card

PROSE = "prose-"
"""What the names of kept prose begin with."""


@dataclass(frozen=True, slots=True)
class UpdatedPages:
    """What became of a portion of the files: their records by path, the kept prose that they used, new QR codes."""

    records: Mapping[str, Record]
    used: frozenset[str]
    codes: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class PageUpdater:
    """Makes files of the plan of ``renderer``.

    ``there`` are the digests of what stands in the output, ``old`` the build before; ``new`` is this one, without its
    pages. Nothing is written unless ``may_stage``.
    """

    renderer: Renderer
    store: Store
    output: Output
    there: Mapping[str, str]
    old: Ledger | None
    new: Ledger
    may_stage: bool
    fingerprints: Fingerprints = field(default_factory=lambda: Fingerprints((Card, SiteView)))

    def run(self, numbers: Sequence[int]) -> UpdatedPages:
        """Make the files of the plan with these numbers."""
        self.renderer.bodies.used.clear()
        records = {}
        for number in numbers:
            planned = self.renderer.plan[number]
            records[planned.path] = self._make(planned)
        bodies = self.renderer.bodies
        if bodies.made:
            self.store.keep(PROSE + digest("\n".join(bodies.made).encode())[:20], bodies.made)
            bodies.made = {}
        for name, words in self.renderer.search.made.items():
            kind, dash, _ = name.rpartition("-")  # of one language: “zh” is not “zh-hant”
            self.store.drop(
                other for other in self.store.names(kind + dash) if other != name and other.rpartition(dash)[0] == kind
            )
            self.store.keep(name, words)
        self.renderer.search.made.clear()
        codes = self.renderer.view_context.codes
        made, codes.made = codes.made, {}
        return UpdatedPages(records, frozenset(bodies.used), made)

    def _make(self, planned: Planned) -> Record:
        if planned.is_page:
            return self._page(planned, planned.target)
        known = self.renderer.digest(planned)
        before = self.old.pages.get(planned.path) if self.old is not None else None
        is_same = before is not None and before.context == known and self.there.get(planned.path) == before.content
        record = before if before is not None and is_same else self._file(planned)
        bodies = self.renderer.documents(planned)
        return replace(record, context=record.context if known is None else known, bodies=bodies)

    def _file(self, planned: Planned) -> Record:
        try:
            content = self.renderer.file(planned)
            content = content if isinstance(content, bytes) else content.read_bytes()
        except OSError as error:
            return _record(planned, "", (unreadable(planned.origin, error),))
        return self._finished(planned, content)

    def _finished(self, planned: Planned, content: bytes) -> Record:
        known = digest(content)
        return _record(planned, known, tuple(self._stage(planned.path, known, content)))

    def _page(self, planned: Planned, target: Target) -> Record:
        problems = Problems()
        context = self.renderer.context(target, problems)
        record = Record(
            content="",
            context=self.fingerprints.of(context),
            origin=planned.origin,
            template=template_of(target.kind),
            language=target.language,
            bodies=self.renderer.bodies.read,
        )
        before = self.old.pages.get(planned.path) if self.old is not None else None
        known = ""
        if before is not None and self.old is not None and is_same(self.old, self.new, planned.path, record):
            known = before.content
        if not known or self.there.get(planned.path) != known:
            content = self.renderer.page(target, context, problems)
            known = digest(content)
            problems.extend(self._stage(planned.path, known, content))
        return replace(record, content=known, problems=tuple(problems))

    def _stage(self, path: str, known: str, content: bytes) -> list[Problem]:
        """Let a file wait for its place, unless the right one is in it; return what the disk says against it."""
        if not self.may_stage or self.there.get(path) == known:
            return []
        try:
            stage(self.output, path, content)
        except OSError as error:
            self.may_stage = False
            return [failed(self.output, error)]
        return []


def _record(planned: Planned, content: str, problems: tuple[Problem, ...]) -> Record:
    return Record(content=content, context=content, origin=planned.origin, problems=problems)
