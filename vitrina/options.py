"""The options of a build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vitrina.disk.output import Output

PATIENCE = 10.0
"""Seconds to wait for another build of the same output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """The options of builds and checks.

    ``today`` is the day that dates of the content are compared with: it tells coming events from past ones.
    ``base_url`` overrides that of ``site.yml``; ``jobs`` is the number of processes, ``None`` for a suitable one;
    ``is_strict`` makes warnings count as errors; ``with_drafts`` shows what is not to be published yet, or any more.
    """

    source: Path
    today: date
    base_url: str | None = None
    jobs: int | None = None
    is_strict: bool = False
    with_drafts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions(SiteOptions):
    """The options of a build. ``patience`` is the time in seconds to wait for another build of the same output.

    ``is_explained`` adds the reasons of all files to the report, ``is_verified`` compares the result with a clean
    build. Without ``has_state``, the state of earlier builds is neither used nor written.
    """

    output: Output
    patience: float = PATIENCE
    is_explained: bool = False
    is_verified: bool = False
    has_state: bool = True
