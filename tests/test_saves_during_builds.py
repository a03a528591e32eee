"""A save during a build: whichever of the two texts the build has read, the next build leaves what a clean one makes.

A file is changed at each of its openings in turn, just before it is read, and taken back at the next opening of another
file. Nothing but the bytes that were read can tell of such a save.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sites import (
    PAGE,
    POST,
    PROJECT,
    SITE_YML,
    THEME,
    VOCABULARY,
    build_site,
    document,
    make_site,
    published,
    write,
)

pytestmark = pytest.mark.usefixtures("small_package")

CATALOGUE = "i18n/sv.po"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
REGION = "podlaskie:\n  labels: {{sv: {0}, ar: {0}, pl: {0}, lv: {0}}}\n"

INPUTS: dict[str, Callable[[str], str]] = {
    "content/site.yml": lambda text: SITE_YML.replace("sv: Prov", f"sv: {text}"),
    PROJECT: lambda text: document(f"{text}.\n", title=text, region="podlaskie"),
    PAGE: lambda text: document(f"{text}.\n"),
    POST: lambda text: document("Nytt.\n", title=text, project="alpha", date="2024-10-02"),
    VOCABULARY: REGION.format,
    CATALOGUE: lambda text: f'{HEAD}\nmsgid "Region"\nmsgstr "{text}"\n',
    f"{THEME}/templates/project.html": lambda text: f'{{% extends "body.html" %}}{{# {text} #}}',
    f"{THEME}/templates/page.html": lambda text: f'{{% extends "body.html" %}}{{% block main %}}{text}{{% endblock %}}',
    f"{THEME}/templates/base.html": lambda text: f"<!doctype html>{text} {{% block main %}}{{% endblock %}}",
    f"{THEME}/static/style.css": lambda text: f"main {{ content: '{text}' }}\n",
    f"{THEME}/static/script.js": lambda text: f"let text = '{text}'\n",
    f"{THEME}/theme.yml": lambda text: f"name: {text}\nstandalone: true\n",
    "content/projects/alpha/report.txt": str,
    "content/static/notes.txt": str,
}
"""Files of all kinds that a build reads, each with one of several texts."""

EDITS = {
    "a body": lambda number: {PAGE: document(f"Om oss {number}.\n")},
    "nothing else": lambda _: {},
}

_listeners: list[Callable[[str], None]] = []
_way: list[str] = []
"""The folder opened last, and the names opened below it: the engine opens files one folder after the other."""


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _listeners and isinstance(arguments[0], str):
        _way[:] = [*([] if Path(arguments[0]).is_absolute() else _way), arguments[0]]
        _listeners[-1]("/".join(_way))


sys.addaudithook(_hear)  # a hook stays until the process ends


@contextmanager
def saved_at(source: Path, path: str, number: int, there: str, between: str) -> Iterator[list[bool]]:
    """Save ``between`` in ``path`` at its opening ``number``, and ``there`` at the next opening of another."""
    opened, has_happened = 0, [False]
    is_between = False

    def hear(name: str) -> None:
        nonlocal opened, is_between
        is_it = name == str(source / path)
        if is_between and not is_it:
            is_between = False
            put(there)
        elif is_it:
            if opened == number:
                has_happened[0] = is_between = True
                put(between)
            opened += 1

    def put(text: str) -> None:
        heard = _listeners.pop()
        (source / path).write_text(text, "utf-8")
        _listeners.append(heard)

    _listeners.append(hear)
    try:
        yield has_happened
    finally:
        _listeners.pop()
    if is_between:
        (source / path).write_text(there, "utf-8")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("path", INPUTS)
def test_a_save_that_is_taken_back_during_a_build_leaves_nothing(
    path: str, edit: Callable[[int], dict[str, str]], tmp_path: Path
) -> None:
    text_of = INPUTS[path]
    files = {name: text("Ett") for name, text in INPUTS.items()}
    source, output = make_site(tmp_path / "source", files), tmp_path / "site"
    assert build_site(source, output).exit_code == 0
    for number in range(20):
        there = text_of(f"Text{number}") if edit is EDITS["nothing else"] else text_of("Ett")
        write(source, {**edit(number), path: there})
        with saved_at(source, path, number, there, text_of("Between")) as has_happened:
            build_site(source, output)
        assert build_site(source, output).exit_code == 0
        build_site(source, tmp_path / f"clean{number}", has_state=False)
        assert published(output) == published(tmp_path / f"clean{number}"), f"opening {number}"
        if not has_happened[0]:
            assert number > 0, "the file is opened"
            break
    else:
        pytest.fail("the file was opened too often")


@pytest.mark.parametrize("path", ["content/projects/alpha/index.lv.md", "content/static/new.txt"])
def test_a_file_that_is_there_only_during_a_build_leaves_nothing(path: str, tmp_path: Path) -> None:
    """The build that sees it may publish it; the next one takes it away again."""
    text = document("Teksts.\n", translated_from="sv")
    files = {name: text("Ett") for name, text in INPUTS.items()}
    source, output = make_site(tmp_path / "source", files), tmp_path / "site"
    assert build_site(source, output).exit_code == 0
    settings = str(source / "content/site.yml")

    def hear(name: str) -> None:
        if name == settings and not (source / path).exists():
            heard.append(_listeners.pop())
            write(source, {path: text})

    heard: list[Callable[[str], None]] = []
    write(source, {"content/site.yml": INPUTS["content/site.yml"]("Tva")})
    _listeners.append(hear)
    build_site(source, output)
    assert heard, "the file was there for a while"
    (source / path).unlink()
    assert build_site(source, output).exit_code == 0
    build_site(source, tmp_path / "clean", has_state=False)
    assert published(output) == published(tmp_path / "clean")
