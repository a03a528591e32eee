"""From documents to the site: entries with an original, facts that agree, references that lead somewhere."""

from vitrina.content.site import build_site

__all__ = ["build_site"]
