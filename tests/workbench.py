"""A site in a folder of its own for properties of whole builds, and texts of the kind that people write."""

from __future__ import annotations

import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.depth import examples
from tests.sites import CATALOGUES, EMPTY_CATALOGUE, SMALL, build_site, make_site, published, write
from vitrina import defaults
from vitrina.problems import Severity
from vitrina.reporting.report import Report

builds = examples(20)
"""Each example is a build: a tenth of a second."""


class Workbench:
    """A site in a folder of its own, whose files each example replaces; its output is built again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = make_site(folder / "source")
        self.output = folder / "site"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "beside.txt").write_text("beside", "utf-8")
        self._written: set[str] = set()

    def build(self, files: dict[str, str | bytes]) -> Report:
        """Build the small site with ``files`` in it, and check what holds of every build."""
        write(self.source, {path: SMALL.get(path) for path in self._written - files.keys()})
        write(self.source, files)
        self._written = set(files)
        before = published(self.output) if self.output.exists() else {}
        report = build_site(self.source, self.output)
        errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
        assert report.exit_code == (1 if errors else 0)
        for problem in report.problems:
            location = problem.location
            assert location.path.startswith(("content/", "i18n/", "themes/")), problem
            assert location.line >= 0
            assert location.column >= 0
            assert all(char.isprintable() for line in problem.line().split("\n") for char in line), problem
        self._check_places(report)
        if errors:
            assert (published(self.output) if self.output.exists() else {}) == before
        assert {path.name for path in self.folder.iterdir()} <= {"source", "site", "beside.txt", ".vitrina"}
        assert (self.folder / "beside.txt").read_text("utf-8") == "beside"
        return report

    def _check_places(self, report: Report) -> None:
        for problem in report.problems:
            file = self.source / problem.location.path
            if problem.location.line and file.is_file():
                lines = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
                assert problem.location.line <= lines, problem


@contextmanager
def slim_workbench(folder: Path) -> Iterator[Workbench]:
    """Return a workbench with a small package, because reading all strings and terms takes half of a build."""
    labels = "labels: {sv: a, ar: a, pl: a, lv: a}"
    package = write(
        folder / "package",
        {
            **CATALOGUES,
            "i18n/visitors/messages.pot": EMPTY_CATALOGUE,
            "i18n/vocabularies/regions.yml": f"poland: {{{labels}}}\npodlaskie: {{{labels}, parent: poland}}\n",
            "i18n/vocabularies/statuses.yml": f"finished: {{{labels}}}\nongoing: {{{labels}}}\n",
            "i18n/vocabularies/target_groups.yml": f"women: {{{labels}}}\nmigrants: {{{labels}}}\n",
        },
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(defaults, "folder", lambda: package)
        patch.setattr(defaults, "vocabularies", lambda: package / "i18n/vocabularies")
        yield Workbench(folder / "bench")


ODD = "\u202e\u2066\u2069\u200f\u200b\ufeff\u00ad\u0301\u2028\x85\x00\x07\t\r\n\ufffe\U0001f600\U000e0041ﷺßİıǅ"
anything = st.text(st.one_of(st.characters(), st.sampled_from(ODD + "---:#[]{}&*!|>'\"%@`,?")), max_size=60)
words = st.one_of(
    st.sampled_from(["alpha", "hello", "about", "podlaskie", "finished", "women", "sv", "pl", "ar", "lv", "et", "x y"]),
    st.text(string.ascii_letters + "åäöłéčžشم -", min_size=1, max_size=12),
)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
