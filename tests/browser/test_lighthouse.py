"""Lighthouse on the pages that visitors meet first: as a phone on a slow network (its own setting) sees them.

Accessibility, best practices and SEO are whole or not; speed is measured again where it falls short, and the median of
three counts, because other work on a machine slows a page down. Leave it out with ``-m 'not lighthouse'``.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import BROWSERS, FLAGS, MAC_BROWSER, ROOT, Site
from tests.pictures import photograph, saved
from tests.required import require
from tests.sites import copy_demo
from tests.walk import serve
from vitrina.cli.main import main

pytestmark = [pytest.mark.browser, pytest.mark.lighthouse]

LIGHTHOUSE = ROOT / ".tools/node_modules/lighthouse/cli/index.js"
PERFORMANCE = 0.95
WHOLE = ("accessibility", "best-practices", "seo")


@pytest.fixture(scope="module")
def chrome(browser: Browser) -> str:
    require(LIGHTHOUSE.is_file() and shutil.which("node"), "Lighthouse is not installed")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or (str(MAC_BROWSER) if MAC_BROWSER.exists() else browser.browser_type.executable_path)


def measure(chrome: str, url: str, folder: Path, categories: tuple[str, ...]) -> dict[str, Any]:
    report = folder / "report.json"
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(categories)}"]
    flags = " ".join(["--headless=new", *FLAGS])
    done = subprocess.run(
        ["node", LIGHTHOUSE, url, *options, f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": chrome, "CI": "1"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def scores(report: dict[str, Any]) -> dict[str, float]:
    return {name: category["score"] for name, category in report["categories"].items()}


def failed(report: dict[str, Any]) -> dict[str, str]:
    """Return the audits that cost points, with what they say."""
    counted = {
        reference["id"]
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"]
    }
    return {
        name: f"{audit['title']} {audit.get('displayValue', '')}"
        for name, audit in report["audits"].items()
        if name in counted and audit["score"] is not None and audit["score"] < 1
    }


@pytest.mark.parametrize("kind", ["home", "projects", "project"])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_lighthouse_is_content(chrome: str, site: Site, tmp_path: Path, language: str, kind: str) -> None:
    assert_content(chrome, site.pages(language)[kind], tmp_path)


PROJECT = "content/projects/warnik"


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A project with six photographs of twelve million pixels, one of them at its head and four in a gallery."""
    source = copy_demo(tmp_path_factory.mktemp("photographs"))
    drawings = sorted((source / PROJECT).glob("*.png"))
    for number, drawing in enumerate([*drawings, source / PROJECT / "last.png"]):
        drawing.with_suffix(".jpg").write_bytes(saved(photograph(4000, 3000, number), "JPEG", quality=92))
    for page in (source / PROJECT).glob("*.md"):
        text = page.read_text("utf-8").replace(".png", ".jpg")
        page.write_text(f"{text}\n![{page.stem}](last.jpg)\n", "utf-8")
    output = source / "site"
    with serve(output, "/showcase/") as base:
        assert main(["build", "--source", str(source), "--output", str(output), "--base-url", base, "--quiet"]) == 0
        yield base


@pytest.mark.parametrize("language", ["ar", "lv"])
def test_lighthouse_is_content_with_six_photographs(
    chrome: str, site: Site, photographs: str, tmp_path: Path, language: str
) -> None:
    path = next((site.folder / language / "projects").glob("warnik*")).relative_to(site.folder).as_posix()
    assert_content(chrome, f"{photographs}{path}/", tmp_path)


def assert_content(chrome: str, url: str, tmp_path: Path) -> None:
    report = measure(chrome, url, tmp_path, (*WHOLE, "performance"))
    found = scores(report)
    assert {name: found[name] for name in WHOLE} == dict.fromkeys(WHOLE, 1), failed(report)
    speeds = [found["performance"]]
    if speeds[0] < PERFORMANCE:
        speeds += [scores(measure(chrome, url, tmp_path, ("performance",)))["performance"] for _ in range(2)]
    assert statistics.median(speeds) >= PERFORMANCE, (speeds, failed(report))


def test_lighthouse_would_complain(chrome: str, tmp_path: Path, site: Site) -> None:
    """A page without a title, a language and a viewport, below the site's own address."""
    page = site.folder / "bare" / "index.html"
    page.parent.mkdir()
    page.write_text("<!doctype html><p style='color:#eee'>x<img src='missing.png'>", "utf-8")
    try:
        found = scores(measure(chrome, f"{site.base}bare/", tmp_path, WHOLE))
    finally:
        shutil.rmtree(page.parent)
    assert all(found[name] < 1 for name in WHOLE), found
