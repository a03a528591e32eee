"""Checks of the settings: what was meant to be replaced before the site is published."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.config import PATH
from vitrina.contract.site import PLACEHOLDER
from vitrina.problems import Location, Problem, Severity, say
from vitrina.views.menus import left_out


def placeholders(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the address that a new site has until somebody puts in its own."""
    if checked.view_context.site.config.base_url == PLACEHOLDER:
        message = say("The address of the site is still that of the example: {address}", address=PLACEHOLDER)
        hint = say("Put in the address under “base_url”, or give it with --base-url.")
        yield Problem(Location(PATH), "placeholder-address", message, hint, Severity.NOTE)


def long_menu(checked: CheckedSite) -> Iterator[Problem]:
    """Yield that pages are missing in the menu of a site that sets none, because there are too many of them."""
    view_context = checked.view_context
    count = left_out(view_context, view_context.site.config.default_language)
    if count:
        message = say("The site sets no “menu”, and {count} of its pages are not in the one that it gets.", count=count)
        hint = say("List under “menu” what visitors need most.")
        yield Problem(Location(PATH), "long-menu", message, hint, Severity.NOTE)
