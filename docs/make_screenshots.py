"""Make the screenshots of the README from pages of the demo site.

    make site && .venv/bin/python -m pip install playwright
    .venv/bin/python docs/make_screenshots.py [folder]

It uses an installed Chromium or Chrome. Requests are answered from the built files, so that no network is needed and
the visible URLs are always the same. ``SHOTS`` defines the size of each picture; fonts are those of the machine. No
file may be larger than ``HEAVIEST`` bytes.
"""

from __future__ import annotations

import io
import mimetypes
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, Route, sync_playwright

from vitrina.cli.main import main as vitrina

ROOT = Path(__file__).resolve().parents[1]
BASE = "https://vitrina.example/"
HEAVIEST = 120_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
GAP = 24
MARGIN = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A page and the settings of a device: address, size in CSS pixels, media features."""

    path: str
    width: int
    height: int
    scale: float = 1
    scheme: Literal["light", "dark"] = "light"
    contrast: Literal["more", "no-preference"] = "no-preference"
    media: Literal["screen", "print"] = "screen"
    show: str = ""
    """The selector of the element at the top of the picture."""
    press: str = ""
    """The selector of the element that is clicked first."""


PHONE = Shot(path="", width=360, height=740, scale=1.25)
LAPTOP = Shot(path="", width=1280, height=800)
PAPER = Shot(path="", width=680, height=940, media="print")

SHOTS: dict[str, tuple[Shot, ...]] = {
    "home": (replace(LAPTOP, path="sv/"),),
    "project-phone": (
        replace(PHONE, path="ar/projects/moc-kobiet/"),
        replace(PHONE, path="ar/projects/moc-kobiet/", show=".vt-results"),
        replace(PHONE, path="lv/projects/sieviesu-speks/", scheme="dark"),
    ),
    "list": (replace(LAPTOP, path="lv/projects/?region=poland"),),
    "overview-dark": (replace(LAPTOP, path="pl/overview/", show="main section h2", scheme="dark"),),
    "display-settings": (replace(LAPTOP, path="ar/projects/warnik/", press=".vt-display", contrast="more"),),
    "print": (
        replace(PAPER, path="ar/projects/moc-kobiet/"),
        replace(PAPER, path="lv/projects/sieviesu-speks/"),
    ),
}
"""The pictures by name; several shots are placed side by side."""


def main(target: Path) -> None:
    """Write every picture into ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        if vitrina(["build", "--source", str(ROOT), "--output", str(site), "--base-url", BASE, "--quiet"]):
            sys.exit("The demo site cannot be built.")
        with sync_playwright() as playwright:
            found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            for name, shots in SHOTS.items():
                data = packed(beside([photograph(browser, site, shot) for shot in shots]))
                (target / f"{name}.webp").write_bytes(data)
                print(f"{name}.webp: {len(data)} bytes")
            browser.close()


def photograph(browser: Browser, site: Path, shot: Shot) -> Image.Image:
    """Return a screenshot of a page."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.scale,
        color_scheme=shot.scheme,
        contrast=shot.contrast,
        reduced_motion="reduce",
    )
    context.route("**/*", lambda route: answer(route, site))
    page = context.new_page()
    page.emulate_media(media=shot.media)
    page.goto(BASE + shot.path, wait_until="networkidle")
    prepare(page, shot)
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    context.close()
    return ImageOps.expand(image, MARGIN, "white") if shot.media == "print" else image


def prepare(page: Page, shot: Shot) -> None:
    """Click and scroll as ``shot`` says."""
    if shot.press:
        page.locator(shot.press).click()
        page.wait_for_load_state("networkidle")
        page.locator("dialog[open]").wait_for()
    if shot.show:
        page.evaluate(
            "show => scrollTo(0, document.querySelector(show).getBoundingClientRect().top + scrollY - 24)", shot.show
        )


def answer(route: Route, site: Path) -> None:
    """Answer a request from the files of ``site``; anything else is not found."""
    address = urlsplit(route.request.url)
    path = site / unquote(address.path).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    if f"{address.scheme}://{address.netloc}/" != BASE or not path.is_file():
        route.fulfill(status=404, body="")
        return
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("script", "json", "xml")) else ""
    route.fulfill(status=200, content_type=kind + charset, body=path.read_bytes())


def beside(images: list[Image.Image]) -> Image.Image:
    """Return pictures of one height side by side."""
    if len(images) == 1:
        return images[0]
    width = sum(image.width for image in images) + GAP * (len(images) - 1)
    sheet = Image.new("RGB", (width, max(image.height for image in images)), "#8a9b96")
    left = 0
    for image in images:
        sheet.paste(image, (left, 0))
        left += image.width + GAP
    return sheet


def packed(image: Image.Image) -> bytes:
    """Return the picture as WebP, with the highest quality that fits the limit."""
    for quality in (90, 80, 70, 60, 50):
        data = io.BytesIO()
        image.save(data, "webp", quality=quality, method=6)
        if data.tell() <= HEAVIEST:
            return data.getvalue()
    sys.exit("A picture is too heavy.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots")
