"""Links in the folders of a site are refused wherever they lead, and nothing behind one is read, shown or published."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import (
    PAGE,
    POST,
    PROJECT,
    THEME,
    TODAY,
    VOCABULARY,
    build_site,
    document,
    found,
    make_site,
    published,
    write,
)
from vitrina.disk.inputs import LinkError, read_input
from vitrina.pipeline import CheckOptions, check
from vitrina.problems import Problems
from vitrina.reporting.formats import github_lines, json_document, text_lines
from vitrina.reporting.report import Report
from vitrina.reporting.translator import IN_ENGLISH
from vitrina.translations.coverage import read_content

pytestmark = pytest.mark.usefixtures("small_package")

SECRET = "TOKEN=hunter2"

PLACES: tuple[tuple[str, ...], ...] = (
    *(("content",), ("content/site.yml",), ("i18n",), ("themes",), (THEME,), (f"{THEME}/theme.yml",)),
    ("content/projects", "content/static", "content/pages/about/copy~", "i18n/vocabularies", "themes/other"),
    ("content/projects/alpha", "content/unknown", f"{THEME}/static", f"{THEME}/templates"),
    (
        *("content/.hidden", "content/.obsidian/deep/link", "content/news/hello/replies", POST),
        *("content/projects/alpha/more", "content/projects/alpha/photo.jpg", PROJECT, "content/projects/beta"),
        *("content/static/.well-known", "content/static/a.txt", "content/static/sv"),
        *("i18n/et.po", "i18n/sv.po", VOCABULARY, "i18n/vocabularies/unused.yml"),
        *(f"{THEME}/static/.a/b", f"{THEME}/static/a.txt", f"{THEME}/templates/page.html"),
        *(f"{THEME}/templates/unused/part.html", "themes/unused/static/a.txt"),
    ),
    ("content/news/hello/replies/one.yml",),
)
"""Places of a site; those of a group do not hide each other."""


def report_of_check(source: Path) -> Report:
    return check(CheckOptions(source=source, today=TODAY, jobs=1), lambda _done, _total: None)


def told(report: Report, source: Path) -> str:
    """Return everything that any format prints of ``report``."""
    formats = [text_lines(report, source, IN_ENGLISH), github_lines(report, source, source, IN_ENGLISH)]
    return "\n".join([*(line for lines in formats for line in lines), json_document(report, IN_ENGLISH)])


def make_secrets(tmp_path: Path) -> Path:
    """Write a site with secrets beside it and in it, none of them for the public."""
    write(tmp_path, {"id_rsa": SECRET, "home/.env": SECRET})
    return make_site(
        tmp_path / "source",
        {
            ".env": f"{SECRET}\n",
            ".git/config": f"[remote]\n\turl = https://{SECRET}@example.org\n",
            "content/projects/draft/index.sv.md": document(f"{SECRET}\n", draft="true"),
        },
    )


def put_link(source: Path, place: str, target: str) -> None:
    """Put a link in a ``place``, whatever is there now; a relative ``target`` is seen from the source."""
    link = source / place
    if os.path.lexists(link):
        link.rename(source / moved(place))
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(os.path.relpath(source / target, link.parent))


def moved(place: str) -> str:
    """Return where ``put_link`` moves what was in a ``place``."""
    return "moved-" + place.replace("/", "-")


MOVED = "what was there"


@pytest.mark.parametrize("places", PLACES, ids=lambda places: places[0])
@pytest.mark.parametrize("target", [".env", MOVED, "../home"])
def test_a_link_is_refused_wherever_it_leads(places: tuple[str, ...], target: str, tmp_path: Path) -> None:
    source = make_secrets(tmp_path)
    for place in places:
        put_link(source, place, moved(place) if target == MOVED else target)
    checked, built = report_of_check(source), build_site(source, tmp_path / "site")
    for report in (checked, built):
        links = [what for what in found(report) if what[2] == "symbolic-link"]
        assert links == [(place, 0, "symbolic-link") for place in sorted(places)]
        assert "hunter2" not in told(report, source)
    assert built.exit_code == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "target", ["content/projects/draft/index.sv.md", ".git", "../id_rsa", "nowhere", ".git/config"]
)
def test_nothing_behind_a_link_is_told_or_published(target: str, tmp_path: Path) -> None:
    places = (VOCABULARY, "i18n/sv.po", f"{THEME}/static/a.txt", "content/projects/alpha/a.txt")
    test_a_link_is_refused_wherever_it_leads(places, target, tmp_path)


def test_each_link_is_told_in_one_run(tmp_path: Path) -> None:
    source = make_secrets(tmp_path)
    links = ["content/projects/alpha/a.jpg", "content/static/b", "i18n/et.po", f"{THEME}/static/a.txt", "themes/z/x"]
    for link in links:
        put_link(source, link, ".env")
    for report in (report_of_check(source), build_site(source)):
        assert found(report) == [(link, 0, "symbolic-link") for link in links]


def test_the_state_of_translations_tells_links_too(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source")
    put_link(source, "i18n/et.po", ".env")
    problems = Problems()
    read_content(source, problems)
    assert [(problem.location.path, problem.code) for problem in problems] == [("i18n/et.po", "symbolic-link")]


@pytest.mark.parametrize("place", ["content/.hidden", "i18n/et.po", "themes/unused/a", f"{THEME}/static/.a"])
def test_a_link_that_comes_later_is_seen(place: str, tmp_path: Path) -> None:
    source = make_site(tmp_path / "source")
    assert build_site(source).errors == 0
    put_link(source, place, "nowhere")
    assert found(build_site(source)) == [(place, 0, "symbolic-link")]
    (source / place).unlink()
    assert build_site(source).errors == 0


def test_a_text_that_is_open_in_emacs_is_no_problem(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source")
    (source / "content/pages/about/.#index.sv.md").symlink_to("maria@laptop.4711:1767225600")
    assert found(build_site(source)) == []


def test_the_source_itself_may_be_reached_through_links(tmp_path: Path) -> None:
    make_site(tmp_path / "data/site")
    (tmp_path / "home").symlink_to("data")
    (tmp_path / "home/link").symlink_to("site")
    source = tmp_path / "home/link"
    assert found(report_of_check(source)) == []
    assert found(build_site(source, tmp_path / "out")) == []
    assert (tmp_path / "out/theme/style.css").is_file()


def test_hidden_files_and_backups_of_a_theme_are_not_published(tmp_path: Path) -> None:
    unwanted = [".env", ".git/config", ".DS_Store", "style.css~", "style.css.bak", "Thumbs.db", ".well-known/x", "a/.b"]
    source = make_site(tmp_path, {f"{THEME}/static/{name}": SECRET for name in unwanted})
    assert found(build_site(source)) == []
    assert [path for path in published(source / "site") if path.startswith("theme/")] == ["theme/style.css"]


# Reading


def test_what_was_opened_is_read_even_if_a_link_takes_its_place(tmp_path: Path) -> None:
    """A folder on the way is exchanged for a link after everybody has looked: nothing behind it is opened."""
    source = make_site(tmp_path / "source")
    write(tmp_path, {"elsewhere/index.sv.md": SECRET})
    assert read_input(source, PAGE)[0].startswith(b"---")
    (source / "content/pages/about").rename(tmp_path / "gone")
    (source / "content/pages/about").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LinkError) as caught:
        read_input(source, PAGE)
    assert caught.value.path == "content/pages/about"


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(place))


@pytest.mark.parametrize("make", [_pipe, _socket, Path.mkdir])
def test_nothing_but_a_plain_file_is_read(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "thing")
    with pytest.raises(OSError, match=r"not a file|directory") as caught:
        read_input(tmp_path, "thing")
    assert not isinstance(caught.value, LinkError)


@pytest.mark.parametrize("path", ["../secret", "a/../../secret", "/etc/hostname", "", ".", "a//b"])
def test_no_path_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    write(tmp_path, {"secret": SECRET, "source/a/b": "b"})
    with pytest.raises(FileNotFoundError):
        read_input(tmp_path / "source", path)


@pytest.mark.parametrize("size", [0, 1, 4, 5])
def test_of_a_file_that_is_too_large_nothing_is_read(size: int, tmp_path: Path) -> None:
    write(tmp_path, {"a": "x" * size})
    data, status = read_input(tmp_path, "a", 4)
    assert (data, status.st_size) == (b"" if size > 4 else b"x" * size, size)


def test_where_a_folder_cannot_be_opened_the_file_that_was_checked_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    monkeypatch.setattr("vitrina.disk.inputs._CAN_DESCEND", False)
    write(tmp_path, {"a/b": "b"})
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "a/link").symlink_to("b")
    assert read_input(tmp_path, "a/b")[0] == b"b"
    for path, place in {"link/b": "link", "a/link": "a/link"}.items():
        with pytest.raises(LinkError) as caught:
            read_input(tmp_path, path)
        assert caught.value.path == place


def test_a_vocabulary_that_is_open_in_emacs_is_no_problem(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source")
    for path in ("i18n/vocabularies/.#regions.yml", "i18n/languages/search/.#sv.yml"):
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).symlink_to("maria@laptop.4711:1767225600")
    assert found(build_site(source)) == []
    assert found(report_of_check(source)) == []
