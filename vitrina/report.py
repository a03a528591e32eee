"""The report of a run: what was wrong, what was done, and the exit code that follows."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.problems import Problem, Severity

BUILT = 0
CONTENT_PROBLEMS = 1
WRONG_USAGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build or a check did; ``seconds`` is wall time. Counts are of files in the output.

    ``is_interrupted`` tells that the disk stopped a build halfway; ``checked`` is how many files a check has looked at,
    and ``None`` for a build.
    """

    problems: tuple[Problem, ...]
    is_strict: bool
    is_interrupted: bool = False
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    checked: int | None = None
    seconds: float = 0.0

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return self._count(Severity.WARNING)

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return self._count(Severity.NOTE)

    @property
    def has_failed(self) -> bool:
        """Tell whether the problems keep the site from being published."""
        return self.errors > 0 or (self.is_strict and self.warnings > 0)

    @property
    def exit_code(self) -> int:
        """The process's exit code."""
        return CONTENT_PROBLEMS if self.has_failed else BUILT

    def summary(self) -> str:
        """Return the one line that closes a run."""
        counts = (_count(self.errors, "error"), _count(self.warnings, "warning"), _count(self.notes, "note"))
        found = ", ".join(filter(None, counts))
        if self.checked is not None:
            done = f"Checked: {_count(self.checked, 'file') or 'no files'} in {self.seconds:.1f} s"
            return f"{done}. To mend: {found}." if self.has_failed else f"{done} ({found})." if found else f"{done}."
        if self.is_interrupted:
            return f"Stopped: {found}. Every file of the site is whole, but not all are new."
        if self.has_failed:
            return f"Not built: {found}. The site is as it was."
        done = f"{self.written} written, {self.unchanged} unchanged, {self.removed} removed in {self.seconds:.1f} s"
        return f"Built: {done}" + (f" ({found})." if found else ".")

    def _count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
