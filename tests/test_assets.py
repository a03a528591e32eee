"""Static files of a theme as they are published: minified scripts of the default theme, the rest byte for byte."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import rjsmin

from tests.required import require
from tests.sites import ROOT, build_site, make_site
from vitrina.disk.inputs import InputFile
from vitrina.theme.assets import published, published_bytes

THEME = ROOT / "themes/default/static"
SCRIPTS = sorted(THEME.rglob("*.js"))

ACORN = ROOT / ".tools/node_modules/acorn/dist/acorn.mjs"

ALL_SCRIPTS = 16_000
"""Bytes that all scripts of the theme may have together, compressed as one file."""

EACH_SCRIPT = 20_300
"""The sum of what they have as they travel, each compressed by itself; no page loads all of them."""

FOR_READING_OFFLINE = {"worker.js", "offline.js"}
"""Those that only a site has that is to be read without a network; they have a budget of their own."""
OFFLINE_SCRIPTS = 900

COMPARE = """
import {readFileSync} from 'node:fs';
import {parse} from '%s';
const tree = (file) => JSON.stringify(
    parse(readFileSync(file, 'utf8'), {ecmaVersion: 2022, sourceType: 'module'}),
    (key, value) => key === 'start' || key === 'end' ? undefined : value);
const [written, published] = process.argv.slice(2);
console.log(tree(written) === tree(published) ? 'same' : 'different');
"""


def asset(file: Path) -> InputFile:
    """Return ``file`` as a file of the theme."""
    return InputFile(ROOT, file.relative_to(ROOT).as_posix())


def is_the_same_program(written: Path, published_script: bytes, folder: Path) -> bool:
    """Tell whether a parser of the language makes the same tree of both scripts."""
    node = shutil.which("node")
    require(node and ACORN.is_file(), "node or its parser is not installed")
    compare, made = folder / "compare.mjs", folder / "made.js"
    compare.write_text(COMPARE % ACORN, "utf-8")
    made.write_bytes(published_script)
    return subprocess.run([node, compare, written, made], check=True, capture_output=True, text=True).stdout == "same\n"


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_published_script_is_the_same_program(file: Path, tmp_path: Path) -> None:
    content = published_bytes(asset(file), ())
    assert len(content) < file.stat().st_size
    assert is_the_same_program(file, content, tmp_path)


def test_the_comparison_sees_what_the_minifier_misreads(tmp_path: Path) -> None:
    script = tmp_path / "script.js"
    script.write_text("const a = (b) => /a  b/.test(b);", "utf-8")
    assert not is_the_same_program(script, rjsmin.jsmin(script.read_bytes()), tmp_path)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_with_and_without_a_compiler_the_same_bytes_come_out(file: Path) -> None:
    """The library is compiled where it can be; where it cannot, the site must not differ."""
    script = file.read_bytes()
    python_alone = rjsmin._make_jsmin(python_only=True)
    assert rjsmin.jsmin(script) == python_alone(script)


def test_all_scripts_together_are_small() -> None:
    scripts = {file.name: published_bytes(asset(file), ()) for file in SCRIPTS}
    assert len(scripts) >= 9
    offline = [len(gzip.compress(scripts.pop(name))) for name in sorted(FOR_READING_OFFLINE)]
    packed = {name: len(gzip.compress(script)) for name, script in scripts.items()}
    assert len(gzip.compress(b"".join(scripts.values()))) < ALL_SCRIPTS
    assert sum(packed.values()) < EACH_SCRIPT, packed
    assert sum(offline) < OFFLINE_SCRIPTS, offline


@pytest.mark.parametrize(
    "script", ["const a = (b) => /a  b/.test(b); // why", "a = `x ${ b ? `http://c  d` : '' }`", "if (a { 'b", "\xff"]
)
def test_the_scripts_of_another_theme_are_published_as_they_were_written(script: str, tmp_path: Path) -> None:
    files = {"themes/bare/static/extra.js": script, "content/static/other.js": script}
    source = make_site(tmp_path, files)
    assert build_site(source).errors == 0
    assert (source / "site/theme/extra.js").read_text("utf-8") == script
    assert (source / "site/other.js").read_text("utf-8") == script


def test_what_is_no_script_and_says_nothing_of_languages_is_copied() -> None:
    of_languages = {"tokens.css", "style.css", "display.css"}
    others = [file for file in THEME.rglob("*.*") if file not in SCRIPTS and file.name not in of_languages]
    assert len(others) > 5
    assert [published(asset(file), ()) for file in others] == [asset(file) for file in others]


def test_the_version_in_an_address_is_that_of_the_published_bytes(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html lang=sv><title>x</title><script src=\"{{ site.assets['extra.js'] }}\"></script></html>\n"
    )
    source = make_site(tmp_path, {"themes/bare/templates/page.html": page, "themes/bare/static/extra.js": ""})
    seen = []
    for script in ("let a = 1;\n", "let a = 1;\n", "let a = 2;\n"):
        (source / "themes/bare/static/extra.js").write_text(script, "utf-8")
        assert build_site(source).errors == 0
        published_now = (source / "site/theme/extra.js").read_bytes()
        versions = {
            version
            for page in (source / "site").rglob("*.html")
            for version in re.findall(r"extra\.js\?v=([0-9a-f]+)", page.read_text("utf-8"))
        }
        assert versions == {hashlib.sha256(published_now).hexdigest()[:8]}
        seen += versions
    assert seen[0] == seen[1] != seen[2]
