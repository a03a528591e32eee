"""The report of a build or a check: its problems, counts and exit code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce

from vitrina.problems import Problem, Severity
from vitrina.reporting.translator import IN_ENGLISH, Translator
from vitrina.state.decide import Reason

BUILT = 0
CONTENT_PROBLEMS = 1
WRONG_USAGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a build or a check. Counts are files in the output; ``seconds`` is wall time.

    ``is_interrupted`` is set if a disk error stopped publishing halfway, ``is_different`` if a clean build would have
    another result. ``checked`` is the number of checked files, ``None`` for a build; ``untold`` is the number of
    problems, at least, that a check would tell besides. ``reasons`` are those of ``--explain`` by path.
    """

    problems: tuple[Problem, ...]
    is_strict: bool
    is_interrupted: bool = False
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    checked: int | None = None
    seconds: float = 0.0
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    is_different: bool = False
    untold: int = 0

    @property
    def errors(self) -> int:
        """The number of errors."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return self._count(Severity.WARNING)

    @property
    def notes(self) -> int:
        """The number of notes."""
        return self._count(Severity.NOTE)

    @property
    def has_failed(self) -> bool:
        """Tell whether the problems prevent publishing."""
        return self.errors > 0 or (self.is_strict and self.warnings > 0)

    @property
    def exit_code(self) -> int:
        """The exit code of the process."""
        return CONTENT_PROBLEMS if self.has_failed else BUILT

    def found(self, translator: Translator) -> str:
        """Return the numbers of errors, warnings and notes as text, empty if there are none."""
        counted = (
            (self.errors, translator.ngettext("{number} error", "{number} errors", self.errors)),
            (self.warnings, translator.ngettext("{number} warning", "{number} warnings", self.warnings)),
            (self.notes, translator.ngettext("{number} note", "{number} notes", self.notes)),
        )
        words = [text for number, text in counted if number]
        return (
            reduce(lambda some, more: translator.gettext("{some}, {more}", some=some, more=more), words)
            if words
            else ""
        )

    def done(self, translator: Translator) -> str:
        """Return the numbers of written, unchanged and removed files as text."""
        # Translators: the numbers count files of the site. English has one form for all of them.
        written = translator.ngettext("{number} written", "{number} written", self.written)
        unchanged = translator.ngettext("{number} unchanged", "{number} unchanged", self.unchanged)
        removed = translator.ngettext("{number} removed", "{number} removed", self.removed)
        return translator.gettext(
            "{written}, {unchanged}, {removed}", written=written, unchanged=unchanged, removed=removed
        )

    def summary(self, translator: Translator = IN_ENGLISH) -> str:
        """Return the last line of the output."""
        found = self.found(translator)
        text = self._checked(found, translator) if self.checked is not None else self._built(found, translator)
        return translator.isolated(text)

    def more(self, translator: Translator) -> str:
        """Return a line about what only a check would tell; nothing where that is not known."""
        if not self.untold:
            return ""
        text = translator.ngettext(
            "“vitrina check” would tell at least {number} more problem.",
            "“vitrina check” would tell at least {number} more problems.",
            self.untold,
        )
        return translator.isolated(text)

    def _built(self, found: str, translator: Translator) -> str:
        if self.is_interrupted:
            return translator.gettext(
                "Stopped: {problems}. Every file of the site is whole, but not all are new.", problems=found
            )
        if self.is_different:
            return translator.gettext("Built, but different from a clean build: {problems}.", problems=found)
        if self.has_failed:
            return translator.gettext("Not built: {problems}. The site is as it was.", problems=found)
        given = {"files": self.done(translator), "seconds": self._time(translator)}
        if found:
            return translator.gettext("Built: {files} in {seconds} s ({problems}).", problems=found, **given)
        return translator.gettext("Built: {files} in {seconds} s.", **given)

    def _checked(self, found: str, translator: Translator) -> str:
        given = {
            "files": translator.ngettext("{number} file", "{number} files", self.checked or 0),
            "seconds": self._time(translator),
        }
        if self.has_failed:
            return translator.gettext(
                "Checked: {files} in {seconds} s. To correct: {problems}.", problems=found, **given
            )
        if found:
            return translator.gettext("Checked: {files} in {seconds} s ({problems}).", problems=found, **given)
        return translator.gettext("Checked: {files} in {seconds} s.", **given)

    def _time(self, translator: Translator) -> str:
        return translator.number(Decimal(f"{self.seconds:.1f}"))

    def _count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)
