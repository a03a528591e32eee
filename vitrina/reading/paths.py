"""Names of the content folders, and files that are ignored there.

Apart from ``sources``, so that the check whether anything changed imports neither the model nor the content contract.
"""

from __future__ import annotations

import re
from functools import lru_cache

CONTENT = "content"
THEMES = "themes"
STATIC = "static"
"""The folder in ``content/`` with files that are published as they are."""
FOLDERS = (CONTENT, "i18n", THEMES)
"""The folders of a site that a build reads."""

WELL_KNOWN = ".well-known"
"""The only hidden folder that is published (RFC 8615)."""

FILES = "files"
"""The folder of the site with the files that stand beside documents."""

_LEFT_BEHIND = re.compile(
    r"(~\$.*|.*~|#.*#|.*\.(bak|old|orig|rej|save|tmp|swp|part)|Thumbs\.db|desktop\.ini)", re.IGNORECASE
)
"""Copies that editors, merges and office programs leave, and what systems put into folders."""


@lru_cache(maxsize=1024)  # most folders hold the same few names
def is_ignored(name: str) -> bool:
    """Tell whether a file of this name is ignored: a hidden file, or one that a program has left behind."""
    return (name.startswith(".") and name != WELL_KNOWN) or _LEFT_BEHIND.fullmatch(name) is not None
