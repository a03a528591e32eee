"""Outlines of regions: files in GeoJSON beside the vocabulary, on the maps of the overview."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from tests.sites import BARE_THEME, PROJECT, SITE_YML, build_site, document, explain, found, make_site
from vitrina.content.vocabularies import read_vocabularies
from vitrina.problems import Problems

REGIONS = "i18n/vocabularies/regions.yml"
FILE = "i18n/vocabularies/shapes/lake.geojson"
LAKE = "lake:\n  labels: {sv: Sjö, ar: Sjö, pl: Sjö, lv: Sjö}\n  shape: shapes/lake.geojson\n"

SQUARE = [[20.0, 50.0], [24.0, 50.0], [24.0, 54.0], [20.0, 54.0], [20.0, 50.0]]
ISLAND = [[21.0, 51.0], [21.0, 52.0], [22.0, 52.0], [22.0, 51.0], [21.0, 51.0]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE, ISLAND]}


@pytest.mark.parametrize(
    "shape",
    [
        POLYGON,
        {"type": "MultiPolygon", "coordinates": [[SQUARE], [ISLAND]]},
        {"type": "Feature", "properties": {}, "geometry": POLYGON},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": POLYGON}, {"type": "Feature", "geometry": None}],
        },
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [22, 52]}, POLYGON]},
    ],
    ids=lambda shape: str(shape["type"]),
)
def test_every_kind_of_area_is_read(shape: dict[str, object], tmp_path: Path) -> None:
    problems = Problems()
    site = make_site(tmp_path, {REGIONS: LAKE, FILE: json.dumps(shape)})
    term = read_vocabularies(site, ["regions"], ["sv"], problems)["regions"].terms["lake"]
    assert list(problems) == []
    assert term.outline == tuple(tuple((float(y), float(x)) for x, y in ring[:-1]) for ring in (SQUARE, ISLAND))
    assert term.point == (52.0, 22.0)


def test_a_point_of_one_s_own_wins(tmp_path: Path) -> None:
    site = make_site(tmp_path, {REGIONS: f"{LAKE}  point: [53.5, 23.5]\n", FILE: json.dumps(POLYGON)})
    assert read_vocabularies(site, ["regions"], ["sv"], Problems())["regions"].terms["lake"].point == (53.5, 23.5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 5_000,
        '{"type": "Point", "coordinates": [22, 52]}',
        '{"type": "Polygon", "coordinates": [[[1, 2], [2, 3], [1, 2]]]}',
        '{"type": "Polygon", "coordinates": [[[26389, 62129], [26390, 62129], [26390, 62130], [26389, 62129]]]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 2], [2, 3], [3, 3], [NaN, 2]]]}',
        '{"type": "Polygon", "coordinates": [["a", "b", "c", "d"]]}',
        '{"type": "Polygon", "coordinates": 1}',
        '{"type": "Polygon"}',
        '{"type": "FeatureCollection", "features": [1]}',
    ],
)
def test_what_cannot_be_drawn_is_told(text: str, tmp_path: Path) -> None:
    report = build_site(make_site(tmp_path, {REGIONS: LAKE, FILE: text, PROJECT: document(region="lake")}))
    assert found(report) == [(REGIONS, 3, "not-a-shape")]


@pytest.mark.parametrize("name", ["../regions.geojson", "/etc/x.json", "lake.svg", "a//b.geojson", "./a.geojson"])
def test_an_outline_is_a_file_beside_the_vocabulary(name: str, tmp_path: Path) -> None:
    text = LAKE.replace("shapes/lake.geojson", name)
    report = build_site(make_site(tmp_path, {REGIONS: text, PROJECT: document(region="lake")}))
    assert found(report) == [(REGIONS, 3, "not-a-shape")]


def test_the_map_shows_the_region_and_another_outline_changes_it(tmp_path: Path) -> None:
    files = dict.fromkeys(BARE_THEME) | {
        "content/site.yml": SITE_YML.replace("theme: bare\n", ""),
        REGIONS: LAKE,
        FILE: json.dumps(POLYGON),
        PROJECT: document(region="lake"),
    }
    site = make_site(tmp_path, files)
    shown = []
    for square in (SQUARE, [[x, 52 + (y - 52) * 0.7] for x, y in SQUARE]):
        (site / FILE).write_text(json.dumps({"type": "Polygon", "coordinates": [square, ISLAND]}), "utf-8")
        report = build_site(site)
        assert report.errors == 0, explain(report.problems)
        page = html.fromstring((site / "site/sv/overview/index.html").read_text("utf-8"))
        (path,) = page.xpath("//path[@class='vt-region']/@d")
        assert path.count("M") == 2
        shown.append(path)
    assert shown[0] != shown[1]
