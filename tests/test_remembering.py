"""What a build remembers: values at hand are those of the store, and a kept plan is the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import ROOT, make_site
from vitrina.kept_plan import kept
from vitrina.making import prepare
from vitrina.manifest import Manifest, as_note, renewed
from vitrina.problems import Problems
from vitrina.render import Tools, Workshop
from vitrina.store import Memory, Store, open_store

VALUE, NEWER = ("a", "value"), ("a", "newer", "value")


@pytest.fixture
def memory() -> Memory:
    return {}


def stores(source: Path, memory: Memory) -> tuple[Store, Store]:
    """Return the store of a process that stays, and that of another one."""
    return open_store(source, "engine", memory), open_store(source, "engine")


def test_a_value_at_hand_is_not_read_again(tmp_path: Path, memory: Memory) -> None:
    ours, others = stores(tmp_path, memory)
    ours.keep("name", VALUE)
    assert ours.load("name") is VALUE
    assert others.load("name") == VALUE
    assert others.load("name") is not VALUE
    assert open_store(tmp_path, "engine", memory).load("name") is VALUE


def test_a_value_that_was_read_is_at_hand(tmp_path: Path, memory: Memory) -> None:
    ours, others = stores(tmp_path, memory)
    others.keep("name", VALUE)
    assert ours.load("name") is ours.load("name") is not None


def test_what_another_process_keeps_or_drops_counts(tmp_path: Path, memory: Memory) -> None:
    ours, others = stores(tmp_path, memory)
    ours.keep("name", VALUE)
    others.keep("name", NEWER)
    assert ours.load("name") == NEWER
    others.drop(["name"])
    assert ours.load("name") is None


def test_what_is_damaged_dropped_or_another_engines_is_not_at_hand(tmp_path: Path, memory: Memory) -> None:
    ours, _ = stores(tmp_path, memory)
    ours.keep("name", VALUE)
    assert open_store(tmp_path, "another engine", memory).load("name") is None
    ours.keep("name", VALUE)
    (ours.folder / "name").write_bytes(b"damaged")
    assert ours.load("name") is None
    ours.keep("name", VALUE)
    ours.drop(["name"])
    assert ours.load("name") is None
    assert memory == {}


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
    manuscript = prepare(ROOT, None, 1, problems)
    assert manuscript is not None
    plan = Workshop(manuscript.recipe, Tools(), problems).plan
    remembered = kept(plan, ROOT)
    assert tuple(remembered) == plan
    assert len(remembered) == len(plan)
    assert tuple(remembered[3:7]) == plan[3:7]
    paths = {planned.path for planned in plan[5:9]}
    assert remembered.numbers_of(paths) == [5, 6, 7, 8]


def test_a_kept_plan_follows_a_site_that_moves(tmp_path: Path) -> None:
    source = make_site(tmp_path / "here", {"content/projects/alpha/bild.png": b"bild"})
    manuscript = prepare(source, None, 1, Problems())
    assert manuscript is not None
    moved = kept(Workshop(manuscript.recipe, Tools(), Problems()).plan, tmp_path / "there")
    copied = {one.origin: one.file for one in moved if one.file is not None and one.origin.startswith("content/")}
    assert copied["content/projects/alpha/bild.png"] == tmp_path / "there/content/projects/alpha/bild.png"
