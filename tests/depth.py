"""How many examples the random tests try: as many as an ordinary run has time for, or ``VITRINA_DEPTH`` times as many.

``make fuzz`` goes deep. Whatever it finds becomes an ``@example`` or a case of its own.
"""

from __future__ import annotations

import os

from hypothesis import settings

DEPTH = max(1, int(os.environ.get("VITRINA_DEPTH", "1")))


def examples(count: int) -> settings:
    """Return the settings of a test that tries ``count`` examples instead of the usual hundred."""
    return settings(max_examples=count * DEPTH)
