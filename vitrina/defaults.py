"""The location of the default theme, catalogues and vocabularies.

A wheel contains theme and catalogues in ``vitrina/bundled``; a checkout uses ``themes/`` and ``i18n/`` of the
repository. The vocabularies in ``i18n/vocabularies/`` of the repository belong to its demo site, as on any site.
"""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder with ``themes/`` and ``i18n/`` of the package."""
    package = Path(__file__).resolve().parent
    bundled = package / "bundled"
    return bundled if bundled.is_dir() else package.parent


def vocabularies() -> Path:
    """Return the folder with the vocabularies of the package."""
    return Path(__file__).resolve().parent / "vocabularies"
