"""The default theme's design tokens: one place for colours, sizes and distances, which everything else reads."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from babel import Locale

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "themes/default"
STATIC = THEME / "static"
TOKENS = "tokens.css"
SHEETS = sorted(file.name for file in STATIC.glob("*.css") if file.name != TOKENS)
BY_THE_ENGINE = {"digits"}
"""Properties that are added when a style sheet is published."""

PALETTES = ("light", "dark", "more", "paper")

HEX = re.compile(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?![^{}]*\{)", re.IGNORECASE)
COLOUR = re.compile(
    r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\("
    r"|(?<![\w.#-])(?:black|white|red|green|blue|gr[ae]y|silver|orange|yellow|purple|brown|canvas(?:text)?|linktext"
    r"|visitedtext|highlight(?:text)?|graytext|button(?:face|text|border)|field(?:text)?|mark(?:text)?|accentcolor)(?![\w-])",
    re.IGNORECASE,
)


def rules(name: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text("utf-8"), flags=re.DOTALL)


def values(text: str) -> list[tuple[str, str]]:
    """The declarations of a style sheet: property and value."""
    return re.findall(r"(?<=[{;])\s*([\w-]+):\s*([^;{}]+);", text)


def tokens() -> dict[str, str]:
    return {name.removeprefix("--"): value for name, value in values(rules(TOKENS)) if name.startswith("--")}


def palettes() -> dict[str, dict[str, str]]:
    """The colours: token, palette, value."""
    found = re.findall(r"--([\w-]+):((?: var\(--(?:light|dark|more|paper), [^)]+\))+);", rules(TOKENS))
    return {name: dict(re.findall(r"var\(--(\w+), ([^)]+)\)", value)) for name, value in found}


@pytest.mark.parametrize("name", SHEETS)
def test_no_other_style_sheet_has_a_colour_of_its_own(name: str) -> None:
    found = [(prop, value) for prop, value in values(rules(name)) if HEX.search(value) or COLOUR.search(value)]
    assert found == []


@pytest.mark.parametrize(
    "declaration", ["color: #12302e", "fill: Canvas", "border: 1px solid rgb(1 2 3)", "color: red"]
)
def test_a_colour_would_be_found(declaration: str) -> None:
    ((_, value),) = values(f"a {{ {declaration}; }}")
    assert HEX.search(value) or COLOUR.search(value)


@pytest.mark.parametrize("name", SHEETS)
def test_sizes_of_letters_and_distances_come_from_the_scale(name: str) -> None:
    sized = re.compile(r"(?<![\w.-])\d*\.?\d+(?:rem|px|pt)\b")
    spaced = re.compile(r"(?<![\w.-])\d*\.?\d+rem\b")
    found = []
    for prop, value in values(rules(name)):
        bare = re.sub(r"(?:calc|clamp)\((?:[^()]|\([^()]*\))*\)", "", value)
        if (prop in ("font", "font-size") and sized.search(bare)) or (
            re.match(r"(?:margin|padding|gap|column-gap|row-gap)\b", prop) and spaced.search(bare)
        ):
            found.append((prop, value))
    assert found == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_token_that_is_read_is_there(name: str) -> None:
    text = rules(name)
    read = set(re.findall(r"var\(--([\w-]+)", text))
    own = set(re.findall(r"--([\w-]+):", text))
    assert read - own - set(tokens()) - BY_THE_ENGINE == set()


def test_every_token_is_read() -> None:
    read = {name for sheet in (*SHEETS, TOKENS) for name in re.findall(r"var\(--([\w-]+)", rules(sheet))}
    assert set(tokens()) - read == set()


def test_every_colour_has_a_value_in_every_palette() -> None:
    assert len(palettes()) > 10
    assert {name: tuple(values) for name, values in palettes().items()} == dict.fromkeys(palettes(), PALETTES)


def test_the_display_settings_switch_palettes_and_repeat_no_colour() -> None:
    own = set(re.findall(r"--([\w-]+):", rules("display.css")))
    assert own & set(palettes()) == set()
    assert own >= {"light", "dark", "more", "root"}


def test_what_cannot_read_tokens_has_their_values() -> None:
    """The icon and the colour of the browser's own bar are outside of the style sheets."""
    known = {value for colours in palettes().values() for value in colours.values()}
    assert set(re.findall(r'"(#[0-9a-f]+)"', (STATIC / "icon.svg").read_text("utf-8"))) <= known
    frame = (THEME / "templates/base.html").read_text("utf-8")
    assert re.findall(r'name="theme-color" content="(#\w+)"', frame) == [palettes()["bar"]["light"]]
    for template in THEME.rglob("templates/**/*.*"):
        if template.name != "base.html":
            assert not re.search(r'(?:fill|stroke|color)="#', template.read_text("utf-8")), template


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", ["light", "dark", "paper"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        *((front, back, 7) for front in ("ink", "soft") for back in ("ground", "pane", "glass")),
        *(("accent", back, 5.5) for back in ("ground", "pane", "glass")),
        ("on-accent", "accent", 7),
        ("on-bar", "bar", 7),
        *(("line", back, 3) for back in ("pane",)),
        *(("solid", back, 4.5) for back in ("ground", "pane", "glass")),
    ],
)
def test_colours_stand_out(palette: str, front: str, back: str, least: float) -> None:
    """Text 7:1 (WCAG 1.4.6, AAA), links 5.5:1, what is drawn 3:1 (1.4.11)."""
    assert contrast(palettes()[front][palette], palettes()[back][palette]) >= least


def test_arabic_letters_are_larger_with_more_room_and_never_spaced_out() -> None:
    text = rules(TOKENS)
    latin, arabic = re.findall(r"--root: ([\d.]+)%", text)
    assert float(arabic) >= 1.1 * float(latin)
    for name in ("leading", "leading-head"):
        latin, *others = map(float, re.findall(rf"--{name}: ([\d.]+);", text))
        assert min(others) >= latin + 0.2
    rule = re.search(r'"\*-Arab"[^{]+"\*-Deva"[^{]+\{([^}]+)\}', text)
    assert rule
    for declaration in ("--apart: normal", "--upright: normal", "--stressed: 700"):
        assert declaration in rule[1]


def test_sheets_say_scripts_and_no_languages() -> None:
    """Which languages are written in a script is for the engine to say, when it publishes them."""
    named = {name: re.findall(r":lang\(\s*([^\"\s)][^)]*)", rules(name)) for name in (*SHEETS, TOKENS)}
    assert {name: languages for name, languages in named.items() if languages} == {}
    scripts = set(re.findall(r'"\*-(\w+)"', rules(TOKENS)))
    assert len(scripts) > 20
    assert scripts - set(Locale("en").scripts) == set()


def test_only_logical_properties() -> None:
    physical = re.compile(
        r"^(?:(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?:left|right|top|bottom)$|float$|(?:min-|max-)?(?:width|height)$)"
    )
    found = [(name, prop) for name in (*SHEETS, TOKENS) for prop, _ in values(rules(name)) if physical.match(prop)]
    assert found == []


def test_two_sheets_of_one_page_do_not_dress_the_same_class() -> None:
    """A class that means two things once broke the header of the overview: its charts' bars had the name of the bar."""

    def dressed(name: str) -> set[str]:
        base = rules(name).split("@media")[0]
        return {
            part.strip()
            for head in re.findall(r"([^{}]+)\{", base)
            for part in head.split(",")
            if re.fullmatch(r"\.vt-[\w-]+", part.strip())
        }

    together: set[tuple[str, str]] = set()
    for template in (THEME / "templates").glob("*.html"):
        read = set(re.findall(r'assets\["([\w.]+\.css)"\]', template.read_text("utf-8")))
        together |= set(combinations(sorted(read | {"style.css", "display.css"}), 2))
    assert len(together) > 6
    for one, other in sorted(together):
        assert dressed(one) & dressed(other) == set(), (one, other)


def test_the_screenshots_are_there_small_and_described() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = dict(re.findall(r"!\[([^\]]*)\]\((docs/screenshots/[^)]+)\)", readme))
    files = {file.relative_to(ROOT).as_posix(): file.stat().st_size for file in (ROOT / "docs/screenshots").iterdir()}
    assert set(shown.values()) == set(files)
    assert 4 <= len(files) <= 6
    assert max(files.values()) <= 120_000
    assert min(len(words) for words in shown) > 40
