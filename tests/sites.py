"""Small sites for the tests, written from dictionaries, with a theme of three lines that builds fast.

``make_site(tmp_path, {…})`` writes a site that builds without a problem, and lays the given files over it: a text or
bytes by path, ``None`` for a file that is to be missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from vitrina.disk.output import Output
from vitrina.options import BuildOptions
from vitrina.pipeline import build
from vitrina.problems import Problem
from vitrina.reporting.report import Report

ROOT = Path(__file__).resolve().parent.parent

TODAY = date(2026, 1, 31)

LANGUAGES = ("sv", "ar", "pl", "lv")

SITE_YML = """\
title: {sv: Prov, ar: تجربة, pl: Próba, lv: Mēģinājums}
base_url: https://example.org/showcase/
default_language: sv
languages:
  sv: {}
  ar: {locale: ar_PS}
  pl: {}
  lv: {fallback: [sv, pl]}
theme: bare
"""

_BASE = """\
<!doctype html>
<html lang="{{ page.language }}" dir="{{ page.direction }}">
<head><meta charset="utf-8"><title>{{ page.title|plain }}</title></head>
<body><main>{% block main %}{% endblock %}</main><footer id="site-footer">after the text</footer></body></html>
"""
_BODY = """\
{% extends "base.html" %}{% block main %}<h1{{ page.title|attributes }}>{{ page.title }}</h1>
{% if entry is defined %}<article id="text">{{ entry.body|safe }}</article>{% endif %}
{% if home is defined and home.intro %}<article id="text">{{ home.intro.body|safe }}</article>{% endif %}
{% if project is defined %}{% for row in project.facts %}
<p>{{ row.label }}: {% for value in row.values %}{{ value.text|isolate }} {% endfor %}</p>{% endfor %}
{% for result in project.results %}<p>{{ result.value|isolate }} {{ result.label|isolate }}</p>{% endfor %}
{% for partner in project.partners %}<p>{{ partner.name|isolate }}</p>{% endfor %}{% endif %}
{% if list is defined %}{% for card in list.cards %}
<a href="{{ card.url }}">{{ card.title|isolate }}</a>{% endfor %}{% endif %}{% endblock %}
"""
TEMPLATES = (
    *("home", "projects", "project", "news", "post", "page"),
    *("vocabulary", "term", "partners", "partner", "overview", "chooser", "not_found"),
    *("permanent", "compare", "preferences"),
)
THEME = "themes/bare"
BARE_THEME: Mapping[str, str] = {
    f"{THEME}/theme.yml": "name: Bare\nstandalone: true\n",
    f"{THEME}/static/style.css": "main { display: block }\n",
    f"{THEME}/templates/base.html": _BASE,
    f"{THEME}/templates/body.html": _BODY,
    **{f"{THEME}/templates/{name}.html": '{% extends "body.html" %}' for name in TEMPLATES},
}

EMPTY_CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
CATALOGUES: Mapping[str, str] = {f"i18n/{language}.po": EMPTY_CATALOGUE for language in LANGUAGES}

PROJECT = "content/projects/alpha/index.sv.md"
TRANSLATION = "content/projects/alpha/index.pl.md"
POST = "content/news/hello/index.sv.md"
PAGE = "content/pages/about/index.sv.md"
VOCABULARY = "i18n/vocabularies/regions.yml"

_LABELS = "{labels: {sv: a, ar: b, pl: c, lv: d}}"
SMALL_PACKAGE: Mapping[str, str] = {
    "i18n/visitors/messages.pot": EMPTY_CATALOGUE,
    **CATALOGUES,
    "i18n/vocabularies/regions.yml": f"podlaskie: {_LABELS}\n",
    "i18n/vocabularies/statuses.yml": "".join(f"{term}: {_LABELS}\n" for term in ("planned", "ongoing", "finished")),
    **{path.replace(THEME, "themes/default"): text for path, text in BARE_THEME.items()},
}
"""A package of four terms and empty catalogues: with it, a build takes two thirds of the time (`small_package`)."""

Files = Mapping[str, str | bytes | None]


def document(body: str = "", **fields: str) -> str:
    """Return a document whose front matter has ``fields``, each written as it is after ``key: ``."""
    lines = "".join(f"{key}: {value}\n" for key, value in {"title": "Alfa", **fields}.items())
    return f"---\n{lines}---\n{body}"


SMALL: Files = {
    "content/site.yml": SITE_YML,
    PROJECT: document("Text om *alfa*.\n", region="podlaskie", status="finished", cost="69419.00 EUR"),
    TRANSLATION: document("Tekst o *alfie*.\n", translated_from="sv"),
    POST: document("Nytt.\n", project="alpha", date="2024-10-02"),
    PAGE: document("Om oss.\n"),
    **BARE_THEME,
    **CATALOGUES,
}
"""A site with a project in two languages, a post and a page; it builds without a problem."""


def write(folder: Path, files: Files) -> Path:
    """Write ``files`` below ``folder``; a content of ``None`` removes the file, and its folder where it was alone."""
    for path, content in files.items():
        file = folder / path
        if content is None:
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def make_site(folder: Path, files: Files | None = None) -> Path:
    """Write the small site with ``files`` laid over it, and return its folder."""
    return write(folder, {path: text for path, text in {**SMALL, **(files or {})}.items() if text is not None})


def build_site(
    source: Path,
    output: Path | None = None,
    *,
    is_strict: bool = False,
    has_state: bool = True,
    jobs: int = 1,
    today: date = TODAY,
) -> Report:
    """Build ``source`` in this process, into its folder ``site`` unless told otherwise."""
    folder = output if output is not None else source / "site"
    place = Output(folder, folder.name)
    options = BuildOptions(
        source=source, today=today, output=place, jobs=jobs, is_strict=is_strict, has_state=has_state
    )
    return build(options, lambda _done, _total: None)


def copy_demo(folder: Path) -> Path:
    """Copy what people wrote for the demonstration site, so that nobody changes it during a test."""
    for name in ("content", "i18n", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def demo_command(source: Path, output: Path, *options: str) -> list[str]:
    """Return a command, to be run in ``ROOT``, that builds a site in a process of its own."""
    jobs = () if any(option.startswith("--jobs") for option in options) else ("--jobs=1",)
    return [sys.executable, "build.py", "--source", str(source), "--output", str(output), "--quiet", *jobs, *options]


def demo_build(source: Path, output: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """Build a site in a process of its own and return its files."""
    command = demo_command(source, output, *options)
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return published(output)


def found(report: Report) -> list[tuple[str, int, str]]:
    """Return path, line and code of each problem, in the order of the report."""
    return [(problem.location.path, problem.location.line, problem.code) for problem in report.problems]


def explain(problems: tuple[Problem, ...]) -> str:
    """Return the problems in English, each with its hint."""
    return "\n".join(problem.line() for problem in problems)


def published(output: Path) -> dict[str, bytes]:
    """Return the files of a built site by path, without the engine's own notes."""
    return {path: content for path, content in tree(output).items() if not path.startswith(".vitrina/")}


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` with its bytes; an empty folder and a link have an entry, too."""
    found: dict[str, bytes] = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            shown = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[shown] = b"-> " + os.fsencode(path.readlink())
            elif path.is_dir():
                found |= {} if any(path.iterdir()) else {f"{shown}/": b""}
            else:
                found[shown] = path.read_bytes()
    return found


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file below ``folder`` with its bytes and its time of modification."""
    return {path: (content, (folder / path).lstat().st_mtime_ns) for path, content in tree(folder).items()}
