"""What is published when: drafts, scheduled and expired texts, which the preview shows and a build leaves out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.sites import (
    POST,
    PROJECT,
    SITE_YML,
    TODAY,
    TRANSLATION,
    Files,
    build_site,
    document,
    found,
    make_site,
    published,
)
from vitrina.cli import main as cli
from vitrina.disk.output import Output
from vitrina.options import BuildOptions
from vitrina.pipeline import build

STANDARD = SITE_YML.replace("theme: bare\n", "")


def site_with(folder: Path, files: Files) -> Path:
    return make_site(folder, {"content/site.yml": STANDARD, **files})


def news_on(source: Path, day: date, *, is_clean: bool = False) -> bool:
    """Build the site on a day, and tell whether the news are there."""
    output = source / ("clean" if is_clean else "site")
    assert found(build_site(source, output, today=day, has_state=not is_clean)) == []
    return any(path.startswith("sv/news/") for path in published(output))


@pytest.mark.parametrize("is_clean", [True, False])
def test_a_text_is_published_from_one_day_to_another(tmp_path: Path, is_clean: bool) -> None:
    """A build that remembers the last one sees the day as a clean one does, whichever way the clock goes."""
    text = document("Nytt.\n", date="2024-10-02", publish_on="2026-02-01", expires_on="2026-03-01")
    source = site_with(tmp_path, {POST: text})
    days = {date(2026, 1, 31): False, date(2026, 2, 1): True, date(2026, 2, 28): True, date(2026, 3, 1): False}
    assert {day: news_on(source, day, is_clean=is_clean) for day in days} == days
    assert news_on(source, date(2026, 2, 1), is_clean=is_clean)


def test_translations_follow_the_days_of_their_original(tmp_path: Path) -> None:
    own = document("Tekst.\n", translated_from="sv", publish_on="2026-02-15")
    files: Files = {
        PROJECT: document("Text.\n", publish_on="2026-02-01"),
        TRANSLATION: document("x\n", translated_from="sv"),
    }
    source = site_with(tmp_path, files)
    assert build_site(source, today=date(2026, 1, 31)).errors == 0
    assert "pl/projects/alpha/index.html" not in published(source / "site")
    assert build_site(source, today=date(2026, 2, 1)).errors == 0
    assert "pl/projects/alpha/index.html" in published(source / "site")
    make_site(tmp_path, {**files, "content/site.yml": STANDARD, TRANSLATION: own})
    assert build_site(source, today=date(2026, 2, 1)).errors == 0
    assert "pl/projects/alpha/index.html" not in published(source / "site")


HIDDEN = {
    "draft": ({"draft": "true"}, "Visitors do not see it."),
    "scheduled": ({"publish_on": "2026-02-01"}, "do not see it yet."),
    "expired": ({"expires_on": "2026-01-31"}, "any more."),
}


@pytest.mark.parametrize(("keys", "words"), HIDDEN.values(), ids=HIDDEN)
def test_the_preview_shows_what_a_build_leaves_out_and_says_why(
    tmp_path: Path, keys: dict[str, str], words: str
) -> None:
    settings = STANDARD.replace("sv: {}", "sv: {}\n  en: {}")
    source = site_with(
        tmp_path, {"content/site.yml": settings, "content/news/start/index.en.md": document("A.\n", **keys)}
    )
    output = Output(source / "preview", "preview")
    options = BuildOptions(source=source, today=TODAY, output=output, jobs=1, with_drafts=True)
    assert build(options, lambda _done, _total: None).exit_code == 0
    assert words in published(output.folder)["en/news/start/index.html"].decode()
    assert build_site(source).errors == 0
    assert "en/news/start/index.html" not in published(source / "site")


def test_visitors_are_told_that_a_machine_translated_a_text(tmp_path: Path) -> None:
    machine = document("Tekst.\n", translated_from="sv", machine_translated="true")
    source = site_with(tmp_path, {TRANSLATION: machine})
    assert found(build_site(source)) == []
    pages = published(source / "site")
    notes = {path: b"vt-unread" in pages[f"{path}/projects/alpha/index.html"] for path in ("sv", "pl")}
    assert notes == {"sv": False, "pl": True}
    page = pages["pl/projects/alpha/index.html"]
    assert page.index(b"<h1") < page.index(b"vt-unread") < page.index(b"Tekst."), "told before it is read"


def test_the_status_counts_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769860800")  # 2026-01-31
    files: Files = {
        TRANSLATION: document("x\n", translated_from="sv", machine_translated="true"),
        POST: document("Nytt.\n", publish_on="2026-02-01"),
        "content/pages/about/index.sv.md": document("Om.\n", expires_on="2026"),
    }
    make_site(tmp_path, files)
    assert cli.main(["status", "--format=json", f"--source={tmp_path}"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    states = {
        (entry["id"], language): value["state"] for entry in entries for language, value in entry["versions"].items()
    }
    assert states["alpha", "pl"] == "machine translated"
    assert states[POST.split("/")[2], "sv"] == "scheduled"
    assert states["about", "sv"] == "expired"
    assert cli.main(["status", f"--source={tmp_path}"]) == 0
    assert "scheduled" in capsys.readouterr().out
