"""Sections: a site declares further kinds of entries in site.yml, with facts of their own; some come ready."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.depth import examples
from tests.sites import (
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
    write,
)
from vitrina.cli import main as cli

SITE = "content/site.yml"
STANDARD = SITE_YML.replace("theme: bare\n", "")
PARTY = "content/events/party/index.sv.md"
FEAST = "content/events/feast/index.sv.md"


def site_with(folder: Path, settings: str, files: Files | None = None) -> Path:
    """Write a site with the default theme, a project in Swedish, and these settings and files."""
    return make_site(folder, {SITE: STANDARD + settings, TRANSLATION: None, **(files or {})})


def event(title: str, start: str, **keys: str) -> str:
    return document("Text.\n", title=title, start=start, **keys)


def titles(page: bytes, heading: str = "vt-coming") -> list[str]:
    """Return the titles on the cards below a heading of the list of events."""
    section = re.search(rf'<section id="{heading}".*?</section>', page.decode(), re.DOTALL)
    return re.findall(r"<a[^>]*>([^<]*)</a></h3>", section[0]) if section else []


def built(source: Path, today: date = TODAY) -> dict[str, bytes]:
    report = build_site(source, today=today)
    assert found(report) == []
    return published(source / "site")


def test_a_section_has_a_list_and_pages_and_a_place_in_the_menu(tmp_path: Path) -> None:
    guide = "content/guides/wells/index.sv.md"
    source = site_with(tmp_path, "sections: {guides: {title: Guider}}\n", {guide: document("Text.\n", title="Brunnar")})
    site = built(source)
    assert "sv/guides/wells/index.html" in site
    assert "Brunnar" in site["sv/guides/index.html"].decode()
    assert '<a href="/showcase/sv/guides/">Guider</a>' in site["sv/index.html"].decode()
    assert "pl/guides/index.html" not in site, "no list without anything in it"


def test_an_entry_and_its_project_show_each_other(tmp_path: Path) -> None:
    source = site_with(tmp_path, "sections: {events: {}}\n", {PARTY: event("Fest", "2026-05-01", project="alpha")})
    site = built(source)
    assert '<a href="/showcase/sv/events/party/">Fest</a>' in site["sv/projects/alpha/index.html"].decode()
    assert '<a href="/showcase/sv/projects/alpha/">' in site["sv/events/party/index.html"].decode()


def test_the_usual_sections_can_be_named_and_moved(tmp_path: Path) -> None:
    """Addresses have the letters of their language; the search moves along."""
    source = site_with(tmp_path, "sections: {projects: {title: {sv: Insatser}, address: {sv: insatser, ar: مشاريع}}}\n")
    site = built(source)
    assert {"sv/insatser/alpha/index.html", "sv/insatser/search.json", "ar/مشاريع/index.html"} <= site.keys()
    assert not any(path.startswith("sv/projects/") for path in site)
    assert "<h1>Insatser</h1>" in site["sv/insatser/index.html"].decode()
    assert "/showcase/sv/insatser/search.json" in site["sv/insatser/index.html"].decode()


def test_an_event_is_past_from_the_day_after_its_last_one(tmp_path: Path) -> None:
    files: Files = {
        PARTY: event("Fest", "2026-05-01 18:00", end="2026-05-02 02:00"),
        FEAST: event("Kalas", "2026-04-01"),
        "content/events/first/index.sv.md": event("Premiär", "2026-02-01"),
    }
    source = site_with(tmp_path, "sections: {events: {}}\n", files)
    page = built(source, date(2026, 5, 2))["sv/events/index.html"]
    assert (titles(page), titles(page, "vt-past")) == (["Fest"], ["Kalas", "Premiär"])
    page = built(source, date(2026, 5, 3))["sv/events/index.html"]
    assert (titles(page), titles(page, "vt-past")) == ([], ["Fest", "Kalas", "Premiär"])


def test_a_build_on_another_day_makes_the_list_anew_if_an_event_has_passed(tmp_path: Path) -> None:
    source = site_with(tmp_path, "sections: {events: {}}\n", {PARTY: event("Fest", "2026-05-01")})
    build_site(source, today=date(2026, 4, 1))
    assert build_site(source, today=date(2026, 5, 1)).written == 0
    report = build_site(source, today=date(2026, 5, 2))
    assert 0 < report.written < 5
    incremental = published(source / "site")
    build_site(source, source / "clean", today=date(2026, 5, 2), has_state=False)
    assert incremental == published(source / "clean")
    build_site(source, today=date(2026, 4, 1))  # the clock of another machine
    assert titles(published(source / "site")["sv/events/index.html"]) == ["Fest"]


@pytest.mark.parametrize(
    ("start", "end", "zone", "expected"),
    [
        ("2026-05-01", "", "", ("VALUE=DATE:20260501", "VALUE=DATE:20260502")),
        ("2026-05-01", "2026-05-03", "", ("VALUE=DATE:20260501", "VALUE=DATE:20260504")),
        ("2026-05-01 18:30", "2026-05-01 20:00", "", (":20260501T183000", ":20260501T200000")),
        ("2026-05-01 18:30", "2026-05-02", "", (":20260501T183000", ":20260503T000000")),
        ("2026-05-01 18:30", "", "Europe/Riga", (":20260501T153000Z", "")),
        ("2026-01-01 18:30", "2026-01-01 19:30", "Europe/Riga", (":20260101T163000Z", ":20260101T173000Z")),
    ],
)
def test_calendars_have_days_and_times(
    tmp_path: Path, start: str, end: str, zone: str, expected: tuple[str, str]
) -> None:
    settings = "sections: {events: {}}\n" + (f"time_zone: {zone}\n" if zone else "")
    keys = {"end": end} if end else {}
    site = built(site_with(tmp_path, settings, {PARTY: event("Fest; med, tecken", start, **keys)}))
    for path in ("sv/events/calendar.ics", "sv/events/party/event.ics"):
        text = site[path].decode()
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "RFC 5545, section 3.1"
        (one,) = Calendar.from_ical(text).walk("VEVENT")
        assert str(one["summary"]) == "Fest; med, tecken"
        assert re.search(rf"^DTSTART.?{expected[0]}\r$", text, re.MULTILINE)
        assert re.search(rf"^DTEND.?{expected[1]}\r$", text, re.MULTILINE) if expected[1] else "DTEND" not in text


def test_a_section_has_facts_of_its_own(tmp_path: Path) -> None:
    facts = "sections:\n  events:\n    seats: {shape: number, label: Platser, in: [card]}\n    website: null\n"
    files: Files = {"content/facts.yml": facts, PARTY: event("Fest", "2026-05-01", seats="1200")}
    site = built(site_with(tmp_path, "sections: {events: {}}\n", files))
    assert "Platser" in site["sv/events/index.html"].decode()
    write(tmp_path, {PARTY: event("Fest", "2026-05-01", website="https://example.com/")})
    assert found(build_site(tmp_path)) == [(PARTY, 4, "misplaced-key")]


def test_lists_are_sorted_by_a_fact_and_divided(tmp_path: Path) -> None:
    facts = "sections:\n  guides:\n    tried: {shape: date, label: Prövad}\n"
    files: Files = {
        f"content/guides/{name}/index.sv.md": document("Text.\n", title=name, tried=day)
        for name, day in {"a": "2024", "b": "2025-01", "c": "2024-06-01"}.items()
    }
    settings = "sections: {guides: {title: Guider, order: -tried, per_page: 2}}\n"
    site = built(site_with(tmp_path, settings, {"content/facts.yml": facts, **files}))
    pages = (site["sv/guides/index.html"], site["sv/guides/page/2/index.html"])
    assert [re.findall(r"<a[^>]*>([abc])</a></h2>", page.decode()) for page in pages] == [["b", "c"], ["a"]]


WRONG = {
    "a type": ("sections: {x: {type: evnts, title: x}}\n", "unknown-type"),
    "no title": ("sections: {x: {}}\n", "missing-key"),
    "an id": ("sections: {Möten: {title: x}}\n", "not-an-id"),
    "static": ("sections: {static: {title: x}}\n", "not-an-id"),
    "an address with a slash": ("sections: {x: {title: x, address: a/b}}\n", "not-a-slug"),
    "an address that is taken": ("sections: {x: {title: x, address: {sv: news}}}\n", "address-taken"),
    "an address of the showcase": ("sections: {x: {title: x, address: overview}}\n", "address-taken"),
    "two with one address": (
        "sections: {x: {title: x, address: a}, y: {title: y, address: {pl: a}}}\n",
        "address-taken",
    ),
    "an order": ("sections: {x: {title: x, order: size}}\n", "unknown-order"),
    "an order of projects": ("sections: {projects: {order: title}}\n", "misplaced-key"),
    "a title of pages": ("sections: {pages: {title: x}}\n", "misplaced-key"),
    "a time zone": ("time_zone: Stockholm\n", "unknown-time-zone"),
    "twice": ("sections:\n  x: {title: x}\n  x: {title: y}\n", "duplicate-key"),
}


@pytest.mark.parametrize(("settings", "code"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_declared_is_told_where_it_stands(tmp_path: Path, settings: str, code: str) -> None:
    report = build_site(site_with(tmp_path, settings))
    assert [(problem.location.path, problem.code) for problem in report.problems] == [(SITE, code)]
    assert report.problems[0].location.line > SITE_YML.count("\n") - 1
    assert report.problems[0].hint is not None or code == "duplicate-key"


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    settings = "sections: {events: {}, x: {title: x, address: news}}\ntime_zone: here\n"
    facts = (
        "sections:\n  event:\n    a: {shape: text, label: a}\n  events:\n    b: {shape: text, label: b, in: [facet]}\n"
    )
    files: Files = {
        "content/facts.yml": facts,
        PARTY: event("Fest", "2026-05-03", end="2026-05-01", project="beta"),
        FEAST: document("Text.\n", title="Kalas", start="5.3.2026 24.00"),
        PROJECT: document("Text.\n", project="alpha"),
    }
    report = build_site(site_with(tmp_path, settings, files))
    assert sorted(problem.code for problem in report.problems) == [
        *("address-taken", "ends-before-start", "misplaced-key", "not-a-moment"),
        *("unknown-project", "unknown-section", "unknown-time-zone", "unusable-use"),
    ]
    assert published(tmp_path / "site") == {}


def test_an_event_needs_a_start_but_a_draft_does_not_yet(tmp_path: Path) -> None:
    source = site_with(tmp_path, "sections: {events: {}}\n", {PARTY: document("Text.\n", title="Fest")})
    assert found(build_site(source)) == [(PARTY, 1, "missing-fact")]
    write(source, {PARTY: document("Text.\n", title="Fest", draft="true")})
    assert found(build_site(source)) == []


def test_a_folder_that_is_no_section_is_pointed_out(tmp_path: Path) -> None:
    source = site_with(tmp_path, "", {PARTY: event("Fest", "2026-05-01")})
    assert found(build_site(source)) == [("content/events", 0, "unknown-file")]


def test_a_file_in_the_place_of_a_section_is_pointed_out(tmp_path: Path) -> None:
    source = site_with(tmp_path, "sections: {events: {}}\n", {"content/events": "x"})
    assert found(build_site(source)) == [("content/events", 0, "not-a-folder")]


def test_commands_know_the_sections(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site_with(tmp_path, "sections: {events: {}}\n")
    source = f"--source={tmp_path}"
    assert cli.main(["new", "entry", "events/fair", source]) == 0
    assert "# start: " in (tmp_path / "content/events/fair/index.sv.md").read_text("utf-8")
    assert cli.main(["new", "entry", "event/fair", source]) == 2
    assert "events" in capsys.readouterr().err
    assert cli.main(["schema", "events", source]) == 0
    assert "start" in json.loads(capsys.readouterr().out)["properties"]
    assert cli.main(["schema", "--editor", source]) == 0
    assert (tmp_path / ".vscode/vitrina/events.schema.json").is_file()
    capsys.readouterr()
    assert cli.main(["status", "--format=json", source]) == 0
    kinds = {entry["kind"]: entry["id"] for entry in json.loads(capsys.readouterr().out)["entries"]}
    assert kinds["events"] == "fair"


def test_links_lead_to_entries_of_sections_and_files_beside_them(tmp_path: Path) -> None:
    files: Files = {
        PARTY: event("Fest", "2026-05-01"),
        "content/events/party/map.pdf": b"%PDF-1.4",
        PROJECT: document("[fest](../../events/party/index.sv.md) [karta](../../events/party/map.pdf)\n"),
    }
    page = built(site_with(tmp_path, "sections: {events: {address: {sv: fester}}}\n", files))[
        "sv/projects/alpha/index.html"
    ]
    assert re.findall(r'href="([^"]*(?:party/)[^"]*)"', page.decode()) == [
        "/showcase/sv/fester/party/",
        "/showcase/files/events/party/map.pdf",
    ]


WORDS = st.sampled_from(
    ["a", "events", "news", "static", "title", "-start", "A/B", "ä", "2026-05-01", "", "home", "entry"]
)
VALUES = st.recursive(
    st.one_of(WORDS, st.booleans(), st.integers(-1, 99), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=5,
)
SECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.one_of(st.sampled_from(["events", "people", "organisations", "entries"]), VALUES),
        "title": st.one_of(st.just("A"), VALUES),
        "address": st.one_of(st.sampled_from(["a", "b"]), VALUES),
        "order": st.one_of(st.sampled_from(["title", "-date", "start"]), VALUES),
        "per_page": st.one_of(st.integers(0, 2), VALUES),
    },
)
NAMES = st.sampled_from(
    ["events", "people", "projects", "news", "pages", "home", "entry", "x", "static", "Ä", "partners"]
)
TIMES = st.sampled_from(["2026-05-01", "2026-05-01 10:00", "2025-05-01", "0001-01-01", "9999-12-31 23:59", "x", "2026"])


@examples(12)
@given(st.dictionaries(NAMES, st.one_of(SECTIONS, VALUES), max_size=4), TIMES, TIMES)
def test_any_declaration_ends_in_a_site_or_in_located_problems(
    tmp_path_factory: pytest.TempPathFactory, declared: dict[str, object], start: str, end: str
) -> None:
    files: Files = {
        f"content/{name}/one/index.sv.md": event("Ett", start, end=end, project="alpha")
        for name in declared
        if name not in ("projects", "news", "pages", "static", "Ä")
    }
    source = site_with(
        tmp_path_factory.mktemp("site"), yaml.safe_dump({"sections": declared}, allow_unicode=True), files
    )
    report = build_site(source)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert errors or (source / "site/index.html").is_file()
    assert all(problem.location.line for problem in errors)


GUIDE = "content/guides/wells/index.sv.md"


def test_the_page_of_an_event_has_its_time_for_machines(tmp_path: Path) -> None:
    page = built(site_with(tmp_path, "sections: {events: {}}\n", {PARTY: event("Fest", "2026-05-01 18:30")}))
    assert '<time datetime="2026-05-01T18:30">' in page["sv/events/party/index.html"].decode()


def test_cards_show_what_the_facts_of_a_section_are_for(tmp_path: Path) -> None:
    """A fact of the site's own may be called as one of the package that has its place on other cards."""
    facts = """sections:
  guides: {start: {shape: date, label: Början, in: [card]}, town: {shape: code, label: Kod, in: [card]}}
  events: {place: {in: [table]}}
"""
    files: Files = {
        "content/facts.yml": facts,
        GUIDE: document("Text.\n", title="Brunnar", start="2021", town="X7"),
        PARTY: event("Fest", "2026-05-01", place="Parken"),
    }
    site = built(site_with(tmp_path, "sections: {guides: {title: Guider}, events: {}}\n", files))
    card = site["sv/guides/index.html"].decode()
    assert "Början" in card
    assert "X7" in card
    assert "Parken" in site["sv/events/party/index.html"].decode()
    assert "Parken" not in site["sv/events/index.html"].decode()


def test_a_fact_of_a_section_may_be_called_as_one_of_projects(tmp_path: Path) -> None:
    facts = "sections: {guides: {period: {shape: text, label: Skede}}}\n"
    files: Files = {"content/facts.yml": facts, GUIDE: document("Text.\n", title="Brunnar", period="bronsåldern")}
    site = built(site_with(tmp_path, "sections: {guides: {title: Guider}}\n", files))
    assert "bronsåldern" in site["sv/guides/wells/index.html"].decode()


def test_a_label_of_the_site_leaves_a_fact_required(tmp_path: Path) -> None:
    files: Files = {
        "content/facts.yml": "sections: {events: {start: {label: Börjar}}}\n",
        PARTY: document("Text.\n", title="Fest"),
    }
    source = site_with(tmp_path, "sections: {events: {}}\n", files)
    assert [code for _, _, code in found(build_site(source))] == ["missing-fact"]


def test_events_without_the_fact_that_they_are_sorted_by_are_sorted_by_title(tmp_path: Path) -> None:
    files: Files = {
        "content/facts.yml": "sections: {events: {start: null}}\n",
        PARTY: document("Text.\n", title="Fest"),
    }
    assert "sv/events/party/index.html" in built(site_with(tmp_path, "sections: {events: {}}\n", files))


@pytest.mark.parametrize("written", ["{type: , order: title}", "{title: }", "{type: , title: }"])
def test_a_line_without_a_value_is_no_title(tmp_path: Path, written: str) -> None:
    source = site_with(tmp_path, f"sections:\n  guides: {written}\n", {GUIDE: document("Text.\n", title="Brunnar")})
    assert ("content/site.yml", "missing-key") in {(path, code) for path, _, code in found(build_site(source))}


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-01 00:00", "9999-12-31"])
def test_a_day_without_one_before_or_after_it_is_refused(tmp_path: Path, day: str) -> None:
    files: Files = {PARTY: event("Fest", day)}
    source = site_with(tmp_path, "sections: {events: {}}\ntime_zone: Asia/Tokyo\n", files)
    assert [(path, line) for path, line, _ in found(build_site(source))] == [(PARTY, 3)]
