"""Reading and validating content: documents, vocabularies and settings become a ``Site``."""

from vitrina.content.site import build_site

__all__ = ["build_site"]
