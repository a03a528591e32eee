"""Dates with names of months, as people write them in the languages of a site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrina.values.month_names import in_numbers

LANGUAGES = ("sv", "pl", "lv", "ar", "ar-PS")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jan 2021", "2021-01"),
        ("Januari 2021", "2021-01"),
        ("16 stycznia 2021", "2021-01-16"),
        ("5 maja 2021 r", None),
        ("2021. gada 16. janvārī", "2021-01-16"),
        ("2021. gada janvāris", "2021-01"),
        ("16. janvāris 2021", "2021-01-16"),
        ("January 16, 2021", "2021-01-16"),
        ("16 يناير 2021", "2021-01-16"),
        ("كانون الثاني 2021 – آذار 2022", "2021-01/2022-03"),
        ("jan–mars 2021", "2021-01/2021-03"),
        ("16 stycznia 2021 do 3 maja 2022", "2021-01-16/2022-05-03"),
        ("sept. 2021", "2021-09"),
        ("marsipan 2021", None),
        ("våren 2021", None),
        ("2021-01", None),
        ("2021", None),
        ("", None),
    ],
)
def test_a_date_in_words(text: str, expected: str | None) -> None:
    assert in_numbers(text, LANGUAGES) == expected


def test_languages_without_data_have_no_names() -> None:
    assert in_numbers("jan 2021", ["xx", "rmy"]) == "2021-01"  # English is always known


@given(st.text("janmriuy 0123456789.,–-/<>", max_size=30))
def test_any_text_may_be_asked_about(text: str) -> None:
    found = in_numbers(text, ["sv"])
    assert found is None or found.replace("-", "").replace("/", "").isdigit()
