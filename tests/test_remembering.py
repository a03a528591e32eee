"""What a build remembers: values at hand are those of the store, and a kept plan is the plan."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import PAGE, PROJECT, ROOT, SITE_YML, Files, build_site, document, make_site, published, write
from vitrina import defaults
from vitrina.disk.output import Output, drop_kept, write_kept
from vitrina.problems import Problems
from vitrina.publish.manifest import Manifest, as_note, renewed
from vitrina.render.kept_plan import kept
from vitrina.render.loading import prepare
from vitrina.render.renderer import CompileCaches, Renderer
from vitrina.state.store import Memory, Store, open_store
from vitrina.state.up_to_date import look
from vitrina.values.lazy_mapping import PickledMapping
from vitrina.values.pickling import dumps

VALUE, NEWER = ("a", "value"), ("a", "newer", "value")


@pytest.fixture
def memory() -> Memory:
    return Memory()


def stores(source: Path, memory: Memory) -> tuple[Store, Store]:
    """Return the store of a process that stays, and that of another one."""
    return open_store(source, "engine", memory), open_store(source, "engine")


def test_a_value_at_hand_is_not_read_again(tmp_path: Path, memory: Memory) -> None:
    ours, others = stores(tmp_path, memory)
    ours.keep("name", VALUE)
    assert ours.load("name") is VALUE
    memory.write()
    assert ours.load("name") is VALUE
    assert others.load("name") == VALUE
    assert others.load("name") is not VALUE
    assert open_store(tmp_path, "engine", memory).load("name") is VALUE


def test_a_value_that_was_read_is_at_hand(tmp_path: Path, memory: Memory) -> None:
    ours, others = stores(tmp_path, memory)
    others.keep("name", VALUE)
    assert ours.load("name") is ours.load("name") is not None


@pytest.mark.parametrize("is_written", [False, True])
def test_what_another_process_keeps_or_drops_counts(tmp_path: Path, memory: Memory, is_written: bool) -> None:
    ours, others = stores(tmp_path, memory)
    ours.keep("name", VALUE)
    if is_written:
        memory.write()
    others.keep("name", NEWER)
    assert ours.load("name") == NEWER
    memory.write()
    assert others.load("name") == NEWER
    others.drop(["name"])
    assert ours.load("name") is None


@pytest.mark.parametrize("is_written", [False, True])
def test_what_is_damaged_dropped_or_another_engines_is_not_at_hand(
    tmp_path: Path, memory: Memory, is_written: bool
) -> None:
    ours, _ = stores(tmp_path, memory)

    def keep() -> None:
        ours.keep("name", VALUE)
        if is_written:
            memory.write()

    keep()
    assert open_store(tmp_path, "another engine", memory).load("name") is None
    keep()
    ours.folder.mkdir(parents=True, exist_ok=True)
    (ours.folder / "name").write_bytes(b"damaged")
    assert ours.load("name") is None
    keep()
    ours.drop(["name"])
    assert ours.load("name") is None
    memory.write()
    assert ours.names() == []
    assert memory == Memory()


def test_what_is_kept_waits_until_there_is_time_to_write_it(tmp_path: Path, memory: Memory) -> None:
    ours, others = stores(tmp_path, memory)
    for name, value in (("a", VALUE), ("b", VALUE), ("a", NEWER)):
        ours.keep(name, value)
    assert (others.names(), ours.names()) == ([], ["a", "b"])
    assert ours.newest_first("") == ["a", "b"]
    memory.write(lambda: True)
    assert others.names() == []
    memory.write(lambda: "b" in others.names())
    assert others.names() == ["b"]
    memory.write()
    assert (others.load("a"), others.load("b")) == (NEWER, VALUE)


def test_a_process_that_was_forked_writes_at_once(tmp_path: Path) -> None:
    """It ends when its tasks are done, and what waits in its memory is nobody's."""
    ours, others = stores(tmp_path, Memory(process=os.getppid()))
    ours.keep("name", VALUE)
    assert others.load("name") == VALUE
    assert ours.load("name") is VALUE


DIGESTS = st.lists(st.text("0123456789abcdef", min_size=1, max_size=3), min_size=1, max_size=2).map(tuple)
PATHS = st.text('az"\\{}[]:,\n/ö', min_size=1, max_size=6)


@given(st.dictionaries(PATHS, st.tuples(DIGESTS, DIGESTS), min_size=1, max_size=6))
def test_a_manifest_that_is_renewed_is_the_one_that_is_written(files: dict[str, tuple[Any, Any]]) -> None:
    """Whatever the paths are: where a note cannot be mended, it is written anew."""
    before = Manifest({path: digests for path, (digests, _) in files.items()})
    now = Manifest({path: digests for path, (_, digests) in files.items()})
    assert renewed(as_note(before), before, now) in (as_note(now), b"")


def test_a_manifest_is_renewed_after_an_edit_and_written_anew_after_more() -> None:
    paths = [f"sv/{number:03}/index.html" for number in range(300)]
    before = Manifest(dict.fromkeys(paths, ("a1",)))
    for count, is_renewed in ((0, True), (3, True), (200, False)):
        now = Manifest(dict(before.digests) | dict.fromkeys(paths[1 : count + 1], ("b2",)))
        assert renewed(as_note(before), before, now) == (as_note(now) if is_renewed else b"")
    assert renewed(as_note(before), before, Manifest({"other": ("a1",)})) == b""
    damaged = as_note(before).replace(b"a1", b"a7")
    assert renewed(damaged, before, Manifest(dict(before.digests) | {paths[1]: ("b2",)})) == b""


def test_a_kept_plan_is_the_plan() -> None:
    problems = Problems()
    loaded = prepare(ROOT, None, 1, problems)
    assert loaded is not None
    plan = Renderer(loaded.inputs, CompileCaches(), problems).plan
    remembered = kept(plan)
    assert tuple(remembered) == plan
    assert len(remembered) == len(plan)
    assert tuple(remembered[3:7]) == plan[3:7]
    paths = {planned.path for planned in plan[5:9]}
    assert remembered.numbers_of(paths) == [5, 6, 7, 8]


# What is opened when it is asked for


@given(st.dictionaries(st.text(max_size=3), st.one_of(st.integers(), st.binary(max_size=3), st.text(max_size=3))))
def test_a_sealed_mapping_is_the_mapping(values: dict[str, object]) -> None:
    once: PickledMapping[object] = pickle.loads(dumps(PickledMapping(values)))
    for sealed in (PickledMapping(values), once, pickle.loads(dumps(once))):
        assert list(sealed.items()) == list(values.items())
        assert len(sealed) == len(values)
        assert sealed == values
        assert "not there" not in sealed
        assert sealed.get("not there") is None


def test_a_sealed_value_is_opened_when_it_is_asked_for_and_once() -> None:
    sealed: PickledMapping[object] = pickle.loads(dumps(PickledMapping({"one": ["value"], "other": _Unopened()})))
    assert list(sealed) == ["one", "other"]
    assert sealed["one"] is sealed["one"]
    with pytest.raises(AssertionError, match="opened"):
        sealed["other"]


class _Unopened:
    def __setstate__(self, _: object) -> None:
        raise AssertionError("opened")

    def __getstate__(self) -> dict[str, int]:
        return {"state": 1}


def test_an_edit_opens_a_few_projects_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"content/projects/p{number:02}/index.sv.md": document("Text.\n") for number in range(40)}
    source = make_site(tmp_path / "source", many)
    assert build_site(source).exit_code == 0
    opened: list[str] = []
    get = PickledMapping.__getitem__

    def note_and_get(sealed: PickledMapping[object], key: str) -> object:
        opened.append(key)
        return get(sealed, key)

    monkeypatch.setattr(PickledMapping, "__getitem__", note_and_get)
    write(source, {"content/projects/p07/index.sv.md": document("Ny text.\n")})
    assert build_site(source).written > 0
    assert "p07" in opened
    assert len({key for key in opened if key.startswith("p")}) < 10


def test_qr_codes_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_site(tmp_path / "source")
    assert build_site(source).exit_code == 0
    made: list[str] = []

    def note_and_make(url: str) -> str:
        made.append(url)
        return "<svg></svg>"

    monkeypatch.setattr("vitrina.views.codes.qr_code", note_and_make)
    write(source, {"content/projects/alpha/index.sv.md": document("Ny text.\n", title="Ny titel")})
    assert build_site(source).exit_code == 0
    assert made == []
    write(source, {"content/projects/another/index.sv.md": document("Text.\n")})
    assert build_site(source).exit_code == 0
    assert [url.rpartition("/id/")[2] for url in made] == ["another/"]


def clean(source: Path, folder: Path) -> dict[str, bytes]:
    """Return what a build from nothing makes of ``source``."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".vitrina", "site"))
    assert build_site(folder).exit_code == 0
    return published(folder / "site")


def test_whatever_is_lost_of_what_is_kept_the_site_becomes_the_right_one(tmp_path: Path) -> None:
    """An edit, something of the store damaged or gone, and another edit; once for everything that is kept."""
    source = make_site(tmp_path / "source")
    store = source / ".vitrina/store"
    assert build_site(source).exit_code == 0
    kinds = set()
    for number, is_gone in enumerate([False, True] * 12):
        write(source, {PROJECT: document(f"Text {number}.\n")})
        assert build_site(source).exit_code == 0
        kept = sorted(store.iterdir())
        lost = kept[number // 2 % len(kept)]
        kinds.add(lost.name.rpartition("-")[2])
        if is_gone:
            lost.unlink()
        else:
            lost.write_bytes(lost.read_bytes()[:-1])
        write(source, {PROJECT: document(f"Ännu en text {number}.\n")})
        assert build_site(source).exit_code == 0
        assert published(source / "site") == clean(source, tmp_path / f"clean {number}"), lost.name
    assert kinds >= {"ledger", "edits", "snapshot", "codes"}


def test_many_edits_are_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.state.incremental.MOST_EDITED", 12)
    source = make_site(
        tmp_path / "source", {f"content/projects/p{number}/index.sv.md": document() for number in range(8)}
    )
    assert build_site(source).exit_code == 0
    sizes = []
    for number in range(8):
        write(source, {f"content/projects/p{number}/index.sv.md": document("Text.\n")})
        assert build_site(source).exit_code == 0
        edits = list((source / ".vitrina/store").glob("*-edits"))
        sizes.append(sum(file.stat().st_size for file in edits))
    assert 0 in sizes[1:]
    assert sizes[0] > 0
    assert published(source / "site") == clean(source, tmp_path / "clean")


# Several processes look at the output


LOOK_TOGETHER = """
from vitrina.cli import main as cli
from vitrina.publish import output_scan as inspecting
from vitrina import workers
def begun(work, tasks, jobs, begin=inspecting.begun):
    print("together" if min(tasks, jobs) > 1 and workers.can_fork() else "alone")
    return begin(work, tasks, jobs)
inspecting.ASKING_TOGETHER_PAYS_FROM, inspecting._AT_A_TIME, inspecting.begun = 1, 3, begun
cli.run()
"""


@pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="processes are not forked here")
def test_processes_that_look_together_see_what_one_sees(tmp_path: Path) -> None:
    source, output = make_site(tmp_path / "source"), tmp_path / "site"
    command = [sys.executable, "-c", LOOK_TOGETHER, "--source", str(source), "--output", str(output), "--jobs", "2"]
    page = "../site/sv/about/index.html"
    changes: dict[str, Files] = {
        "nothing yet": {},
        "nothing changed": {},
        "nothing changed again": {},
        "a body": {PROJECT: document("Ny text.\n")},
        "the body again": {PROJECT: document("Ännu en text.\n")},
        "a fact": {PROJECT: document("Text.\n", title="En titel")},
        "nothing changed since": {},
        "a file of the output": {page: "by hand"},
        "a file of the output that is gone": {page: None},
    }
    for number, (what, files) in enumerate(changes.items()):
        write(source, files)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (what, done.stderr)
        assert number == 0 or "together" in done.stdout.split(), what
        assert published(output) == clean(source, tmp_path / f"clean {number}"), what


def test_an_engine_that_has_moved_is_not_looked_for_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same version in another place, as after a virtual environment was made anew."""
    source = make_site(tmp_path / "source", {"content/site.yml": SITE_YML.replace("theme: bare\n", "")})
    moved = tmp_path / "moved"
    shutil.copytree(defaults.folder(), moved, ignore=shutil.ignore_patterns("__pycache__", "site", ".*"))
    with monkeypatch.context() as patch:
        patch.setattr(defaults, "folder", lambda: moved)
        assert build_site(source).exit_code == 0
    shutil.rmtree(moved)
    write(source, {PAGE: document("Ny text.\n")})
    assert build_site(source).exit_code == 0
    assert published(source / "site") == clean(source, tmp_path / "clean")


class Killed(BaseException):
    """Stands for the end of the process: nothing handles it."""


def dying(monkeypatch: pytest.MonkeyPatch, after: int) -> list[str]:
    """Let the process die after so many changes of the store; return what it was about to change then."""
    counted: list[str] = []

    def dies(change: Callable[..., None]) -> Callable[..., None]:
        def count_and_change(file: Path, *given: bytes, **options: bool) -> None:
            counted.append(file.name)
            if len(counted) > after:
                raise Killed
            change(file, *given, **options)

        return count_and_change

    monkeypatch.setattr("vitrina.state.store.write_kept", dies(write_kept))
    monkeypatch.setattr("vitrina.state.store.drop_kept", dies(drop_kept))
    return counted


def test_a_build_may_be_killed_while_it_remembers(tmp_path: Path) -> None:
    """After each change of the store in turn; then a body is edited, for which the site that is remembered serves."""
    source = make_site(tmp_path / "source")
    for after in range(40):
        write(source, {PROJECT: document("Text.\n", title=f"Titel {after}"), PAGE: document("Om oss.\n")})
        with pytest.MonkeyPatch.context() as monkeypatch:
            changes = dying(monkeypatch, after)
            with suppress(Killed):
                assert build_site(source).exit_code == 0
        write(source, {PROJECT: document("Ny text.\n", title=f"Titel {after}")})
        assert build_site(source).exit_code == 0
        assert published(source / "site") == clean(source, tmp_path / f"clean {after}"), changes[-1]
        if len(changes) <= after:
            break
    else:
        pytest.fail("the store was changed too often")
    assert after > 3


def test_a_process_that_stays_may_be_killed_before_it_has_written_what_it_remembers(tmp_path: Path) -> None:
    """A fact and then bodies are edited; after each number of files that were still written, another process builds."""
    source, memory = make_site(tmp_path / "source"), Memory()
    waiting = 1
    for written in range(20):
        assert build_site(source, memory=memory).exit_code == 0
        memory.write()
        write(source, {PROJECT: document("Text.\n", title=f"Titel {written}"), PAGE: document("Om oss.\n")})
        assert build_site(source, memory=memory).exit_code == 0
        write(source, {PROJECT: document("Ny text.\n", title=f"Titel {written}")})
        assert build_site(source, memory=memory).exit_code == 0
        waiting = len(memory.waiting)
        left = iter([*[False] * written, True])
        memory.write(lambda left=left: next(left))
        write(source, {PROJECT: document("Nyare text.\n", title=f"Titel {written}")})
        assert build_site(source).exit_code == 0
        assert published(source / "site") == clean(source, tmp_path / f"clean {written}"), written
        memory = Memory()
        if written > waiting:
            break
    assert waiting > 2


def test_what_waits_is_not_written_over_what_another_process_has_kept_since(tmp_path: Path, memory: Memory) -> None:
    ours, others = stores(tmp_path, memory)
    ours.keep("name", VALUE)
    others.keep("name", NEWER)
    memory.write()
    assert memory.waiting == {}
    assert others.load("name") == ours.load("name") == NEWER


def test_edits_are_believed_only_beside_the_ledger_that_they_are_edits_of(tmp_path: Path) -> None:
    """A preview writes its last edit after another process has built the site anew."""
    source, memory = make_site(tmp_path / "source"), Memory()
    assert build_site(source, memory=memory).exit_code == 0
    memory.write()
    write(source, {PAGE: document("Nyare.\n")})
    assert build_site(source, memory=memory).exit_code == 0
    write(source, {PROJECT: document("Text.\n", title="En titel")})
    assert build_site(source).exit_code == 0
    memory.write()
    assert list((source / ".vitrina/store").glob("*-edits"))
    found = look(source, defaults.folder(), Output(source / "site", "site"), None, 1)
    assert (found.is_known, found.changed_bodies, found.stale) == (True, (), ())
