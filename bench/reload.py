"""Measure the time from saving a document until the browser shows the change in the preview.

    python bench/reload.py --projects 1000

It needs Playwright, which the tests install, and Chromium. The time starts before the document is written and ends when
the reloaded page is complete and has reported, through the console, that it shows the new paragraph. Playwright's
``wait_for_function`` would add up to 100 ms, as it restarts after each navigation.
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
"""If none of these is installed, Playwright uses its own browser."""

REPORT = """
addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => console.info(document.body.innerText))));
"""
"""Reports the text of the page after it has loaded and has been painted."""

BETWEEN = 1000
"""Milliseconds between two edits, so that each build starts from an idle preview."""


@contextmanager
def preview(site: Path) -> Iterator[str]:
    """Serve the site; yield its URL when it is built."""
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
    """Edit ``document``, which ``page`` shows, repeatedly; yield the seconds until each edit is shown."""
    text = document.read_text("utf-8")
    for number in range(runs):
        page.wait_for_timeout(BETWEEN)
        said = f"stycke-{number}-{time.time_ns()}"
        with page.expect_console_message(partial(_says, said)):
            began = time.perf_counter()
            document.write_text(f"{text}\n{said}\n", "utf-8")
        yield time.perf_counter() - began


def _says(said: str, message: ConsoleMessage) -> bool:
    return said in message.text


def measure(site: Path, runs: int) -> list[float]:
    """Return the seconds of ``runs`` reloads of the page of a project."""
    document = min((site / "content/projects").glob("*/index.sv.md"))
    with preview(site) as address, sync_playwright() as playwright:
        found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(REPORT)
        page.goto(f"{address}id/{document.parent.name}/")
        page.locator("a[hreflang=sv]").first.click()
        page.locator("article").first.wait_for()
        seconds = list(reloads(page, document, runs))
        browser.close()
    return seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure with the options of the command line; return the exit code."""
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
