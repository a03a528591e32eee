"""The filters of templates: a text says its language and direction where they are not those around it."""

from __future__ import annotations

import gettext

import pytest
from jinja2 import DictLoader

from vitrina.model import Language
from vitrina.theme.environment import Theme, make_environment
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text

SWEDISH = Language(code="sv", locale="sv", direction="ltr")
ARABIC = Language(code="ar", locale="ar", direction="rtl")


def rendered(template: str, page: Language, **context: object) -> str:
    """Return what a template in the language ``page`` makes of its context."""
    environment = make_environment(Theme(layers=(), assets={}), Localiser(page, gettext.NullTranslations()))
    environment.loader = DictLoader({"page": template})
    return environment.get_template("page").render(context)


@pytest.mark.parametrize(
    ("page", "text", "shown"),
    [
        (SWEDISH, Text("Kvinnokraft", "sv", "ltr"), "Kvinnokraft"),
        (SWEDISH, Text("Moc kobiet", "pl", "ltr"), '<span lang="pl">Moc kobiet</span>'),
        (SWEDISH, Text("قوة النساء", "ar", "rtl"), '<bdi lang="ar" dir="rtl">قوة النساء</bdi>'),
        (SWEDISH, Text("Newschool", "", "ltr"), "Newschool"),
        (SWEDISH, Text("Ordet سلام", "sv", "ltr"), '<bdi dir="ltr">Ordet سلام</bdi>'),
        (SWEDISH, Text("1\u00a0250,50\u00a0kr", "sv", "ltr"), "1\u00a0250,50\u00a0kr"),
        (SWEDISH, Text("R & D <b>", "sv", "ltr"), "R &amp; D &lt;b&gt;"),
        (ARABIC, Text("قوة النساء", "ar", "rtl"), "قوة النساء"),
        (ARABIC, Text("قوة النساء (Moc kobiet)", "ar", "rtl"), '<bdi dir="rtl">قوة النساء (Moc kobiet)</bdi>'),
        (ARABIC, Text("Newschool", "", "ltr"), '<bdi dir="ltr">Newschool</bdi>'),
        (ARABIC, Text("Kvinnokraft", "sv", "ltr"), '<bdi lang="sv" dir="ltr">Kvinnokraft</bdi>'),
        (ARABIC, Text("16 كانون الثاني 2021", "ar", "rtl"), "16 كانون الثاني 2021"),
        (ARABIC, Text("1,250", "ar", "rtl"), "1,250"),
        (ARABIC, Text("2020-3", "", "rtl"), '<bdi dir="rtl">2020-3</bdi>'),
    ],
)
def test_a_text_among_words(page: Language, text: Text, shown: str) -> None:
    assert rendered("{{ text|isolate }}", page, text=text) == shown


@pytest.mark.parametrize(
    ("page", "text", "attributes"),
    [
        (SWEDISH, Text("Kvinnokraft", "sv", "ltr"), ""),
        (SWEDISH, Text("Ordet سلام", "sv", "ltr"), ""),
        (SWEDISH, Text("Moc kobiet", "pl", "ltr"), ' lang="pl"'),
        (SWEDISH, Text("قوة النساء", "ar", "rtl"), ' lang="ar" dir="rtl"'),
        (ARABIC, Text("قوة النساء (Moc kobiet)", "ar", "rtl"), ""),
        (ARABIC, Text("Newschool", "", "ltr"), ' dir="ltr"'),
        (ARABIC, Text("طاقم شؤون المرأة", "", "rtl"), ""),
    ],
)
def test_an_element_with_nothing_but_the_text(page: Language, text: Text, attributes: str) -> None:
    assert rendered("<p{{ text|attributes }}>", page, text=text) == f"<p{attributes}>"


def test_around_a_text_can_be_another_language_than_the_pages() -> None:
    card, name = Text("", "ar", "rtl"), Text("فاترينة", "ar", "rtl")
    foreign = Text("Vitrin", "sv", "ltr")
    assert rendered(
        "{{ name|isolate(card) }} {{ foreign|isolate(card) }}", SWEDISH, card=card, name=name, foreign=foreign
    ) == ('فاترينة <bdi lang="sv" dir="ltr">Vitrin</bdi>')
    assert (
        rendered("<p{{ foreign|attributes(card) }}>", SWEDISH, card=card, foreign=foreign) == '<p lang="sv" dir="ltr">'
    )
    assert rendered("<p{{ name|attributes(card) }}>", SWEDISH, card=card, name=name) == "<p>"


@pytest.mark.parametrize("page", [SWEDISH, ARABIC])
def test_a_number_stands_bare(page: Language) -> None:
    assert "<" not in rendered("{{ 12345|number }}", page)
