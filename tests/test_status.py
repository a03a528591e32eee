"""Translation status: what changed since a translation was made, how much there is, and marking a translation."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vitrina.wording import MOST_BLOCKS, TOKEN, Comparison, compare, token_of, wording

# The token

LETTERS = "abcåäöłéčžشمةك"
PLAIN = st.text(LETTERS, min_size=1, max_size=8)
BLOCK = st.lists(PLAIN, min_size=1, max_size=6)
BLOCKS = st.lists(BLOCK, min_size=1, max_size=12, unique_by=tuple)


def body(blocks: list[list[str]], space: str = " ") -> str:
    return "\n\n".join(space.join(block) for block in blocks)


def says(compared: Comparison) -> list[tuple[str, str, str]]:
    return [(change.what, change.part, change.text) for change in compared.changes]


@given(PLAIN, st.none() | PLAIN, BLOCKS, st.sampled_from(["\n", "  ", "\t", " \n  ", "\u00a0", "\r\n"]), st.randoms())
def test_white_space_and_order_mean_nothing(
    title: str, summary: str | None, blocks: list[list[str]], space: str, chance: random.Random
) -> None:
    token = token_of(wording(title, summary, body(blocks)))
    moved = list(blocks)
    chance.shuffle(moved)
    again = wording(f" {title}\n", summary and f"{summary}  ", f"\n\n{body(moved, space)}   \n\n\n")
    assert compare(token, again) == Comparison(is_current=True)
    assert compare(token[:6], again) == Comparison(is_current=True)


@given(BLOCKS, BLOCK, st.data())
def test_a_changed_block_is_named_and_no_other(blocks: list[list[str]], new: list[str], data: st.DataObject) -> None:
    assume(new not in blocks)
    before = wording("Title", None, body(blocks))
    position = data.draw(st.integers(0, len(blocks) - 1))
    now = wording("Title", None, body([*blocks[:position], new, *blocks[position + 1 :]]))
    assume(len(set(token_groups(before)) | set(token_groups(now))) == len(blocks) + 3)
    assert says(compare(token_of(before), now)) == [("changed", "text", " ".join(new))]


@given(BLOCKS, BLOCK, st.data())
def test_an_added_block_is_named_and_a_removed_one_counted(
    blocks: list[list[str]], new: list[str], data: st.DataObject
) -> None:
    assume(new not in blocks)
    position = data.draw(st.integers(0, len(blocks)))
    short = wording("Title", "Summary", body(blocks))
    long = wording("Title", "Summary", body([*blocks[:position], new, *blocks[position:]]))
    assume(len(set(token_groups(long))) == len(blocks) + 3)
    assert says(compare(token_of(short), long)) == [("added", "text", " ".join(new))]
    assert says(compare(token_of(long), short)) == [("removed", "text", "")]


def token_groups(words: object) -> list[str]:
    groups = token_of(words).partition("-")[2]  # type: ignore[arg-type]
    return [groups[start : start + 3] for start in range(0, len(groups), 3)]


THREE = "One fish.\n\nTwo fish.\n\nRed fish.\n"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (("Title", "Summary", THREE), None),
        (("Other", "Summary", THREE), [("changed", "title", "Other")]),
        (("Title", "Other", THREE), [("changed", "summary", "Other")]),
        (("Title", None, THREE), [("removed", "summary", "")]),
        (("Summary", "Title", THREE), [("changed", "title", "Summary"), ("changed", "summary", "Title")]),
        (("Title", "Summary", THREE.replace("Two", "2")), [("changed", "text", "2 fish.")]),
        (("Title", "Summary", "Red fish.\n\nTwo\nfish.\n\nOne fish."), None),
        (("Title", "Summary", f"<!-- Ask\n\nAnna. -->\n{THREE}<!-- done -->\n"), None),
        (("Title", "Summary", f"{THREE}\n\nTwo fish."), [("added", "text", "Two fish.")]),
        (("Title", "Summary", "Two fish.\n\nRed fish."), [("removed", "text", "")]),
        (
            ("Title", "Summary", "One fish.\n\nBlue fish.\n\nRed fish.\n\nNew."),
            [("changed", "text", "Blue fish."), ("added", "text", "New.")],
        ),
        (
            ("Title", "Summary", "1\n\n2\n\nRed fish.\n"),
            [("changed", "text", "1"), ("changed", "text", "2")],
        ),
        (("Title", "Summary", ""), [("removed", "text", "")] * 3),
    ],
)
def test_what_changed(now: tuple[str, str | None, str], expected: list[tuple[str, str, str]] | None) -> None:
    token = token_of(wording("Title", "Summary", THREE))
    compared = compare(token, wording(*now))
    assert compared.is_current is (expected is None)
    assert says(compared) == (expected or [])
    assert compare(token[:6], wording(*now)) == Comparison(is_current=expected is None)


@pytest.mark.parametrize(
    ("before", "now", "is_current"),
    [
        ("## Head\nText.", "## Head\n\nText.", True),
        ("> One two\n> three.", "> One\n> two three.", True),
        ("- a\n- b", "- a\n- c", False),
        ("é", "e\u0301", True),
        ("One.", "one.", False),
        ("One two.", "One\n\ntwo.", False),
    ],
)
def test_what_counts_as_a_change(before: str, now: str, is_current: bool) -> None:
    assert compare(token_of(wording("T", None, before)), wording("T", None, now)).is_current is is_current


def test_a_heading_without_an_empty_line_below_is_a_block_of_its_own() -> None:
    token = token_of(wording("T", None, "## Head\nText."))
    assert says(compare(token, wording("T", None, "## Head\nOther."))) == [("changed", "text", "Other.")]


@pytest.mark.parametrize("blocks", [0, 1, MOST_BLOCKS, MOST_BLOCKS + 1, 5000])
def test_a_token_is_a_bounded_line(blocks: int) -> None:
    words = wording("Title", None, "\n\n".join(f"Block {number}." for number in range(blocks)))
    token = token_of(words)
    assert re.fullmatch(TOKEN, token)
    assert len(token) <= 373
    assert ("-" in token) is (blocks <= MOST_BLOCKS)
    assert compare(token, words).is_current
    assert not compare(token, wording("Titel", None, "")).is_current


def test_a_token_stays_what_it_is() -> None:
    """Every translation in the world carries one: a change of the way they are made puts all of them behind."""
    assert token_of(wording("Moc kobiet", None, "Jeden.\n\nDwa.\n")) == "0f3055-dx4gxr1v6chq"
