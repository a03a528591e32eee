"""The wheel: built from the repository, it works in an empty environment on a folder with nothing but content.

With the versions of the lock it builds the same bytes as here. With other versions that ``pyproject.toml`` allows, what
must not depend on them is the same: files, addresses and texts. The newest versions change without us, so that test
stands apart (``make newest``): when it alone fails, a new release has changed something.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest

from tests.comparing import assert_same_files
from tests.sites import published

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("vitrina", "themes", "i18n", "pyproject.toml", "README.md", "LICENSE")
LOCK = ROOT / "requirements.lock"
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")

MADE_BY_A_LIBRARY = frozenset((".css", ".js", ".svg"))
"""Shortened scripts, drawn codes: another version may write the same in other bytes."""

IMPORT_EVERYTHING = """
import importlib, pkgutil, vitrina
for module in pkgutil.walk_packages(vitrina.__path__, "vitrina."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


@dataclass(frozen=True)
class Environment:
    """An environment with the wheel and nothing of this one."""

    folder: Path

    def run(self, program: str, *arguments: str) -> str:
        return run(str(self.folder / ("Scripts" if os.name == "nt" else "bin") / program), *arguments)

    def install(self, *arguments: str) -> None:
        run(*PIP, "--python", str(self.folder), "install", "--no-compile", *arguments)

    def versions(self) -> dict[str, str]:
        return pins(run(*PIP, "--python", str(self.folder), "list", "--format", "freeze"))


def run(*command: str, cwd: Path = ROOT) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pins(requirements: str) -> dict[str, str]:
    """Return the versions of lines like ``babel==2.19.0``, by name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", requirements, re.MULTILINE)
    return {name.lower().replace("_", "-"): version for name, version in found}


def build_wheel(folder: Path) -> Path:
    """Build the wheel in an empty folder and return its file."""
    source = folder / "source"
    source.mkdir()
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    run(*PIP, "wheel", ".", "--no-deps", "--wheel-dir", str(folder), cwd=source)
    shutil.rmtree(source)
    (built,) = folder.glob("vitrina-*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that this environment builds; ``make test`` gives it the versions of the lock."""
    folder = tmp_path_factory.mktemp("here")
    run(sys.executable, "build.py", "--output", str(folder / "site"), "--quiet")
    return published(folder / "site")


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return empty_environment(tmp_path / "environment")


def empty_environment(folder: Path) -> Environment:
    """Return a new environment with nothing in it."""
    run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    return Environment(folder)


def build(environment: Environment, folder: Path) -> dict[str, bytes]:
    """Build what people wrote for the demonstration site in a folder that has nothing else."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "i18n/vocabularies", folder / "i18n/vocabularies")
    environment.run("vitrina", "build", "--source", str(folder), "--strict")
    return published(folder / "site")


@pytest.mark.network
def test_a_wheel_builds_the_whole_site_elsewhere(
    wheel: Path, here: dict[str, bytes], environment: Environment, tmp_path: Path
) -> None:
    environment.install("--require-hashes", "--requirement", str(LOCK))
    environment.install("--no-deps", str(wheel))
    assert len(here) > 200
    assert_same_files(here, build(environment, tmp_path / "elsewhere"))

    page = tmp_path / "translations.html"  # its templates are in the wheel
    environment.run("vitrina", "status", "--source", str(tmp_path / "elsewhere"), "--html", str(page))
    assert "</html>" in page.read_text("utf-8")
    for catalogue in sorted((ROOT / "i18n").rglob("*.po*")):  # visitors' and writers'
        assert f"vitrina/bundled/{catalogue.relative_to(ROOT).as_posix()}" in zipfile.ZipFile(wheel).namelist()


@pytest.mark.network
def test_the_oldest_versions_that_are_allowed_build_the_same_site(
    wheel: Path, here: dict[str, bytes], environment: Environment, tmp_path: Path
) -> None:
    oldest = tmp_path / "oldest.txt"
    oldest.write_text("".join(f"{name}=={version}\n" for name, version in lower_bounds().items()), "utf-8")
    environment.install("--constraint", str(oldest), str(wheel))
    environment.run("python", "-c", IMPORT_EVERYTHING)  # a command that no build needs has its libraries, too
    assert_same_files(essence(here), essence(build(environment, tmp_path / "elsewhere")))


@pytest.mark.network
@pytest.mark.newest
def test_the_newest_versions_that_are_allowed_build_the_same_site(
    wheel: Path, here: dict[str, bytes], environment: Environment, tmp_path: Path
) -> None:
    environment.install(str(wheel))
    locked = pins(LOCK.read_text("utf-8"))
    newer = [
        f"{name} {version} (lock: {locked[name]})"
        for name, version in environment.versions().items()
        if locked.get(name, version) != version
    ]
    built = build(environment, tmp_path / "elsewhere")
    assert_same_files(essence(here), essence(built), f"With {', '.join(newer) or 'the versions of the lock'}")


def lower_bounds() -> dict[str, str]:
    """Return the oldest version of each dependency that ``pyproject.toml`` allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = dict(re.findall(r"([a-z0-9-]+)>=([0-9.]+),<\d", "\n".join(project["dependencies"])))
    assert len(found) == len(project["dependencies"]), "Every dependency has a range."
    return found


class Reading(HTMLParser):
    """What visitors read and where links lead, without the tags between."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [value for name, value in attrs if value and name in ("href", "src", "alt", "lang", "dir")]

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def essence(site: dict[str, bytes]) -> dict[str, bytes]:
    """Return what must not depend on the versions of libraries: files, addresses, texts but for their spaces."""
    return {path: meaning(PurePosixPath(path).suffix, content).encode() for path, content in site.items()}


def meaning(suffix: str, content: bytes) -> str:
    """Return one line a piece of text; CLDR's releases differ in their spaces, and addresses carry a version."""
    if suffix in MADE_BY_A_LIBRARY or b"\0" in content:
        return ""
    text = content.decode()
    if suffix == ".html":
        reading = Reading()
        reading.feed(text)
        pieces = reading.seen
    elif suffix == ".json":
        pieces = json.dumps(json.loads(text), ensure_ascii=False, indent=0).splitlines()
    else:
        pieces = text.splitlines()
    plain = (re.sub(r"\s+|(?<=\?v=)[0-9a-f]+", "", piece) for piece in pieces)
    return "".join(f"{piece}\n" for piece in plain if piece)


@pytest.mark.parametrize(
    ("suffix", "other"),
    [
        (".html", "<p lang=sv>1–2 mars <a href='/a/?v=2'>x</a></p>"),
        (".html", "<p lang='sv'>\n1\u2009–\u20092 mars <a href='/a/?v=1'><b>x</b></a></p>"),
    ],
)
def test_spaces_and_ways_to_write_the_same_are_no_difference(suffix: str, other: str) -> None:
    assert meaning(suffix, b"<p lang=sv>1\xe2\x80\x932 mars <a href='/a/?v=1'>x</a>") == meaning(suffix, other.encode())


@pytest.mark.parametrize(
    ("suffix", "before", "after"),
    [
        (".html", "<p>1–2 mars</p>", "<p>1–2 maj</p>"),
        (".html", "<a href='/a/'>x</a>", "<a href='/b/'>x</a>"),
        (".html", "<p lang=sv>x</p>", "<p lang=pl>x</p>"),
        (".json", '{"a": "1"}', '{"a": "2"}'),
        (".xml", "<a>1</a>", "<a>2</a>"),
    ],
)
def test_other_words_addresses_and_languages_are_a_difference(suffix: str, before: str, after: str) -> None:
    assert meaning(suffix, before.encode()) != meaning(suffix, after.encode())
