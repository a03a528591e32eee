"""Checks of the settings: what was meant to be replaced before the site is published."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.config import PATH
from vitrina.contract.site import PLACEHOLDER
from vitrina.problems import Location, Problem, Severity, say


def placeholders(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the address that a new site has until somebody puts in its own."""
    if checked.view_context.site.config.base_url == PLACEHOLDER:
        message = say("The address of the site is still that of the example: {address}", address=PLACEHOLDER)
        hint = say("Put in the address under “base_url”, or give it with --base-url.")
        yield Problem(Location(PATH), "placeholder-address", message, hint, Severity.NOTE)
