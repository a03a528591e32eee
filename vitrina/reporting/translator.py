"""Messages in the user's language, on one line, with bidirectional text isolated (UAX #9)."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from vitrina.languages.catalogues import ENGLISH, load_catalogue
from vitrina.languages.direction import Direction, direction_of_language, isolate, isolate_unknown
from vitrina.languages.locales import locale_of_language
from vitrina.problems import Message, Percent, Problems, Severity, Value, filled, say, visible
from vitrina.values.language_tags import broader_tags, canonical_tag

# Translators: what stands between the items of a list of keys, names or files.
COMMA = say(", ")
"""What stands between the items of a list in a message."""

_NO_LANGUAGE = ("", "C", "POSIX")

_LABELS = {Severity.WARNING: say("warning: {message}"), Severity.NOTE: say("note: {message}")}
_SPACES = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
_MARKS_OF_LETTERS = "\u061c\u200c\u200d\u200e\u200f"
"""Joiners and directional marks: harmless inside an isolate."""

_GAP = re.compile(r"\{\w+\}")
_WORD = re.compile(r"(?:[\u2066-\u2068][^\u2066-\u2069]*\u2069|\S)+")
_PUNCTUATED = re.compile(r"((?:[.,:;!?]+ )?)(.*?)([ (.,:;!?]*)")
_CODE = re.compile(r"(?:\{\w+\}|[!-z|~])+(?: (?:\{\w+\}|[!-z|~])+)*")


def _isolated_code(match: re.Match[str]) -> str:
    """Isolate a date, a path or an option in right-to-left text, where UAX #9 would reorder 2021-01-16.

    Punctuation of the sentence around it stays outside: in the isolate it would change sides.
    """
    before, code, after = _PUNCTUATED.fullmatch(match[0]).groups()  # type: ignore[union-attr] # it matches anything
    if code.endswith(")") and code.count(")") > code.count("("):
        code, after = code[:-1], f"){after}"
    literal = _GAP.sub("", code)
    is_code = any(char.isalnum() for char in literal) and not code.isalpha()
    return before + isolate(code, "ltr") + after if is_code else match[0]


@dataclass(frozen=True, slots=True)
class Translator:
    """The translations of one ``language`` (BCP 47), with English for missing ones.

    In a right-to-left language, each sentence and each value in it is isolated, so that the rest of the line
    (``path:line: code:``) keeps its order. Directional marks in values and translations are shown as escapes.
    """

    strings: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    is_right_to_left: bool = False
    language: str = ENGLISH

    def plain(self, message: Message) -> str:
        """Return ``message`` translated, without isolates and escapes."""
        return message.text(self.strings.gettext, self._written)

    def translate(self, message: Message, severity: Severity = Severity.ERROR) -> str:
        """Return ``message`` translated for a terminal or a log; a warning or a note begins with its severity."""
        text = message.text(self._translated, self._inserted)
        if self._is_english(message.msgid):
            text = isolate(text, "ltr")
        label = _LABELS.get(severity)
        if label is not None:
            text = filled(self._translated(label.msgid), {"message": text}) or label.msgid.format(message=text)
        return isolate(text, "rtl") if self.is_right_to_left else text

    def lines(self, message: Message, width: int, measure: Callable[[str], int]) -> list[str]:
        """Return ``message`` translated, on lines of at most ``width`` columns as ``measure`` counts them.

        An isolate ends with its line, so each line has its own, and code within it stays on one line.
        """
        lines = _wrapped(message.text(self._translated, self._inserted), width, measure)
        direction: Direction = "ltr" if self._is_english(message.msgid) else "rtl"
        return [isolate(line, direction) for line in lines] if self.is_right_to_left else lines

    def gettext(self, msgid: str, **values: str) -> str:
        """Return a translated sentence; its ``values`` are translated parts and are not isolated."""
        text = filled(self._translated(msgid), values) or msgid.format_map(values)
        return isolate(text, "ltr") if self._is_english(msgid) else text

    def ngettext(self, singular: str, plural: str, number: int, **others: int) -> str:
        """Return the plural form for ``number``; its placeholders are ``{number}`` and those of ``others``."""
        form = self._harmless(self.strings.ngettext(singular, plural, number))
        values = {"number": number, **others}
        return filled(form, values) or (singular if number == 1 else plural).format_map(values)

    def number(self, number: Decimal | Percent) -> str:
        """Return ``number`` as CLDR writes it, with plain spaces; in English without reading CLDR."""
        if self.language == ENGLISH or (locale := locale_of_language(self.language)) is None:
            return str(number)
        from vitrina.languages.formats import Formatter, LocaleSettings  # noqa: PLC0415 - few messages have numbers

        formatter = Formatter(LocaleSettings(self.language, locale), self.strings.gettext)
        text = formatter.percent(number.number) if isinstance(number, Percent) else formatter.decimals(number)
        return text.translate(_SPACES)

    def isolated(self, text: str) -> str:
        """Return a translated sentence, isolated if the language is written from right to left."""
        return isolate(text, "rtl") if self.is_right_to_left else text

    def _is_english(self, msgid: str) -> bool:
        """Tell whether a sentence among others from right to left is in English, for want of a translation."""
        return self.is_right_to_left and self.strings.gettext(msgid) == msgid

    def _translated(self, msgid: str) -> str:
        translation = self.strings.gettext(msgid)
        harmless = self._harmless(translation)
        return _CODE.sub(_isolated_code, harmless) if self.is_right_to_left and translation != msgid else harmless

    def _harmless(self, translation: str) -> str:
        """Return a translation with plain spaces and with control characters and directional marks as escapes."""
        kept = _MARKS_OF_LETTERS if self.is_right_to_left else ""
        spaced = translation.translate(_SPACES)
        return "".join(char if char in kept else visible(char) for char in spaced)

    def _written(self, value: Value) -> str:
        if isinstance(value, tuple):
            items = (self.plain(item) if isinstance(item, Message) else item for item in value)
            return self.strings.gettext(COMMA.msgid).join(items)
        return value if isinstance(value, str) else self.number(value)

    def _inserted(self, value: Value) -> str:
        if isinstance(value, tuple):
            items = (self.translate(item) if isinstance(item, Message) else self._inserted(item) for item in value)
            return self._translated(COMMA.msgid).join(items)
        text = visible(value) if isinstance(value, str) else self.number(value)
        return isolate_unknown(text) if self.is_right_to_left else text


IN_ENGLISH = Translator()
"""The translator without a catalogue."""


def available_languages(folders: Mapping[str, Path]) -> list[str]:
    """Return the languages with a catalogue in one of ``folders``, and English."""
    return sorted({ENGLISH, *(canonical_tag(file.stem) for folder in folders.values() for file in folder.glob("*.po"))})


def language_of(environment: Mapping[str, str], available: list[str]) -> str:
    """Return the user's language according to the environment, with the rules of gettext.

    The locale is the first non-empty one of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``. ``LANGUAGE`` is a list of
    preferred languages, which is ignored in the locale ``C``.
    """
    locale = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if locale.partition(".")[0] in _NO_LANGUAGE:
        return ENGLISH
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    return next((code for name in wanted for code in _codes(name) if code in available), ENGLISH)


def load_translator(language: str, folders: Mapping[str, Path]) -> Translator:
    """Return the translator of ``language``; errors in its catalogue are reported by the build, not here."""
    if language == ENGLISH:
        return IN_ENGLISH
    strings = load_catalogue(language, dict(folders), Problems())
    return Translator(strings, direction_of_language(language) == "rtl", language)


def _wrapped(text: str, width: int, measure: Callable[[str], int]) -> list[str]:
    lines: list[str] = []
    for word in _WORD.findall(text):
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _codes(name: str) -> tuple[str, ...]:
    """Return the language codes of the locale ``name``, the most specific first: ``pt_BR.UTF-8`` is pt-BR or pt."""
    return broader_tags(canonical_tag(name.partition(".")[0].partition("@")[0]))
