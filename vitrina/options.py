"""What a build is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vitrina.disk.output import Output

PATIENCE = 10.0
"""Seconds that a build waits for another one of the same output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """How a site is made, whatever is done with it.

    ``base_url`` is the address of the published site instead of the one in ``site.yml``; ``jobs`` is how many processes
    to use, and ``None`` lets the engine decide. If ``is_strict``, warnings count as errors.
    """

    source: Path
    base_url: str | None = None
    jobs: int | None = None
    is_strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions(SiteOptions):
    """What a build is asked to do. ``patience`` are the seconds that it waits for another build of the same output.

    ``is_explained`` asks for the reason of everything that is written, ``is_verified`` for a comparison with what a
    clean build makes. Unless ``has_state``, nothing of earlier builds is used, and nothing is kept for later ones.
    """

    output: Output
    patience: float = PATIENCE
    is_explained: bool = False
    is_verified: bool = False
    has_state: bool = True
