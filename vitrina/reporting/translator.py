"""How the engine speaks to a writer: in a language, on one line, with every direction kept apart."""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass, field

from vitrina.languages.direction import isolate, isolate_unknown
from vitrina.problems import Message, Severity, filled, say, visible

_LABELS = {Severity.WARNING: say("warning: {message}"), Severity.NOTE: say("note: {message}")}
_SPACES = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
_MARKS_OF_LETTERS = "\u061c\u200c\u200d\u200e\u200f"
"""Joiners and directional marks: inside an isolate, they move nothing that is outside."""

_GAP = re.compile(r"\{\w+\}")
_CODE = re.compile(r"(?:\{\w+\}|[!-z|~])+(?: (?:\{\w+\}|[!-z|~])+)*")


def _isolated_code(match: re.Match[str]) -> str:
    """Isolate a date, a path or an option in a sentence that runs from right to left (UAX #9 would turn 2021-01-16)."""
    code = match[0].rstrip(" (.,:;!?")
    literal = _GAP.sub("", code)
    is_code = any(char.isalnum() for char in literal) and not code.isalpha()
    return isolate(code, "ltr") + match[0][len(code) :] if is_code else match[0]


@dataclass(frozen=True, slots=True)
class Translator:
    """The strings of one ``language`` (BCP 47); English where it has none.

    In a language that runs from right to left, each sentence is isolated, so that what stands around it on a line
    (``path:line: code:``) stays in its order; inside it, so is each value. Marks that a writer or a translator wrote
    are shown as escapes.
    """

    strings: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    is_right_to_left: bool = False
    language: str = "en"

    def plain(self, message: Message) -> str:
        """Return ``message`` as it is, for tools that show it in their own way."""
        return message.text(self.strings.gettext)

    def tell(self, message: Message, severity: Severity = Severity.ERROR) -> str:
        """Return ``message`` for a line of a terminal or a log; one that is not an error says so."""
        text = message.text(self._translated, self._inserted)
        if self.is_right_to_left and self.strings.gettext(message.msgid) == message.msgid:
            text = isolate(text, "ltr")
        label = _LABELS.get(severity)
        if label is not None:
            text = filled(self._translated(label.msgid), {"message": text}) or label.msgid.format(message=text)
        return isolate(text, "rtl") if self.is_right_to_left else text

    def gettext(self, msgid: str, **values: str) -> str:
        """Return a sentence of our own, made of parts that are: no value of it is isolated."""
        text = filled(self._translated(msgid), values) or msgid.format_map(values)
        return isolate(text, "ltr") if self.is_right_to_left and self.strings.gettext(msgid) == msgid else text

    def ngettext(self, singular: str, plural: str, number: int, **others: int) -> str:
        """Return the form for ``number`` of a phrase that counts; its gaps are ``{number}`` and those of ``others``."""
        form = self._harmless(self.strings.ngettext(singular, plural, number))
        values = {"number": number, **others}
        return filled(form, values) or (singular if number == 1 else plural).format_map(values)

    def isolated(self, text: str) -> str:
        """Return a finished sentence so that it runs in its own direction on a terminal."""
        return isolate(text, "rtl") if self.is_right_to_left else text

    def _translated(self, msgid: str) -> str:
        translation = self.strings.gettext(msgid)
        harmless = self._harmless(translation)
        return _CODE.sub(_isolated_code, harmless) if self.is_right_to_left and translation != msgid else harmless

    def _harmless(self, translation: str) -> str:
        """Return what a translator wrote without anything that could reorder a line: spaces are plain spaces."""
        kept = _MARKS_OF_LETTERS if self.is_right_to_left else ""
        spaced = translation.translate(_SPACES)
        return "".join(char if char in kept else visible(char) for char in spaced)

    def _inserted(self, value: str) -> str:
        return isolate_unknown(visible(value)) if self.is_right_to_left else visible(value)


IN_ENGLISH = Translator()
"""The translator that needs no catalogue."""
