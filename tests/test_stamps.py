"""When a file has to be read again, and when what the file system says of it is enough."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vitrina.disk import stamps
from vitrina.disk.output import Output, put_in_place, stage
from vitrina.disk.stamps import UNKNOWN, StampedReader
from vitrina.publish.output_scan import KnownFiles, scan_output

BEFORE = b"what was read"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "page.md"
    made.write_bytes(BEFORE)
    return made


@pytest.fixture
def known(file: Path) -> KnownFiles:
    """What is known of the file once it has been at rest."""
    wait_for_rest()
    return {"page.md": (read(file, {}).stamps["page.md"], BEFORE.decode())}


def wait_for_rest() -> None:
    time.sleep(0.15)


def read(file: Path, known: KnownFiles) -> StampedReader:
    reader = StampedReader(known)
    reader.digests("page.md", str(file), lambda _, data: (data.decode(),))
    return reader


def digests(file: Path, known: KnownFiles) -> tuple[str, ...]:
    return StampedReader(known).digests("page.md", str(file), lambda _, data: (data.decode(),))


def test_a_file_at_rest_is_read_once(file: Path, known: KnownFiles) -> None:
    again = read(file, known)
    assert (again.misses, again.stamps) == (0, {"page.md": known["page.md"][0]})
    assert digests(file, {"page.md": (known["page.md"][0], "as known")}) == ("as known",)


def edit(file: Path) -> None:
    """Change the bytes, but neither the size nor the date."""
    status = file.stat()
    file.write_bytes(BEFORE.swapcase())
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_by_an_old_one(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(BEFORE.swapcase())
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize("change", [edit, replace_by_an_old_one])
def test_a_change_of_a_file_is_noticed(change: Callable[[Path], None], file: Path, known: KnownFiles) -> None:
    change(file)
    assert digests(file, known) == (BEFORE.swapcase().decode(),)


def test_a_file_that_was_only_touched_is_read_and_is_the_same(file: Path, known: KnownFiles) -> None:
    os.utime(file)
    reader = read(file, known)
    assert reader.misses == 1
    assert digests(file, known) == (BEFORE.decode(),)


def test_the_stamp_of_a_file_that_has_just_changed_is_not_kept(file: Path) -> None:
    file.write_bytes(BEFORE)
    reader = read(file, {})
    assert reader.misses == 1
    assert (reader.stamps, reader.fresh.keys()) == ({}, {"page.md"})
    assert digests(file, {"page.md": (UNKNOWN, "as known")}) == (BEFORE.decode(),)


def test_where_times_are_whole_seconds_a_file_has_to_rest_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    second = 1_000_000_000
    status = os.stat_result(range(10), {"st_mtime_ns": 1_000 * second, "st_ctime_ns": 1_000 * second})
    for after, is_at_rest in ((1_002, False), (1_004, True)):
        monkeypatch.setattr("vitrina.disk.stamps.time.time_ns", lambda seconds=after: seconds * second)
        assert stamps.is_at_rest(status) is is_at_rest


def test_without_the_time_of_a_change_of_status_every_file_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_HAS_STATUS_TIME", False)
    wait_for_rest()
    assert (read(file, {}).stamps, read(file, {}).fresh) == ({}, {})


def test_what_is_no_plain_file_has_no_digest(file: Path, known: KnownFiles, tmp_path: Path) -> None:
    original = file.rename(tmp_path / "original.md")
    assert digests(file, known) == ()
    file.symlink_to(original)
    assert digests(file, known) == ()
    file.unlink()
    file.mkdir()
    assert digests(file, known) == ()


SITE = ("index.html", "sv/index.html", "sv/projects/a/index.html", "sv/projects/b/index.html", "sv/projects/b/b.txt")


def move_behind_a_link(file: Path) -> None:
    """Let a link lead to the folder of ``file``, which is still the same one."""
    elsewhere = file.parents[3].parent / "elsewhere"
    file.parent.rename(elsewhere)
    file.parent.symlink_to(elsewhere)


def put_a_folder_in_the_place_of(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("change", "path", "gone"),
    [
        (edit, "sv/projects/b/b.txt", ()),
        (Path.unlink, "sv/projects/b/b.txt", ("sv/projects/b/b.txt",)),
        (put_a_folder_in_the_place_of, "index.html", ("index.html",)),
        (lambda file: shutil.rmtree(file.parent), "sv/projects/a/index.html", ("sv/projects/a/index.html",)),
        (move_behind_a_link, "sv/projects/b/b.txt", ("sv/projects/b/b.txt", "sv/projects/b/index.html")),
    ],
    ids=["edited", "removed", "a folder", "folder removed", "behind a link"],
)
def test_an_output_is_as_it_was_until_something_touches_it(
    change: Callable[[Path], None], path: str, gone: tuple[str, ...], tmp_path: Path
) -> None:
    output = Output(tmp_path / "site", "site")
    for name in SITE:
        stage(output, name, BEFORE)
    put_in_place(output, SITE, ())
    wait_for_rest()
    before = scan_output(output, SITE, {}, 1)
    assert (before.stamps.keys(), before.there.keys(), before.misses) == (set(SITE), set(SITE), len(SITE))
    known = {name: (before.stamps[name], before.there[name]) for name in SITE}
    again = scan_output(output, SITE, known, 1)
    assert (again.there, again.stamps, again.misses) == (before.there, before.stamps, 0)
    assert scan_output(output, SITE, {name: known[name] for name in SITE[1:]}, 1).misses == 1
    change(output.file(path))
    now = scan_output(output, SITE, known, 1)
    assert now.there == scan_output(output, SITE, {}, 1).there
    assert set(SITE) - now.there.keys() == set(gone)
    assert now.there.get(path) != before.there[path]
