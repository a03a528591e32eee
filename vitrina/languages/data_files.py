"""The folder with the data of languages that come with the package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

DATA_FOLDER: Final = Path(__file__).parent / "data"
"""It has ``<language>.yml``, with the keys of ``contract/language_data.py``, and what many languages share."""
