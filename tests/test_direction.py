from __future__ import annotations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from vitrina.languages.direction import Direction, direction_of_language, direction_of_text, isolate


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("sv", "ltr"),
        ("pl", "ltr"),
        ("lv", "ltr"),
        ("ar", "rtl"),
        ("AR", "rtl"),
        ("ar-PS", "rtl"),
        ("ar_PS", "rtl"),
        ("he", "rtl"),
        ("fa", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("pa-PK", "rtl"),
        ("xx", "ltr"),
    ],
)
def test_the_direction_of_a_language(language: str, direction: Direction) -> None:
    assert direction_of_language(language) == direction


def test_it_agrees_with_cldr_about_every_locale() -> None:
    differing = [
        identifier
        for identifier in locale_identifiers()
        if (direction_of_language(identifier) == "rtl") != (Locale.parse(identifier).text_direction == "rtl")
    ]
    assert not differing


@pytest.mark.parametrize(
    ("text", "default", "direction"),
    [
        ("Vardagsmakt", "rtl", "ltr"),
        ("طاقم شؤون المرأة", "ltr", "rtl"),
        ("שלום", "ltr", "rtl"),
        ("2021 – طاقم", "ltr", "rtl"),  # digits and punctuation are not strong
        ("(+970) 123", "rtl", "rtl"),
        ("٦٩٬٤١٩ €", "ltr", "ltr"),
        ("", "rtl", "rtl"),
        ("\u2067طاقم\u2069 Vardagsmakt", "rtl", "ltr"),  # what is isolated does not count
        ("\u2068\u2066x\u2069طاقم\u2069 Vardagsmakt", "rtl", "ltr"),
        ("\u2067طاقم Vardagsmakt", "ltr", "ltr"),  # an isolate that never ends
        ("\u2069طاقم", "ltr", "rtl"),  # an end without a beginning
        ("\u202bVardagsmakt\u202c", "rtl", "ltr"),  # an embedding is not an isolate (P2)
        ("\u200fVardagsmakt", "ltr", "rtl"),  # U+200F is strong
    ],
)
def test_the_first_strong_character_decides(text: str, default: Direction, direction: Direction) -> None:
    assert direction_of_text(text, default) == direction


@pytest.mark.parametrize(("direction", "mark"), [("ltr", "\u2066"), ("rtl", "\u2067")])
def test_isolated_text_does_not_decide_the_direction_around_it(direction: Direction, mark: str) -> None:
    isolated = isolate("طاقم x", direction)
    assert isolated == f"{mark}طاقم x\u2069"
    assert direction_of_text(isolated, "ltr") == "ltr"
