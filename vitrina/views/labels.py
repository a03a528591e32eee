"""The names of facts, of their vocabularies and groups: the site's where it has one, else those of the package."""

from __future__ import annotations

from vitrina.model import NEUTRAL, Facet, Fact, FactGroup, LocalText
from vitrina.problems import Message
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text


def fact_label(localiser: Localiser, fact: Fact[object]) -> Text:
    """Return the name of a fact as it stands beside a value."""
    return _label(localiser, fact.own_label, fact.label)


def vocabulary_label(localiser: Localiser, facet: Facet) -> Text:
    """Return the name of a vocabulary as the heading of its overview."""
    return _label(localiser, facet.own_heading, facet.heading)


def group_label(localiser: Localiser, group: FactGroup) -> Text:
    """Return the heading of a group of rows."""
    return _label(localiser, group.own_label, group.label)


def _label(localiser: Localiser, own: LocalText | None, packaged: Message) -> Text:
    """Return the site's name in this language; else the package's, if it has one; else the site's in another language.

    A label of the site's alone has no ``msgid`` with letters, only a placeholder.
    """
    if own is not None and (packaged.values or localiser.code in own.versions or NEUTRAL in own.versions):
        return localiser.text(own)
    return localiser.gettext(packaged.msgid)
