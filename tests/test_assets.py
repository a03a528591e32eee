"""What is published of a theme's static files: short scripts that mean the same, and everything else byte for byte."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import rjsmin

from tests.sites import build_site, make_site
from vitrina.theme.assets import published, published_bytes

THEME = Path(__file__).resolve().parents[1] / "themes/default/static"
SCRIPTS = sorted(THEME.rglob("*.js"))

ALL_SCRIPTS = 12_288
"""Bytes that all scripts of the theme may have together as they travel, each compressed by itself."""


def shortened(folder: Path, script: str, name: str = "x.js") -> str:
    file = folder / "script"
    file.write_text(script, "utf-8")
    return published_bytes(f"theme/{name}", file).decode()


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("// why\nconst a = 1; /* what */\n\n  const b = 'Å // no';\n", "const a=1;const b='Å // no';\n"),
        ("/*! MIT, somebody */\nlet a;", "/*! MIT, somebody */let a;\n"),
        ("const a = `one  // two\n   three ${ a }  four`;", "const a=`one  // two\n   three ${ a }  four`;\n"),
        ("const a = f(/[/*] \"  '/)[0] / 2;", "const a=f(/[/*] \"  '/)[0]/2;\n"),
        ("return /[\\ud800-\\udfff]/.test(a) ? 1 : 2", "return/[\\ud800-\\udfff]/.test(a)?1:2\n"),
        ("let a = 1\nlet b = a + +a\n[1].map(b)", "let a=1\nlet b=a+ +a\n[1].map(b)\n"),
        ("a.replace(/(\\s)+/g, '  ') ;", "a.replace(/(\\s)+/g,'  ');\n"),
        ("", "\n"),
    ],
)
def test_comments_and_indentation_go_and_nothing_else(tmp_path: Path, script: str, shown: str) -> None:
    assert shortened(tmp_path, script) == shown


@pytest.mark.parametrize(
    "script",
    [
        "const a = (b) => /a  b/.test(b);",
        "if (b) /[/*]'/.test(b);",
        "case /a  b/.test(b):",
        "const a = '' + /a  b/.source;",
        "if (b) { c }\n/a  b/.test(b);",
        "const a = `x ${ b ? `http://c` : '' }`;",
        "const a = `x ${ f({a: '}'}, `http://c  d`) }`;",
        "const a = `x ${ b.map((c) => { return `<i>  ${c}</i>`; }) }`;",
    ],
)
def test_what_could_be_misunderstood_is_published_as_it_is(tmp_path: Path, script: str) -> None:
    assert shortened(tmp_path, script + " // said") == script + " // said"


@pytest.mark.parametrize("script", ["if (a { 'b", "`${", "/* never ends", "\\", "/[", "'\n'", "\x00", "${`", "*/ }"])
def test_a_broken_script_breaks_no_build(tmp_path: Path, script: str) -> None:
    made = iter(script)
    assert all(letter in made for letter in shortened(tmp_path, script).strip()), "nothing is made up"


def test_only_scripts_of_the_theme_change(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"a  = 1 // \xff\n")
    assert published("theme/x.js", file) == b"a=1\n"
    assert published("theme/x.mjs", file) == b"a=1\n"
    for origin in ("theme/x.min.js", "theme/x.css", "theme/js", "content/static/x.js", "content/projects/a/theme/x.js"):
        assert published(origin, file) == file, origin
        assert published_bytes(origin, file) == file.read_bytes(), origin


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_with_and_without_a_compiler_the_same_bytes_come_out(file: Path) -> None:
    """The library is compiled where it can be; where it cannot, the site must not differ."""
    script = file.read_bytes()
    python_alone = rjsmin._make_jsmin(python_only=True)
    assert rjsmin.jsmin(script, keep_bang_comments=True) == python_alone(script, keep_bang_comments=True)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_what_is_published_is_a_script(file: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    made = tmp_path / f"{file.stem}.mjs"
    made.write_bytes(published_bytes(f"theme/{file.name}", file))
    assert made.stat().st_size < file.stat().st_size
    subprocess.run([node, "--check", made], check=True, capture_output=True, text=True)


def test_all_scripts_together_are_small() -> None:
    packed = {file.name: len(gzip.compress(published_bytes(f"theme/{file.name}", file))) for file in SCRIPTS}
    assert len(packed) >= 9
    assert sum(packed.values()) < ALL_SCRIPTS, packed


def test_the_version_in_an_address_is_that_of_the_published_bytes(tmp_path: Path) -> None:
    """A comment that only its author reads lets browsers keep what they have."""
    page = (
        "<!doctype html><html lang=sv><title>x</title><script src=\"{{ site.assets['extra.js'] }}\"></script></html>\n"
    )
    source = make_site(tmp_path, {"themes/bare/templates/page.html": page, "themes/bare/static/extra.js": ""})
    seen = []
    for script in ("// one\nlet a = 1;\n", "// two\nlet a = 1;\n", "// two\nlet a = 2;\n"):
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
