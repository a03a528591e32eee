"""The input of all checks: a site with its sources and its rendered files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vitrina.content.documents import Document
from vitrina.disk.inputs import InputFile
from vitrina.outputs.kinds import Planned
from vitrina.theme.environment import Theme
from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSite:
    """A site rendered in memory.

    ``source`` is the folder of the site, ``package`` that of the defaults; ``contents`` are the bytes (or the file to
    copy) of every file in ``plan``; ``today`` is the date for checks of dates.
    """

    source: Path
    package: Path
    today: date
    documents: tuple[Document, ...]
    theme: Theme
    view_context: ViewContext
    plan: Sequence[Planned]
    contents: Mapping[str, bytes | InputFile]

    @property
    def published(self) -> tuple[Document, ...]:
        """The documents of published versions."""
        entries = self.view_context.site.all_entries()
        paths = {version.path for entry in entries for version in entry.all_texts()}
        return tuple(document for document in self.documents if document.source.path in paths)
