from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrina.values.money import InvalidMoney, Money

AMOUNTS = st.decimals(min_value=0, max_value=10**15 - 1, allow_nan=False, allow_infinity=False, places=2)
NEAR_MONEY = st.text(alphabet="0123456789., \u00a0'-€EURSKPLNzł٣٫٬", max_size=24)


@pytest.mark.parametrize(
    "text", ["69419.00 EUR", "69419 EUR", "0 SEK", "0.5 EUR", "999999999999999.9999 EUR", "12.500 KWD", "500 JPY"]
)
def test_money_keeps_the_decimals_that_were_written(text: str) -> None:
    assert str(Money.parse(text)) == text


def test_money_is_a_decimal_and_a_code() -> None:
    money = Money.parse("69419.00 EUR")
    assert money == Money(Decimal("69419.00"), "EUR")
    assert isinstance(money.amount, Decimal)


GENERAL = "Write plain digits, a point before the decimals, a space and the currency: 69419.00 EUR."
THOUSANDS = "Write 69419 EUR if thousands are meant; an amount in EUR has at most 2 decimals."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("69 419,00 EUR", "Write: 69419.00 EUR"),
        ("69\u00a0419,00 EUR", "Write: 69419.00 EUR"),
        ("69419\u00a0EUR", "Write: 69419 EUR"),
        ("69,419.00 EUR", "Write: 69419.00 EUR"),
        ("69.419,00 EUR", "Write: 69419.00 EUR"),
        ("1.234.567,89 zł", "Write: 1234567.89 PLN"),
        ("69'419 CHF", "Write: 69419 CHF"),
        ("69419,5 EUR", "Write: 69419.5 EUR"),
        ("EUR 69419", "Write: 69419 EUR"),
        ("€69419", "Write: 69419 EUR"),
        ("69419.00 eur", "Write: 69419.00 EUR"),
        ("69419  EUR", "Write: 69419 EUR"),
        ("007 EUR", "Write: 7 EUR"),
        ("٦٩٬٤١٩٫٠٠ €", "Write: 69419.00 EUR"),
        ("69419", "Add the currency, for instance 69419 EUR."),
        ("69.419 EUR", THOUSANDS),
        ("69,419 EUR", THOUSANDS),
        ("-5 EUR", GENERAL),
        ("100 kr", "Several currencies are called so. Write for instance: 100 SEK, 100 NOK, 100 DKK"),
        (
            "12 500,00 kr.",
            "Several currencies are called so. Write for instance: 12500.00 SEK, 12500.00 NOK, 12500.00 DKK",
        ),
        ("$ 5", "Several currencies are called so. Write for instance: 5 USD, 5 CAD, 5 AUD"),
        ("1e5 EUR", GENERAL),
        ("NaN EUR", GENERAL),
        ("5.00000 EUR", GENERAL),
        ("EUR", GENERAL),
        ("", GENERAL),
        ("5 ABC", "Write the three capital letters of ISO 4217, for instance EUR, SEK or PLN."),
        ("1234567890123456 EUR", "At most 15 before the point and 4 after it."),
    ],
)
def test_wrong_money_is_refused_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(InvalidMoney) as refused:
        Money.parse(text)
    assert refused.value.hint is not None
    assert refused.value.hint.text() == hint
    assert str(refused.value) == refused.value.message.text()


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("-1", "EUR"), ("NaN", "EUR"), ("Infinity", "EUR"), ("0.00001", "EUR"), ("1E15", "EUR"), ("1", "eur"), ("1", "€")],
)
def test_money_that_cannot_be_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(InvalidMoney):
        Money(Decimal(amount), currency)


def test_zero_has_no_sign() -> None:
    assert str(Money(Decimal("-0.00"), "EUR")) == "0.00 EUR"


@given(AMOUNTS, st.sampled_from(["EUR", "SEK", "PLN", "JPY"]))
def test_every_amount_survives_writing_and_reading(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)
    read = Money.parse(str(money))
    assert read == money
    assert str(read) == str(money)


@given(st.text() | NEAR_MONEY)
def test_any_text_is_money_or_refused_and_a_proposal_is_valid(text: str) -> None:
    try:
        assert str(Money.parse(text)) == text
    except InvalidMoney as refused:
        proposed = refused.hint.values.get("corrected") if refused.hint else None
        if proposed is not None:
            assert str(Money.parse(proposed)) == proposed
