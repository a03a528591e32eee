"""CONTRIBUTING.md leads to files that are there."""

from __future__ import annotations

import re
import tomllib

from tests.sites import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TOP = ("bench", "content", "docs", "i18n", "tests", "themes", "tools", "vitrina")


def paths(text: str) -> list[str]:
    """Return the paths below the folders of the repository that stand in backticks."""
    return re.findall(rf"`((?:{'|'.join(TOP)})/[^`*<>\s]*)`", text)


def rows() -> list[tuple[str, str]]:
    """Return the rows of the table that says where to look."""
    section = TEXT.partition("\n## Where to look\n")[2].partition("\n## ")[0]
    _head, _line, *found = re.findall(r"^\| (.+) \| (.+) \|$", section, re.MULTILINE)
    return found


def test_whoever_wants_to_change_something_is_told_which_file_to_open() -> None:
    assert 15 <= len(rows()) <= 20
    assert [want for want, where in rows() if not paths(where)] == []


def test_every_package_of_the_engine_is_in_the_table() -> None:
    packages = {f"vitrina/{file.parent.name}/" for file in (ROOT / "vitrina").glob("*/__init__.py")}
    told = {"/".join(path.split("/")[:2]) + "/" for _, where in rows() for path in paths(where)}
    assert sorted(packages - told) == []


def test_mutants_are_made_of_files_that_are_there() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    named = [*settings["only_mutate"], *settings["also_copy"], *settings["pytest_add_cli_args_test_selection"]]
    assert [path for path in named if not list(ROOT.glob(path))] == []


def test_every_path_is_there() -> None:
    found = paths(TEXT)
    assert len(found) > 30
    assert [path for path in found if not (ROOT / path).exists()] == []
