"""The benchmark measures what it says; how fast anything is, no test asks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT


def run_script(name: str, *arguments: object) -> str:
    command = [sys.executable, ROOT / "bench" / name, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def corpus(folder: Path, projects: int) -> dict[str, bytes]:
    run_script("corpus.py", "--projects", projects, "--out", folder)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_corpus_is_the_same_every_time_and_a_smaller_one_is_part_of_a_larger(tmp_path: Path) -> None:
    large = corpus(tmp_path / "large", 40)
    assert corpus(tmp_path / "again", 40) == large
    small = corpus(tmp_path / "small", 3)
    assert small.items() < large.items()


def test_the_corpus_has_the_shape_that_its_documentation_names(tmp_path: Path) -> None:
    pages = [content for path, content in corpus(tmp_path, 200).items() if path.endswith(".md")]
    assert 3_300 < sum(map(len, pages)) / len(pages) < 3_700
    assert 800 * 0.85 < len(pages) < 800 * 0.95
    blocks = [page.split(b"\n---\n\n")[1].count(b"\n\n") + 1 for page in pages]
    assert (min(blocks), max(blocks)) == (12, 14)


@pytest.mark.slow
def test_check_has_nothing_to_say_about_the_corpus(tmp_path: Path) -> None:
    corpus(tmp_path, 30)
    command = [sys.executable, "-m", "vitrina", "check", "--format", "json", "--source", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    problems = [problem["code"] for problem in json.loads(done.stdout)["problems"]]
    assert (done.returncode, set(problems) - {"unused-terms"}) == (0, set())  # a larger one uses them all


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="elsewhere the memory and the processor time are not measured")
def test_a_run_measures_every_kind_of_build(tmp_path: Path) -> None:
    table = run_script("run.py", "--projects", 3, "--runs", 1, "--json", tmp_path / "figures.json")
    rows = json.loads((tmp_path / "figures.json").read_text("utf-8"))["rows"]
    by_kind = {row["kind"]: row for row in rows if row["projects"] == 3}
    edits = ["edit of a body", "edit of a fact", "edit of a string"]
    assert list(by_kind) == ["clean", "no change", *edits, "copy"]
    for row in rows:
        assert row["wall"] > 0
        assert row["kind"] in table
    # What was written tells that the edits reached the pages: all of a language's show the string.
    assert 0 < by_kind["edit of a body"]["written"] < by_kind["edit of a string"]["written"]
    assert by_kind["no change"]["written"] < by_kind["edit of a fact"]["written"] < by_kind["clean"]["written"]
    assert by_kind["copy"]["size"] <= by_kind["clean"]["size"]
    assert by_kind["clean"]["cpu"] > 0
    if sys.platform == "linux":
        assert by_kind["clean"]["memory"] > 10_000_000
