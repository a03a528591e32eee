"""What the system does not let us read is told with its place, whatever it is: never a traceback, never left out."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import PROJECT, THEME, VOCABULARY, build_site, found, make_site
from vitrina.reading.text import is_there

TERM = "podlaskie:\n  labels: {sv: a, ar: a, pl: a, lv: a}\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_site(tmp_path / "source", {VOCABULARY: TERM})


def open_socket(place: Path) -> None:
    """Bind a socket by a short name, for a long one is refused."""
    code = "import os, socket, sys; os.chdir(sys.argv[1]); socket.socket(socket.AF_UNIX).bind(sys.argv[2])"
    assert socket.AF_UNIX
    subprocess.run([sys.executable, "-c", code, str(place.parent), place.name], check=True)


@pytest.mark.parametrize("put", [os.mkfifo, open_socket], ids=["pipe", "socket"])
@pytest.mark.parametrize("path", ["content/site.yml", PROJECT, "i18n/sv.po", VOCABULARY, f"{THEME}/theme.yml"])
def test_what_is_no_file_is_told(path: str, put: Callable[[Path], None], source: Path) -> None:
    (source / path).unlink()
    put(source / path)
    report = build_site(source)
    assert (path, 0, "unreadable-file") in found(report)
    assert report.exit_code == 1
    assert not (source / "site").exists()


@pytest.mark.parametrize("put", [os.mkfifo, open_socket], ids=["pipe", "socket"])
@pytest.mark.parametrize("path", [f"{THEME}/templates/page.html", f"{THEME}/static/style.css"])
def test_what_is_no_file_in_a_theme_is_told(path: str, put: Callable[[Path], None], source: Path) -> None:
    (source / path).unlink()
    put(source / path)
    assert (path, 0, "unreadable-file") in found(build_site(source))


def as_nobody(source: Path) -> list[tuple[str, int, str]]:
    """Build in a process without the rights of root, and return what it found."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            os.write(theirs, repr(found(build_site(source, has_state=False))).encode())
        except Exception:
            os.write(theirs, repr([(traceback.format_exc(), 0, "traceback")]).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as answer:
        text = answer.read()
    os.waitpid(process, 0)
    return list(ast.literal_eval(text.decode()))


@pytest.mark.parametrize(
    "path",
    [
        *("content", "content/projects", PROJECT, "i18n", "i18n/sv.po", "i18n/vocabularies", VOCABULARY),
        *("themes", THEME, f"{THEME}/theme.yml", f"{THEME}/templates", f"{THEME}/templates/page.html"),
        *(f"{THEME}/static", f"{THEME}/static/style.css"),
    ],
)
def test_without_permission_it_is_told(path: str, source: Path) -> None:
    assert build_site(source).exit_code == 0  # which imports what nobody may
    folder = Path("/tmp") / f"vitrina-unreadable-{os.getpid()}"  # pytest's own folders are closed to nobody
    shutil.copytree(source, folder)
    try:
        subprocess.run(["chmod", "-R", "a+rwX", str(folder)], check=True)
        place = folder / path
        before = place.stat().st_mode
        place.chmod(0)
        problems = as_nobody(folder)
        place.chmod(before)
    finally:
        shutil.rmtree(folder)
    assert {code for _, _, code in problems} & {"unreadable-file"}, problems
    told = [told for told, _, code in problems if code == "unreadable-file"]
    assert any(path.startswith(place) or place.startswith(path) for place in told), problems


@pytest.mark.parametrize("content", [b"x", b"", None], ids=["file", "empty", "pipe"])
@pytest.mark.parametrize(
    "path",
    [
        *("content/projects", "content/news", "content/pages", "content/static", "i18n", "i18n/vocabularies"),
        *("themes", THEME, f"{THEME}/static", f"{THEME}/templates"),
    ],
)
def test_a_file_in_the_place_of_a_folder_is_told(path: str, content: bytes | None, source: Path) -> None:
    shutil.rmtree(source / path, ignore_errors=True)
    if content is None:
        os.mkfifo(source / path)
    else:
        (source / path).write_bytes(content)
    report = build_site(source)
    told = [(place, line, code) for place, line, code in found(report) if code != "unknown-project"]
    assert (path, 0, "not-a-folder") in told
    assert {code for _, _, code in told} <= {"not-a-folder", "unreadable-file"}
    assert not (source / "site").exists()


def test_it_is_told_until_it_is_a_folder(source: Path) -> None:
    shutil.rmtree(source / "content/news")
    assert build_site(source).exit_code == 0
    (source / "content/news").write_text("x")
    assert found(build_site(source)) == [("content/news", 0, "not-a-folder")]
    (source / "content/news").unlink()
    assert found(build_site(source)) == []


def test_a_link_to_itself_as_output(source: Path) -> None:
    (source / "site").symlink_to("site")
    assert found(build_site(source)) == [("site", 0, "output-link")]


def test_what_cannot_be_seen_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert is_there(tmp_path / "loop")
    assert is_there(tmp_path / "loop/file")
    assert not is_there(tmp_path / "nothing")


@pytest.mark.parametrize("path", ["site", "site/sv"])
def test_an_output_without_permission_is_told(path: str) -> None:
    folder = make_site(Path("/tmp") / f"vitrina-unwritable-{os.getpid()}")
    try:
        assert build_site(folder).exit_code == 0
        subprocess.run(["chmod", "-R", "a+rwX", str(folder)], check=True)
        (folder / path).chmod(0)
        problems = as_nobody(folder)
        (folder / path).chmod(0o755)
    finally:
        shutil.rmtree(folder)
    assert {code for _, _, code in problems} == {"output-failed"}, problems
