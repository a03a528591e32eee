"""Links that somebody put into the content: nothing is written through them, whatever is asked for."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.sites import POST, PROJECT, TRANSLATION, build_site, document, found, make_site, published, snapshot, write
from vitrina.cli import main as cli
from vitrina.disk.writing import InTheWayError, append_to_file, create_file, write_file

MINE = "mine"

LINKS = {
    "to a file": "outside/file",
    "to a folder": "outside",
    "to nowhere": "outside/new",
    "to itself": None,
}


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site, and beside it the folder “outside”, which nobody may change."""
    write(tmp_path, {"outside/file": MINE})
    source = make_site(tmp_path / "source")
    monkeypatch.chdir(source)
    return source


def plant(place: Path, target: str | None) -> None:
    """Put a link in the place of whatever is there."""
    if place.is_dir():
        place.rename(place.parent.parent / "moved away")
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(place.name if target is None else place.parent / os.path.relpath("/", place.parent) / target)


ASKED = {
    "status --html": (["status", "--html", "report.html"], ["report.html"]),
    "status --html in a folder": (["status", "--html", "reports/report.html"], ["reports"]),
    "schema --editor": (
        ["schema", "--editor"],
        [".vscode", ".vscode/vitrina", ".vscode/vitrina/site.schema.json", ".vscode/vitrina.code-snippets"],
    ),
    "new news": (["new", "news", "moved"], ["content", "content/news", "content/news/moved"]),
    "new project": (["new", "project", "moved"], ["content/projects", "content/projects/moved"]),
    "new translation": (["new", "translation", "about", "pl"], ["content/pages/about/index.pl.md"]),
    "new language": (["new", "language", "fi"], ["i18n", "i18n/fi.po"]),
    "translated": (
        ["translated", "alpha", "pl"],
        ["content", TRANSLATION],
    ),
    "init": (["init", "fresh"], ["fresh/content", "fresh/content/site.yml", "fresh/.vscode"]),
    "build": (["build"], ["site", "site/sv", "site/index.html", "site/.vitrina"]),
    "build elsewhere": (["build", "--output", "public/site"], ["public", "public/site"]),
}


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize(
    ("command", "place"),
    [pytest.param(command, place, id=f"{name}: {place}") for name, (command, ways) in ASKED.items() for place in ways],
)
def test_nothing_is_written_through_a_link(
    command: list[str],
    place: str,
    kind: str,
    source: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = LINKS[kind]
    plant(source / place, None if target is None else str(tmp_path / target).lstrip("/"))
    before, link = snapshot(tmp_path / "outside"), (source / place).readlink()
    assert cli.main(command) in (1, 2)
    said = capsys.readouterr().err
    assert Path(place).name in said
    assert snapshot(tmp_path / "outside") == before
    assert (source / place).readlink() == link


UNFINISHED = [
    ".report.html.unfinished",
    ".vitrina/site.manifest.unfinished",
    ".vscode/vitrina/.site.schema.json.unfinished",
]
IN_CONTENT = ["content/projects/alpha/.index.pl.md.unfinished", "content/.site.yml.unfinished"]


@pytest.mark.parametrize("target", ["outside/file", "outside/new"])
def test_names_of_unfinished_files_cannot_be_guessed(target: str, source: Path, tmp_path: Path) -> None:
    for place in UNFINISHED:
        plant(source / place, str(tmp_path / target).lstrip("/"))
    before = snapshot(tmp_path / "outside")
    for command in (
        ["translated", "alpha", "pl"],
        ["status", "--html", "report.html"],
        ["schema", "--editor"],
        ["schema", "--editor"],
        ["new", "language", "fi"],
        ["build"],
    ):
        assert cli.main(command) == 0
    assert snapshot(tmp_path / "outside") == before
    assert (source / "site/index.html").is_file()


@pytest.mark.parametrize("target", ["outside/file", "outside/new"])
def test_links_in_the_content_stop_what_writes_there(target: str, source: Path, tmp_path: Path) -> None:
    """Hidden ones, too; and nothing that lies behind them is written."""
    for place in IN_CONTENT:
        plant(source / place, str(tmp_path / target).lstrip("/"))
    before = snapshot(tmp_path)
    for command in (["translated", "alpha", "pl"], ["build"]):
        assert cli.main(command) == 1
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("place", [".vitrina", ".vitrina/.gitignore", ".vitrina/site.manifest"])
@pytest.mark.parametrize("target", ["outside", "outside/file", "outside/new"])
def test_a_manifest_is_kept_through_no_link(place: str, target: str, source: Path, tmp_path: Path) -> None:
    """Where nothing can be written beside the output, the manifest lies in it, and the site is built."""
    plant(source / place, str(tmp_path / target).lstrip("/"))
    before = snapshot(tmp_path / "outside")
    assert build_site(source).exit_code == 0
    write(source, {POST: document("Nyare.", project="alpha", date="2025")})
    assert build_site(source).written > 0
    assert snapshot(tmp_path / "outside") == before


@pytest.mark.parametrize("place", [".vitrina", ".vitrina/preview", ".vitrina/preview/8000"])
def test_a_preview_is_built_through_no_link(place: str, source: Path, tmp_path: Path) -> None:
    plant(source / place, str(tmp_path / "outside").lstrip("/"))
    before = snapshot(tmp_path / "outside")
    assert found(build_site(source, source / ".vitrina/preview/8000")) == [("8000", 0, "output-link")]
    assert snapshot(tmp_path / "outside") == before


CACHE = {
    "the folder": ".cache",
    "the folder of the engine": ".cache/vitrina",
    "the folder of the locks": ".cache/vitrina/locks",
}


@pytest.mark.parametrize("place", CACHE.values(), ids=CACHE)
def test_a_home_that_is_the_source_leads_nowhere(
    place: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There, a contributor could lead the cache, which the next build believes, to any folder."""
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(source / ".cache/vitrina"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state of the user"))
    plant(source / place, str(tmp_path / "outside").lstrip("/"))
    before = snapshot(tmp_path / "outside")
    assert build_site(source).exit_code == 0
    assert snapshot(tmp_path / "outside") == before
    assert (source / "site/index.html").is_file()


@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_no_database_of_another_program_is_touched(
    ending: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(source / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state of the user"))
    assert build_site(source).exit_code == 0
    with closing(sqlite3.connect(tmp_path / "outside/cookies.sqlite")) as theirs, theirs:
        theirs.execute("CREATE TABLE cookies (value)")
    before = snapshot(tmp_path / "outside")
    for file in (source / "cache").glob("*.sqlite"):
        plant(file.with_name(file.name + ending), str(tmp_path / "outside/cookies.sqlite").lstrip("/"))
    assert build_site(source).exit_code == 0
    assert snapshot(tmp_path / "outside") == before


def test_a_link_of_the_users_own_is_followed_to_the_output(source: Path, tmp_path: Path) -> None:
    """Outside the source, nobody but the user can have put it there."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "web").symlink_to(tmp_path / "disk")
    assert build_site(source, tmp_path / "web/site").exit_code == 0
    assert "index.html" in published(tmp_path / "disk/site")


def test_what_is_replaced_keeps_its_permissions(source: Path) -> None:
    (source / TRANSLATION).chmod(0o640)
    assert cli.main(["translated", "alpha", "pl"]) == 0
    assert stat.S_IMODE((source / TRANSLATION).stat().st_mode) == 0o640
    assert [file.name for file in (source / PROJECT).parent.iterdir() if file.name.startswith(".")] == []


# The function that writes


@pytest.mark.parametrize("writing", [write_file, create_file, append_to_file])
@pytest.mark.parametrize("put", [os.mkfifo, os.mkdir])
def test_only_plain_files_are_written(
    writing: Callable[[Path, str, bytes], None], put: Callable[[Path], None], tmp_path: Path
) -> None:
    put(tmp_path / "place")
    with pytest.raises(InTheWayError) as raised:
        writing(tmp_path, "place", b"text")
    assert raised.value.filename == str(tmp_path / "place")
    assert [file.name for file in tmp_path.iterdir()] == ["place"]


def test_an_error_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(MINE, "utf-8")
    with pytest.raises(OSError, match="a") as raised:
        write_file(tmp_path, "a/b/c", b"text")
    assert raised.value.filename == str(tmp_path / "a")


def test_without_folder_descriptors_links_are_refused_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.setattr("vitrina.disk.writing.HAS_DIRECTORY_DESCRIPTORS", False)
    write(tmp_path, {"outside/file": MINE})
    (tmp_path / "folder").symlink_to("outside")
    (tmp_path / "link").symlink_to("outside/file")
    before = snapshot(tmp_path / "outside")
    for path in ("folder/file", "folder/new", "link"):
        with pytest.raises(InTheWayError):
            write_file(tmp_path, path, b"text")
    write_file(tmp_path, "made/file", b"text")
    assert (tmp_path / "made/file").read_bytes() == b"text"
    assert snapshot(tmp_path / "outside") == before
