"""Kinds of output: what a site switches off or its theme has no template for is not there, and nothing leads to it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from tests.sites import (
    BARE_THEME,
    CATALOGUES,
    PAGE,
    POST,
    PROJECT,
    SITE_YML,
    THEME,
    TODAY,
    TRANSLATION,
    Files,
    build_site,
    document,
    explain,
    found,
    make_site,
    published,
    write,
)
from tests.walk import serve, walk
from vitrina.content.loading import load_site
from vitrina.options import SiteOptions
from vitrina.outputs.contexts import build_context
from vitrina.outputs.kinds import FileContext
from vitrina.outputs.registry import OUTPUT_KINDS, PURPOSES, REQUIRED
from vitrina.outputs.sitemap import Limits, sitemap_kind
from vitrina.problems import Problems
from vitrina.render.renderer import Caches, Renderer, render_inputs
from vitrina.search.files import search_view
from vitrina.search.index import as_bytes, index_data
from vitrina.views.listings import listed
from vitrina.views.targets import Target
from vitrina.views.values import EntryView, ListView
from vitrina.views.view_context import ViewContext

SETTINGS = """\
title: Prov
base_url: https://example.org/showcase/
languages: {sv: {}, lv: {fallback: sv}}
organisation: {name: Vitrina, email: info@example.org}
sections: {events: {}}
menu: [projects, news, events, overview, partners, about]
footer: [about]
forms: {privacy: about, reply: {email: info@example.org}}
"""
OPTIONAL = sorted(PURPOSES.keys() - REQUIRED)

RICH: Files = {
    "content/site.yml": SETTINGS,
    "content/events/fair/index.sv.md": document("Text.\n", title="Mässa", start="2026-05-01"),
    TRANSLATION: None,
    PROJECT: document(
        "Text om *alfa*.\n",
        region="podlaskie",
        status="finished",
        period="2021-01-16/2023-01-15",
        cost="69419.00 EUR",
        date="2021-02",
        updated="2024-10-01",
        target_groups="women",
        partners="[{name: Newschool, town: Oslo, country: NO}]",
        funder="active-citizens-fund-national",
    ),
    "content/projects/beta/index.sv.md": document(
        "Text om beta.\n", region="podlaskie", status="finished", target_groups="women", period="2022/.."
    ).replace("Alfa", "Beta"),
    PAGE: document("Om oss.\n"),
    "i18n/vocabularies/funders.yml": "active-citizens-fund-national: {labels: Fund}\n",
    **dict.fromkeys([*BARE_THEME, *CATALOGUES]),
}
"""A site with something for every kind of output, in the theme that comes with the package."""


def settings(outputs: str, text: str = SETTINGS) -> Files:
    """Return the settings of a site with these ``outputs``."""
    return {"content/site.yml": f"{text}outputs: {outputs}\n"}


def built(folder: Path, files: Files) -> dict[str, bytes]:
    """Build a site without a problem and return its files."""
    report = build_site(make_site(folder, files))
    assert found(report) == [], explain(report.problems)
    return published(folder / "site")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("rich"), RICH)


# Switches

SAMPLES: Mapping[str, str] = {
    "cards": r"(\w\w/.*)?card-\w+\.png",
    "calendar": r"\w\w/events/(calendar|fair/event)\.ics",
    "news": r"\w\w/news/",
    "terms": r"\w\w/(regions|statuses|target-groups|funders)/",
    "partners": r"\w\w/partners/",
    "overview": r"\w\w/overview/|theme/overview\.css",
    "compare": r"\w\w/compare/|theme/(compare|select)\.",
    "preferences": r"\w\w/display/",
    "permanent": r"id/",
    "not_found": r"404\.html",
    "feed": r"\w\w/feed\.xml",
    "search": r"\w\w/projects/search|theme/scripts/|theme/search\.css",
    "exports": r"\w\w/projects/projects\.(csv|json)|theme/download\.js",
    "embed": r"\w\w/projects/embed/|theme/embed\.css",
    "offline": r"service-worker\.js",
    "sitemap": r"sitemap",
    "robots": r"robots\.txt",
    "nojekyll": r"\.nojekyll",
}
"""The files of each kind of output that can be switched off."""


SWITCHED_TOGETHER = (
    "calendar, compare, feed, nojekyll",
    "overview, sitemap, offline",
    "partners, preferences, cards",
    "news, not_found, exports",
    "terms, robots, embed",
    "permanent, search",
)
"""Kinds that do not link to each other, so that one site without them tells as much as one without each."""


def test_every_kind_that_can_be_switched_off_is_tested_here(whole: dict[str, bytes]) -> None:
    assert sorted(SAMPLES) == OPTIONAL
    assert sorted(", ".join(SWITCHED_TOGETHER).split(", ")) == OPTIONAL
    for name, files in SAMPLES.items():
        assert any(re.match(files, path) for path in whole), name


@pytest.mark.parametrize("off", [*SWITCHED_TOGETHER, ", ".join(OPTIONAL)])
def test_what_is_switched_off_is_not_there_and_nothing_leads_to_it(
    off: str, whole: dict[str, bytes], tmp_path: Path
) -> None:
    files = "|".join(SAMPLES[name] for name in off.split(", "))
    with serve(tmp_path / "site") as base:
        text = SETTINGS.replace("https://example.org/showcase/", base)
        site = built(tmp_path, {**RICH, **settings(f"{{off: [{off}]}}", text)})
        seen = walk(base)
    assert sorted(whole.keys() - site.keys()) == sorted(path for path in whole if re.match(files, path))
    assert seen.problems == []


def test_what_is_switched_off_later_goes_and_comes_back(tmp_path: Path) -> None:
    source = make_site(tmp_path, RICH)
    build_site(source)
    before = published(source / "site")
    write(source, settings("{off: [partners, search]}"))
    build_site(source)
    assert published(source / "site") == built(tmp_path / "clean", {**RICH, **settings("{off: [partners, search]}")})
    write(source, {"content/site.yml": SETTINGS})
    build_site(source)
    assert published(source / "site") == before


def test_a_text_that_links_to_what_is_switched_off_says_so(tmp_path: Path) -> None:
    link = document("\n[Nytt](../../news/hello/index.sv.md)\n")
    report = build_site(make_site(tmp_path, {**RICH, PAGE: link, **settings("{off: news}")}))
    assert found(report) == [(PAGE, 5, "dead-link")]
    assert "“outputs” in content/site.yml" in explain(report.problems)


# Themes without templates


def bare(*templates: str) -> Files:
    """Return a standalone theme with these templates of pages, and settings that use it."""
    names = {"base", "body", *templates}
    theme = {path: text if Path(path).stem in names | {"theme", "style"} else None for path, text in BARE_THEME.items()}
    return {**theme, "content/site.yml": SETTINGS + "theme: bare\n"}


def test_a_theme_has_the_pages_that_it_has_templates_for(tmp_path: Path) -> None:
    files = {**RICH, **bare("home", "project", "projects"), "content/projects/beta/index.sv.md": None}
    assert sorted(built(tmp_path, files)) == [
        ".nojekyll",
        *(f"lv/{path}index.html" for path in ("", "projects/alpha/", "projects/")),
        "lv/projects/projects.csv",
        "lv/projects/projects.json",
        "robots.txt",
        "service-worker.js",
        "sitemap.xml",
        "sv/feed.xml",
        *(f"sv/{path}index.html" for path in ("", "projects/alpha/", "projects/")),
        "sv/projects/projects.csv",
        "sv/projects/projects.json",
        "theme/style.css",
    ]


def test_what_needs_a_page_that_is_not_there_is_not_there_either(tmp_path: Path) -> None:
    """A list of posts that have no pages, a comparison of projects that have none."""
    paths = built(tmp_path, {**RICH, **bare("home", "news", "compare", "permanent", "projects", "not_found")})
    assert {path for path in paths if path.endswith(".html")} == {
        "404.html",
        *(f"{language}/{path}index.html" for language in ("sv", "lv") for path in ("", "projects/")),
    }


def test_links_of_a_theme_with_few_templates_lead_somewhere(tmp_path: Path) -> None:
    """The templates that are there link to whatever has an address."""
    links = """{% extends "body.html" %}{% block main %}{{ super() }}
{% for link in site.menu + site.footer + page.breadcrumbs %}<a href="{{ link.url }}">{{ link.text }}</a>{% endfor %}
{% for row in (project.facts if project is defined else ()) %}{% for value in row.values if value.url %}
<a href="{{ value.url }}">{{ value.text }}</a>{% endfor %}{% endfor %}
{% for group in (home.groups if home is defined else ()) %}{% for term in group.terms %}
<a href="{{ term.url }}">{{ term.text }}</a>{% endfor %}{% endfor %}{% endblock %}"""
    templates = {f"{THEME}/templates/{name}.html": links for name in ("home", "project", "term", "page")}
    with serve(tmp_path / "site") as base:
        files = {**RICH, **bare("home", "project", "term", "page"), **templates}
        files["content/site.yml"] = str(files["content/site.yml"]).replace("https://example.org/showcase/", base)
        built(tmp_path, files)
        seen = walk(base, start=["sv/", "lv/"])
    assert seen.problems == []
    assert f"{base}sv/regions/podlaskie/" in seen.statuses
    assert f"{base}sv/about/" in seen.statuses


# Lists


def projects(count: int, **fields: str) -> Files:
    """Return projects with the titles 0, 1, 2 …"""
    facts = {"region": "podlaskie", "partners": "[{name: Newschool}]", **fields}
    return {f"content/projects/p{n}/index.sv.md": document(title=f"'{n}'", **facts) for n in range(count)}


def pages(site: Mapping[str, bytes], folder: str) -> list[list[str]]:
    """Return the titles on each page of the list in ``folder``."""
    numbers = [f"{folder}/index.html", *(f"{folder}/page/{number}/index.html" for number in range(2, 20))]
    trees = [html.fromstring(site[path].decode()) for path in numbers if path in site]
    titles = "//main//ul[@class='vt-cards' or @class='vt-news']/li//*[self::h2 or self::h3]//text()"
    return [[text.strip() for text in tree.xpath(titles)] for tree in trees]


def test_how_much_stands_on_a_page(tmp_path: Path) -> None:
    posts = {f"content/news/n{n}/index.sv.md": document(title=f"'{n}'", date=f"202{n}") for n in range(3)}
    made = projects(4)
    made["content/projects/p3/index.sv.md"] = document(title="'3'", partners="[{name: Other}]")
    gone = dict.fromkeys([PROJECT, "content/projects/beta/index.sv.md", POST])
    per_page = settings("{per_page: {projects: 3, news: 0, partners: 1, terms: 2}}")
    site = built(tmp_path, {**RICH, **gone, **made, **posts, **per_page})
    assert pages(site, "sv/projects") == [["0", "1", "2"], ["3"]]
    assert pages(site, "sv/news") == [["2", "1", "0"]]
    assert pages(site, "sv/regions/podlaskie") == [["0", "1"], ["2"]]
    assert pages(site, "sv/partners/newschool") == [["0", "1"], ["2"]]
    assert {path for path in site if path.startswith("sv/partners/page/")} == {"sv/partners/page/2/index.html"}


DATED: Files = {
    **dict.fromkeys([PROJECT, "content/projects/beta/index.sv.md", POST]),
    "content/projects/a/index.sv.md": document(title="A", region="podlaskie", period="2020/2021", date="2024-03"),
    "content/projects/b/index.sv.md": document(title="B", region="podlaskie", period="2018-05/2023", updated="2025"),
    "content/projects/c/index.sv.md": document(title="C", region="podlaskie", period="../2019"),
    "content/projects/d/index.sv.md": document(title="D", region="podlaskie", period="2018-05/.."),
    "content/news/x/index.sv.md": document(title="X", date="2024", updated="2024"),
    "content/news/y/index.sv.md": document(title="Y", date="2021", updated="2025"),
    "content/news/z/index.sv.md": document(title="Z"),
}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("projects: title", "ABCD"),
        ("projects: -title", "DCBA"),
        ("projects: start", "BDAC"),
        ("projects: -start", "ABDC"),
        ("projects: end", "CABD"),
        ("projects: -end", "BACD"),
        ("projects: date", "ABCD"),
        ("projects: -updated", "BACD"),
        ("news: -date", "XYZ"),
        ("news: date", "YXZ"),
        ("news: title", "XYZ"),
        ("news: -title", "ZYX"),
        ("news: -updated", "YXZ"),
    ],
)
def test_the_order_of_lists(order: str, expected: str, tmp_path: Path) -> None:
    """Those without the date come last, either way; equal ones are in alphabetical order."""
    source = make_site(tmp_path, {**RICH, **DATED, **settings(f"{{order: {{{order}}}}}")})
    context = view_context_of(source)
    kind = order.partition(":")[0]
    assert "".join(listed(context, Target(kind=kind, language="sv"))).upper() == expected
    if kind == "projects":
        term = Target(kind="term", language="sv", facet="region", id="podlaskie")
        assert "".join(listed(context, term)).upper() == expected


@pytest.mark.parametrize(
    ("order", "name"), [("title", "title"), ("-start", "newest"), ("start", "oldest"), ("-updated", "list")]
)
def test_the_search_knows_the_order_of_the_list(order: str, name: str, tmp_path: Path) -> None:
    context = view_context_of(make_site(tmp_path, {**RICH, **DATED, **settings(f"{{order: {{projects: {order}}}}}")}))
    assert search_view(context, "sv").order == name
    data = json.loads(as_bytes(index_data(context, "sv", 1)))
    numbers = data["orders"].get(name, range(4))
    titles = [data["entries"]["title"][number].lower() for number in numbers]
    assert titles == list(listed(context, Target(kind="projects", language="sv")))
    assert ("list" in data["orders"]) is (name == "list")


def test_pages_follow_the_order(tmp_path: Path) -> None:
    chosen = settings("{order: {projects: -start}, per_page: {projects: 3}}")
    site = built(tmp_path, {**RICH, **DATED, **chosen})
    assert pages(site, "sv/projects") == [["A", "B", "D"], ["C"]]


@pytest.mark.parametrize(
    ("vocabularies", "expected"),
    [("[regions, statuses]", {"regions", "statuses"}), ("regions", {"regions"}), ("[]", set())],
)
def test_vocabularies_without_pages(vocabularies: str, expected: set[str], tmp_path: Path) -> None:
    with serve(tmp_path / "site") as base:
        text = SETTINGS.replace("https://example.org/showcase/", base)
        site = built(tmp_path, {**RICH, **settings(f"{{vocabularies: {vocabularies}}}", text)})
        seen = walk(base)
    folders = {path.split("/")[1] for path in site if path.startswith("sv/")}
    assert folders & {"regions", "statuses", "target-groups", "funders"} == expected
    assert seen.problems == []
    assert "Kvinnor" in site["sv/projects/alpha/index.html"].decode()


# Settings


@pytest.mark.parametrize(
    ("outputs", "code", "hint"),
    [
        ("{off: [compare, serach]}", "unknown-output", "Did you mean “search”?"),
        ("{off: [Not-Found]}", "unknown-output", "Did you mean “not_found”?"),
        ("{off: everything}", "unknown-output", f"These can be switched off: {', '.join(OPTIONAL)}."),
        ("{off: [home]}", "required-output", "cannot be switched off"),
        ("{off: [projects]}", "required-output", "cannot be switched off"),
        ("{off: [feed, feed]}", "repeated-value", "Delete one of the two."),
        ("{vocabularies: [region]}", "unknown-vocabulary", "Did you mean “regions”?"),
        ("{vocabularies: [target-groups]}", "unknown-vocabulary", "Did you mean “target_groups”?"),
        ("{per_page: {projects: many}}", "not-a-number", "is not a whole number"),
        ("{per_page: {term: 20}}", "unknown-key", "Did you mean “terms”?"),
        ("{order: {projects: begin}}", "unknown-order", "title, -title, start, -start"),
        ("{order: {projects: Start}}", "unknown-order", "Did you mean “start”?"),
        ("{order: {news: start}}", "unknown-order", "-date"),
        ("{order: title}", "wrong-shape", "key: value"),
        ("{of: [compare]}", "unknown-key", "Did you mean “off”?"),
    ],
)
def test_wrong_settings_are_told_in_their_line(outputs: str, code: str, hint: str, tmp_path: Path) -> None:
    report = build_site(make_site(tmp_path, {**RICH, **settings(outputs)}))
    assert found(report) == [("content/site.yml", SETTINGS.count("\n") + 1, code)]
    assert hint in explain(report.problems)


def test_every_kind_has_one_name_and_says_what_it_is() -> None:
    for kind in OUTPUT_KINDS:
        assert PURPOSES[kind.name] == kind.purpose
        assert kind.is_required is (kind.name in REQUIRED)
    names = [one.name for kind in OUTPUT_KINDS for one in (*kind.pages, *kind.files)]
    assert len(names) == len(set(names))


# Dates for machines


def test_contexts_have_ids_and_dates_for_machines(tmp_path: Path) -> None:
    context = view_context_of(make_site(tmp_path, RICH))
    page = build_context(context, Target(kind="project", language="lv", id="alpha"), Problems())
    entry = page["entry"]
    assert isinstance(entry, EntryView)
    assert (entry.id, entry.date_iso, entry.updated_iso) == ("alpha", "2021-02", "2024-10-01")
    assert (entry.start_iso, entry.end_iso) == ("2021-01-16", "2023-01-15")
    page = build_context(context, Target(kind="projects", language="sv"), Problems())
    shown = page["list"]
    assert isinstance(shown, ListView)
    assert [(card.id, card.start_iso, card.end_iso) for card in shown.cards] == [
        ("alpha", "2021-01-16", "2023-01-15"),
        ("beta", "2022", None),
    ]


# Scale


def addresses_in(content: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(content).iter() if element.tag.endswith("}loc")]


def test_a_long_sitemap_is_an_index_of_parts(tmp_path: Path) -> None:
    site = built(tmp_path, RICH)
    whole = addresses_in(site["sitemap.xml"])
    assert len(whole) > 6
    for limits in (Limits(addresses=4), Limits(size=1_000)):
        kind = sitemap_kind(limits).files[0]
        given = file_context_of(tmp_path)
        files = {planned.path: kind.content(given, planned.target) for planned in kind.plan(given)}
        index, *parts = files.values()
        assert isinstance(index, bytes)
        assert addresses_in(index) == [f"https://example.org/showcase/{path}" for path in list(files)[1:]]
        assert list(files)[:3] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
        read = [addresses_in(part) for part in parts if isinstance(part, bytes)]
        assert [address for part in read for address in part] == whole
        assert all(0 < len(part) <= limits.addresses for part in read)
        assert all(len(part) <= limits.size for part in parts if isinstance(part, bytes))
    assert b"Sitemap: https://example.org/showcase/sitemap.xml\n" in site["robots.txt"]


def test_a_sitemap_within_the_limits_is_one_file(tmp_path: Path) -> None:
    given = file_context_of(make_site(tmp_path, RICH))
    assert [planned.path for planned in sitemap_kind(Limits()).files[0].plan(given)] == ["sitemap.xml"]


def test_work_grows_with_the_content_and_not_faster(tmp_path: Path) -> None:
    """Steps are counted instead of time: calls of functions for all pages that list something, one entry a page.

    The first site is there for what a process does once.
    """
    settled = settings("{per_page: {projects: 1, terms: 1, partners: 1, news: 1}}")
    steps = []
    for count in (10, 30, 120):
        made = projects(count)
        made |= {
            f"content/news/n{n}/index.sv.md": document(title=f"'{n}'", date="2024", project=f"p{n}")
            for n in range(count)
        }
        gone = dict.fromkeys([PROJECT, "content/projects/beta/index.sv.md", POST])
        source = make_site(tmp_path / str(count), {**RICH, **gone, **made, **settled})
        steps.append(steps_of_lists(source))
    assert steps[2] < 4.2 * steps[1]


def steps_of_lists(source: Path) -> int:
    """Return how many functions are called to make the contexts of everything but the pages of entries."""
    renderer = renderer_of(source)
    counted = 0

    def count(_frame: object, _event: str, _argument: object) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        for planned in renderer.plan:
            if planned.is_page and planned.target.kind not in ("project", "post"):
                build_context(renderer.view_context, planned.target, Problems())
    finally:
        sys.setprofile(None)
    return counted


def renderer_of(source: Path) -> Renderer:
    problems = Problems()
    options = SiteOptions(source=source, today=TODAY, jobs=1)
    loaded = load_site(options, problems)
    assert loaded is not None
    renderer = Renderer(render_inputs(loaded, options, problems), Caches(), problems)
    assert problems.errors == 0, explain(tuple(problems))
    return renderer


def view_context_of(source: Path) -> ViewContext:
    return renderer_of(source).view_context


def file_context_of(source: Path) -> FileContext:
    renderer = renderer_of(source)
    return FileContext(
        view_context=renderer.view_context,
        search=renderer.search,
        source=source,
        theme=renderer.inputs.theme,
        static=(),
        plan=renderer.plan,
    )


def test_an_entry_of_a_feed_keeps_its_identifier(tmp_path: Path) -> None:
    """Whatever else of it changes, and wherever the site is: a reader shows it as new only once."""

    def identifiers(folder: Path, settings: str, text: str) -> list[str]:
        build_site(make_site(folder, {"content/site.yml": settings, POST: text}))
        feed = published(folder / "site")["sv/feed.xml"].decode()
        return re.findall(r"<id>(urn:uuid:[^<]*)</id>", feed)

    before = identifiers(tmp_path / "a", SITE_YML, document("Nytt.\n", title="Ett", date="2024-10-02"))
    elsewhere = SITE_YML.replace("example.org/showcase", "example.com")
    after = identifiers(tmp_path / "b", elsewhere, document("Annat.\n", title="Två", date="2023", slug="b"))
    assert len(before) == len({*before}) == 1
    assert before == after
