"""Whatever tree of files people make: a report that has a place for everything, soon, twice the same, and no traceback.

Each example lays a few files with odd names, contents and kinds over the small site, and looks at it three times.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples
from tests.opening import files_opened
from tests.sites import (
    CATALOGUES,
    PAGE,
    POST,
    PROJECT,
    ROOT,
    SITE_YML,
    THEME,
    TODAY,
    TRANSLATION,
    VOCABULARY,
    Files,
    build_site,
    document,
    make_site,
    snapshot,
    tree,
)
from vitrina.pipeline import CheckOptions, check
from vitrina.problems import Location, Problem, say
from vitrina.reporting.formats import github_lines, json_document, markdown_page, text_lines
from vitrina.reporting.report import Report
from vitrina.reporting.translator import IN_ENGLISH

TREES = 25
"""Trees per test; three builds each, which take half a second."""

MOST_SECONDS = 5
"""Of the processor, for the three builds of a tree; the largest trees here take less than one."""

pytestmark = pytest.mark.usefixtures("small_package")

CANARY = "A canary sings outside of the source."
CODES = frozenset(re.findall(r"^### `([a-z0-9-]+)`$", (ROOT / "docs/problems.md").read_text("utf-8"), re.MULTILINE))
DAY = TODAY


@dataclass(frozen=True)
class Link:
    """A symbolic link, to a place as seen from the folder that holds the source."""

    target: str


@dataclass(frozen=True)
class Folder:
    """An empty folder."""


@dataclass(frozen=True)
class Unreadable:
    """A file that its owner may not open either (root may)."""

    content: bytes


@dataclass(frozen=True)
class Pipe:
    """A pipe that nobody writes into: whoever reads it waits for ever."""


OUTSIDE: Files = {
    "canary.md": document(CANARY),
    "content/static/canary.txt": CANARY,
    VOCABULARY: f"canary:\n  labels: {{sv: {CANARY}}}\n",
}

Thing = bytes | Link | Folder | Unreadable | Pipe
Overlay = Mapping[bytes, Thing]
"""What to lay over the small site, by the bytes of its path."""


# Laying out


def lay(source: Path, overlay: Overlay) -> None:
    """Put the things into their places; whatever stands in the way of one is removed."""
    for name, thing in overlay.items():
        place = source / os.fsdecode(name)
        try:
            _clear_the_way(source, place)
            _put(source, place, thing)
        except (OSError, ValueError):
            continue  # this disk does not have such a name


def _clear_the_way(source: Path, place: Path) -> None:
    for parent in reversed(place.relative_to(source).parents):
        if (source / parent).is_symlink() or (source / parent).is_file():
            (source / parent).unlink()
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)


def _put(source: Path, place: Path, thing: Thing) -> None:
    match thing:
        case bytes():
            place.write_bytes(thing)
        case Link(target):
            place.symlink_to(source.parent / target)
        case Folder():
            place.mkdir()
        case Unreadable(content):
            place.write_bytes(content)
            place.chmod(0)
        case Pipe():
            os.mkfifo(place)


# Watching

_watches: list[list[str]] = []
"""The paths that were opened or listed, for everybody who watches."""


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _watches and event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str | bytes):
        for opened in _watches:
            opened.append(os.fsdecode(arguments[0]))


sys.addaudithook(_hear)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect every path that is opened or listed; of what is opened by its name in a folder, the one it has really."""
    with files_opened() as opened:
        _watches.append(opened)
        try:
            yield opened
        finally:
            _watches.remove(opened)


# What holds


@pytest.fixture(scope="module", autouse=True)
def _is_warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The first build of a process compiles and reads what the others find, and would take most of the time allowed."""
    build_site(make_site(tmp_path_factory.mktemp("first")))


def examine(overlay: Overlay) -> Report:
    """Lay ``overlay`` over a small site, look at it three times, and check what holds for every tree."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        source = make_site(folder / "source")
        make_site(folder / "outside", OUTSIDE)
        lay(source, overlay)
        before = snapshot(folder) if not _has_pipe(overlay) else {}
        began = time.process_time()
        with watched() as opened:
            first, second = (check(CheckOptions(source=source, today=DAY, jobs=1), _silent) for _ in range(2))
            built = build_site(source, folder / "site")
        assert time.process_time() - began < MOST_SECONDS
        assert lines(first, source) == lines(second, source)
        assert [problem.line() for problem in built.problems if problem not in first.problems] == []
        outside = [
            path for path in sorted(set(opened)) if Path(os.path.realpath(path)).is_relative_to(folder / "outside")
        ]
        assert outside == []
        check_problems(first, source)
        if not _has_pipe(overlay):
            after = {
                path: seen for path, seen in snapshot(folder).items() if not path.startswith(("site/", ".vitrina/"))
            }
            assert after == before
        if built.errors:
            assert not (folder / "site").exists()
        else:
            assert all(CANARY.encode() not in content for content in tree(folder / "site").values())
        return first


def check_problems(report: Report, source: Path) -> None:
    """Check that each problem has a known code and a place inside the source, and that everybody can be told."""
    for problem in report.problems:
        assert problem.code in CODES, problem
        assert _is_inside(problem, source), problem
        assert all(char.isprintable() for line in problem.line().split("\n") for char in line), problem
    told = "\n".join(lines(report, source))
    assert CANARY not in told
    told.encode()


def lines(report: Report, source: Path) -> list[str]:
    """Return the report in every form in which it can be printed."""
    return [
        *text_lines(report, source, IN_ENGLISH),
        *github_lines(report, source, source, IN_ENGLISH),
        json_document(report, IN_ENGLISH),
        *(line for line in markdown_page(report, IN_ENGLISH).split("\n") if not line.startswith("Checked")),
    ]


def _is_inside(problem: Problem, source: Path) -> bool:
    """Tell whether the place is one of the source: a file or folder of it, or the name of one that is missing."""
    path, place = problem.location.path, source / problem.location.path
    if path.startswith("/") or ".." in path.split("/") or min(problem.location.line, problem.location.column) < 0:
        return False
    if path.split("/")[0] not in ("content", "i18n", "themes"):
        return False
    if problem.location.line == 0:
        return problem.location.column == 0
    data = place.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return problem.location.line <= data.count("\n") + 1


def _has_pipe(overlay: Overlay) -> bool:
    return any(isinstance(thing, Pipe | Unreadable) for thing in overlay.values())


def _silent(_done: int, _total: int) -> None:
    pass


# Trees

FOLDERS = (
    *("content", "content/projects", "content/projects/alpha", "content/news", "content/news/hello", "content/pages"),
    *("content/pages/about", "content/pages/home", "content/static", "content/static/.well-known", "content/static/sv"),
    *("i18n", "i18n/vocabularies", THEME, f"{THEME}/static", f"{THEME}/templates", "themes/default", "themes", ""),
)
NAMES = (
    *("index.sv.md", "index.SV.md", "Index.sv.md", "index.sv.MD", "index.et.md", "index..md", "index.sv.markdown"),
    *("index.md", "index.sv.md.bak", "~$index.sv.md", ".hidden", ".well-known", ".vitrina", "Thumbs.db", "..."),
    *("site.yml", "SITE.YML", "theme.yml", "sv.po", "xx.po", "regions.yml", "REGIONS.yml", "statuses.yml", "page.html"),
    *("alpha", "Alpha", "ALPHA", "con", "nul.txt", "index.html", "robots.txt", "404.html", "sv", "feed.xml", "x y.gif"),
    *("new\nline.md", "tab\there", "\x07bell", "\u202etxt.exe", "e\u0301.gif", "é.gif", "a\u200b.gif", " ", "a ", "-"),
    *("a" * 255, f"{'b' * 120}", f"{'b' * 121}", f"index.{'c' * 200}.md", "%2e%2e", "a?b#c.gif", "a:b", "*", "مشروع"),
)
DEEP = "/".join(["d"] * 60)
KNOWN = (PROJECT, TRANSLATION, POST, PAGE, VOCABULARY, "content/site.yml", f"{THEME}/theme.yml", *CATALOGUES)

names = st.one_of(
    st.sampled_from([name.encode() for name in NAMES]),
    st.text(min_size=1, max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(min_size=1, max_size=12),
).filter(lambda name: b"/" not in name and b"\0" not in name and name not in (b".", b".."))
paths = st.one_of(
    st.sampled_from([path.encode() for path in KNOWN]),
    st.sampled_from([folder.encode() for folder in FOLDERS if folder]),
    st.tuples(st.sampled_from(FOLDERS), st.lists(names, min_size=1, max_size=3)).map(
        lambda parts: b"/".join([*([parts[0].encode()] if parts[0] else []), *parts[1]])
    ),
    st.sampled_from(FOLDERS).map(lambda folder: f"{folder}/{DEEP}/x.txt".lstrip("/").encode()),
).filter(lambda path: path.split(b"/")[0] not in (b"site", b".vitrina"))

FRAGMENTS = (
    *("---\n", "title: Alfa\n", "title: “Alfa”\n", "title:\u00a0Alfa\n", "title: a: b\n", "slug: Om oss\n"),
    *(
        "slug: ../x\n",
        "slug: projects\n",
        "region: [podlaskie, podlaskie]\n",
        "region: {a: b}\n",
        "status: finnished\n",
    ),
    *("cost: 69.419 EUR\n", "cost: {a: b}\n", "period: ../..\n", "period: {start: 2023, end: 2021}\n", "date: 0000\n"),
    *("draft: true\n", 'draft: "true"\n', "translated_from: sv\n", "translated_from: pl zzz\n", "image: ../a.png\n"),
    *(
        "image: {file: [a]}\n",
        "partners: [[[]]]\n",
        "results: [{value: 1}]\n",
        "not_translated: [sv, xx]\n",
        "project: x\n",
    ),
    *(
        "\ttab: a\n",
        "&a b\n",
        "*a\n",
        "!!python/object:os.system a\n",
        "? a\n",
        "- a\n",
        "a: |\n",
        "<<: *a\n",
        "{{{{\n",
    ),
    *("title: {sv: a, pl: b}\n", "languages: {sv: {}}\n", "languages: []\n", "languages: {sv: {fallback: [pl]}}\n"),
    *("base_url: https://example.org/\n", "base_url: javascript:x\n", "theme: bare\n", "theme: ..\n", "theme: x\n"),
    *(
        "menu: [about, about, {a: b}]\n",
        "default_language: xx\n",
        "organisation: a\n",
        "extends: bare\n",
        "extends: x\n",
    ),
    *(
        "standalone: true\n",
        "podlaskie:\n  labels: {sv: a}\n  parent: podlaskie\n",
        "Å:\n  labels: a\n",
        "a: {point: x}\n",
    ),
    *('msgid ""\nmsgstr "Plural-Forms: nplurals=9; plural=n/0;\\n"\n', 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'),
    *('msgid "Home"\nmsgstr "%(x)s {y} {"\n', "msgstr\n", "#~ |\n", "#, fuzzy, c-format\n", 'msgctxt "a"\n"b\\q"\n'),
    *("# Heading {#x}\n\n#### Deep {lang=xx}\n", "[a](javascript:b) ![c](//d)\n", "[a](../../../../etc/passwd)\n"),
    *("[a](<", "](x)\n", "![", "*{: dir=up onclick=x}\n", "<script>alert(1)</script>\n", "<!--", "&#0;&#x110000;\n"),
    *("[^1]: a\n\n[^1]\n", "| a |\n|--|\n| b |\n", "> " * 60, "- " * 60, "[" * 300, "`" * 50, "**_" * 60, "\\" * 50),
    *("{% include 'page.html' %}", "{{ page.x.y }}", "{% for", "{{ 10 ** 10 }}", "{% extends page %}", "{#"),
    *("\ufeff", "\r", "\r\n", "\u2028", "\u202e", "\x85", "\x00", "\x1b[31m", "\ufffe", "e\u0301", "\U0001f600"),
)
contents = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join).map(str.encode),
    st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(lambda some: f"---\n{''.join(some)}---\nText.\n".encode()),
    st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(lambda some: (SITE_YML + "".join(some)).encode()),
    st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(lambda some: document("".join(some)).encode()),
    st.binary(max_size=40),
    st.sampled_from([b"", b"\n", b"\xff\xfe", b"x" * 300_000, b"---\ntitle: " + b"y" * 300_000 + b"\n---\n"]),
)
targets = st.sampled_from(
    [
        *("outside", "outside/canary.md", "outside/content", "outside/content/projects", "outside/content/site.yml"),
        *("outside/content/projects/alpha", "outside/i18n", "outside/i18n/sv.po", "outside/themes/bare", "nowhere"),
        *("outside/themes", "source", "source/content", "source/content/pages/about/index.sv.md", "source/loop"),
    ]
)
things = st.one_of(
    contents, contents, contents, targets.map(Link), st.just(Folder()), contents.map(Unreadable), st.just(Pipe())
)
overlays = st.dictionaries(paths, things, min_size=1, max_size=6)


@examples(TREES)
@given(overlays)
def test_any_tree_has_a_report(overlay: Overlay) -> None:
    examine(overlay)


LINKED = [folder for folder in FOLDERS if folder not in ("", "themes/default", "content/pages/home")]


@pytest.mark.parametrize("path", [*LINKED, *KNOWN, f"{THEME}/templates/page.html", f"{THEME}/static/style.css"])
def test_nothing_behind_a_link_is_read(path: str) -> None:
    report = examine({path.encode(): Link(f"outside/{path}")})
    codes = {problem.code for problem in report.problems}
    assert "symbolic-link" in codes, report.problems


@pytest.mark.parametrize("path", [PAGE, VOCABULARY, "i18n/sv.po", f"{THEME}/static/style.css", "content/static/x"])
@pytest.mark.parametrize("thing", [Pipe(), Folder(), Link("source/loop"), Unreadable(b"")], ids=str)
def test_what_is_no_file_is_not_waited_for(path: str, thing: Thing) -> None:
    examine({path.encode(): thing, b"loop": Link("source/loop")})


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_name_that_is_no_text_stops_nothing(folder: str) -> None:
    examine({f"{folder}/".lstrip("/").encode() + name: b"x" for name in (b"\xff.gif", b"\xfe/index.sv.md")})


@examples(TREES)
@given(st.sampled_from([*KNOWN, f"{THEME}/templates/page.html"]), contents)
def test_any_content_of_a_known_file_has_a_report(path: str, content: bytes) -> None:
    examine({path.encode(): content})


# What fails when it should


def test_the_watch_sees_what_is_read_behind_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.disk.inputs.NO_LINK", 0)
    with pytest.raises(AssertionError, match="regions"):
        examine({VOCABULARY.encode(): Link(f"outside/{VOCABULARY}")})


def test_a_report_that_changes_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(9))
    monkeypatch.setattr("vitrina.values.urls.suggest_slug", lambda _: f"slug-{next(times)}")
    monkeypatch.setattr("vitrina.contract.shapes.suggest_slug", lambda _: f"slug-{next(times)}", raising=False)
    with pytest.raises(AssertionError):
        examine({PAGE.encode(): document(slug="Om oss").encode()})


@pytest.mark.parametrize(
    ("location", "code"),
    [
        (Location("content/../../outside/canary.md"), "dead-link"),
        (Location("/etc/passwd", 1), "dead-link"),
        (Location(PAGE, 900), "dead-link"),
        (Location(PAGE, 0, 5), "dead-link"),
        (Location("site/index.html"), "dead-link"),
        (Location(PAGE, 1), "new-code"),
    ],
    ids=str,
)
def test_a_problem_in_no_place_or_without_a_known_code_is_seen(location: Location, code: str, tmp_path: Path) -> None:
    report = Report(problems=(Problem(location, code, say("Wrong.")),), is_strict=False)
    with pytest.raises(AssertionError):
        check_problems(report, make_site(tmp_path))
