from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrina.values.dates import InvalidDate, PartialDate, Period

DAYS = st.dates(min_value=date(1, 1, 1))
PARTIAL_DATES = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), DAYS, st.integers(min_value=1, max_value=3)
)
NEAR_DATES = st.text(alphabet="0123456789-/. ٠١–", max_size=24)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("0001", "0001-01-01", "0001-12-31", "year"),
        ("9999", "9999-01-01", "9999-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-10", "2024-10-01", "2024-10-31", "month"),
        ("2021-01-16", "2021-01-16", "2021-01-16", "day"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
    ],
)
def test_a_date_covers_its_days(text: str, first: str, last: str, precision: str) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.first_day().isoformat(), parsed.last_day().isoformat()) == (first, last)
    assert parsed.precision == precision
    assert str(parsed) == text


WRONG_DATES = [
    ("16.01.2021", "Write: 2021-01-16"),
    ("5.1.2021", "Write: 2021-01-05"),
    ("16. 1. 2021", "Write: 2021-01-16"),
    ("16/01/2021", "Write: 2021-01-16"),
    ("2021/01/16", "Write: 2021-01-16"),
    ("2021-1-5", "Write: 2021-01-05"),
    ("2021-1", "Write: 2021-01"),
    ("01.2021", "Write: 2021-01"),
    ("20210116", "Write: 2021-01-16"),
    ("٢٠٢١-٠١-١٦", "Write: 2021-01-16"),
    ("2021\u201101\u201116", "Write: 2021-01-16"),
    (" 2021-01-16", "Write: 2021-01-16"),
    ("\u200f2021-01-16", "Write: 2021-01-16"),
    ("2021-01-16T10:00:00", "Write: 2021-01-16"),
    ("2021-02-30", "2021-02 ends on 2021-02-28."),
    ("13/05/2021", "Write: 2021-05-13"),
    ("12/12/2021", "Write: 2021-12-12"),
    ("12.05.2021", "Write: 2021-05-12"),
    ("2021–05–06", "Write: 2021-05-06"),
    ("05/01/2021", "This can be read in two ways. Write: 2021-01-05, or: 2021-05-01"),
    ("12-05-2021", "This can be read in two ways. Write: 2021-05-12, or: 2021-12-05"),
]
GENERAL = "Write year, month and day with hyphens and the digits 0–9: 2021-01-16; or only 2021-01, or 2021."
NOT_TO_BE_GUESSED = [
    "16 stycznia 2021",
    "13/13/2021",
    "2021-13",
    "2021-00",
    "0000",
    "2021?",
    "21-01-16",
    "99999",
    "",
    "2021-01-16/2022",
]


@pytest.mark.parametrize(("text", "hint"), [*WRONG_DATES, *((text, GENERAL) for text in NOT_TO_BE_GUESSED)])
def test_a_wrong_date_is_refused_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        PartialDate.parse(text)
    assert refused.value.hint is not None
    assert refused.value.hint.text() == hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("16.01.2021", "“16.01.2021” is not a date."),
        ("{x}", "“{x}” is not a date."),
        ("2021-13", "There is no month 13."),
        ("2021-02-30", "There is no day 30 in 2021-02."),
        ("0000", "There is no year 0000."),
    ],
)
def test_the_message_names_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        PartialDate.parse(text)
    assert refused.value.message.text() == str(refused.value) == message


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(InvalidDate):
        PartialDate(2021, None, 5)


def test_dates_sort_by_their_first_day_then_the_less_precise_first() -> None:
    order = ["2021-12-31", "2022", "2022-01", "2022-01-01", "2022-01-02", "2022-02", "2023"]
    assert [str(each) for each in sorted(PartialDate.parse(text) for text in reversed(order))] == order
    assert PartialDate(2022) != PartialDate(2022, 1)


@pytest.mark.parametrize(
    ("text", "start", "end", "canonical"),
    [
        ("2021-01-16/2023-01-15", "2021-01-16", "2023-01-15", None),
        ("2021/2023-05", "2021", "2023-05", None),
        ("2022", "2022", "2022", None),
        ("2022/2022", "2022", "2022", "2022"),
        ("2022-06-01/2022", "2022-06-01", "2022", None),  # ends some day of 2022, so not before it starts
        ("../2024-10", None, "2024-10", None),
        ("2024-10/..", "2024-10", None, None),
    ],
)
def test_a_period_is_read_and_written(text: str, start: str | None, end: str | None, canonical: str | None) -> None:
    period = Period.parse(text)
    assert period.start == (start and PartialDate.parse(start))
    assert period.end == (end and PartialDate.parse(end))
    assert str(period) == (canonical or text)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2021-2023", "“2021-2023” is not a period.", "Write: 2021/2023"),
        ("2021 – 2023", "“2021 – 2023” is not a period.", "Write: 2021/2023"),
        ("16.01.2021 - 15.01.2023", "“16.01.2021 - 15.01.2023” is not a period.", "Write: 2021-01-16/2023-01-15"),
        ("2021-1-5/2021-2-5", "“2021-1-5” is not a date.", "Write: 2021-01-05/2021-02-05"),
        ("16.01.2021", "“16.01.2021” is not a period.", "Write: 2021-01-16"),
        ("2021/01/16", "“2021/01/16” is not a period.", "Write: 2021-01-16"),
        ("2021/01", "“01” is not a date.", "Write: 2021-01"),
        ("2023/2021", "The period ends (2021) before it starts (2023).", "Write the earlier date first."),
        ("2021-13", "There is no month 13.", GENERAL),
    ],
)
def test_a_wrong_period_is_refused_with_a_hint(text: str, message: str, hint: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        Period.parse(text)
    assert refused.value.message.text() == message
    assert refused.value.hint is not None
    assert refused.value.hint.text() == hint


@pytest.mark.parametrize("text", ["", "..", "../..", "/", "2021/", "/2021", "a/b", "a/b/c", "2021/2022/2023"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        Period.parse(text)
    assert refused.value.hint is not None


def test_between_checks_as_parse_does() -> None:
    early, late = PartialDate(2021), PartialDate(2023, 1, 15)
    assert str(Period.between(early, late)) == "2021/2023-01-15"
    assert Period.between(early, None) == Period.parse("2021/..")
    for start, end in ((late, early), (None, None)):
        with pytest.raises(InvalidDate):
            Period.between(start, end)


@given(PARTIAL_DATES)
def test_every_date_survives_writing_and_reading(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value
    assert 0 <= (value.last_day() - value.first_day()).days < 366


@given(PARTIAL_DATES, PARTIAL_DATES)
def test_dates_are_in_a_total_order(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (other < one) + (one == other) == 1


@given(PARTIAL_DATES | st.none(), PARTIAL_DATES | st.none())
def test_every_period_survives_writing_and_reading(start: PartialDate | None, end: PartialDate | None) -> None:
    try:
        period = Period.between(start, end)
    except InvalidDate:
        return
    assert Period.parse(str(period)) == period


@given(st.text() | NEAR_DATES)
def test_any_text_is_a_date_or_refused_and_a_proposal_is_valid(text: str) -> None:
    for parse in (PartialDate.parse, Period.parse):
        try:
            assert str(parse(text)) in (text, text.partition("/")[0])
        except InvalidDate as refused:
            proposed = refused.hint.values.get("corrected") if refused.hint else None
            if proposed is not None:
                Period.parse(proposed)
