"""The report of a run: what was wrong, what was done, and the exit code that follows."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.problems import Problem, Severity
from vitrina.voice import IN_ENGLISH, Voice

BUILT = 0
CONTENT_PROBLEMS = 1
WRONG_USAGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did; ``seconds`` is wall time. Counts are of files in the output.

    ``is_interrupted`` tells that the disk stopped it halfway.
    """

    problems: tuple[Problem, ...]
    is_strict: bool
    is_interrupted: bool = False
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.problems) - self.errors

    @property
    def has_failed(self) -> bool:
        """Tell whether the problems keep the site from being written."""
        return self.errors > 0 or (self.is_strict and self.warnings > 0)

    @property
    def exit_code(self) -> int:
        """The process's exit code."""
        return CONTENT_PROBLEMS if self.has_failed else BUILT

    def found(self, voice: Voice) -> str:
        """Return how many problems there are, in words; nothing where there are none."""
        errors = voice.ngettext("{number} error", "{number} errors", self.errors)
        warnings = voice.ngettext("{number} warning", "{number} warnings", self.warnings)
        if self.errors and self.warnings:
            return voice.gettext("{errors}, {warnings}", errors=errors, warnings=warnings)
        return errors if self.errors else warnings if self.warnings else ""

    def done(self, voice: Voice) -> str:
        """Return how many files were written, left and removed, in words."""
        # Translators: the numbers count files of the site. English has one form for all of them.
        written = voice.ngettext("{number} written", "{number} written", self.written)
        unchanged = voice.ngettext("{number} unchanged", "{number} unchanged", self.unchanged)
        removed = voice.ngettext("{number} removed", "{number} removed", self.removed)
        return voice.gettext("{written}, {unchanged}, {removed}", written=written, unchanged=unchanged, removed=removed)

    def summary(self, voice: Voice = IN_ENGLISH) -> str:
        """Return the one line that closes a run."""
        found = self.found(voice)
        if self.is_interrupted:
            text = voice.gettext(
                "Stopped: {problems}. Every file of the site is whole, but not all are new.", problems=found
            )
        elif self.has_failed:
            text = voice.gettext("Not built: {problems}. The site is as it was.", problems=found)
        elif found:
            text = voice.gettext(
                "Built: {files} in {seconds} s ({problems}).",
                files=self.done(voice),
                seconds=self._time,
                problems=found,
            )
        else:
            text = voice.gettext("Built: {files} in {seconds} s.", files=self.done(voice), seconds=self._time)
        return voice.isolated(text)

    @property
    def _time(self) -> str:
        return f"{self.seconds:.1f}"
