"""What a link shows where it is passed on: the picture of its page, or a card with the title in its own script."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont

from tests.pictures import drawn as picture
from tests.pictures import notes_in, saved, telling
from tests.sites import (
    BARE_THEME,
    PAGE,
    PROJECT,
    ROOT,
    SITE_YML,
    THEME,
    TODAY,
    TRANSLATION,
    Files,
    build_site,
    document,
    found,
    make_site,
    published,
    write,
)
from vitrina.disk.inputs import InputFile
from vitrina.media.card_drawing import Typeface, drawn, typeface_in
from vitrina.media.cards import CARD_SIZE, Card, CardStyle
from vitrina.pipeline import CheckOptions, check

pytestmark = pytest.mark.usefixtures("small_package")

FONT = "themes/default/cards/NotoSans-Bold.ttf"
FOLDER = "content/projects/alpha"
TYPEFACE = typeface_in(InputFile(ROOT, FONT))
STYLE = CardStyle(background="#12302e", text="#ffffff", accent="#ff9f84", fonts=(InputFile(ROOT, FONT),), digest="1")
BASE = f"{THEME}/templates/base.html"
TAGS = """{% if page.social_card %}<meta property="og:image" content="{{ page.social_card.url }}">
<meta property="og:image:width" content="{{ page.social_card.width }}">
<meta property="og:image:height" content="{{ page.social_card.height }}">
<meta property="og:image:alt" content="{{ page.social_card.alt }}">{% endif %}</head>"""
WITH_CARDS: Files = {
    f"{THEME}/cards/font.ttf": (ROOT / FONT).read_bytes(),
    BASE: BARE_THEME[BASE].replace("</head>", TAGS),
}


def card(title: str, language: str = "sv", publisher: str = "") -> Card:
    direction = "rtl" if language == "ar" else "ltr"
    return Card(title=title, publisher=publisher, language=language, direction=direction, style=STYLE)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("PNG", CARD_SIZE)
    return image


def letters_of(data: bytes) -> tuple[int, int, int, int] | None:
    """Return the box around the letters of a card: what is neither its background nor the colour of its lines."""
    return opened(data).point([0 if index in (0, 8) else 255 for index in range(256)], "L").getbbox()


def image_of(site: dict[str, bytes], page: str) -> tuple[str, bytes, dict[str, str]]:
    """Return where the picture lies that a link to ``page`` shows, its bytes, and what is said of it."""
    tags = dict(re.findall(r'<meta property="og:image:?(\w*)" content="(.*?)">', site[page].decode()))
    address = tags.pop("").removeprefix("https://example.org/showcase/")
    return address, site[address], tags


def built(source: Path) -> dict[str, bytes]:
    assert found(build_site(source)) == []
    return published(source / "site")


def test_a_link_shows_the_picture_of_its_page(tmp_path: Path) -> None:
    image = "{file: photo.jpg, alt: {sv: En tavla, pl: Obraz}}"
    photo = telling(picture(1600, 1200), "JPEG")
    source = make_site(tmp_path, {**WITH_CARDS, PROJECT: document(image=image), f"{FOLDER}/photo.jpg": photo})
    site = built(source)
    address, data, tags = image_of(site, "sv/projects/alpha/index.html")
    assert tags == {"width": "1200", "height": "630", "alt": "En tavla"}
    shown = Image.open(io.BytesIO(data))
    assert (shown.format, shown.size) == ("JPEG", (1200, 630))
    assert notes_in([source / "site" / address]) == {}
    assert image_of(site, "pl/projects/alpha/index.html") == (address, data, {**tags, "alt": "Obraz"})
    assert image_of(site, "id/alpha/index.html")[0] == address
    assert [name for name in site if "card-" in name and "alpha" in name] == []


def test_of_a_high_picture_the_upper_part_is_shown(tmp_path: Path) -> None:
    high = Image.new("RGB", (1200, 1890), "white")
    high.paste("red", (0, 420, 1200, 1050))
    files = {PROJECT: document(image="{file: p.png, decorative: true}"), f"{FOLDER}/p.png": saved(high, "PNG")}
    _, data, _ = image_of(built(make_site(tmp_path, {**WITH_CARDS, **files})), "sv/projects/alpha/index.html")
    shown = Image.open(io.BytesIO(data))
    assert [shown.getpixel((600, y))[1] < 60 for y in (5, 315, 625)] == [True, True, True]


UNFIT: dict[str, tuple[str, bytes]] = {
    "a drawing": ("p.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"/>'),
    "a small picture": ("p.png", saved(picture(599, 599), "PNG")),
    "a narrow strip": ("p.png", saved(picture(100, 3000), "PNG")),
}


@pytest.mark.parametrize(("name", "data"), UNFIT.values(), ids=UNFIT)
def test_a_card_is_drawn_where_a_picture_does_not_serve(name: str, data: bytes, tmp_path: Path) -> None:
    files = {PROJECT: document(image=f"{{file: {name}, decorative: true}}"), f"{FOLDER}/{name}": data}
    site = built(make_site(tmp_path, {**WITH_CARDS, **files}))
    address, card_data, _ = image_of(site, "sv/projects/alpha/index.html")
    assert address.startswith("sv/projects/alpha/card-")
    assert letters_of(card_data) is not None


def test_people_who_agreed_to_the_web_alone_are_not_shown_in_social_media(tmp_path: Path) -> None:
    image = "{{file: p.jpg, alt: x, shows: people, consent: {{given_by: Rosa, date: 2025-05-02, scope: {scope}}}}}"
    photo = saved(picture(1600, 1200), "JPEG")
    addresses = {}
    for scope in ("[web]", "[web, print]", "[web, social]"):
        files = {PROJECT: document(image=image.format(scope=scope)), f"{FOLDER}/p.jpg": photo}
        site = built(make_site(tmp_path / scope, {**WITH_CARDS, **files}))
        assert [name for name in site if name.startswith("files/projects/alpha/p-")] != []  # it is on the page
        addresses[scope] = image_of(site, "sv/projects/alpha/index.html")[0]
        assert any("shared" in name for name in site) == ("social" in scope)
    assert [address.endswith(".png") for address in addresses.values()] == [True, True, False]


def test_every_page_has_a_picture_for_links(tmp_path: Path) -> None:
    site = built(make_site(tmp_path, WITH_CARDS))
    pages = {name for name in site if name.endswith(".html")} - {"404.html"}
    shown = {page: image_of(site, page) for page in pages}
    assert {tags["width"] for _, _, tags in shown.values()} == {"1200"}
    of_the_project, translated = (shown[f"{language}/projects/alpha/index.html"][0] for language in ("sv", "pl"))
    assert of_the_project.startswith("sv/projects/alpha/card-")
    assert translated.startswith("pl/projects/alpha/card-")
    assert shown["lv/projects/alpha/index.html"][0] == of_the_project  # the text is Swedish there
    assert shown["ar/index.html"][0].startswith("ar/card-")
    assert shown["sv/news/index.html"][0] == shown["sv/index.html"][0]
    assert "og:image" not in site["404.html"].decode()


def test_the_picture_of_the_home_page_is_that_of_all_pages_without_an_own_one(tmp_path: Path) -> None:
    home = {
        "content/pages/home/index.sv.md": document(image="{file: p.jpg, decorative: true}"),
        "content/pages/home/p.jpg": saved(picture(1600, 1200), "JPEG"),
    }
    site = built(make_site(tmp_path, {**WITH_CARDS, **home}))
    address = image_of(site, "sv/index.html")[0]
    assert re.fullmatch(r"files/pages/home/p-\w+-shared\.jpg", address)
    assert image_of(site, "sv/projects/index.html")[0] == address
    assert image_of(site, "sv/projects/alpha/index.html")[0].startswith("sv/projects/alpha/card-")


def test_another_title_is_another_card_and_another_text_is_not(tmp_path: Path) -> None:
    source = make_site(tmp_path, WITH_CARDS)
    page = "sv/projects/alpha/index.html"
    first = image_of(built(source), page)
    write(source, {PROJECT: document("En annan text.\n", region="podlaskie", status="finished", cost="69419.00 EUR")})
    assert image_of(built(source), page) == first
    write(source, {PROJECT: document(title="Beta"), TRANSLATION: None})
    site = built(source)
    assert image_of(site, "sv/projects/alpha/index.html")[1] != first[1]
    assert first[0] not in site


@pytest.mark.parametrize(
    "files",
    [
        {"content/site.yml": SITE_YML + "outputs: {off: [cards]}\n"},
        {BASE: BARE_THEME[BASE]},
    ],
    ids=["switched off", "no template asks"],
)
def test_a_site_without_cards_has_neither_files_nor_tags(files: Files, tmp_path: Path) -> None:
    photo = {f"{FOLDER}/p.jpg": saved(picture(1600, 1200), "JPEG"), PROJECT: document(image="{file: p.jpg, alt: x}")}
    site = built(make_site(tmp_path, {**WITH_CARDS, **photo, **files}))
    assert [name for name in site if "card-" in name or "shared" in name] == []
    assert [name for name, data in site.items() if b"og:image" in data] == []


def test_a_theme_without_a_font_draws_no_cards_but_shows_pictures(tmp_path: Path) -> None:
    photo = {f"{FOLDER}/p.jpg": saved(picture(1600, 1200), "JPEG"), PROJECT: document(image="{file: p.jpg, alt: x}")}
    site = built(make_site(tmp_path, {**WITH_CARDS, **photo, f"{THEME}/cards/font.ttf": None}))
    assert b"og:image" not in site["sv/index.html"]
    assert image_of(site, "sv/projects/alpha/index.html")[0].endswith("shared.jpg")


def test_a_theme_chooses_the_colours(tmp_path: Path) -> None:
    colours = 'name: Bare\nstandalone: true\ncards: {background: "#FFFFFF", text: "#000000", accent: "#0000ff"}\n'
    site = built(make_site(tmp_path, {**WITH_CARDS, f"{THEME}/theme.yml": colours}))
    image = opened(image_of(site, "sv/index.html")[1]).convert("RGB")
    assert image.getpixel((0, 0)) == (255, 255, 255)
    assert image.getpixel((600, 36)) == (0, 0, 255)
    assert (0, 0, 0) in {colour for _, colour in image.getcolors() or ()}


def test_what_is_wrong_with_a_theme_s_cards_is_told(tmp_path: Path) -> None:
    colours = "name: Bare\nstandalone: true\ncards:\n  background: green\n  txt: '#000000'\n"
    wrong = make_site(tmp_path / "1", {**WITH_CARDS, f"{THEME}/theme.yml": colours})
    path = f"{THEME}/theme.yml"
    assert found(build_site(wrong)) == [(path, 4, "not-a-colour"), (path, 5, "unknown-key")]
    font = f"{THEME}/cards/font.ttf"
    broken = make_site(tmp_path / "2", {**WITH_CARDS, font: b"no font"})
    assert found(build_site(broken)) == [(font, 0, "not-a-font")]
    assert (font, 0, "not-a-font") in found(check(CheckOptions(source=broken, today=TODAY, jobs=1), lambda *_: None))


def test_letters_that_no_font_has_are_told_by_check(tmp_path: Path) -> None:
    source = make_site(tmp_path, {**WITH_CARDS, PAGE: document(title="日本 🎉")})
    report = check(CheckOptions(source=source, today=TODAY, jobs=1), lambda *_: None)
    told = [problem for problem in report.problems if problem.code == "missing-letters"]
    assert [(problem.location.path, problem.message.values["letters"]) for problem in told] == [
        (f"{THEME}/cards", "日本")
    ]


# What is drawn.

JOINED = {"مشروع": "\ufecd\ufeed\ufeae\ufeb8\ufee3", "سلام": "\ufee1\ufefc\ufeb3"}
"""Words, and the shapes that their letters have in them (Unicode, Arabic Presentation Forms-B), from left to right."""


@pytest.mark.parametrize(("word", "shapes"), JOINED.items())
def test_arabic_letters_are_joined_and_run_from_right_to_left(word: str, shapes: str) -> None:
    font = ImageFont.truetype(io.BytesIO(TYPEFACE.data), 92, layout_engine=ImageFont.Layout.BASIC)
    joined, alone = font.getmask(shapes).size, font.getmask(word).size
    box = letters_of(drawn(card(word, "ar"), [TYPEFACE]))
    assert box is not None
    width, height = box[2] - box[0], box[3] - box[1]
    assert (width, height) == (
        pytest.approx(joined[0], rel=0.08),
        pytest.approx(joined[1], rel=0.08),
    )  # besides kerning
    assert width < 0.95 * alone[0]


def test_a_title_begins_where_its_language_begins() -> None:
    left, right = (letters_of(drawn(card(*title), [TYPEFACE])) for title in (("Kraft", "sv"), ("قوة", "ar")))
    assert left is not None
    assert right is not None
    assert 85 < left[0] < 105
    assert 1200 - 105 < right[2] < 1200 - 85


def test_the_same_card_is_the_same_file() -> None:
    again = Typeface(TYPEFACE.data)
    title = card("WARNiK – أكاديمية بولندا الكبرى", "ar", publisher="فاترينة")
    assert drawn(title, [TYPEFACE]) == drawn(title, [again])


SCRIPTS = "abc DEFĄŻ ķļņ Київ Ґ ελ שלום مشروع لا ქართ Հայ ሰላም 0123456789 –“”()&%/‑\u00a0\u2066\u2069\n日本 🎉e\u0301"


LONG = ("Kraft och makt " * 12, "W" * 60, "مشروع " * 60, "م" * 300, "Ķ" * 35, "e\u0301" * 200, "a" * 5000)


def assert_inside(title: str, publisher: str, language: str) -> None:
    box = letters_of(drawn(card(title, language, publisher), [TYPEFACE]))
    if box is not None:
        assert box[0] >= 60
        assert box[2] <= 1200 - 60
        assert box[1] >= 45
        assert box[3] <= 630 - 40


@pytest.mark.parametrize("language", ["sv", "ar"])
@pytest.mark.parametrize("long", LONG, ids=range(len(LONG)))
def test_long_words_stay_inside_the_frame(long: str, language: str) -> None:
    assert_inside(long, "Vitrina", language)
    assert_inside("Vitrina", long, language)


@given(
    st.text(SCRIPTS, max_size=400) | st.text(max_size=60), st.text(SCRIPTS, max_size=200), st.sampled_from(["sv", "ar"])
)
def test_whatever_the_words_they_stay_inside_the_frame(title: str, publisher: str, language: str) -> None:
    assert_inside(title, publisher, language)
