"""The same input gives the same bytes, whatever the hash seed, the processes, the order of files and the history."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.sites import (
    PAGE,
    PROJECT,
    ROOT,
    build_site,
    copy_demo,
    demo_build,
    document,
    explain,
    make_site,
    published,
    snapshot,
    tree,
    write,
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``expected`` is built."""
    return tmp_path_factory.mktemp("output") / "site"


@pytest.fixture(scope="module")
def expected(demo: Path, output: Path) -> dict[str, bytes]:
    """The demonstration site, built by one process with the hash seed 0."""
    return demo_build(demo, output, PYTHONHASHSEED="0")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("jobs", "environment"),
    [
        (2, {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Kiritimati"}),
        (5, {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "ar"}),
        (1, {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        (2, {"PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "1"}),
    ],
    ids=["time zone", "language", "plain C", "without assertions"],
)
def test_neither_processes_nor_the_hash_seed_nor_the_surroundings_change_a_byte(
    jobs: int, environment: dict[str, str], demo: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert demo_build(demo, tmp_path, "--no-cache", f"--jobs={jobs}", **environment) == expected


@pytest.mark.slow
def test_neither_order_nor_times_nor_line_ends_nor_byte_order_marks_of_files_change_a_byte(
    demo: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    files = [path for path in demo.rglob("*") if path.is_file()]
    for number, path in enumerate(sorted(files, reverse=True)):
        copy = tmp_path / "source" / path.relative_to(demo)
        copy.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        copy.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") if path.suffix == ".md" else content)
        os.utime(copy, (1_000_000_000 + number, 1_000_000_000 + number))
    assert demo_build(tmp_path / "source", tmp_path / "site", "--no-cache") == expected


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_a_disk_lists_files_changes_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = {"content/news/x/index.sv.md": "translated_from: pl", "content/news/x/index.pl.md": "translated_from: sv"}
    wrong = make_site(tmp_path / "wrong", {path: f"---\ntitle: A\n{line}\n---\n" for path, line in both.items()})
    names = [f"content/pages/about/{name}.pdf" for name in "abcdefgh"]
    links = " ".join(f"[{name}]({name}.pdf)" for name in "hgfedcba")
    right = make_site(tmp_path / "right", {PAGE: document(f"{links}\n"), **{name: name for name in names}})

    def results(folder: str) -> tuple[str, dict[str, bytes]]:
        problems = explain(build_site(wrong, tmp_path / "nowhere").problems)
        assert build_site(right, tmp_path / folder).exit_code == 0
        return problems, tree(tmp_path / folder)

    expected = results("site")
    for name in ("iterdir", "rglob", "glob"):
        real = getattr(Path, name)

        def shuffled(*arguments: str, real: Callable[..., Iterable[Path]] = real) -> Iterator[Path]:
            found = sorted(real(*arguments), reverse=seed == 0)
            random.Random(seed).shuffle(found) if seed else None
            return iter(found)

        monkeypatch.setattr(Path, name, shuffled)
    assert results("shuffled") == expected


@pytest.mark.slow
def test_the_repository_builds_what_a_copy_of_it_builds(expected: dict[str, bytes], tmp_path: Path) -> None:
    assert demo_build(ROOT, tmp_path / "site") == expected


def test_a_second_build_writes_nothing(demo: Path, expected: dict[str, bytes], output: Path) -> None:
    before = snapshot(output)
    second = build_site(demo, output)
    assert (second.written, second.removed, second.unchanged) == (0, 0, len(expected))
    after = snapshot(output)
    for path in before:
        if not path.startswith(".vitrina/"):
            assert after[path] == before[path], path
    assert {path: content for path, (content, _) in after.items()} == {
        path: content for path, (content, _) in before.items()
    }


@pytest.mark.slow
def test_an_old_output_changes_no_byte(demo: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert build_site(make_site(tmp_path / "other"), tmp_path / "site").exit_code == 0
    assert demo_build(demo, tmp_path / "site") == expected


@pytest.mark.slow
def test_an_edit_and_its_reversal_leave_no_trace(expected: dict[str, bytes], tmp_path: Path) -> None:
    source = copy_demo(tmp_path / "source")
    page = source / "content/projects/moc-kobiet/index.pl.md"
    original = page.read_bytes()
    demo_build(source, tmp_path / "site")
    page.write_bytes(original.replace(b"title: ", b"title: X").replace(b"region: ", b"region: warsaw # "))
    build_site(source, tmp_path / "site")
    page.write_bytes(original)
    assert demo_build(source, tmp_path / "site") == expected


def changed_by(source: Path, tmp_path: Path, path: str, text: str) -> set[str]:
    """Return which files of the site change when the document at ``path`` becomes ``text``."""
    assert build_site(source, tmp_path / "site").exit_code == 0
    before = snapshot(tmp_path / "site")
    write(source, {path: text})
    report = build_site(source, tmp_path / "site")
    assert (report.exit_code, report.removed) == (0, 0)
    after = snapshot(tmp_path / "site")
    changed = {name for name in after if after[name] != before.get(name) and not name.startswith(".vitrina/")}
    assert report.written == len(changed)
    return changed


def test_an_edit_of_a_body_changes_the_pages_that_show_it(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source")
    text = (source / PROJECT).read_text("utf-8").replace("Text om", "Ny text om")
    # Swedish shows it as its own, Latvian through fallback; Polish has a translation, Arabic neither.
    assert changed_by(source, tmp_path, PROJECT, text) == {
        "sv/projects/alpha/index.html",
        "lv/projects/alpha/index.html",
    }


def test_an_edit_of_the_home_text_changes_the_home_pages(tmp_path: Path) -> None:
    home = "content/pages/home/index.sv.md"
    source = make_site(tmp_path / "source", {home: document("Hej.", title="Hem")})
    assert changed_by(source, tmp_path, home, document("Hej hej.", title="Hem")) == {"sv/index.html", "lv/index.html"}


def test_an_edit_of_a_page_that_is_shown_nowhere_else(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source")
    changed = changed_by(source, tmp_path, PAGE, document("Nyare."))
    assert changed == {"sv/about/index.html", "lv/about/index.html"}


@pytest.mark.slow
def test_an_edit_in_the_demonstration_changes_pages_of_that_project_only(tmp_path: Path) -> None:
    source = copy_demo(tmp_path / "source")
    path = "content/projects/moc-kobiet/index.pl.md"
    text = (source / path).read_text("utf-8").rstrip() + "\n\nJeszcze jeden akapit o zdjęciach.\n"
    changed = changed_by(source, tmp_path, path, text)
    html = {name for name in changed if name.endswith(".html")}
    expected = set()
    for file in (source / path).parent.glob("index.??.md"):  # the translations say that the original has changed
        slug = re.search(r"^slug: (.+)$", file.read_text("utf-8"), re.MULTILINE)
        expected.add(f"{file.name.split('.')[1]}/projects/{slug[1] if slug else 'moc-kobiet'}/index.html")
    assert len(expected) == 4
    assert html == expected


def test_no_page_of_the_demonstration_names_this_machine(demo: Path, expected: dict[str, bytes]) -> None:
    secrets = [str(demo).encode(), str(ROOT).encode(), b"file://"]
    assert [path for path, content in expected.items() if any(secret in content for secret in secrets)] == []


def test_nothing_is_published_beside_the_plan(tmp_path: Path) -> None:
    assert build_site(make_site(tmp_path / "source"), tmp_path / "site").exit_code == 0
    assert {path.split("/")[0] for path in published(tmp_path / "site")} == {
        *("sv", "ar", "pl", "lv", "id", "theme"),
        *("index.html", "404.html", "robots.txt", "sitemap.xml", ".nojekyll", "service-worker.js"),
    }
