"""What a failing comparison of two trees shows: enough to see what is wrong, and never a whole site."""

from __future__ import annotations

import pytest

from tests.comparing import FILES, assert_same_files, differences


def told(expected: dict[str, str | bytes], built: dict[str, str | bytes]) -> str:
    trees = [{path: text.encode() if isinstance(text, str) else text for path, text in tree.items()}
             for tree in (expected, built)]  # fmt: skip
    return "\n".join(differences(*trees))


def test_equal_trees_have_no_differences() -> None:
    assert told({"a": "1\n"}, {"a": "1\n"}) == ""
    assert_same_files({"a": b"1"}, {"a": b"1"})


def test_trees_that_differ_fail_and_say_how() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"(?s)the demo .*a: line 1.*- 1.*\+ 2"):
        assert_same_files({"a": b"1"}, {"a": b"2"}, "the demo")


def test_the_first_line_that_differs_is_shown_with_its_number() -> None:
    assert told({"a": "1\n2\n3\n4\n"}, {"a": "1\ntwo\n3\n4\n"}) == "a: line 2\n  - 2\n  + two"


def test_a_line_more_is_shown_alone() -> None:
    assert told({"a": "1\n2\n3\n"}, {"a": "1\nnew\n2\n3\n"}) == "a: line 2\n  + new"
    assert told({"a": "1\n2\n"}, {"a": "1\n2\n3\n"}) == "a: line 3\n  + 3"


def test_files_that_are_there_on_one_side_only_are_named() -> None:
    assert told({"a": "1"}, {"b": "1"}) == "a: expected, but not built\nb: built, though not expected"


def test_what_lines_do_not_show_is_said() -> None:
    assert told({"a": b"\xff"}, {"a": b"\xfe"}) == "a: other bytes than expected"
    assert told({"a": "1\r\n"}, {"a": "1\n"}) == "a: other line ends than expected"


def test_three_files_are_shown_and_the_others_counted() -> None:
    many: dict[str, str | bytes] = {f"page{number:02}": "x" for number in range(20)}
    text = told(many, dict.fromkeys(many, "y"))
    assert text.count(": line 1") == FILES == 3
    assert text.endswith("… and 17 more of 20 files")


def test_of_a_site_that_differs_everywhere_a_screen_is_shown() -> None:
    before: dict[str, str | bytes] = {f"p{number}": "a line\n" * 5000 for number in range(30)}
    after: dict[str, str | bytes] = dict.fromkeys(before, "another line\n" * 6000)
    assert told(before, after).count("\n") < 40


def test_of_a_long_line_the_part_that_differs_is_shown() -> None:
    text = told({"a": f"{'x' * 5000}old{'z' * 5000}"}, {"a": f"{'x' * 5000}new{'z' * 5000}"})
    assert "xold" in text
    assert "xnew" in text
    assert len(text) < 500


def test_every_comparison_of_two_trees_fails_like_that() -> None:
    many = {f"page{number:02}": b"x" for number in range(20)}
    with pytest.raises(AssertionError) as failure:
        assert many == dict.fromkeys(many, b"y")
    assert "page00: line 1" in str(failure.value)
    assert "and 17 more of 20 files" in str(failure.value)
    assert "page05" not in str(failure.value)


def test_files_that_were_written_anew_are_told() -> None:
    with pytest.raises(AssertionError, match="a: the same bytes, written at another time"):
        assert {"a": (b"1", 5)} == {"a": (b"1", 6)}


def test_other_mappings_are_compared_as_ever() -> None:
    with pytest.raises(AssertionError, match="'a': 1"):
        assert {"a": 1} == {"a": 2}
