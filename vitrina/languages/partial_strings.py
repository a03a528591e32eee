"""The strings of a language that does not have all of them: the others are English, and marked until they are shown.

The marks are Unicode's noncharacters, which no file that people write may have and no page shows. A page takes them out
(``vitrina.theme.language_of_strings``), a value of a view becomes a text in English (``vitrina.views.localiser``).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping

from vitrina.languages.direction import isolate_unknown

START, END = "\ufddc", "\ufddd"
"""What stands around a string in English."""

VALUE, VALUE_END = "\ufdde", "\ufddf"
"""What stands around a placeholder in such a string, and then around its value, which is in the page's language."""

MARKS = f"{START}{END}{VALUE}{VALUE_END}"

_NOTHING = dict.fromkeys(map(ord, MARKS))
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
_VALUE = re.compile(f"{VALUE}([^{MARKS}]*){VALUE_END}")


class PartialStrings(gettext.NullTranslations):
    """The strings of a language, of which those in ``missing`` are given in English with marks.

    ``missing`` counts the files that show such a string; of a plural, it has the singular. A string that it does not
    have, such as one of a site's own theme, is given as it is: nobody knows which language it is in.
    """

    def __init__(self, strings: gettext.NullTranslations, missing: Mapping[str, int]) -> None:
        super().__init__()
        self.add_fallback(strings)
        self.missing = missing

    def gettext(self, message: str) -> str:
        """Return the translation of ``message``, or itself with marks."""
        return _marked(message) if message in self.missing else super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation for the number ``n``, or English with marks."""
        text = super().ngettext(msgid1, msgid2, n)
        return _marked(text) if msgid1 in self.missing else text


def is_marked(text: str) -> bool:
    """Tell whether ``text`` is a string in English."""
    return text.startswith(START)


def unmarked(text: str) -> str:
    """Return ``text`` without marks."""
    return text.translate(_NOTHING)


def isolated(text: str) -> str:
    """Return a string without marks whose values keep their direction, for text without markup."""
    return unmarked(_VALUE.sub(_isolated_value, text))


def _isolated_value(found: re.Match[str]) -> str:
    return found[1] if _PLACEHOLDER.fullmatch(found[1]) else isolate_unknown(found[1])


def _marked(text: str) -> str:
    return START + _PLACEHOLDER.sub(rf"{VALUE}\g<0>{VALUE_END}", text) + END
