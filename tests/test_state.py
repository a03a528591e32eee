"""What a build remembers: one file a site, which can be lost, damaged, locked or foreign, and never hurts."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.opening import files_opened
from tests.sites import PAGE, PROJECT, ROOT, SITE_YML, TODAY, Files, build_site, document, make_site, published, write
from vitrina import defaults
from vitrina.content.loading import load_site
from vitrina.disk import cache
from vitrina.options import SiteOptions
from vitrina.problems import Problems
from vitrina.render.remembered import RememberedPlan
from vitrina.render.renderer import Caches, Renderer, render_inputs
from vitrina.state import database
from vitrina.state.compiled import open_compiled
from vitrina.state.state import PROSE, State, open_state
from vitrina.values.lazy_mapping import PickledMapping
from vitrina.values.pickling import dumps

pytestmark = pytest.mark.usefixtures("small_package")

NEW_TEXT: Files = {PAGE: document("Ny text.\n")}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of one test."""
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A site that was built."""
    made = make_site(tmp_path / "source")
    assert build_site(made).exit_code == 0
    return made


def state_of(folder: Path) -> Path:
    """Return the one state file in ``folder``."""
    (file,) = folder.glob("site-*.sqlite")
    return file


def written(source: Path) -> int:
    """Build over what is there, compare with a clean build, and return how many files were written."""
    report = build_site(source)
    assert report.exit_code == 0
    assert published(source / "site") == clean(source)
    return report.written


def clean(source: Path) -> dict[str, bytes]:
    """Return what a build from nothing makes of ``source``."""
    copy = source.parent / "clean"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns(".vitrina", "site"))
    with pytest.MonkeyPatch.context() as patch:  # what is compiled may serve again
        patch.setenv("VITRINA_CACHE_DIR", str(source.parent / "cache of clean builds"))
        for state in (source.parent / "cache of clean builds").glob("site-*.sqlite"):
            state.unlink()
        assert build_site(copy).exit_code == 0
    return published(copy / "site")


def test_a_site_has_one_file_outside_of_itself_and_of_what_is_published(source: Path, folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == ["compiled.sqlite", "locks", state_of(folder).name]
    assert not (source / "site/.vitrina").exists()
    assert sorted(file.name for file in (source / ".vitrina").iterdir()) == [".gitignore", "site.manifest"]
    assert folder.stat().st_mode & 0o077 == 0 or os.name != "posix"


def test_builds_to_other_places_and_addresses_are_remembered_beside_each_other(source: Path, folder: Path) -> None:
    assert build_site(source, source.parent / "elsewhere").written > 0
    assert len(list(folder.glob("site-*.sqlite"))) == 2
    assert build_site(source).written == build_site(source, source.parent / "elsewhere").written == 0


def test_without_a_cache_nothing_is_kept_and_the_site_is_right(tmp_path: Path, folder: Path) -> None:
    source = make_site(tmp_path / "source")
    assert build_site(source, has_state=False).exit_code == 0
    write(source, NEW_TEXT)
    assert build_site(source, has_state=False).written == 2
    assert published(source / "site") == clean(source)
    assert list(folder.glob("*.sqlite")) == []


def test_a_moved_site_starts_cold_and_says_nothing(source: Path) -> None:
    moved = source.rename(source.with_name("moved"))
    write(moved, NEW_TEXT)
    report = build_site(moved)
    assert (report.problems, report.written) == ((), 2)
    assert published(moved / "site") == clean(moved)


# What is found in the place of a state


def test_garbage_in_the_place_of_a_state_counts_as_none(source: Path, folder: Path) -> None:
    for content in (b"", b"garbage" * 1000, state_of(folder).read_bytes()[:5000]):
        state_of(folder).write_bytes(content)
        assert written(write(source, NEW_TEXT)) <= 2
        assert build_site(source).written == 0


def test_a_state_that_is_damaged_anywhere_leads_to_no_wrong_page(source: Path, folder: Path) -> None:
    """A byte changes its value, once in every part of the file; then a body is edited."""
    assert build_site(source).written == 0
    whole = state_of(folder).read_bytes()
    texts = [{PAGE: document("Ny text.\n")}, {PAGE: document("Nyare text.\n")}]
    expected = [clean(write(source, text)) for text in texts]
    for number, place in enumerate(range(50, len(whole), max(1, len(whole) // 40))):
        damaged = bytearray(whole)
        damaged[place] ^= 0x15
        state_of(folder).write_bytes(damaged)
        report = build_site(write(source, texts[number % 2]))
        assert (report.exit_code, report.written > 0) == (0, True), place
        assert published(source / "site") == expected[number % 2], place


@pytest.mark.parametrize("version", [0, 99])
def test_a_state_of_another_version_counts_as_none(version: int, source: Path, folder: Path) -> None:
    with closing(sqlite3.connect(state_of(folder))) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("ALTER TABLE pages RENAME TO other_pages")
    assert written(write(source, NEW_TEXT)) == 2
    assert build_site(source).written == 0


def test_a_database_of_another_program_is_not_a_state(source: Path, folder: Path) -> None:
    state_of(folder).unlink()
    with closing(sqlite3.connect(folder / "site.sqlite")) as connection:
        connection.execute("CREATE TABLE pages (text)")
    (folder / "site.sqlite").rename(folder / "site-other.sqlite")
    assert written(write(source, NEW_TEXT)) == 2


def test_a_state_that_another_program_has_locked_is_left_alone(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    with closing(sqlite3.connect(state_of(folder), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert written(write(source, NEW_TEXT)) == 2
        assert written(write(source, {PAGE: document("Nyare text.\n")})) == 2
    assert written(source) == 0


def test_a_state_that_cannot_be_written_is_no_reason_to_have_no_site(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a read-only disk."""

    def fail(_: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_connect", fail)
        assert written(write(source, NEW_TEXT)) == 2
    with monkeypatch.context() as patch:
        patch.setenv("VITRINA_CACHE_DIR", str(write(source.parent, {"file": "no folder"}) / "file"))
        assert written(write(source, {PAGE: document("Nyare text.\n")})) == 2
    assert written(source) == 0


def test_without_a_home_there_is_no_state(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VITRINA_CACHE_DIR")
    monkeypatch.setattr(cache.platformdirs, "user_cache_path", lambda *_, **__: Path("~/.cache/vitrina"))
    monkeypatch.chdir(source.parent)
    assert written(write(source, NEW_TEXT)) == 2
    assert not (source.parent / "~").exists()


class Harm:
    """A value that runs somebody's code when it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.file,)


def test_a_site_cannot_bring_a_state_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder inside the source works, but what others have put there is not read."""
    source = make_site(tmp_path / "source")
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(source / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state of the user"))
    assert build_site(source).exit_code == 0
    assert build_site(source).written == 0
    with closing(sqlite3.connect(state_of(source / "cache"))) as theirs, theirs:
        theirs.execute("UPDATE blobs SET value = ?", (pickle.dumps(Harm(tmp_path / "harm")),))
        theirs.execute("UPDATE pages SET problems = ?", (pickle.dumps(Harm(tmp_path / "harm")),))
    assert written(write(source, NEW_TEXT)) == 2
    assert not (tmp_path / "harm").exists()


def test_without_a_place_for_a_key_a_cache_inside_the_source_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the home folder is the source."""
    source = make_site(tmp_path / "source")
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(source / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(source / ".local/state"))
    assert build_site(source).exit_code == 0
    assert list((source / "cache").glob("*.sqlite")) == []
    assert not (source / ".local").exists()


def test_many_states_do_not_pile_up(source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    for number in range(6):
        assert build_site(source, source.parent / f"site{number}").exit_code == 0
    assert len(list(folder.glob("site-*.sqlite"))) == 3
    assert build_site(source, source.parent / "site5").written == 0


# One transaction


class Killed(BaseException):
    """Stands for the end of the process: nothing handles it."""


def test_a_build_may_be_killed_while_it_remembers(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each statement in turn; then a body is edited, for which the site that is remembered would serve."""
    write_to = database.Database.write
    for after in range(60):
        write(source, {PROJECT: document("Text.\n", title=f"Titel {after}"), PAGE: document("Om oss.\n")})
        left = iter([*[True] * after, False])

        def die_late(*given: object, left: object = left) -> None:
            if not next(left, True):  # type: ignore[call-overload]
                raise Killed
            write_to(*given)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(database.Database, "write", die_late)
            with suppress(Killed):
                assert build_site(source).exit_code == 0
        is_over = next(left, None) is not None
        assert written(write(source, {PROJECT: document("Ny text.\n", title=f"Titel {after}")})) >= 1, after
        if is_over:
            break
    else:
        pytest.fail("the state was written to too often")
    assert after > 5


def test_what_was_not_committed_is_not_there(tmp_path: Path) -> None:
    def opened() -> State:
        return open_state(tmp_path / "source", ("one",), "engine")

    with closing(opened()) as state:
        state.keep(PROSE, {"a": dumps("kept"), "b": dumps("kept")})
        state.commit()
        state.drop(PROSE, ["b"])
        state.keep(PROSE, {"c": dumps("not kept")})
        assert state.keys(PROSE) == {"a", "c"}
    with closing(opened()) as state:
        assert (state.keys(PROSE), state.load(PROSE, "a"), state.load(PROSE, "c")) == ({"a", "b"}, "kept", None)
    with closing(open_state(tmp_path / "source", ("one",), "another engine")) as state:
        assert (state.keys(PROSE), state.is_of_another_engine) == (set(), True)


def test_what_is_compiled_serves_all_sites_of_a_user(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_site(source.parent / "other")
    monkeypatch.setattr("vitrina.languages.catalogues._compile", lambda *_: pytest.fail("compiled again"))
    assert build_site(other).exit_code == 0
    with closing(open_compiled(source, "another engine")) as compiled:
        assert (len(compiled.templates), len(compiled.catalogues), compiled.references) == (0, 0, {})


# Each document is opened once


def opened_in(source: Path) -> list[str]:
    """Build, and return the documents that were opened, as often as they were."""
    with files_opened() as opened:
        assert build_site(source).exit_code == 0
    return sorted(Path(file).relative_to(source.resolve()).as_posix() for file in opened if file.endswith(".md"))


def test_a_document_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.pipeline.WORTH_KEEPING", 1)
    source = make_site(tmp_path / "source")
    documents = sorted(file.relative_to(source).as_posix() for file in source.rglob("index.*.md"))
    assert opened_in(source) == documents
    time.sleep(0.15)
    opened_in(source)  # those that were not at rest when they were read first
    assert opened_in(source) == []
    write(source, NEW_TEXT)
    assert opened_in(source) == [PAGE]


# The plan, and what is opened when it is asked for


def test_a_remembered_plan_is_the_plan() -> None:
    plan = renderer_of(ROOT).plan
    remembered = RememberedPlan({planned.path: dumps(planned) for planned in plan})
    assert tuple(remembered) == tuple(plan)
    assert len(remembered) == len(plan)
    assert list(remembered[3:7]) == list(plan[3:7])
    assert remembered.numbers_of({planned.path for planned in plan[5:9]}) == [5, 6, 7, 8]


def renderer_of(source: Path) -> Renderer:
    options = SiteOptions(source=source, today=TODAY, jobs=1)
    loaded = load_site(options, Problems())
    assert loaded is not None
    return Renderer(render_inputs(loaded, options, Problems()), Caches(), Problems())


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


# Several processes look at the output


LOOK_TOGETHER = """
import os, pathlib
from vitrina import defaults
defaults.folder = lambda: pathlib.Path(os.environ["SMALL_PACKAGE"])
defaults.vocabularies = lambda: defaults.folder() / "i18n/vocabularies"
from vitrina.cli import main as cli
from vitrina.publish import output_scan
from vitrina import workers
def begun(work, tasks, jobs, begin=output_scan.begun):
    print("together" if min(tasks, jobs) > 1 and workers.can_fork() else "alone")
    return begin(work, tasks, jobs)
output_scan.STAMPS_TOGETHER_PAY_FROM, output_scan._AT_A_TIME, output_scan.begun = 1, 3, begun
cli.run()
"""


@pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="processes are not forked here")
def test_processes_that_look_together_see_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALL_PACKAGE", str(defaults.folder()))
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
        assert published(output) == clean(source), what


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
    assert published(source / "site") == clean(source)
