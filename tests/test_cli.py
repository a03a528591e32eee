"""The command line: three doors to one room, plain words, an exit code for each end, and quiet where nobody looks."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import saved
from tests.sites import PAGE, POST, ROOT, document, make_site, published, snapshot, tree, write
from vitrina import __version__
from vitrina.cli import main as cli

DOORS = {
    "build.py": ["build.py"],
    "module": ["-m", "vitrina"],
    "function": ["-c", "import sys; from vitrina.cli.main import main; sys.exit(main())"],
}
BUILT = re.compile(r"Built: (\d+) written, (\d+) unchanged, (\d+) removed in \d+\.\d s( \((\d+) warnings?\))?\.\n")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def run(*arguments: str, door: str = "build.py", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *DOORS[door], *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_site(tmp_path / "source")


@pytest.mark.parametrize("door", DOORS)
def test_every_door_builds(door: str, source: Path, tmp_path: Path) -> None:
    done = run("--source", str(source), "--output", str(tmp_path / "site"), door=door)
    assert (done.returncode, done.stderr) == (0, "")
    summary = BUILT.fullmatch(done.stdout)
    assert summary
    assert int(summary[1]) == len(published(tmp_path / "site")) > 0


@pytest.mark.parametrize("command", [[], ["build"]])
def test_build_may_be_left_out(command: list[str], source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command, "--source", str(source)]) == 0
    assert (source / "site/index.html").is_file()
    assert BUILT.fullmatch(capsys.readouterr().out)


def test_without_options_the_folder_at_hand_is_built(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(source)
    monkeypatch.setattr(sys, "argv", ["vitrina"])
    assert cli.main() == 0
    assert (source / "site/index.html").is_file()
    assert BUILT.fullmatch(capsys.readouterr().out)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("command", [["--help"], ["-h"], ["build", "--help"], ["check", "--help"]])
def test_help_is_in_plain_words(door: str, command: list[str]) -> None:
    done = run(*command, door=door, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    assert not CONTROL.search(done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= 80
    jargon = (
        r"argv|argument|boolean|bool|regex|namespace|stdout|stderr|string|NoneType|==SUPPRESS==|deprecated|positional"
    )
    assert not re.search(rf"(?i)\b({jargon})\b", done.stdout)
    if "build" in command:
        for option in (
            "--source",
            "--output",
            "--base-url",
            "--jobs",
            "--strict",
            "--format",
            "--ui-language",
            "--quiet",
        ):
            assert re.search(rf"{option}\b.*(\n\s+)?\w+ \w+", done.stdout), option
        assert "Exit codes: 0 built, 1 problems in the content, 2 wrong usage." in done.stdout
    elif "check" in command:
        for option in ("--source", "--base-url", "--jobs", "--strict", "--quiet", "--today"):
            assert re.search(rf"{option}\b.*(\n\s+)?\w+ \w+", done.stdout), option
        assert "Exit codes: 0 success, 1 problems in the content, 2 wrong usage." in done.stdout
    else:
        assert "build the site" in done.stdout
        assert "without writing it" in " ".join(done.stdout.split())


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_a_terminal_without_these_letters_gets_the_help_all_the_same(arguments: list[str]) -> None:
    done = run(*arguments, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()


@pytest.mark.parametrize("door", DOORS)
def test_version(door: str) -> None:
    done = run("--version", door=door)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"vitrina {__version__}\n", "")


WRONG = [
    (["--frobnicate"], "--frobnicate"),
    (["frobnicate"], "frobnicate"),
    (["--outptu", "x"], "--outptu"),
    (["--out", "x"], "--out"),
    (["--source"], "--source"),
    (["--source", "nowhere-at-all"], "nowhere-at-all"),
    (["--source", "README.md"], "README.md"),
    (["--jobs", "0"], "“0”"),
    (["--jobs", "-1"], "--jobs"),
    (["--jobs", "many"], "“many”"),
    (["--jobs", "65"], "“65”"),
    (["--jobs", "٣"], "“٣”"),
    (["--jobs", "9" * 5000], "--jobs"),
    (["--jobs", ""], "--jobs"),
    (["--base-url", "example.org"], "--base-url"),
    (["--base-url", "ftp://example.org/"], "--base-url"),
    (["--base-url", "https://example.org/?a=b"], "--base-url"),
    (["--base-url", "https://"], "--base-url"),
    (["--output", "content"], "--output"),
    (["--output", "."], "--output"),
    (["--format", "xml"], "--format"),
    (["--ui-language", "xx"], "--ui-language"),
    (["--ui-language", "\u202e"], "\\u202e"),
]


@pytest.mark.parametrize(("arguments", "word"), WRONG, ids=lambda value: " ".join(value)[:30])
def test_wrong_usage(
    arguments: Sequence[str],
    word: str,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(source)
    write(source, {"README.md": "a file"})
    before = snapshot(source)
    try:
        code = cli.main(arguments)
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert word in said.err
    assert "Traceback" not in said.err
    assert snapshot(source) == before


@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_base_url_is_wrong_usage(value: str, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--base-url "$URL"`` with a variable that is not set must not publish the address of site.yml in silence."""
    assert cli.main(["--source", str(source), "--base-url", value]) == 2
    assert "--base-url" in capsys.readouterr().err


def test_base_url_wins_over_the_settings(source: Path) -> None:
    assert cli.main(["--source", str(source), "--base-url", "https://example.net/elsewhere", "--quiet"]) == 0
    assert b"Sitemap: https://example.net/elsewhere/sitemap.xml" in (source / "site/robots.txt").read_bytes()


@pytest.mark.parametrize("is_strict", [False, True])
def test_strict_takes_warnings_for_errors(is_strict: bool, source: Path, tmp_path: Path) -> None:
    write(source, {PAGE: document("<b>Om</b> oss.")})
    done = run("--source", str(source), "--output", str(tmp_path / "site"), *(["--strict"] if is_strict else []))
    assert done.returncode == (1 if is_strict else 0)
    assert re.search(rf"^{PAGE}:4: raw-html: warning: ", done.stderr, re.MULTILINE)
    if is_strict:
        assert done.stdout == ""
        assert re.search(r"^Not built: \d+ warnings?\. The site is as it was\.$", done.stderr, re.MULTILINE)
        assert not (tmp_path / "site").exists()
    else:
        summary = BUILT.fullmatch(done.stdout)
        assert summary
        assert summary[5]


def test_quiet_says_nothing_on_success(source: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("--source", str(source), "--output", str(tmp_path / "site"), "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_says_what_is_wrong(source: Path, tmp_path: Path) -> None:
    write(source, {PAGE: "no front matter"})
    done = run("--source", str(source), "--output", str(tmp_path / "site"), "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{PAGE}:1: no-front-matter: ")
    assert done.stderr.endswith("Not built: 1 error. The site is as it was.\n")


def test_the_summary_counts_what_was_done(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--source", str(source), "--output", str(tmp_path / "site"), "--jobs", "1"]

    def counts() -> tuple[int, int, int]:
        assert cli.main(command) == 0
        summary = BUILT.fullmatch(capsys.readouterr().out)
        assert summary
        return int(summary[1]), int(summary[2]), int(summary[3])

    total = counts()[0]
    assert counts() == (0, total, 0)
    write(source, {PAGE: document("Nyare.")})
    assert counts() == (2, total - 2, 0)
    write(source, {POST: None})
    before = set(tree(tmp_path / "site"))
    written, unchanged, removed = counts()
    assert removed == len(before - set(tree(tmp_path / "site"))) > 0
    assert written + unchanged + removed == total


def test_nothing_reorders_or_recolours_a_log(source: Path, tmp_path: Path) -> None:
    evil = "x\u202egnp.exe\u2066\u001b[31m\u009b\u200f"
    write(
        source,
        {PAGE: document(**{"region": f'"{evil}"', f'"{evil}"': "a"}), POST: document(f"[a](b{evil})\n<b {evil}>")},
    )
    write(source, {f"content/pages/{evil}": "a", f"content/static/{evil}": "a", f"content/{evil}": "a"})
    done = run("--source", str(source), "--output", str(tmp_path / "site"))
    assert done.returncode == 1
    assert not CONTROL.search(done.stdout + done.stderr)
    assert "\\u202e" in done.stderr


def on_a_terminal(*arguments: str) -> str:
    """Return what a build writes to a terminal, with its control characters."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "build.py", *arguments], cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            part = b""
        if not part:
            break
        written += part
    os.close(ours)
    assert process.wait() == 0
    return written.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_sees_how_far_the_build_is(jobs: str, source: Path, tmp_path: Path) -> None:
    seen = on_a_terminal("--source", str(source), "--output", str(tmp_path / "site"), "--jobs", jobs)
    total = len(published(tmp_path / "site"))
    steps = [(int(percent), int(done)) for percent, done in re.findall(rf"\r *(\d+)%  (\d+) of {total} files", seen)]
    assert steps == sorted(set(steps))
    assert len(steps) > 1
    assert steps[-1] == (100, total)
    *_, last = seen.split("\r\x1b[2K")
    assert BUILT.fullmatch(last.replace("\r\n", "\n"))


def with_photos(source: Path, photos: int, size: tuple[int, int]) -> Path:
    files = {f"content/static/{number}.jpg": saved(Image.effect_noise(size, 60), "JPEG") for number in range(photos)}
    return write(source, dict(files))


def test_a_terminal_sees_how_many_pictures_are_made(source: Path, tmp_path: Path) -> None:
    """In place of the files, and not in a build that finds them made."""
    with_photos(source, 20, (3000, 2000))  # more than the second after which it begins
    options = ("--source", str(source), "--output", str(tmp_path / "site"), "--jobs", "2", "--ui-language=sv")
    counted, files, *_ = on_a_terminal(*options).split("\r\x1b[2K")
    made = [int(number) for number in re.findall(r"\rBilder: (\d+) av 20", counted)]
    assert len(made) > 1
    assert made == sorted(set(made))
    assert "%" not in counted
    assert "100 %" in files
    assert "Bilder" not in on_a_terminal(*options)


def test_a_terminal_sees_no_count_of_pictures_that_take_no_time(source: Path, tmp_path: Path) -> None:
    with_photos(source, 2, (30, 20))
    seen = on_a_terminal("--source", str(source), "--output", str(tmp_path / "site"), "--jobs", "1")
    assert "Pictures" not in seen
    assert "100%" in seen


def test_quiet_is_quiet_on_a_terminal(source: Path, tmp_path: Path) -> None:
    assert on_a_terminal("--source", str(source), "--output", str(tmp_path / "site"), "--quiet") == ""


def test_no_progress_where_nobody_watches(source: Path, tmp_path: Path) -> None:
    done = run("--source", str(source), "--output", str(tmp_path / "site"), "--jobs", "2")
    assert not CONTROL.search(done.stdout + done.stderr)
    assert "%" not in done.stdout + done.stderr


def test_a_folder_without_a_site_is_told_what_is_missing(tmp_path: Path) -> None:
    done = run("--source", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("content/site.yml: no-site: There is no file content/site.yml.\n")
    assert list(tmp_path.iterdir()) == []
