"""How long a site with many photographs takes, beside what Pillow alone takes for the same encodings.

    python bench/pictures.py --photos 200

Prints the seconds (and those of the processors) of: Pillow alone in two processes, a cold build with two, one that
finds the pictures made, and one that has nothing to do; and the most memory of a process of the cold build.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

_ROOT = Path(__file__).resolve().parent.parent
_SIZE = (4000, 3000)
_WIDTHS = (480, 960, 1600)
_DIFFERENT = 4
"""Photographs that are drawn; the others are these with another comment, so that each is a file of its own."""

_SITE = "title: Photos\nbase_url: https://example.org/\nlanguages: {sv: {}}\n"


def photograph(number: int) -> Image.Image:
    """Return a picture with as much detail as a photograph, of twelve million pixels."""
    chance = random.Random(number)
    image = Image.new("RGB", _SIZE)
    draw = ImageDraw.Draw(image)
    for _ in range(400):
        x, y, size = chance.randrange(_SIZE[0]), chance.randrange(_SIZE[1]), chance.randrange(50, 800)
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        draw.ellipse((x, y, x + size, y + size * 0.7), fill=colour)
    grain = Image.effect_noise(_SIZE, 40).convert("RGB")
    return Image.blend(image.filter(ImageFilter.GaussianBlur(6)), grain, 0.15)


def write_site(folder: Path, photos: int) -> None:
    """Write a site with a project of one text and one photograph each."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "site.yml").write_text(_SITE, "utf-8")
    drawn = [photograph(number) for number in range(min(photos, _DIFFERENT))]
    for number in range(photos):
        project = content / "projects" / f"p{number}"
        project.mkdir(parents=True)
        (project / "index.sv.md").write_text("---\ntitle: P\nimage: {file: a.jpg, alt: A}\n---\n", "utf-8")
        drawn[number % len(drawn)].save(project / "a.jpg", quality=88, comment=str(number).encode())


def encode(file: Path) -> int:
    """Do with Pillow alone what a site does with a photograph; return the bytes."""
    total = 0
    with Image.open(file) as image:
        image.draft(None, (_WIDTHS[-1], _WIDTHS[-1] * 3 // 4))
        full = image.resize((_WIDTHS[-1], _WIDTHS[-1] * 3 // 4), Image.Resampling.LANCZOS, reducing_gap=3.0)
    target = file.with_suffix(".out")
    full.save(target, "JPEG", quality=80, optimize=True, progressive=True)
    total += target.stat().st_size
    for width in _WIDTHS:
        smaller = full.resize((width, width * 3 // 4), Image.Resampling.LANCZOS, reducing_gap=3.0)
        smaller.save(target, "WEBP", quality=80, method=4)
        total += target.stat().st_size
    target.unlink()
    return total


def timed(what: str, command: Sequence[str], environment: dict[str, str]) -> float:
    """Run ``command`` and print what it took; return the seconds of the processors."""
    began = time.monotonic()
    process = os.posix_spawnp(command[0], list(command), {**os.environ, **environment})
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{what} failed")
    seconds, busy = time.monotonic() - began, used.ru_utime + used.ru_stime
    memory = f"{used.ru_maxrss // 1024:5} MB at most in a process"
    print(f"{what:24}{seconds:8.1f} s {busy:8.1f} s of processors {memory}", flush=True)
    return busy


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Times of a site with many photographs.")
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--alone", nargs="*", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone is not None:
        with get_context("fork").Pool(2) as pool:
            pool.map(encode, [Path(name) for name in given.alone], chunksize=1)
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        drawing = get_context("fork").Process(target=write_site, args=(place / "site", given.photos))
        drawing.start()  # in a process of its own: the memory of this one would count as that of those it starts
        drawing.join()
        files = sorted((place / "site").rglob("a.jpg"))
        environment = {"VITRINA_CACHE_DIR": str(place / "cache")}
        alone = timed("Pillow alone", [sys.executable, __file__, "--alone", *map(str, files)], {})

        def build(what: str, output: str) -> float:
            options = ["--source", str(place / "site"), "--output", str(place / output), "--jobs", "2", "--quiet"]
            return timed(what, [sys.executable, str(_ROOT / "build.py"), "build", *options], environment)

        cold = build("cold build", "one")
        build("pictures made before", "two")
        build("nothing to do", "one")
        print(f"cold build / Pillow alone: {cold / alone:.2f} (of the seconds of processors)")


if __name__ == "__main__":
    main()
