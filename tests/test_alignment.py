"""A translation beside its original: which paragraphs belong together, and what is said about them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import document, make_site
from vitrina.serve import side_by_side
from vitrina.serve.side_by_side import Comparison, all_entries, wanted
from vitrina.values.revisions import links, token_of, wording

BLOCKS = st.lists(st.text("abcčشم", min_size=1, max_size=6), max_size=9)


def words(blocks: list[str]) -> str:
    return "\n\n".join(blocks)


@given(BLOCKS, BLOCKS)
def test_every_block_is_linked_once(before: list[str], now: list[str]) -> None:
    old, new = wording("T", None, words(before)), wording("T", None, words(now))
    found = links(token_of(old), new)
    assert found is not None
    assert sorted(link.now for link in found if link.now is not None) == list(range(len(now)))
    assert sorted(link.before for link in found if link.before is not None) == list(range(len(before)))
    linked = [(now[link.now], before[link.before]) for link in found if None not in (link.now, link.before)]
    assert sum(left == right for left, right in linked) == sum((Counter(now) & Counter(before)).values())


@given(st.lists(st.text("abcčشم", min_size=1, max_size=6), unique=True, max_size=9), st.randoms())
def test_a_paragraph_that_moved_is_found_again(blocks: list[str], chance: random.Random) -> None:
    moved = list(blocks)
    chance.shuffle(moved)
    found = links(token_of(wording("T", None, words(blocks))), wording("T", None, words(moved)))
    assert found is not None
    assert all(moved[link.now] == blocks[link.before] for link in found)


def test_a_short_token_links_what_has_not_changed_and_nothing_else() -> None:
    now = wording("T", None, "one\n\ntwo")
    short = token_of(now)[:6]
    found = links(short, now)
    assert found is not None
    assert [(link.now, link.before) for link in found] == [(0, 0), (1, 1)]
    assert links(short, wording("T", None, "one\n\nthree")) is None


ORIGINAL = ["Första stycket.", "## En rubrik", "Andra stycket.", "- en lista\n- till", "Sista stycket."]
TRANSLATION = ["Pierwszy akapit.", "## Nagłówek", "Drugi akapit.", "- lista\n- dalej", "Ostatni akapit."]


def compared(folder: Path, original: list[str], translation: list[str] | None, token: str = "") -> Comparison:
    made_from = f"sv {token}".strip()
    files = {
        "content/projects/alpha/index.sv.md": document(words(original), summary="Kort.", status="finished"),
        "content/projects/alpha/index.pl.md": None
        if translation is None
        else document(words(translation), summary="Krótko.", translated_from=made_from, slug="alfa"),
    }
    found = side_by_side.compare(make_site(folder, files), "projects/alpha", "sv", "pl")
    assert found is not None
    return found


def states(found: Comparison) -> list[tuple[str, bool, bool]]:
    return [(row.state.value, bool(row.left), bool(row.right)) for row in found.rows if row.part == "text"]


def full_token() -> str:
    return token_of(wording("Alfa", "Kort.", words(ORIGINAL)))


def test_nothing_is_marked_where_nothing_changed(tmp_path: Path) -> None:
    found = compared(tmp_path, ORIGINAL, TRANSLATION, full_token())
    assert {row.state.value for row in found.rows} == {"same"}
    assert [row.part for row in found.rows] == ["title", "summary", *["text"] * 5]
    assert "<h2>Nagłówek</h2>" in found.rows[3].right
    assert (found.left.direction, found.right.path) == ("ltr", "content/projects/alpha/index.pl.md")


def test_what_changed_was_added_and_was_removed_is_marked(tmp_path: Path) -> None:
    changed = ["Nytt först.", "Första stycket, ändrat.", *ORIGINAL[1:4]]
    found = compared(tmp_path, changed, TRANSLATION, full_token())
    assert states(found) == [
        ("changed", True, True),
        ("added", True, False),
        *[("same", True, True)] * 3,
        ("removed", False, True),
    ]
    assert "Ostatni" in found.rows[-1].right


def test_a_paragraph_that_moved_takes_its_translation_along(tmp_path: Path) -> None:
    moved = [*ORIGINAL[2:], *ORIGINAL[:2]]
    found = compared(tmp_path, moved, TRANSLATION, full_token())
    texts = [row for row in found.rows if row.part == "text"]
    assert ["Drugi" in texts[0].right, "Nagłówek" in texts[4].right] == [True, True]
    assert {row.state.value for row in texts} == {"same"}


def test_without_a_note_kinds_of_blocks_belong_together(tmp_path: Path) -> None:
    found = compared(tmp_path, ORIGINAL, [*TRANSLATION[:2], *TRANSLATION[3:]])
    assert states(found) == [
        ("unknown", True, True),
        ("unknown", True, True),
        ("added", True, False),
        ("unknown", True, True),
        ("unknown", True, True),
    ]


def test_a_version_that_is_not_there_is_all_missing(tmp_path: Path) -> None:
    found = compared(tmp_path, ORIGINAL, None)
    assert {row.state.value for row in found.rows} == {"added"}
    assert not found.right.is_there


def test_the_translation_may_stand_on_the_left(tmp_path: Path) -> None:
    compared(tmp_path, ["Nytt.", *ORIGINAL[1:]], TRANSLATION, full_token())
    turned = side_by_side.compare(tmp_path, "projects/alpha", "pl", "sv")
    assert turned is not None
    assert [row.state.value for row in turned.rows].count("changed") == 1
    assert "Pierwszy" in turned.rows[2].left


@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "id=projects/alpha&left=sv&right=pl": ("projects/alpha", "sv", "pl"),
        "page=/pl/projects/alfa/": ("projects/alpha", "", "pl"),
        "page=/sv/projects/alpha/": ("projects/alpha", "", "sv"),
        "page=/lv/projects/alpha/": ("projects/alpha", "", "lv"),
        "page=/sv/about/": ("pages/about", "", "sv"),
        "page=/sv/": ("pages/home", "", "sv"),
        "page=/sv/news/hello/": ("news/hello", "", "sv"),
        "page=/sv/projects/": ("", "", "sv"),
        "page=/sv/regions/poland/": ("", "", "sv"),
        "": ("", "", ""),
    }.items(),
)
def test_a_page_of_the_site_leads_to_its_entry(tmp_path: Path, query: str, expected: tuple[str, str, str]) -> None:
    compared(tmp_path, ORIGINAL, TRANSLATION)
    assert wanted(tmp_path, query) == expected


@pytest.mark.parametrize(
    "front_matter",
    [
        '---\ntitle: Alfa\n"slug": alfa\n---\n',
        "---\n{title: Alfa, slug: alfa}\n---\n",
        f"---\nsummary: {'lång ' * 2000}\ntitle: Alfa\nslug: alfa\n---\n",
    ],
    ids=["quoted", "flow", "long"],
)
def test_a_slug_is_found_however_it_is_written(front_matter: str, tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/projects/alpha/index.sv.md": front_matter + "Text.\n"})
    assert wanted(source, "page=/sv/projects/alfa/") == ("projects/alpha", "", "sv")


def test_a_slug_in_the_text_is_none(tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/pages/about/index.sv.md": document("Text.\n\nslug: alfa\n")})
    assert wanted(source, "page=/sv/alfa/") == ("", "", "sv")


@pytest.mark.parametrize(
    "identifier", ["projects/none", "../../etc", "projects/../news", "posts/alpha", "", "projects"]
)
def test_what_is_no_entry_is_compared_with_nothing(tmp_path: Path, identifier: str) -> None:
    assert side_by_side.compare(make_site(tmp_path), identifier, "sv", "pl") is None


def test_the_list_has_every_entry_and_what_it_lacks(tmp_path: Path) -> None:
    entries = {entry.id: [version.is_there for version in entry.versions] for entry in all_entries(make_site(tmp_path))}
    assert entries["projects/alpha"] == [True, False, True, False]
    assert set(entries) == {"projects/alpha", "news/hello", "pages/about"}


def test_each_language_has_its_own_rules_for_numbers(tmp_path: Path) -> None:
    """A day at the beginning of a line is no item of a list, in the preview as on the site."""
    found = compared(tmp_path, ["16. januari öppnade huset."], ["16. stycznia otwarto dom."])
    (row,) = [row for row in found.rows if row.part == "text"]
    assert (row.left, row.right) == (
        "<p>16.\u00a0januari öppnade huset.</p>",
        "<p>16.\u00a0stycznia otwarto dom.</p>",
    )
