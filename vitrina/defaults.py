"""The location of the default theme, catalogues and vocabularies.

A wheel contains them in ``vitrina/bundled``; a checkout uses ``themes/`` and ``i18n/`` of the repository.
"""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder with ``themes/`` and ``i18n/`` of the package."""
    package = Path(__file__).resolve().parent
    bundled = package / "bundled"
    return bundled if bundled.is_dir() else package.parent
