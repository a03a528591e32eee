r"""Mistakes and exactly what is told about them: ``tests/reports.txt``, which reads like a session at a terminal.

``=== name`` begins a case. Its files are laid over the small site of ``tests/sites.py``: ``--- file PATH`` and the text
(``--- windows-1252 PATH``: in that encoding), or ``--- without PATH``. ``--- language CODE`` is that of the
messages. Below ``--- report`` stands what ``vitrina build`` prints about it. Invisible characters are written as
escapes (``\u00a0``). ``make golden`` writes down what is printed now; read the difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.sites import ROOT, Files, build_site, make_site
from tests.test_problem_codes import entries
from vitrina.languages.catalogues import writers_catalogues
from vitrina.reporting.formats import text_lines
from vitrina.reporting.translator import load_translator

CASES = ROOT / "tests" / "reports.txt"
AT_LEAST = 60
LANGUAGES = ("sv", "ar", "pl", "lv")

_DIRECTIVE = re.compile(r"--- (?P<what>file|windows-[0-9]+|utf-16|without|language|report)(?: (?P<name>.+))?")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_VISIBLE = "\n\u2066\u2067\u2068\u2069"
"""Isolates are written as they are: in Arabic there is a pair around every value."""

NO_CONTRACT = frozenset(
    # What is too large for a report, or does not come of a text: the disk, links, the output, the theme, the network.
    [
        *("unreadable-file", "file-too-large", "too-long-text", "symbolic-link", "missing-template"),
        *("unusable-table", "unknown-column", "repeated-column"),  # of imports: tests/test_table_import.py
        *("damaged-picture", "heic-picture", "picture-too-large"),
        *("template-error", "reserved-name", "output-not-a-folder", "output-link", "foreign-file", "changed-output"),
        *(
            "missing-translations",
            "unnamed-language",
            "output-failed",
            "output-busy",
            "lock-not-a-file",
            "not-as-clean",
        ),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A mistake: the text of the case up to its report, what it lays over the small site, and the report."""

    head: str
    language: str
    files: Files
    report: str

    @property
    def name(self) -> str:
        return f"{self.head.partition(chr(10))[0]} [{self.language}]"


def cases() -> list[Case]:
    _, *texts = re.split(r"^=== ", CASES.read_text("utf-8"), flags=re.MULTILINE)
    return [case_of(text) for text in texts]


def case_of(text: str) -> Case:
    head, _, report = text.partition("--- report\n")
    files: dict[str, str | bytes | None] = {}
    language, file, encoding = "en", None, "utf-8"
    for line in head.split("\n")[1:-1]:
        directive = _DIRECTIVE.fullmatch(line)
        if directive is None:
            assert file is not None, line
            files[file] = (files[file] or b"") + f"{unescaped(line)}\n".encode(encoding)
        elif directive["what"] == "language":
            language = directive["name"]
        else:
            file = unescaped(directive["name"])
            files[file] = None if directive["what"] == "without" else b""
            encoding = {"file": "utf-8"}.get(directive["what"], directive["what"])
    return Case(head=head, language=language, files=files, report=report.rstrip("\n"))


def unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def escaped(text: str) -> str:
    return "".join(char if char.isprintable() or char in _VISIBLE else f"\\u{ord(char):04x}" for char in text)


def told(case: Case, folder: Path) -> str:
    source = make_site(folder / "source", case.files)
    report = replace(build_site(source, folder / "site"), seconds=0.0)
    translator = load_translator(case.language, writers_catalogues(ROOT, ROOT))
    return escaped("\n".join([*text_lines(report, source, translator), report.summary(translator)]))


def renew(case: Case, report: str) -> None:
    text = CASES.read_text("utf-8")
    before, now = (f"=== {case.head}--- report\n{told}\n" for told in (case.report, report))
    assert text.count(before) == 1, case.name
    CASES.write_text(text.replace(before, now), "utf-8")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_report_is_as_written(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    report = told(case, tmp_path)
    if request.config.getoption("--refresh-golden"):
        renew(case, report)
    else:
        assert report == case.report


def test_there_are_enough_cases_and_each_of_them_tells_something() -> None:
    assert sum(case.language == "en" for case in cases()) >= AT_LEAST
    assert {case.language for case in cases()} == {"en", *LANGUAGES}
    assert len({case.name for case in cases()}) == len(cases())
    assert [case.name for case in cases() if not case.report] == []


def test_every_code_of_the_content_contract_has_its_report() -> None:
    of_a_build = [code for code, text in entries() if code not in NO_CONTRACT]
    check = of_a_build.index("dead-anchor")  # from here on, what only a check tells
    text = CASES.read_text("utf-8")
    assert [code for code in of_a_build[:check] if f": {code}: " not in text] == []


def test_every_report_shows_a_way_out() -> None:
    for case in cases():
        for block in re.split(r"\n(?=\S)", case.report)[:-1]:
            last = block.split("\n")[-1]
            assert re.match(r" {4}[^|]", last), block
