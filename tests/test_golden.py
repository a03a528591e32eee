"""Golden cases: small sites in ``tests/golden`` and what must come of them.

A case is a folder with ``README.md`` (what it documents), ``input/``, ``transcript.txt`` (what a terminal shows) and,
of a site that is built, either ``expected/`` with every byte, or ``expected.txt`` with what the case is about: the
addresses, and below each heading a page, or some lines of it::

    === files
    === sv/projects/women/index.html
    === lv/regions/index.html: title, term

The theme of the cases prints one value a line, with a label. A label of a heading selects the lines that begin with it
and what is indented below them; ``main`` is the whole element. Where a page has no such line, that is said. ``make
golden`` renews what stands below the headings.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.comparing import assert_same_files
from vitrina.cli import main as cli
from vitrina.values import urls

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
SHARED = {"theme": "themes/plain", "i18n": "i18n"}
"""Folders beside the cases, and where they lie under the input of each."""

CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir() and folder.name not in SHARED)
WHOLE = [case for case in CASES if (GOLDEN / case / "expected").is_dir()]
"""Cases of which every byte is expected: together, their pages show nearly every value that a template is given."""
SITE = "site"
PROMPT = "$ "
FIRST_TRANSCRIPT = f"{PROMPT}vitrina build\n"
BASE = re.compile(r'<link rel="canonical" href="(https?://[^"]*/)(?:404\.html)?">')
LINK = re.compile(r'(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'id="([^"]*)"')
HEADING = "=== "
FILES = "files"
BLOCK = re.compile(r"<main\b.*?^</main>\n|\S[^\n]*\n(?:[ \t][^\n]*\n)*", re.DOTALL | re.MULTILINE)
"""A line with what is indented below it, or the text of an entry."""


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    folder = GOLDEN / case
    lay_out(folder, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    expected = read(folder / "transcript.txt") or FIRST_TRANSCRIPT
    transcript = "\n".join(map(run, commands(expected)))
    built = tree(tmp_path / SITE)
    assert dead_links(built) == []
    if request.config.getoption("--refresh-golden"):
        refresh(folder, built, transcript)
        return
    assert (folder / "README.md").is_file(), "A case says in README.md what it documents."
    shown = read(folder / "expected.txt")
    assert built or shown is None
    if shown is None:
        assert_same_files(tree(folder / "expected"), built, case)
    else:
        wanted, now = ({"expected.txt": text.encode()} for text in (shown, show(shown, built)))
        assert_same_files(wanted, now, case)
    assert_same_files({"transcript.txt": expected.encode()}, {"transcript.txt": transcript.encode()}, case)


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_builds_the_same_bytes(hash_seed: str, tmp_path: Path) -> None:
    case = GOLDEN / "facts-inherited"
    lay_out(case, tmp_path)
    command = [sys.executable, str(ROOT / "build.py"), "--source", str(tmp_path), "--output", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert_same_files(tree(case / "expected"), tree(tmp_path / "out"))


def test_two_sites_are_expected_whole_and_of_others_what_they_are_about() -> None:
    assert len(WHOLE) == 2
    for case in CASES:
        assert case not in WHOLE or not (GOLDEN / case / "expected.txt").exists()


@pytest.mark.parametrize(
    ("labels", "selected"),
    [
        ("term", ["term: <a>one</a>\n"]),
        ("card", ["card: x\n  time: 2024\n", "card: y\n"]),
        ("title", ["<title>T</title>\n"]),
        ("main", ["<main>\n<p>card: no</p>\n\n  code\n</main>\n"]),
        ("card, title", ["<title>T</title>\n", "card: x\n  time: 2024\n", "card: y\n"]),
        ("time", []),
    ],
)
def test_labels_select_lines(labels: str, selected: list[str]) -> None:
    page = "<title>T</title>\nterm: <a>one</a>\nterms: 2\ncard: x\n  time: 2024\ncard: y\n"
    assert select(f"{page}<main>\n<p>card: no</p>\n\n  code\n</main>\n", labels.split(", ")) == selected


def show(shown: str, built: Mapping[str, bytes]) -> str:
    """Return ``shown`` with what its headings select from the files that were built."""
    intro, *sections = re.split(rf"^(?={HEADING})", shown, flags=re.MULTILINE)
    return "".join([intro, *(show_section(section.partition("\n")[0], built) for section in sections)])


def show_section(heading: str, built: Mapping[str, bytes]) -> str:
    path, _, labels = heading.removeprefix(HEADING).partition(": ")
    if path == FILES:
        return "\n".join([heading, *sorted(built), "", ""])
    content = built.get(path)
    if content is None:
        return f"{heading}\n(no such file)\n\n"
    try:
        text = content.decode().rstrip("\n") + "\n"
    except UnicodeDecodeError:
        return f"{heading}\nsha256 {hashlib.sha256(content).hexdigest()}\n\n"
    if labels:
        missing = [f"(no {label})\n" for label in labels.split(", ") if not select(text, [label])]
        text = "".join([*select(text, labels.split(", ")), *missing])
    return f"{heading}\n{text}\n"


def select(page: str, labels: list[str]) -> list[str]:
    begins = re.compile(rf"<?(?:{'|'.join(map(re.escape, labels))})(?![\w-])")
    return [block for block in BLOCK.findall(page) if begins.match(block)]


def dead_links(files: Mapping[str, bytes]) -> list[str]:
    """Return the links of a built site that lead nowhere."""
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    base = BASE.search(pages.get("index.html", ""))
    assert base is not None or not pages
    return [
        f"{path}: {link}"
        for path, page in pages.items()
        for link in LINK.findall(page)
        if base and leads_nowhere(link, path, base[1], pages, files)
    ]


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


def refresh(case: Path, built: Mapping[str, bytes], transcript: str) -> None:
    """Write down what came of ``case``, and nothing that no longer does."""
    (case / "transcript.txt").write_bytes(transcript.encode())
    shown = read(case / "expected.txt")
    if shown is not None:
        (case / "expected.txt").write_bytes(show(shown, built).encode())
        return
    shutil.rmtree(case / "expected", ignore_errors=True)
    for path, content in built.items():
        file = case / "expected" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
