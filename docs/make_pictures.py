"""Draw the pictures of the demonstration site: things, and nobody's face.

    python docs/make_pictures.py content/projects

Each is drawn in twice its size and made smaller, so that lines are smooth, and has few colours, so that it is light.
The same version of Pillow draws the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import cos, pi, sin
from pathlib import Path

from drawing import ACCENT, GLASS, GOLD, INK, LEAF, PAPER, SAND, SKY, STONE, TEAL, WOOD, Sheet, house, tree


def shoe_box() -> Sheet:
    """Draw the box of a shoe shiner before mountains with snow."""
    sheet = Sheet(SKY)
    sheet.shape([(0, 480), (230, 220), (430, 480)], STONE)
    sheet.shape([(260, 480), (620, 90), (960, 480)], STONE)
    sheet.shape([(760, 480), (1010, 210), (1260, 480)], STONE)
    for peak, depth in (((230, 220), 80), ((620, 90), 130), ((1010, 210), 80)):
        x, y = peak
        sheet.shape([(x, y), (x + depth * 0.9, y + depth), (x, y + depth * 0.7), (x - depth * 0.85, y + depth)], PAPER)
    sheet.plain(0, 480, 1200, 270, SAND)
    sheet.line([(0, 480), (1200, 480)])
    sheet.shape([(380, 660), (820, 660), (780, 470), (420, 470)], WOOD)
    sheet.box(400, 420, 400, 54, GOLD, 8)
    sheet.shape([(520, 420), (690, 420), (730, 372), (480, 372)], TEAL)
    sheet.line([(440, 520), (760, 520)], GOLD, 8)
    sheet.box(890, 606, 190, 54, WOOD, 14)
    for bristle in range(13):
        sheet.line([(902 + bristle * 14, 660), (902 + bristle * 14, 690)], INK, 5)
    sheet.disc(220, 640, 74, ACCENT, 26)
    sheet.plain(147, 640, 146, 40, ACCENT)
    sheet.disc(220, 680, 74, ACCENT, 26)
    sheet.disc(220, 640, 74, GOLD, 26)
    return sheet


def stall() -> Sheet:
    """Draw a market stall with jars and baskets by the sea."""
    sheet = Sheet("#f3e8d2")
    sheet.plain(0, 300, 1200, 190, SKY)
    sheet.plain(0, 490, 1200, 260, SAND)
    for wave in range(8):
        sheet.line([(wave * 160 - 40, 350 + wave % 3 * 40), (wave * 160 + 50, 350 + wave % 3 * 40)], PAPER, 5)
    for post in (230, 950):
        sheet.box(post, 190, 22, 470, WOOD)
    for stripe in range(10):
        left = 180 + stripe * 84
        colour = ACCENT if stripe % 2 else PAPER
        sheet.shape([(left + 34, 110), (left + 110, 110), (left + 84, 230), (left, 230)], colour)
        sheet.disc(left + 42, 232, 42, colour, 24)
    sheet.box(200, 470, 800, 190, WOOD)
    sheet.box(180, 446, 840, 36, GOLD)
    for number in range(5):
        left = 250 + number * 84
        sheet.box(left, 346, 62, 100, (ACCENT, GOLD, LEAF, ACCENT, GOLD)[number], 12)
        sheet.box(left + 4, 330, 54, 22, PAPER, 4)
    for number, colour in enumerate((LEAF, GOLD)):
        x = 750 + number * 150
        for fruit in range(5):
            sheet.disc(x - 44 + fruit * 22, 404 - fruit % 2 * 12, 17, colour)
        sheet.shape([(x - 68, 410), (x + 68, 410), (x + 50, 446), (x - 50, 446)], SAND)
    return sheet


def villages() -> Sheet:
    """Draw three groups of houses with a path between them, along a river."""
    sheet = Sheet("#e4efe6")
    sheet.shape([(-10, 610), (340, 560), (700, 640), (1210, 560), (1210, 760), (-10, 760)], SKY)
    path = [(170, 520), (400, 440), (600, 500), (820, 430), (1040, 500)]
    sheet.line(path, SAND, 34)
    for left, ground, wall in ((70, 480, GOLD), (190, 430, PAPER), (520, 460, GLASS), (640, 420, GOLD)):
        house(sheet, left, ground, 120, wall)
    for left, ground, wall in ((920, 470, PAPER), (1040, 430, GLASS)):
        house(sheet, left, ground, 120, wall)
    for x, y, size in (
        (40, 330, 170),
        (380, 330, 200),
        (450, 370, 150),
        (820, 300, 190),
        (880, 350, 140),
        (1170, 330, 180),
    ):
        tree(sheet, x, y, size)
    sheet.shape([(520, 690), (680, 690), (650, 726), (550, 726)], WOOD)
    sheet.line([(600, 690), (600, 610)], INK, 5)
    sheet.shape([(604, 612), (604, 680), (666, 680)], PAPER)
    return sheet


def circle() -> Sheet:
    """Draw chairs around a table with an open book, from above."""
    sheet = Sheet(GLASS)
    sheet.disc(600, 375, 330, SAND, 330)
    colours = (ACCENT, GOLD, TEAL, LEAF, SKY, ACCENT, GOLD, TEAL)
    for number, colour in enumerate(colours):
        angle = number * 2 * pi / len(colours) + pi / 8
        x, y = 600 + 260 * cos(angle), 375 + 260 * sin(angle)
        sheet.disc(x, y, 54, colour)
        sheet.disc(x, y, 36, PAPER)
    sheet.disc(600, 375, 150, WOOD)
    sheet.shape([(600, 330), (690, 318), (690, 414), (600, 428)], PAPER)
    sheet.shape([(600, 330), (510, 318), (510, 414), (600, 428)], PAPER)
    for row in range(4):
        sheet.line([(524, 344 + row * 18), (586, 350 + row * 18)], STONE, 4)
        sheet.line([(614, 350 + row * 18), (676, 344 + row * 18)], STONE, 4)
    for x, y in ((500, 285), (705, 470)):
        sheet.disc(x, y, 24, PAPER)
        sheet.disc(x, y, 16, WOOD)
    return sheet


def bridge() -> Sheet:
    """Draw a bridge between a town hall and a small house."""
    sheet = Sheet("#eef1e2")
    sheet.plain(0, 560, 1200, 190, SKY)
    sheet.shape([(-10, 760), (-10, 470), (400, 470), (470, 760)], LEAF)
    sheet.shape([(730, 760), (800, 470), (1210, 470), (1210, 760)], LEAF)
    for left in (450, 540, 630):
        sheet.box(left, 470, 30, 190, STONE)
    sheet.box(360, 440, 480, 36, WOOD)
    for rail in range(9):
        sheet.line([(380 + rail * 55, 440), (380 + rail * 55, 390)], INK, 6)
    sheet.line([(370, 390), (830, 390)], INK, 8)
    sheet.box(60, 270, 260, 200, GOLD)
    sheet.box(150, 180, 80, 90, GOLD)
    sheet.shape([(140, 180), (190, 116), (240, 180)], ACCENT)
    sheet.disc(190, 218, 24, PAPER)
    sheet.line([(190, 218), (190, 201)], INK, 4)
    sheet.line([(190, 218), (202, 224)], INK, 4)
    for window in range(4):
        sheet.box(80 + window * 60, 310, 36, 56, GLASS)
    sheet.box(168, 400, 44, 70, TEAL)
    house(sheet, 900, 470, 170, PAPER)
    tree(sheet, 1130, 470, 210)
    return sheet


def board() -> Sheet:
    """Draw a board with a plan, and a row of chairs."""
    sheet = Sheet(SAND)
    sheet.line([(420, 470), (360, 680)], WOOD, 14)
    sheet.line([(780, 470), (840, 680)], WOOD, 14)
    sheet.box(300, 90, 600, 390, PAPER, 10)
    for number, colour in enumerate((ACCENT, GOLD, LEAF)):
        sheet.box(350 + number * 180, 150, 130, 80, colour, 8)
        sheet.line([(415 + number * 180, 230), (600, 340)], INK, 4)
    sheet.box(520, 340, 160, 84, TEAL, 8)
    for number in range(6):
        sheet.box(110 + number * 176, 590, 100, 90, SKY if number % 2 else GOLD, 12)
        sheet.line([(124 + number * 176, 680), (124 + number * 176, 730)], INK, 8)
        sheet.line([(196 + number * 176, 680), (196 + number * 176, 730)], INK, 8)
    return sheet


def bus() -> Sheet:
    """Draw a bus on a road through fields."""
    sheet = Sheet(SKY)
    sheet.plain(0, 420, 1200, 330, "#b9cc8a")
    sheet.disc(1010, 140, 62, GOLD)
    for x in (90, 250, 1120):
        tree(sheet, x, 470, 200)
    sheet.plain(0, 590, 1200, 110, STONE)
    for dash in range(8):
        sheet.plain(40 + dash * 160, 640, 80, 10, PAPER)
    sheet.box(330, 330, 600, 260, ACCENT, 34)
    for window in range(5):
        sheet.box(370 + window * 104, 370, 84, 90, GLASS, 8)
    sheet.plain(332, 490, 596, 16, GOLD)
    for wheel in (460, 800):
        sheet.disc(wheel, 590, 58, INK)
        sheet.disc(wheel, 590, 26, STONE)
    return sheet


def laptop() -> Sheet:
    """Draw a computer on a table, with a plan of lines on its screen."""
    sheet = Sheet(GLASS)
    sheet.plain(0, 560, 1200, 190, WOOD)
    sheet.line([(0, 560), (1200, 560)])
    sheet.box(330, 130, 540, 370, TEAL, 22)
    sheet.box(360, 160, 480, 310, PAPER, 6)
    for number, colour in enumerate((ACCENT, GOLD, LEAF, SKY)):
        x, y = 390 + number % 2 * 230, 190 + number // 2 * 134
        sheet.box(x, y, 196, 112, colour, 8)
        sheet.line([(x + 40, y + 84), (x + 84, y + 48), (x + 120, y + 66), (x + 160, y + 30)], PAPER, 7)
    sheet.shape([(330, 500), (870, 500), (950, 590), (250, 590)], STONE)
    sheet.box(1000, 440, 90, 120, ACCENT, 12)
    sheet.line([(1090, 470), (1126, 480), (1126, 520), (1090, 532)], ACCENT, 14)
    return sheet


def cups() -> Sheet:
    """Draw two cups and a notebook on a table by a window."""
    sheet = Sheet("#f3e8d2")
    sheet.box(330, 60, 540, 330, SKY, 6)
    sheet.line([(600, 60), (600, 390)], INK, 10)
    sheet.line([(330, 225), (870, 225)], INK, 10)
    sheet.plain(0, 520, 1200, 230, WOOD)
    sheet.line([(0, 520), (1200, 520)])
    for left, colour in ((240, ACCENT), (830, TEAL)):
        sheet.disc(left + 65, 600, 120, PAPER, 28)
        sheet.box(left, 470, 130, 130, colour, 26)
        sheet.line([(left + 130, 500), (left + 172, 512), (left + 172, 552), (left + 130, 566)], colour, 16)
    sheet.shape([(500, 560), (740, 560), (780, 700), (460, 700)], PAPER)
    for row in range(5):
        sheet.line([(520 - row * 7, 585 + row * 22), (720 + row * 7, 585 + row * 22)], STONE, 4)
    sheet.line([(700, 690), (800, 560)], GOLD, 14)
    return sheet


PICTURES: dict[str, Callable[[], Sheet]] = {
    "colectivo-hormigon-armado/shoe-box.png": shoe_box,
    "economic-empowerment-for-political-action/stall.png": stall,
    "kaiminu-kopienu-kopspeks/villages.png": villages,
    "moc-kobiet/circle.png": circle,
    "warnik/bridge.png": bridge,
    "warnik/board.png": board,
    "warnik/bus.png": bus,
    "warnik/laptop.png": laptop,
    "warnik/cups.png": cups,
}


def main() -> None:
    """Draw all pictures into the folders of the projects."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for name, draw in PICTURES.items():
        draw().finished().save(Path(sys.argv[1]) / name, "PNG", optimize=True)


if __name__ == "__main__":
    main()
