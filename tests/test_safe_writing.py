"""The last good site survives: whole files or nothing, inside the output or nowhere, and nobody else's files."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sites import (
    PAGE,
    POST,
    PROJECT,
    ROOT,
    SITE_YML,
    THEME,
    TRANSLATION,
    Files,
    build_site,
    copy_demo,
    demo_build,
    demo_command,
    document,
    explain,
    found,
    make_site,
    published,
    snapshot,
    tree,
    write,
)
from vitrina.cli import main as cli

pytestmark = pytest.mark.usefixtures("small_package")

MANIFEST = ".vitrina/site.manifest"
"""Where the manifest lies beside the folder “site”."""
CONTACT = "content/pages/contact/index.sv.md"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_site(tmp_path / "source", {CONTACT: document("Ring.", title="Kontakt")})


@pytest.fixture
def output(source: Path, tmp_path: Path) -> Path:
    """The site of ``source``, built."""
    assert build_site(source, tmp_path / "site").exit_code == 0
    return tmp_path / "site"


def clean_build(source: Path, tmp_path: Path) -> dict[str, bytes]:
    folder = tmp_path / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    report = build_site(source, folder)
    assert report.exit_code == 0, explain(report.problems)
    return published(folder)


# A build that fails


@pytest.mark.parametrize(
    "files",
    [
        {PAGE: "no front matter"},
        {PROJECT: document("[dead](nowhere.md)")},
        {f"{THEME}/templates/term.html": "{{ nothing }}"},
        {"content/site.yml": "languages: ["},
        {"content/static/sv/index.html": "taken"},
    ],
    ids=["document", "link", "template", "settings", "collision"],
)
def test_a_build_that_fails_leaves_the_output_to_the_byte(files: Files, source: Path, output: Path) -> None:
    before = snapshot(output)
    # What would have been written and removed:
    write(source, {POST: document("Nyare.", date="2025"), CONTACT: None})
    write(source, files)
    assert build_site(source, output).exit_code == 1
    assert snapshot(output) == before


def test_warnings_under_strict_leave_the_output_to_the_byte(source: Path, output: Path) -> None:
    before = snapshot(output)
    write(source, {PAGE: document("<b>Om</b> oss.")})
    assert build_site(source, output, is_strict=True).exit_code == 1
    assert snapshot(output) == before
    assert build_site(source, output).exit_code == 0
    assert snapshot(output) != before


def test_a_bug_while_rendering_leaves_the_output_to_the_byte(
    source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(output)
    write(source, {POST: document("Nyare.", date="2025")})
    monkeypatch.setattr("vitrina.outputs.sitemap.sitemap", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build_site(source, output)
    assert snapshot(output) == before


# What no longer belongs to the site


def test_what_is_obsolete_goes_with_the_folders_that_it_leaves_empty(source: Path, output: Path) -> None:
    write(output, {"CNAME": "example.org", "sv/contact/mine.txt": "mine"})
    (output / "sv/projects/empty").mkdir()
    (output / "empty").mkdir()
    write(source, {CONTACT: None, TRANSLATION: None, POST: None})
    report = build_site(source, output)
    assert report.removed > 3
    after = tree(output)
    assert {"CNAME", "sv/contact/mine.txt", "sv/projects/empty/", "empty/"} <= set(after)
    assert not (output / "sv/contact/index.html").exists()
    assert not (output / "sv/news").exists()
    assert not (output / "pl/projects/alpha").exists()
    own = {"CNAME", "sv/contact/mine.txt", "sv/projects/empty/", "empty/", MANIFEST}
    assert {path for path in after if path not in own} == set(clean_build(source, output.parent))


def test_a_file_that_somebody_changed_is_kept_when_it_is_obsolete(source: Path, output: Path) -> None:
    write(output, {"sv/contact/index.html": "changed by hand"})
    write(source, {CONTACT: None})
    report = build_site(source, output)
    assert found(report) == [("site/sv/contact/index.html", 0, "changed-output")]
    assert report.exit_code == 0
    assert (output / "sv/contact/index.html").read_text("utf-8") == "changed by hand"
    assert not (output / "lv/contact").exists()
    # From now on it is somebody else's file, and nobody asks again.
    assert found(build_site(source, output)) == []
    assert (output / "sv/contact/index.html").read_text("utf-8") == "changed by hand"


def test_strict_refuses_a_changed_file_before_anything_is_written(source: Path, output: Path) -> None:
    write(output, {"sv/contact/index.html": "changed by hand"})
    before = snapshot(output)
    write(source, {CONTACT: None})
    assert build_site(source, output, is_strict=True).exit_code == 1
    assert snapshot(output) == before


def test_a_page_that_somebody_changed_or_deleted_is_mended(source: Path, output: Path) -> None:
    before = published(output)
    write(output, {"sv/contact/index.html": "changed by hand"})
    (output / "robots.txt").unlink()
    shutil.rmtree(output / "pl")
    build_site(source, output)
    assert published(output) == before


# What stands in the way


@pytest.mark.parametrize("path", ["sv/about/index.html", "robots.txt", "theme/style.css", "index.html"])
def test_a_foreign_file_in_the_way_is_named_and_nothing_is_written(path: str, source: Path, tmp_path: Path) -> None:
    write(tmp_path / "site", {path: "mine", "mine.txt": "mine"})
    before = snapshot(tmp_path / "site")
    report = build_site(source, tmp_path / "site")
    assert found(report) == [(f"site/{path}", 0, "foreign-file")]
    assert report.exit_code == 1
    assert snapshot(tmp_path / "site") == before


@pytest.mark.parametrize(
    "files", [{"sv": "mine"}, {"sv/about": "mine"}, {"robots.txt/mine.txt": "mine"}, {"sv/index.html/x/y": "mine"}]
)
def test_a_foreign_file_for_a_folder_or_the_other_way_round(files: Files, source: Path, tmp_path: Path) -> None:
    write(tmp_path / "site", files)
    before = snapshot(tmp_path / "site")
    report = build_site(source, tmp_path / "site")
    assert {code for _, _, code in found(report)} == {"foreign-file"}
    assert snapshot(tmp_path / "site") == before


@pytest.mark.parametrize("path", ["robots.txt", "sv/index.html/empty", ".nojekyll"])
def test_an_empty_folder_of_somebody_else_in_the_way(path: str, source: Path, tmp_path: Path) -> None:
    (tmp_path / "site" / path).mkdir(parents=True)
    before = snapshot(tmp_path / "site")
    report = build_site(source, tmp_path / "site")
    assert {code for _, _, code in found(report)} == {"foreign-file"}
    assert snapshot(tmp_path / "site") == before


def test_an_output_that_is_a_file(source: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")
    assert found(build_site(source, tmp_path / "site")) == [("site", 0, "output-not-a-folder")]
    assert (tmp_path / "site").read_text("utf-8") == "mine"


# Links lead nowhere


@pytest.mark.parametrize("path", ["sv", "sv/projects", "theme", ".vitrina", ".vitrina/unfinished"])
def test_a_link_to_a_folder_is_refused(path: str, source: Path, output: Path, tmp_path: Path) -> None:
    # Even one that leads to the very files that were there.
    (output / path).mkdir(parents=True, exist_ok=True)
    shutil.move(output / path, tmp_path / "outside")
    write(tmp_path / "outside", {"file": "mine", "unfinished/file": "mine"})
    (output / path).symlink_to(tmp_path / "outside")
    write(source, {POST: document("Nyare.", project="alpha", date="2025"), f"{THEME}/static/style.css": "a {}"})
    before = snapshot(tmp_path)
    report = build_site(source, output)
    assert {code for _, _, code in found(report)} == {"output-link"}
    assert report.exit_code == 1
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("path", ["index.html", "theme/style.css"])
@pytest.mark.parametrize("target", ["file", "nowhere"])
def test_a_link_to_a_file_is_refused(path: str, target: str, source: Path, output: Path, tmp_path: Path) -> None:
    shutil.copy(output / path, tmp_path / "file")
    (output / path).unlink()
    (output / path).symlink_to(tmp_path / target)
    before = snapshot(tmp_path)
    report = build_site(source, output)
    assert found(report) == [(f"site/{path}", 0, "output-link")]
    assert snapshot(tmp_path) == before


def test_nothing_is_removed_behind_a_link(source: Path, output: Path, tmp_path: Path) -> None:
    shutil.move(output / "sv/contact", tmp_path / "outside")
    (output / "sv/contact").symlink_to(tmp_path / "outside")
    outside = snapshot(tmp_path / "outside")
    write(source, {CONTACT: None})
    assert build_site(source, output).exit_code == 0
    assert snapshot(tmp_path / "outside") == outside
    assert (output / "sv/contact").is_symlink()


def test_the_output_itself_may_be_a_link(source: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    assert build_site(source, tmp_path / "site").exit_code == 0
    assert published(tmp_path / "real") == clean_build(source, tmp_path)


# Folders that cannot be the output


@pytest.mark.parametrize(
    "folder",
    [".", "..", "../..", "content", "content/pages/about", "content/new", "i18n", "themes/bare/static", "linked"],
)
def test_a_folder_that_holds_what_people_wrote_is_never_the_output(
    folder: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "linked").symlink_to(source / "content")
    before = snapshot(tmp_path)
    for output in (source / folder, Path(os.path.relpath(source / folder))):
        assert cli.main(["--source", str(source), "--output", str(output)]) == 2
        assert "--output" in capsys.readouterr().err
    assert snapshot(tmp_path) == before


# A build that is killed


class Killed(BaseException):
    """What a signal does to the process, as far as the disk can tell."""


STEPS = [
    (shutil, "rmtree"),
    *((os, name) for name in ("replace", "rename", "mkdir", "write", "unlink", "rmdir", "ftruncate")),
]
"""Whatever else changes the disk comes down to these."""


def kill_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the ``step``-th change of the disk die half done; return how many were begun."""
    begun = 0

    def dying(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def change(*arguments: object, **options: object) -> object:
            nonlocal begun
            begun += 1
            if begun != step:
                return real(*arguments, **options)
            if name == "write":
                file, content = arguments
                assert isinstance(content, bytes)
                real(file, content[: len(content) // 2])
            raise Killed

        monkeypatch.setattr(owner, name, change)

    for owner, name in STEPS:
        dying(owner, name)
    return lambda: begun


def copy_site(site: Path, to: Path) -> None:
    """Copy a built site with the manifest beside it."""
    shutil.copytree(site, to)
    for folder in (site, to):
        (folder.parent / f".vitrina/{folder.name}.manifest").touch()
    shutil.copy(site.parent / f".vitrina/{site.name}.manifest", to.parent / f".vitrina/{to.name}.manifest")


def assert_whole(after: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Every file is the old one or the new one, and what both sites have is there; an empty folder does no harm."""
    for path, content in after.items():
        assert content in (old.get(path), new.get(path)) or path.endswith("/"), path
    assert set(old) & set(new) <= set(after)


CHANGES: Files = {
    POST: document("Nyare.", project="alpha", date="2025"),  # changed
    CONTACT: None,  # removed
    "content/pages/help/index.sv.md": document("Hjälp."),  # added
    "content/static/sv/contact": b"a file where a folder was",
    "content/static/old": None,
    "content/static/old/file.txt": b"a folder where a file was",
    f"{THEME}/static/style.css": "a {}",
}


@pytest.mark.parametrize("part", range(4))
def test_a_build_killed_at_any_step_leaves_whole_files_and_the_next_one_heals(
    part: int, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(source, {"content/static/old": b"a file where a folder will be"})
    assert build_site(source, tmp_path / "old").exit_code == 0
    old = published(tmp_path / "old")
    write(source, CHANGES)
    new = clean_build(source, tmp_path)
    output, step, steps = tmp_path / "site", part + 1, 0
    while True:
        shutil.rmtree(output, ignore_errors=True)
        copy_site(tmp_path / "old", output)
        with monkeypatch.context() as patch:
            begun = kill_at(step, patch)
            try:
                build_site(source, output)
            except Killed:
                steps += 1
            is_over = begun() < step
        if is_over:
            break
        assert_whole(published(output), old, new)
        report = build_site(source, output)
        assert report.exit_code == 0, explain(report.problems)
        assert published(output) == new, step
        step += 4
    assert published(output) == new
    assert steps >= 10


@pytest.mark.parametrize("step", [1, 2, 3, 4, 7, 20, 60])
def test_a_first_build_that_is_killed_is_healed(
    step: int, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = clean_build(source, tmp_path)
    with monkeypatch.context() as patch:
        kill_at(step, patch)
        with pytest.raises(Killed):
            build_site(source, tmp_path / "site")
    assert_whole(published(tmp_path / "site"), {}, new)
    # Even what was half written belongs to the engine: the page that is dropped now goes, too.
    write(source, {CONTACT: None})
    assert build_site(source, tmp_path / "site").exit_code == 0
    assert published(tmp_path / "site") == clean_build(source, tmp_path)


def test_workers_that_outlive_their_build_disturb_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a build that was killed write on for a moment: what they leave can neither be removed nor published."""
    source, output = make_site(tmp_path / "source"), tmp_path / "site"
    left = {f".vitrina/unfinished/{name}/sv/about/index.html": "an older text" for name in ("", "0a1b2c3d")}
    write(output, left)
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    report = build_site(source, output)
    assert report.exit_code == 0, explain(report.problems)
    assert "an older text" not in (output / "sv/about/index.html").read_text("utf-8")
    assert build_site(write(source, {PAGE: document("Ny text.\n")}), output).exit_code == 0
    assert "Ny text." in (output / "sv/about/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_whole_files_and_the_next_one_heals(tmp_path: Path) -> None:
    source, output = copy_demo(tmp_path / "source"), tmp_path / "site"
    built = {
        name: demo_build(source, tmp_path / name, f"--base-url=https://{name}.example/") for name in ("old", "new")
    }
    old, new = built["old"], built["new"]
    first = next(path for path in sorted(new) if path.startswith("sv/projects/") and path in old)
    for attempt in range(10):
        shutil.rmtree(output, ignore_errors=True)
        copy_site(tmp_path / "old", output)
        began = (output / first).stat().st_mtime_ns
        process = subprocess.Popen(demo_command(source, output, "--base-url=https://new.example/"), cwd=ROOT)
        while process.poll() is None and (output / first).stat().st_mtime_ns == began:
            time.sleep(0.0005)
        time.sleep(0.002 * attempt)
        process.send_signal(signal.SIGKILL)
        is_killed = process.wait() == -signal.SIGKILL
        after = published(output)
        assert_whole(after, old, new)
        if is_killed and old != after != new:
            break
    else:
        pytest.fail("no attempt killed the build while it was writing")
    assert demo_build(source, output, "--base-url=https://new.example/") == new


# The manifest


DAMAGED = {
    "missing": None,
    "empty": b"",
    "cut off": b"0" * 64 + b"  index.ht",
    "not utf-8": b"\xff\xfe\x00",
    "an older version": b'{"version": 1, "files": {"index.html": ["0"]}}\n',
    "no digests": b"index.html\nrobots.txt\n",
    "one long line": b"0" * 200_000,
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_manifest_is_an_empty_one_and_the_same_files_are_adopted(
    damage: bytes | None, source: Path, output: Path
) -> None:
    before = published(output)
    write(output.parent, {MANIFEST: damage})
    report = build_site(source, output)
    assert (report.exit_code, report.written, report.removed) == (0, 0, 0)
    assert published(output) == before
    write(source, {CONTACT: None})
    build_site(source, output)
    assert published(output) == clean_build(source, output.parent)


def test_a_manifest_that_is_lost_is_made_again_by_what_the_state_knows(source: Path, output: Path) -> None:
    write(output.parent, {MANIFEST: None})
    write(source, {PAGE: document("Nyare."), CONTACT: None})
    assert build_site(source, output).exit_code == 0
    assert published(output) == clean_build(source, output.parent)
    listed = {line.partition("  ")[2] for line in (output.parent / MANIFEST).read_text("utf-8").splitlines()}
    assert listed == set(published(output))


def test_the_manifest_is_what_sha256sum_checks(source: Path, output: Path) -> None:
    for text in ("Nyare.", "Nyare igen."):
        write(source, {PAGE: document(text)})
        assert build_site(source, output).exit_code == 0
    digests: dict[str, list[str]] = {}
    for line in (output.parent / MANIFEST).read_text("utf-8").splitlines():
        digest, _, path = line.partition("  ")
        digests.setdefault(path, []).append(digest)
    files = {path: hashlib.sha256(content).hexdigest() for path, content in published(output).items()}
    assert {path: known[-1] for path, known in digests.items()} == files
    assert len(digests["sv/about/index.html"]) == 3  # whatever the engine wrote there is its own


def test_the_manifest_does_not_grow_for_ever(source: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.publish.manifest._ADDED_LINES", 6)
    for number in range(12):
        write(source, {PAGE: document(f"Text {number}.")})
        assert build_site(source, output).written > 0
        assert len((output.parent / MANIFEST).read_text("utf-8").splitlines()) <= len(published(output)) + 8


def test_where_nothing_can_be_written_beside_the_output_the_manifest_lies_in_it(source: Path, tmp_path: Path) -> None:
    write(tmp_path, {".vitrina": "no folder"})
    output = tmp_path / "site"
    assert build_site(source, output).exit_code == 0
    assert (output / ".vitrina/manifest").is_file()
    write(source, {CONTACT: None})
    assert build_site(source, output).removed > 0


def test_without_manifest_and_state_other_files_are_not_ours(source: Path, output: Path) -> None:
    write(output.parent, {MANIFEST: None})
    write(source, {PAGE: document("Nyare."), CONTACT: None})
    before = published(output)
    report = build_site(source, output, has_state=False)
    assert set(found(report)) == {
        (f"site/{path}", 0, "foreign-file") for path in ("sv/about/index.html", "lv/about/index.html", "sitemap.xml")
    }
    assert published(output) == before


HOSTILE = [
    "../outside.txt",
    "sv/../../outside.txt",
    "{outside}",
    "//{outside}",
    "./../outside.txt",
    "..",
    ".",
    "",
    "/",
    "sv",
    "sv/",
    "a\0b",
    "a/" * 3000,
    "a" * 300,
    "\ud800",
    "C:\\outside.txt",
    "..\\outside.txt",
    f"../{MANIFEST}",
]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: ascii(path[:20]))
def test_a_hostile_manifest_removes_nothing_outside(path: str, source: Path, output: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, {"outside.txt": "mine"}) / "outside.txt"
    line = f"{hashlib.sha256(b'mine').hexdigest()}  {path.format(outside=outside)}\n"
    with (output.parent / MANIFEST).open("ab") as manifest:
        manifest.write(line.encode("utf-8", "surrogatepass"))
    before = published(output)
    assert build_site(source, output).exit_code == 0
    assert published(output) == before
    assert outside.read_text("utf-8") == "mine"
    assert build_site(source, output).written == 0


def test_a_foreign_file_that_only_the_manifest_claims_is_kept(source: Path, output: Path) -> None:
    write(output, {"mine.txt": "mine"})
    with (output.parent / MANIFEST).open("a") as manifest:
        manifest.write(f"{hashlib.sha256(b'something else').hexdigest()}  mine.txt\n")
    assert found(build_site(source, output)) == [("site/mine.txt", 0, "changed-output")]
    assert (output / "mine.txt").read_text("utf-8") == "mine"


# Files and folders that change places


def swaps() -> Iterator[Any]:
    page, static = document("A."), b"a file"
    pages = {"content/pages/a/index.sv.md": page}
    yield pytest.param(pages, {"content/static/sv/a": static}, id="page and file")
    yield pytest.param({"content/static/x": static}, {"content/static/x/y/z": static}, id="file and folders")
    yield pytest.param(
        {"content/static/x/y/z": static, "content/static/x/w": static},
        {"content/static/x/y": static},
        id="inner folder",
    )
    yield pytest.param({"content/static/Name": static}, {"content/static/name": static}, id="capital letter")
    yield pytest.param(
        {"content/pages/a/index.sv.md": document("A.", slug="b")},
        {"content/pages/a/index.sv.md": page, "content/pages/b/index.sv.md": document("B.", slug="c")},
        id="slugs",
    )
    yield pytest.param({"content/static/robots.txt": b"mine"}, {}, id="robots.txt")


@pytest.mark.parametrize("is_back", [False, True], ids=["there", "back"])
@pytest.mark.parametrize(("first", "second"), list(swaps()))
def test_files_and_folders_change_places(first: Files, second: Files, is_back: bool, tmp_path: Path) -> None:
    if is_back:
        first, second = second, first
    for number, files in enumerate((first, second)):
        source = make_site(tmp_path / f"source{number}", files)
        report = build_site(source, tmp_path / "site")
        assert report.exit_code == 0, explain(report.problems)
        assert published(tmp_path / "site") == clean_build(source, tmp_path)


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        ({"content/static/x": b"old"}, {"content/static/x/y": b"new"}, "x"),
        ({"content/static/x/y": b"old"}, {"content/static/x": b"new"}, "x/y"),
    ],
)
def test_a_changed_file_that_stands_in_the_way_is_not_lost(
    first: Files, second: Files, path: str, tmp_path: Path
) -> None:
    assert build_site(make_site(tmp_path / "first", first), tmp_path / "site").exit_code == 0
    write(tmp_path / "site", {path: "changed by hand"})
    before = snapshot(tmp_path / "site")
    report = build_site(make_site(tmp_path / "second", second), tmp_path / "site")
    assert found(report) == [("site/x/y" if path == "x" else "site/x", 0, "foreign-file")]
    assert snapshot(tmp_path / "site") == before


def test_another_address_of_the_site_rewrites_what_names_it_and_nothing_else(source: Path, output: Path) -> None:
    before = snapshot(output)
    write(source, {"content/site.yml": SITE_YML.replace("example.org", "example.net")})
    report = build_site(source, output)
    after = snapshot(output)
    changed = {path for path in before if before[path][0] != after[path][0]}
    assert report.removed == 0
    assert {"robots.txt", "sitemap.xml", "sv/feed.xml"} <= changed
    untouched = set(before) - changed
    assert {path: before[path] for path in untouched} == {path: after[path] for path in untouched}
