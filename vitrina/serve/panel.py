"""What the preview tells a page about the last build: the problems, in the writer's language, and its own few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vitrina.languages.catalogues import ENGLISH
from vitrina.problems import Problem
from vitrina.reporting.excerpts import SourceLines
from vitrina.reporting.report import Report
from vitrina.reporting.translator import Translator
from vitrina.serve.builder import BuildResult, Crash

MOST_SHOWN = 100
"""Problems that a page shows; the terminal lists all of them."""

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Makes what pages are told. ``source`` is where the lines that problems are about stand."""

    source: Path
    translator: Translator

    @property
    def language(self) -> str:
        """The language of the messages, as ``lang`` has it."""
        return str(self.translator.strings.info().get("language", ENGLISH)).replace("_", "-")

    @property
    def direction(self) -> str:
        """The direction of the messages, as ``dir`` has it."""
        return "rtl" if self.translator.is_right_to_left else "ltr"

    def words(self) -> dict[str, str]:
        """Return the words that the preview's bar has whatever happens."""
        gettext = self.translator.gettext
        return {
            "bar": gettext("Preview"),
            "side": gettext("Side by side"),
            "close": gettext("Close"),
            "hide": gettext("Hide the preview's bar"),
            "gone": gettext("The preview has stopped. Start it again with: vitrina serve"),
        }

    def of(self, outcome: BuildResult | None) -> Json:
        """Return what pages are told of ``outcome``; of no outcome, that the first build is still running."""
        told: dict[str, object] = {"language": self.language, "direction": self.direction, "words": self.words()}
        match outcome:
            case None:
                return told | {
                    "verdict": "waiting",
                    "heading": self.translator.gettext("The site is being built."),
                    "problems": [],
                }
            case Crash():
                return told | self._crash()
            case Report():
                return told | self._report(outcome)

    def _crash(self) -> dict[str, object]:
        gettext = self.translator.gettext
        return {
            "verdict": "crashed",
            "heading": gettext("Vitrina itself has failed."),
            "summary": gettext(
                "This is a mistake in Vitrina, not in your texts. The terminal shows the details; please report them. "
                "What you see is the site as it was. The next save tries again."
            ),
            "count": "",
            "problems": [],
        }

    def _report(self, report: Report) -> dict[str, object]:
        lines = SourceLines(self.source)
        found = [problem for problem in report.problems if not problem.is_note]
        left = len(found) - MOST_SHOWN
        more = self.translator.ngettext(
            "{number} more in the terminal.", "{number} more in the terminal.", max(left, 0)
        )
        gettext, count = self.translator.gettext, report.found(self.translator) if found else ""
        return {
            "verdict": "failed" if report.has_failed else "built",
            "heading": gettext("To correct: {problems}", problems=count)
            if report.has_failed
            else gettext("To look at: {problems}", problems=count),
            "summary": gettext("What you see is the site as it was before.") if report.has_failed else "",
            "count": count,
            "problems": [self._problem(problem, lines) for problem in found[:MOST_SHOWN]],
            "more": more if left > 0 else "",
        }

    def _problem(self, problem: Problem, lines: SourceLines) -> Json:
        return {
            "place": str(problem.location),
            "code": problem.code,
            "severity": problem.severity.value,
            "message": self.translator.translate(problem.message, problem.severity),
            "hint": self.translator.translate(problem.hint) if problem.hint is not None else "",
            "excerpt": list(lines.excerpt(problem.location)),
        }
