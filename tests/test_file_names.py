"""Names of files that some system cannot have are refused, with a name that every system can have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import PAGE, THEME, build_site, explain, found, make_site
from vitrina.reading.file_names import misnamed, portable

FOLDERS = ["content/static", "content/pages/about", f"{THEME}/static"]

NAMES = {
    "a\\b.pdf": "a-b.pdf",
    "a:b.pdf": "a-b.pdf",
    "what?.pdf": "what-.pdf",
    'a<b>|c*"d.txt': "a-b-c-d.txt",
    "CON.txt": "file-CON.txt",
    "nul": "file-nul",
    "COM1": "file-COM1",
    "lpt9.tar.gz": "file-lpt9.tar.gz",
    "com¹.txt": "file-com¹.txt",
    "aux .txt": "file-aux .txt",
    "report.": "report",
    "report ": "report",
    "ends in dots.pdf...": "ends in dots.pdf",
    "line\nbreak.txt": "line-break.txt",
    "bell\x07.txt": "bell-.txt",
}


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(("name", "better"), NAMES.items())
def test_a_name_that_some_system_cannot_have_is_refused(folder: str, name: str, better: str, tmp_path: Path) -> None:
    source = make_site(tmp_path / "source", {f"{folder}/{name}": "x"})
    report = build_site(source, tmp_path / "site")
    assert found(report) == [(f"{folder}/{name}", 0, "misnamed-file")]
    assert f"“{better}”" in explain(report.problems)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", ["a:b", "nul", "folder "])
def test_so_is_the_name_of_a_folder_once(folder: str, name: str, tmp_path: Path) -> None:
    source = make_site(tmp_path, {f"{folder}/{name}/{file}.txt": "x" for file in "abc"})
    assert found(build_site(source)) == [(f"{folder}/{name}", 0, "misnamed-file")]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(
    ("one", "two", "place"),
    [
        ("A.pdf", "a.pdf", "a.pdf"),
        ("A/x.pdf", "a/y.pdf", "a"),
        ("e\u0301.pdf", "é.pdf", "é.pdf"),
        ("deep/É/x.pdf", "deep/e\u0301/y.pdf", "deep/É"),
        ("ΣΑΣ.pdf", "σας.pdf", "σας.pdf"),
    ],
)
def test_names_that_are_the_same_on_some_system_are_refused(
    folder: str, one: str, two: str, place: str, tmp_path: Path
) -> None:
    source = make_site(tmp_path, {f"{folder}/{one}": "x", f"{folder}/{two}": "x"})
    assert found(build_site(source)) == [(f"{folder}/{place}", 0, "same-name")]


def test_folders_that_differ_in_capitals_only_are_refused_between_static_files_and_pages(tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/static/SV/notes.txt": "x"})
    assert found(build_site(source)) == [("content/static/SV/notes.txt", 0, "same-name")]


def test_a_path_that_is_too_long_for_windows_is_refused(tmp_path: Path) -> None:
    fits = "content/static/".ljust(196, "a") + ".txt"
    assert found(build_site(make_site(tmp_path / "fits", {fits: "x"}))) == []
    source = make_site(tmp_path / "long", {f"{fits}t": "x", f"content/static/{'d/' * 100}x.txt": "x"})
    deep = "/".join(["content/static", *["d"] * 94])
    assert found(build_site(source)) == [(f"{fits}t", 0, "misnamed-file"), (deep, 0, "misnamed-file")]


@pytest.mark.parametrize(
    "name",
    ["a b.pdf", "Zażółć.pdf", "تقرير.pdf", "console.txt", "com10.txt", "a.con.pdf", "100%.pdf", "a#b.pdf", "A.pdf"],
)
def test_usual_names_are_no_problem(name: str, tmp_path: Path) -> None:
    files = {f"{folder}/{name}": "x" for folder in FOLDERS}
    assert {code for _, _, code in found(build_site(make_site(tmp_path, files)))} <= {"unlinked-files"}


def test_an_entry_cannot_be_called_like_a_device(tmp_path: Path) -> None:
    source = make_site(tmp_path, {PAGE.replace("about", "nul"): "x"})
    assert found(build_site(source)) == [("content/pages/nul", 0, "misnamed-file")]


@given(st.text(min_size=1, max_size=400))
def test_the_name_that_is_proposed_is_one_that_every_system_can_have(name: str) -> None:
    better = portable(name.replace("/", "-"))
    assert misnamed(better) is None or len(better) > 200
