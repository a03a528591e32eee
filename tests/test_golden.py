"""Golden cases: small sites in ``tests/golden`` with every byte that must come of them (see the README there)."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from vitrina.cli import main as cli
from vitrina.values import urls

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
SHARED = {"theme": "themes/plain", "i18n": "i18n"}
"""Folders beside the cases, and where they lie under the input of each."""

CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir() and folder.name not in SHARED)
SITES = [case for case in CASES if (GOLDEN / case / "expected").is_dir()]
SITE = "site"
PROMPT = "$ "
FIRST_TRANSCRIPT = f"{PROMPT}vitrina build\n"
BASE = re.compile(r'<link rel="canonical" href="(https?://[^"]*/)(?:404\.html)?">')
LINK = re.compile(r'(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'id="([^"]*)"')


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    folder = GOLDEN / case
    lay_out(folder, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    expected = read(folder / "transcript.txt") or FIRST_TRANSCRIPT
    transcript = "\n".join(map(run, commands(expected)))
    built = tree(tmp_path / SITE)
    if request.config.getoption("--refresh-golden"):
        refresh(folder, built, transcript)
        return
    assert (folder / "README.md").is_file(), "A case says in README.md what it documents."
    differences = [
        *difference("transcript.txt", expected.encode(), transcript.encode()),
        *differences_between(tree(folder / "expected"), built),
    ]
    if differences:
        pytest.fail("\n".join([f"{case}: not as expected (- expected, + built).", *differences]), pytrace=False)


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_builds_the_same_bytes(hash_seed: str, tmp_path: Path) -> None:
    case = GOLDEN / "facts-inherited"
    lay_out(case, tmp_path)
    command = [sys.executable, str(ROOT / "build.py"), "--source", str(tmp_path), "--output", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert not list(differences_between(tree(case / "expected"), tree(tmp_path / "out")))


@pytest.mark.parametrize("case", SITES)
def test_expected_sites_have_no_dead_links(case: str) -> None:
    """What somebody accepted with ``make golden`` has to make sense, too."""
    files = tree(GOLDEN / case / "expected")
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    base = BASE.search(pages["index.html"])
    assert base is not None
    dead = [
        f"{path}: {link}"
        for path, page in pages.items()
        for link in LINK.findall(page)
        if leads_nowhere(link, path, base[1], pages, files)
    ]
    assert not dead


def leads_nowhere(link: str, path: str, base: str, pages: Mapping[str, str], files: Mapping[str, bytes]) -> bool:
    parts = urlsplit(link)
    if parts.scheme and not link.startswith(base):
        return False
    prefix = urls.base_path(base)
    if parts.path and not parts.path.startswith(prefix):
        return True
    file = urls.file_of(unquote(parts.path).removeprefix(prefix)) if parts.path else path
    anchors = ANCHOR.findall(pages.get(file, ""))
    return file not in files or (bool(parts.fragment) and unquote(parts.fragment) not in anchors)


def lay_out(case: Path, source: Path) -> None:
    """Make the source folder of ``case``: what all cases share, and the case's own files over it."""
    for name, place in SHARED.items():
        shutil.copytree(GOLDEN / name, source / place)
    shutil.copytree(case / "input", source, dirs_exist_ok=True)


def commands(transcript: str) -> list[str]:
    found = [line.removeprefix(PROMPT) for line in transcript.splitlines() if line.startswith(PROMPT)]
    assert all(line.startswith("vitrina ") for line in found), "A transcript runs nothing but vitrina."
    return found


def run(command: str) -> str:
    """Return how a terminal looks after ``command``."""
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        exit_code = cli.main(shlex.split(command)[1:])
    output = re.sub(r" in [0-9]+\.[0-9] s\b", " in 0.0 s", printed.getvalue())
    return f"{PROMPT}{command}\n{output}exit code {exit_code}\n"


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a site by path; the engine's own notes are not part of it."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    named = ((file.relative_to(folder).as_posix(), file) for file in files)
    return {path: file.read_bytes() for path, file in named if not path.startswith(".vitrina/")}


def read(file: Path) -> str | None:
    return file.read_bytes().decode() if file.is_file() else None


def differences_between(expected: Mapping[str, bytes], built: Mapping[str, bytes]) -> Iterator[str]:
    for path in sorted({*expected, *built}):
        yield from difference(f"expected/{path}", expected.get(path), built.get(path))


def difference(path: str, expected: bytes | None, built: bytes | None) -> Iterator[str]:
    """Yield the lines of a unified diff, or a sentence where lines would not help."""
    if expected == built:
        return
    if expected is None:
        yield f"{path}: built, though not expected"
    if built is None:
        yield f"{path}: expected, but not built"
        return
    try:
        before, after = (expected or b"").decode().splitlines(), built.decode().splitlines()
    except UnicodeDecodeError:
        yield f"{path}: other bytes than expected"
        return
    yield from difflib.unified_diff(before, after, path, path, lineterm="")
    if before == after:
        yield f"{path}: other line ends than expected"


def refresh(case: Path, built: Mapping[str, bytes], transcript: str) -> None:
    """Write down what came of ``case``, and nothing that no longer does."""
    shutil.rmtree(case / "expected", ignore_errors=True)
    for path, content in built.items():
        file = case / "expected" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (case / "transcript.txt").write_bytes(transcript.encode())
