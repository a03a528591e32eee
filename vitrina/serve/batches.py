"""When a batch of changes is over: whoever saves several files is told once."""

from __future__ import annotations

QUIET = 25
"""Milliseconds without a further change after which changes of several files are over."""

LONGEST = 1000
"""Milliseconds after which changes are told although more keep coming."""
