"""The wheel: built from the repository, it works in an empty environment on a folder with nothing but content."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("vitrina", "themes", "i18n", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=600)


@pytest.mark.network
def test_a_wheel_builds_the_whole_site_elsewhere(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    built = run(*pip, "wheel", ".", "--no-deps", "--wheel-dir", str(tmp_path / "dist"), cwd=source)
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("vitrina-*.whl")

    made = run(sys.executable, "-m", "venv", str(tmp_path / "empty"), cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    installed = run(str(folder / "python"), "-m", "pip", "--quiet", "install", str(wheel), cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr

    shutil.rmtree(source)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "content", elsewhere / "content")
    done = run(str(folder / "vitrina"), "build", "--source", str(elsewhere), "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    here = run(sys.executable, "build.py", "--output", str(tmp_path / "here"), "--quiet", cwd=ROOT)
    assert here.returncode == 0, here.stderr
    assert tree(elsewhere / "site") == tree(tmp_path / "here")

    page = tmp_path / "translations.html"  # its templates are in the wheel
    told = run(str(folder / "vitrina"), "status", "--source", str(elsewhere), "--html", str(page), cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "</html>" in page.read_text("utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert len(files) > 200
    return files
