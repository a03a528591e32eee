"""Measure how long it takes from a save until the browser shows it, in a preview of a site.

    python bench/reload.py --projects 1000

It needs Playwright, which the tests bring, and Chromium. The clock starts before the document is written and stops when
the page that the browser has loaded anew is complete, shows the new paragraph, and has told so. The page tells it by
itself: Playwright's ``wait_for_function`` begins again 100 ms after a page has gone, whenever the next one is there.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import corpus
from measure import environment_of
from playwright.sync_api import ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Where none of these is installed, Playwright takes its own."""

TELLING = """
addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => console.info(document.body.innerText))));
"""
"""After the page and all that it loads are there, and what they look like has been drawn."""

BETWEEN = 1000
"""Milliseconds between two edits: as after any save, everything has come to rest."""


@contextmanager
def preview(site: Path) -> Iterator[str]:
    """Serve the site; the value is the address, given once the site is built."""
    command = [sys.executable, "-m", "vitrina", "serve", "--source", str(site)]
    environment = {**environment_of(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as server:
        assert server.stdout is not None
        try:
            address = ""
            for line in server.stdout:
                address = address or (found[0] if (found := re.search(r"http://\S+", line)) else "")
                if line.startswith("Built"):
                    break
            yield address
        finally:
            server.terminate()


def reloads(page: Page, document: Path, runs: int) -> Iterator[float]:
    """Edit ``document``, which ``page`` shows, again and again; yield the seconds that each took to be shown."""
    text = document.read_text("utf-8")
    for number in range(runs):
        page.wait_for_timeout(BETWEEN)
        said = f"Nytt stycke {number} {time.time_ns()}"
        with page.expect_console_message(partial(_says, said)):
            began = time.perf_counter()
            document.write_text(f"{text}\n{said}\n", "utf-8")
        yield time.perf_counter() - began


def _says(said: str, message: ConsoleMessage) -> bool:
    return said in message.text


def measure(site: Path, runs: int) -> list[float]:
    """Return the seconds of so many reloads of the page of one of the site's projects."""
    document = min((site / "content/projects").glob("*/index.sv.md"))
    with preview(site) as address, sync_playwright() as playwright:
        found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(TELLING)
        page.goto(f"{address}id/{document.parent.name}/")
        page.locator("a[hreflang=sv]").first.click()
        page.locator("article").first.wait_for()
        seconds = list(reloads(page, document, runs))
        browser.close()
    return seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the command line says; return the exit code."""
    parser = argparse.ArgumentParser(description="Measure the time from a save to the reloaded browser.")
    parser.add_argument("--projects", type=int, default=1000, metavar="N", help="size of the site (1000)")
    parser.add_argument("--runs", type=int, default=9, metavar="N", help="edits; the median counts (9)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="vitrina-bench-") as folder:
        corpus.write(options.projects, Path(folder))
        seconds = measure(Path(folder), options.runs)
    print(f"{options.projects} projects, {options.runs} edits: median {statistics.median(seconds) * 1000:.0f} ms,")
    print(f"fastest {min(seconds) * 1000:.0f} ms, slowest {max(seconds) * 1000:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
