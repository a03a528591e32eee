from __future__ import annotations

import subprocess
import sys
from copy import copy
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from vitrina.content.languages import packaged_data
from vitrina.languages.formats import Formatter, LocaleSettings
from vitrina.languages.locales import is_known_locale
from vitrina.problems import Problems
from vitrina.values.dates import PartialDate, Period
from vitrina.values.money import Money

OPEN_PERIODS = {
    "sv": {"from {date}": "från {date}", "until {date}": "till {date}"},
    "ar": {"from {date}": "من {date}", "until {date}": "حتى {date}"},
    "pl": {"from {date}": "od {date}", "until {date}": "do {date}"},
    "lv": {"from {date}": "sākums: {date}", "until {date}": "beigas: {date}"},
}
COLUMNS = ("sv", "ar_PS", "pl", "lv")


def formatter(locale: str, numbering: str = "latn") -> Formatter:
    language = locale.partition("_")[0]
    data = packaged_data(language, Problems())
    settings = LocaleSettings(language, locale, numbering, data.minimum_grouping, **data.dates)
    return Formatter(settings, lambda msgid: OPEN_PERIODS[language][msgid], data.territories)


def by_language(*rows: tuple[str, str, str, str, str]) -> list[tuple[str, str, str]]:
    """Turn rows of a value and its four columns into cases of a locale, the value and what is expected."""
    return [(locale, row[0], expected) for row in rows for locale, expected in zip(COLUMNS, row[1:], strict=True)]


@pytest.mark.parametrize("currency", ["EUR", "SEK", "JPY", "KWD", "XXX"])
@pytest.mark.parametrize(
    "locale", ["sv", "ar", "ar_PS", "fa", "hi", "bn_IN", "de_CH", "de_AT", "fr", "nb", "he", "en", "tr"]
)
def test_an_amount_is_what_babel_makes_of_it(locale: str, currency: str) -> None:
    for amount in ("12345", "69419.1234", "999999999999999", "123456.5", "10000.0001"):
        decimals = len(amount.partition(".")[2])
        pattern = copy(Locale.parse(locale).currency_formats["standard"])
        precision = max(decimals, get_currency_precision(currency)) if decimals else 0
        pattern.frac_prec = (precision, precision)
        expected = pattern.apply(Decimal(amount), locale, currency=currency, currency_digits=False)
        amount_text = Formatter(LocaleSettings(locale, locale), str).amount(Decimal(amount), currency)
        if locale == "de_CH":  # Babel 2.19 takes the apostrophes between its groups for quotation marks.
            amount_text, expected = amount_text.replace("'", ""), expected.replace("'", "")
        assert amount_text == expected


def test_swiss_groups_are_divided_by_an_apostrophe() -> None:
    swiss = Formatter(LocaleSettings("de", "de_CH"), str)
    assert swiss.amount(Decimal("999999999.5"), "CHF").replace("’", "'") == "CHF\xa0999'999'999.50"


@pytest.mark.parametrize(
    ("locale", "date", "expected"),
    by_language(
        ("2022", "2022", "2022", "2022", "2022. g."),
        ("2024-10", "oktober 2024", "تشرين الأول 2024", "październik 2024", "2024. gada oktobris"),
        ("2021-01-16", "16 januari 2021", "16 كانون الثاني 2021", "16 stycznia 2021", "2021. gada 16. janvāris"),
    ),
)
def test_a_date_is_long_and_as_precise_as_it_is(locale: str, date: str, expected: str) -> None:
    assert formatter(locale).date(PartialDate.parse(date)) == expected


@pytest.mark.parametrize(
    ("locale", "period", "expected"),
    by_language(
        ("2022", "2022", "2022", "2022", "2022. g."),
        ("2021/2023", "2021–2023", "2021–2023", "2021–2023", "2021.–2023."),
        (
            "2024-10/2024-12",
            "oktober–december 2024",
            "تشرين الأول – كانون الأول 2024",
            "październik–grudzień 2024",
            "2024. gada oktobris\u2009–\u2009decembris",
        ),
        (
            "2023-10/2024-12",
            "oktober 2023–december 2024",
            "تشرين الأول 2023 – كانون الأول 2024",
            "październik 2023\u2009–\u2009grudzień 2024",
            "2023. gada oktobris\u2009–\u20092024. gada decembris",
        ),
        (
            "2021-01-16/2021-01-20",
            "16–20 januari 2021",
            "16–20 كانون الثاني 2021",
            "16–20 stycznia 2021",
            "2021. gada 16.–20. janvāris",
        ),
        (
            "2021-01-16/2021-03-05",
            "16 januari–5 mars 2021",
            "16 كانون الثاني – 5 آذار 2021",
            "16 stycznia\u2009–\u20095 marca 2021",
            "2021. gada 16. janvāris\u2009–\u20095. marts",
        ),
        (
            "2021-01-16/2023-01-15",
            "16 januari 2021–15 januari 2023",
            "16 كانون الثاني 2021 – 15 كانون الثاني 2023",
            "16 stycznia 2021\u2009–\u200915 stycznia 2023",
            "2021. gada 16. janvāris\u2009–\u20092023. gada 15. janvāris",
        ),
        (
            "2021/2023-03",
            "2021–mars 2023",
            "2021 – آذار 2023",
            "2021\u2009–\u2009marzec 2023",
            "2021. g.\u2009–\u20092023. gada marts",
        ),
    ),
)
def test_a_closed_period_says_once_what_both_dates_share(locale: str, period: str, expected: str) -> None:
    assert formatter(locale).period(Period.parse(period)) == expected


@pytest.mark.parametrize(
    ("locale", "period", "expected"),
    by_language(
        (
            "2024-10/..",
            "från oktober 2024",
            "من تشرين الأول 2024",
            "od października 2024",
            "sākums: 2024. gada oktobris",
        ),
        (
            "../2024-10",
            "till oktober 2024",
            "حتى تشرين الأول 2024",
            "do października 2024",
            "beigas: 2024. gada oktobris",
        ),
        ("2021/..", "från 2021", "من 2021", "od 2021", "sākums: 2021. g."),
        (
            "../2021-01-16",
            "till 16 januari 2021",
            "حتى 16 كانون الثاني 2021",
            "do 16 stycznia 2021",
            "beigas: 2021. gada 16. janvāris",
        ),
    ),
)
def test_an_open_period_is_a_message_of_the_catalogue(locale: str, period: str, expected: str) -> None:
    assert formatter(locale).period(Period.parse(period)) == expected


def test_arabic_without_a_country_has_the_months_of_egypt() -> None:
    assert formatter("ar").date(PartialDate.parse("2021-01-16")) == "16 يناير 2021"


MONEY = by_language(
    ("69419.00 EUR", "69\u00a0419\u00a0€", "\u200f69,419\u00a0€", "69\u00a0419\u00a0€", "69\u00a0419\u00a0€"),
    ("1234.5 EUR", "1\u00a0234,50\u00a0€", "\u200f1,234.50\u00a0€", "1234,50\u00a0€", "1234,50\u00a0€"),
    ("0.0015 EUR", "0,0015\u00a0€", "\u200f0.0015\u00a0€", "0,0015\u00a0€", "0,0015\u00a0€"),
    ("1.500 KWD", "1,500\u00a0KWD", "\u200f1.500\u00a0د.ك.\u200f", "1,500\u00a0KWD", "1,500\u00a0KWD"),
    ("500 JPY", "500\u00a0JPY", "\u200f500\u00a0JP¥", "500\u00a0JPY", "500\u00a0¥"),
    ("12000 SEK", "12\u00a0000\u00a0kr", "\u200f12,000\u00a0SEK", "12\u00a0000\u00a0SEK", "12\u00a0000\u00a0SEK"),
)


@pytest.mark.parametrize(("locale", "money", "expected"), MONEY)
def test_whole_amounts_have_no_decimals(locale: str, money: str, expected: str) -> None:
    assert formatter(locale).money(Money.parse(money)) == expected


def test_no_digit_of_the_longest_amount_is_lost() -> None:
    shown = formatter("sv").money(Money.parse("999999999999999.9999 EUR"))
    assert shown.replace("\u00a0", "") == "999999999999999,9999€"


@pytest.mark.parametrize(
    ("locale", "number", "expected"),
    by_language(
        ("0", "0", "0", "0", "0"),
        ("1234", "1\u00a0234", "1,234", "1234", "1234"),
        ("12345", "12\u00a0345", "12,345", "12\u00a0345", "12\u00a0345"),
        ("1.50", "1,5", "1.5", "1,5", "1,5"),
        ("0.123456", "0,123456", "0.123456", "0,123456", "0,123456"),
        ("-5", "\u22125", "\u200e-5", "-5", "-5"),
        ("-0", "0", "0", "0", "0"),
    ),
)
def test_numbers(locale: str, number: str, expected: str) -> None:
    assert formatter(locale).number(Decimal(number)) == expected


def test_arabic_digits_come_with_their_separators() -> None:
    arabic = formatter("ar_PS", "arab")
    assert arabic.number(12345) == "١٢٬٣٤٥"
    assert arabic.number(Decimal("1.5")) == "١٫٥"
    assert arabic.money(Money.parse("69419.50 EUR")) == "\u200f٦٩٬٤١٩٫٥٠\u00a0€"
    assert arabic.money(Money.parse("1.500 KWD")) == "\u200f١٫٥٠٠\u00a0د.ك.\u200f"
    assert arabic.date(PartialDate.parse("2021-01-16")) == "١٦ كانون الثاني ٢٠٢١"
    assert arabic.period(Period.parse("../2024-10")) == "حتى تشرين الأول ٢٠٢٤"
    assert arabic.list(["2021", "2022"]) == "2021 و2022"  # items are shown as they are


@pytest.mark.parametrize(
    ("locale", "numbering", "number", "date"),
    [
        ("fa", "arabext", "۱۲٬۳۴۵٫۵", "۱۶ ژانویه ۲۰۲۱"),
        ("bn", "beng", "১২,৩৪৫.৫", "১৬ জানুয়ারি, ২০২১"),
        ("hi", "deva", "१२,३४५.५", "१६ जनवरी २०२१"),
        ("sv", "arab", "١٢٬٣٤٥٫٥", "١٦ januari ٢٠٢١"),
        ("ja", "hanidec", "一二,三四五.五", "二〇二一年一月一六日"),
    ],
)
def test_any_numbering_system_of_cldr_serves(locale: str, numbering: str, number: str, date: str) -> None:
    formats = formatter(locale, numbering)
    assert formats.number(Decimal("12345.5")) == number
    assert formats.date(PartialDate.parse("2021-01-16")) == date


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("sv", "A, B och C"), ("ar_PS", "A وB وC"), ("pl", "A, B i C"), ("lv", "A, B un C")],
)
def test_lists(locale: str, expected: str) -> None:
    lists = formatter(locale)
    assert lists.list(["A", "B", "C"]) == expected
    assert lists.list(["A"]) == "A"
    assert lists.list([]) == ""


@pytest.mark.parametrize(
    ("locale", "norway", "palestine", "latvian"),
    [
        ("sv", "Norge", "Palestina", "lettiska"),
        ("ar_PS", "النرويج", "فلسطين", "اللاتفية"),
        ("pl", "Norwegia", "Palestyna", "łotewski"),
        ("lv", "Norvēģija", "Palestīna", "latviešu"),
        ("lt", "Norvegija", "Palestina", "latvių"),
        ("et", "Norra", "Palestiina", "läti"),
        ("he", "נורווגיה", "פלסטין", "לטבית"),
        ("fa", "نروژ", "فلسطین", "لتونیایی"),
    ],
)
def test_names_of_territories_and_languages(locale: str, norway: str, palestine: str, latvian: str) -> None:
    names = formatter(locale)
    assert names.territory("NO") == norway
    assert names.territory("PS") == palestine
    assert names.language_name("lv") == latvian


@pytest.mark.parametrize("code", ["", "no", "XX", "EU", "ZZ", "NOR", "150"])
def test_what_is_no_country_of_iso_3166_has_no_name(code: str) -> None:
    assert formatter("sv").territory(code) is None


def test_each_language_has_its_own_name_for_itself() -> None:
    names = formatter("sv")
    own = [names.own_name(code) for code in ("sv", "ar", "pl", "lv", "xx")]
    assert own == ["svenska", "العربية", "polski", "latviešu", "xx"]
    assert [names.language_name("lv-LV"), names.own_name("ar-PS")] == [
        "lettiska (Lettland)",
        "العربية (الأراضي الفلسطينية)",
    ]
    alike = [names.own_name(code) for code in ("pt", "pt-BR", "zh-Hans", "zh-Hant")]
    assert alike == ["português", "português (Brasil)", "简体中文", "繁體中文"]
    assert names.language_name("xx") == "xx"


def test_known_locales() -> None:
    known = ["sv", "ar", "ar_PS", "ar-PS", "pl", "lv", "pt-BR"]
    unknown = ["", "xx", "sv_XX", "english", "../sv", "sv_", "ar PS"]
    assert [identifier for identifier in known + unknown if is_known_locale(identifier)] == known


@pytest.mark.parametrize(
    "module",
    ["vitrina.languages.formats", "vitrina.languages.direction", "vitrina.values.money", "vitrina.values.dates"],
)
def test_importing_is_cheap(module: str) -> None:
    script = f"import sys, {module}; sys.exit('babel' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


@given(
    st.sampled_from(COLUMNS),
    st.decimals(min_value=0, max_value=10**15 - 1, places=4),
    st.sampled_from(["latn", "arab"]),
)
def test_a_shown_amount_has_the_digits_that_were_written(locale: str, amount: Decimal, numbering: str) -> None:
    shown = formatter(locale, numbering).money(Money(amount, "EUR"))
    digits = "".join(str(int(char)) for char in shown if char.isdecimal())
    decimals = len(digits) - len(str(int(amount)))
    assert decimals in (0, 2, 3, 4)
    assert Decimal(int(digits)).scaleb(-decimals) == amount


@given(st.sampled_from(COLUMNS), st.dates(), st.dates())
def test_every_period_can_be_shown(locale: str, one: object, other: object) -> None:
    start, end = sorted(PartialDate.parse(str(day)) for day in (one, other))
    shown = formatter(locale).period(Period.between(start, end))
    assert str(end.year) in shown
    assert str(start.year) in shown
