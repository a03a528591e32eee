"""Which projects are new or ongoing on a day: on the home page, and for the question whether a build is up to date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.sites import POST, PROJECT, TRANSLATION, build_site, document, make_site
from vitrina.contract.current import days_of_projects, is_current
from vitrina.contract.facts import PERIOD, STATUS
from vitrina.model import Facts
from vitrina.values.dates import Period

TODAY = date(2024, 6, 1)


def facts(period: str = "", status: str = "") -> Facts:
    own: dict[str, object] = {}
    if period:
        own[PERIOD.key] = Period.parse(period)
    if status:
        own[STATUS.key] = (status,)
    return Facts(own)


@pytest.mark.parametrize(
    ("period", "status", "expected"),
    [
        ("2023/2025", "", True),
        ("2023/..", "", True),
        ("2025/2026", "", True),
        ("2020/2024-05", "", False),
        ("2020/2024-06", "", True),
        ("", "ongoing", True),
        ("", "planned", True),
        ("", "finished", False),
        ("2023/2025", "cancelled", False),
        ("2020/2022", "ongoing", False),
        ("", "", False),
    ],
)
def test_the_status_and_the_end_tell_together(period: str, status: str, expected: bool) -> None:
    assert is_current(facts(period, status), TODAY) is expected


def test_a_project_changes_on_the_day_after_its_end() -> None:
    assert list(days_of_projects(facts("2020/2024-02"))) == [date(2024, 3, 1)]
    assert list(days_of_projects(facts("2020/.."))) == []
    assert list(days_of_projects(facts())) == []


HOME = "<!doctype html><html lang=sv><title>x</title>{{ home.are_current }} {{ home.projects|length }}</html>\n"


@pytest.mark.usefixtures("small_package")
@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([2025] * 7, "True 6"),
        ([2025] * 6 + [2021], "True 6"),
        ([2025] * 5 + [2021] * 5, "True 3"),
        ([2025] * 2 + [2021] * 5, "False 6"),
        ([2021], "False 1"),
    ],
)
def test_new_and_ongoing_holds_only_such_in_full_rows(tmp_path: Path, ends: list[int], expected: str) -> None:
    files: dict[str, str | None] = {
        f"content/projects/p{number}/index.sv.md": document("Text.", title=f"P {number}", period=f"2020/{year}")
        for number, year in enumerate(ends)
    }
    files |= {"themes/bare/templates/home.html": HOME, PROJECT: None, TRANSLATION: None, POST: None}
    source = make_site(tmp_path, files)
    assert build_site(source, today=TODAY).errors == 0
    assert expected in (source / "site/sv/index.html").read_text("utf-8")
