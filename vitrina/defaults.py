"""What comes with the package: the default theme, the catalogues and the vocabularies.

In a wheel they lie in ``vitrina/bundled``; in a checkout the repository's own ``themes/`` and ``i18n/`` are used, so
that there is one copy of each.
"""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder that holds the ``themes/`` and ``i18n/`` of the package."""
    package = Path(__file__).resolve().parent
    bundled = package / "bundled"
    return bundled if bundled.is_dir() else package.parent
