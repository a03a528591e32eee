"""Two builds of one output: the second waits for the first, or says which process has it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import ROOT, TODAY, build_site, explain, found, make_site, published, snapshot
from vitrina.disk.lock import held, lock_file
from vitrina.disk.output import Output
from vitrina.options import BuildOptions
from vitrina.pipeline import build
from vitrina.problems import Problems
from vitrina.reporting.report import Report


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_site(tmp_path / "source")


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path / "site", "site")


@pytest.fixture
def lock(output: Output) -> Path:
    """The file of the lock, in a folder that is there."""
    file = lock_file(output)
    assert file is not None
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def build_with_patience(source: Path, output: Output, patience: float) -> Report:
    return build(
        BuildOptions(source=source, today=TODAY, output=output, jobs=1, patience=patience), lambda _done, _total: None
    )


def test_the_second_of_two_builds_names_the_first(source: Path, output: Output, lock: Path) -> None:
    assert build_with_patience(source, output, 0).exit_code == 0
    before = snapshot(output.folder)
    with held(lock, output, Problems(), 1) as is_ours:
        assert is_ours
        report = build_with_patience(source, output, 0.1)
        assert found(report) == [("site", 0, "output-busy")]
        assert f"process {os.getpid()}, since 20" in explain(report.problems)
        assert snapshot(output.folder) == before
    assert build_with_patience(source, output, 0).exit_code == 0


def test_the_second_of_two_builds_waits(source: Path, output: Output, lock: Path) -> None:
    with held(lock, output, Problems(), 1):
        report: list[Report] = []
        second = threading.Thread(target=lambda: report.append(build_with_patience(source, output, 60)))
        second.start()
        time.sleep(0.5)
        assert not report
        assert not output.folder.exists()
    second.join()
    assert found(report[0]) == []


def test_many_builds_at_once_leave_the_right_site(source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "vitrina", "--source", str(source), "--output", str(tmp_path / "site"), "--quiet"]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(4)]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    assert build_site(source, tmp_path / "clean").exit_code == 0
    assert published(tmp_path / "site") == published(tmp_path / "clean")


_HOLDER = """
import sys, time
from pathlib import Path
from vitrina.disk.lock import held, lock_file
from vitrina.disk.output import Output
from vitrina.problems import Problems

output = Output(Path(sys.argv[1]), "site")
with held(lock_file(output), output, Problems(), 1):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_process_that_is_killed_lets_the_lock_go(source: Path, output: Output) -> None:
    command = [sys.executable, "-c", _HOLDER, str(output.folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert f"process {other.pid}, since" in explain(build_with_patience(source, output, 0).problems)
        other.kill()
    assert found(build_with_patience(source, output, 0)) == []


@pytest.mark.parametrize("left", [b"", b" {", b" []", b'{"process": 1}', b"\xff" * 9000])
def test_a_lock_file_that_is_left_over_locks_nothing(left: bytes, source: Path, output: Output, lock: Path) -> None:
    lock.write_bytes(left)
    assert found(build_with_patience(source, output, 0)) == []


@pytest.mark.parametrize("left", [b"", b" {", b" []", b"[" * 9000, b"\xff" * 9000])
def test_a_lock_without_a_name_in_it_is_a_lock(left: bytes, source: Path, output: Output, lock: Path) -> None:
    with held(lock, output, Problems(), 1):
        lock.write_bytes(left)
        assert "process ?, since ?" in explain(build_with_patience(source, output, 0).problems)


def _link(lock: Path) -> None:
    target = lock.with_name("mine.txt")
    target.write_text("mine", "utf-8")
    lock.symlink_to(target)


def _dead_link(lock: Path) -> None:
    lock.symlink_to(lock.with_name("nowhere"))


@pytest.mark.parametrize("put", [_link, _dead_link, os.mkfifo, os.mkdir])
def test_what_is_no_file_is_no_lock(put: Callable[[Path], None], source: Path, output: Output, lock: Path) -> None:
    put(lock)
    report = build_with_patience(source, output, 60)
    assert found(report) == [(str(lock), 0, "lock-not-a-file")]
    assert not output.folder.exists()
    beside = {
        file.name: file.read_text("utf-8") for file in lock.parent.iterdir() if file.name in ("mine.txt", "nowhere")
    }
    assert beside in ({}, {"mine.txt": "mine"})


def test_without_a_cache_folder_there_is_a_site(
    source: Path, tmp_path: Path, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "file"))
    assert found(build_with_patience(source, output, 0)) == []
    assert (output.folder / "index.html").is_file()


def test_two_names_of_one_output_have_one_lock(output: Output, tmp_path: Path) -> None:
    output.folder.mkdir()
    (tmp_path / "link").symlink_to(output.folder)
    assert lock_file(Output(tmp_path / "link", "link")) == lock_file(output)
    assert lock_file(Output(tmp_path / "other/../site", "site")) == lock_file(output)
    assert lock_file(Output(tmp_path / "other", "other")) != lock_file(output)
