"""Where the engine keeps what may be lost at any time: outside of the content, and of the published site."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

FOLDER_VARIABLE = "VITRINA_CACHE_DIR"
"""The environment variable that names another folder than the user's cache folder."""


def user_cache_folder() -> Path | None:
    """Return the folder, which need not be there yet; ``None`` where the user has no home."""
    named = os.environ.get(FOLDER_VARIABLE, "")
    folder = Path(named) if named else platformdirs.user_cache_path("vitrina", appauthor=False)
    return folder if folder.is_absolute() else None
