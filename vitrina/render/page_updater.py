"""Makes the files of a site that are not as they should be, and leaves the others as they are.

Files that are made wait unfinished inside the output until the whole site is known to be right.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from vitrina.disk.output import Output, stage
from vitrina.disk.stamps import UNKNOWN, Stamp
from vitrina.media.problems import UnusablePictureError
from vitrina.outputs.kinds import Planned
from vitrina.outputs.selection import template_of
from vitrina.problems import Problem, Problems
from vitrina.publish.output_scan import digest
from vitrina.publish.publish import failed
from vitrina.reading.text import unreadable
from vitrina.render.renderer import Renderer
from vitrina.state.build_record import PageRecord
from vitrina.state.decide import CURRENT, Comparison, Reason
from vitrina.values.fingerprints import Fingerprints
from vitrina.values.pickling import dumps
from vitrina.views.frame_values import SiteView
from vitrina.views.targets import Target
from vitrina.views.values import Card

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class UpdatedPages:
    """What became of a portion of the files: their records and reasons by path, and what can serve later builds.

    ``used_prose`` are the keys of prose that the pages show; ``prose``, ``words`` and ``codes`` are pickles by key.
    """

    records: Mapping[str, PageRecord]
    reasons: Mapping[str, Reason]
    used_prose: frozenset[str]
    prose: Mapping[str, bytes]
    words: Mapping[str, bytes]
    codes: Mapping[str, bytes]


@dataclass(slots=True, kw_only=True)
class PageUpdater:
    """Makes files of the plan of ``renderer`` where ``comparison`` has a reason; writes nothing unless ``may_stage``.

    ``stamps`` are those of the files in the output.
    """

    renderer: Renderer
    comparison: Comparison
    output: Output
    stamps: Mapping[str, Stamp]
    may_stage: bool
    _fingerprints: Fingerprints = field(default_factory=lambda: Fingerprints((Card, SiteView)))

    def run(self, numbers: Sequence[int]) -> UpdatedPages:
        """Make the files of the plan with these numbers."""
        renderer = self.renderer
        renderer.bodies.used.clear()
        records: dict[str, PageRecord] = {}
        reasons: dict[str, Reason] = {}
        for number in numbers:
            planned = renderer.plan[number]
            record, reason, problems = self._update(planned)
            stamp = self.stamps.get(planned.path, UNKNOWN) if reason is CURRENT else UNKNOWN
            records[planned.path] = record._replace(
                stamp=stamp, problems=dumps(tuple(problems)) if problems else b"", planned=dumps(planned)
            )
            reasons[planned.path] = reason
        return UpdatedPages(
            records=records,
            reasons=reasons,
            used_prose=frozenset(renderer.bodies.used),
            prose=_taken(renderer.bodies.made),
            words=_taken(renderer.search.made),
            codes=_taken(renderer.view_context.codes.made),
        )

    def _update(self, planned: Planned) -> tuple[PageRecord, Reason, list[Problem]]:
        if planned.is_page:
            return self._page(planned, planned.target)
        renderer = self.renderer
        known = renderer.digest(planned)
        documents = "\n".join(renderer.documents(planned))
        now = PageRecord(planned.path, UNKNOWN, "", known or "", origin=planned.origin, bodies=documents)
        reason = self.comparison.page_reason(now) if known is not None else None
        if reason is CURRENT:
            return self._unchanged(now)
        try:
            content = renderer.file(planned)
            content = content if isinstance(content, bytes) else content.read()
        except OSError as error:
            return now, CURRENT, [unreadable(planned.origin, error)]
        except UnusablePictureError as error:
            return now, CURRENT, [error.problem]
        return self._finished(now if known is not None else now._replace(context=digest(content)), content, reason)

    def _page(self, planned: Planned, target: Target) -> tuple[PageRecord, Reason, list[Problem]]:
        problems = Problems()
        context = self.renderer.context(target, problems)
        now = PageRecord(
            path=planned.path,
            stamp=UNKNOWN,
            content="",
            context=self._fingerprints.of(context),
            template=template_of(target.kind),
            language=target.language,
            origin=planned.origin,
            bodies="\n".join(self.renderer.bodies.read),
        )
        reason = self.comparison.page_reason(now)
        if reason is CURRENT:
            record, _, found = self._unchanged(now)
            return record, CURRENT, [*problems, *found]
        content = self.renderer.page(target, context, problems)
        record, reason, found = self._finished(now, content, reason)
        return record, reason, [*problems, *found]

    def _unchanged(self, now: PageRecord) -> tuple[PageRecord, Reason, list[Problem]]:
        return now._replace(content=self.comparison.there[now.path]), CURRENT, []

    def _finished(
        self, now: PageRecord, content: bytes, reason: Reason | None = None
    ) -> tuple[PageRecord, Reason, list[Problem]]:
        """Let a file wait for its place, unless the right one is in it."""
        record = now._replace(content=digest(content))
        if self.comparison.there.get(now.path) == record.content:
            return record, CURRENT, []
        return record, reason or self.comparison.page_reason(now), self._stage(now.path, content)

    def _stage(self, path: str, content: bytes) -> list[Problem]:
        """Return what the disk says against the waiting file."""
        if not self.may_stage:
            return []
        try:
            stage(self.output, path, content)
        except OSError as error:
            self.may_stage = False
            return [failed(self.output, error)]
        return []


def _taken(made: MutableMapping[str, Value]) -> dict[str, bytes]:
    """Return pickles of what was ``made``, and leave nothing there: another process has to keep it."""
    taken = {key: dumps(value) for key, value in made.items()}
    made.clear()
    return taken
