"""What the audits look at: the site as people wrote it, and as it would be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vitrina.content.documents import Document
from vitrina.outputs.kinds import Planned
from vitrina.theme.environment import Theme
from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A site made in memory.

    ``source`` and ``package`` are the folders of the site and of what comes with the engine; ``contents`` has the bytes
    (or the file to copy) of every file in the ``plan``; ``today`` is the day that dates are compared with.
    """

    source: Path
    package: Path
    today: date
    documents: tuple[Document, ...]
    theme: Theme
    view_context: ViewContext
    plan: Sequence[Planned]
    contents: Mapping[str, bytes | Path]

    @property
    def published(self) -> tuple[Document, ...]:
        """The documents that are not drafts."""
        return tuple(document for document in self.documents if not document.draft)
