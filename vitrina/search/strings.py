"""Texts in the data of the search: the strings that only the script shows, and labels in any language."""

from __future__ import annotations

import re

from babel import Locale

from vitrina.model import NEUTRAL
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def text_data(text: Text, localiser: Localiser) -> list[str]:
    """Return a text as a list, with language and direction only if they differ from those of the page."""
    own = (localiser.code, localiser.language.direction)
    return [str(text)] if (text.language, text.direction) == own else [str(text), text.language, text.direction]


def label_data(text: Text, localiser: Localiser) -> str | list[str]:
    """Return a text alone where it needs no language, and else as ``text_data`` does."""
    return str(text) if text.language in (NEUTRAL, localiser.code) else text_data(text, localiser)


def interface_words(localiser: Localiser) -> dict[str, object]:
    """Return the strings that only the script shows; one with a number has a form for each plural category of CLDR.

    An untranslated one has its language and direction with it, as ``text_data`` gives them.
    """

    def gettext(msgid: str) -> str | list[str]:
        return _word(localiser, localiser.strings.gettext(msgid))

    def counted(singular: str, plural: str) -> dict[str, str | list[str]]:
        # One number of each category: which form of a catalogue that is, its header tells.
        category_of = Locale.parse(localiser.language.locale).plural_form
        samples = {category_of(number): number for number in range(200, -1, -1)}
        forms = {
            category: localiser.strings.ngettext(singular, plural, samples[category]) for category in sorted(samples)
        }
        return {category: _word(localiser, form) for category, form in forms.items()}

    return {
        "projects": counted("%(number)s project", "%(number)s projects"),
        # Translators: a label before words that were searched for, as in “Searched words: garden”.
        "search": gettext("Searched words"),
        # Translators: a label for a screen reader on a button; {choice} is for instance “Region: podlaskie”.
        "remove": gettext("Remove {choice}"),
        # Translators: what found projects have in common, after their number; {label} names a fact.
        "choice": gettext("{label}: {value}"),
        # Translators: the beginning of a page's title; {projects} is for instance “3 projects”.
        "title": gettext("“%(words)s” – %(projects)s"),
        # Translators: beside the number of projects that were found, where the word itself is in none.
        "similar": gettext("Similar to “%(words)s”"),
        # Translators: the title of what was found besides projects, and how many: “News (3)”.
        "group": gettext("%(label)s (%(number)s)"),
        "language": gettext("Language: %(language)s"),
        # Translators: limits of a cost, after its name, as in “Project cost: from 10 000 €”.
        "from": gettext("from {low}"),
        "to": gettext("up to {high}"),
        # Translators: how many projects are not found, because a range of costs was chosen.
        "unknown": gettext("Left out, because no cost in {currency} is known: {projects}"),
        "show": counted("Show %(number)s project", "Show %(number)s projects"),
        "page": gettext("Page %(number)s of %(total)s"),
    }


def _word(localiser: Localiser, string: str) -> str | list[str]:
    """Return a string with placeholders for the script: ``{number}``."""
    return label_data(localiser.string(_PLACEHOLDER.sub(r"{\1}", string)), localiser)
