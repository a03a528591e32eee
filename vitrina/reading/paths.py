"""Where a site keeps what people wrote, and which files there are none of it."""

from __future__ import annotations

import re
from functools import lru_cache

CONTENT = "content"
WELL_KNOWN = ".well-known"
"""The one hidden folder that is meant to be published (RFC 8615)."""

_LEFT_BY_EDITORS = re.compile(r"(~\$.*|.*~|.*\.(bak|tmp|swp|part)|Thumbs\.db|desktop\.ini)", re.IGNORECASE)


@lru_cache(maxsize=1024)  # most names are those of documents, the same in each folder
def is_left_alone(name: str) -> bool:
    """Tell whether a file of this name is none of the site: hidden, or left by an editor."""
    return (name.startswith(".") and name != WELL_KNOWN) or _LEFT_BY_EDITORS.fullmatch(name) is not None
