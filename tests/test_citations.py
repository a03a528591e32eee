"""Citations as other people's programs read them: BibTeX, RIS and CSL-JSON, whatever stands in a title."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from urllib.request import urlopen

import bibtexparser
import pytest
import rispy
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from pylatexenc.latex2text import LatexNodes2Text

from tests.sites import PROJECT, SITE_YML, build_site, document, make_site, published
from vitrina.outputs.citations import bibtex, csl_json, ris
from vitrina.values.dates import PartialDate
from vitrina.views.citations import Citation

SPECIALS = (
    "{",
    "}",
    "}}",
    "\\",
    "%",
    "&",
    "$",
    "#",
    "_",
    "^",
    "~",
    '"',
    "@",
    "TY  - X",
    "ER  -",
    "مرحبا",
    "ł",
    "“ā”",
    "😀",
)
LINE_ENDS = "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\x1f"

dates = st.none() | st.sampled_from(["0987", "2024", "2024-10", "2021-01-16"]).map(PartialDate.parse)
titles = st.lists(
    st.sampled_from(SPECIALS) | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=8),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(" ".join(words).split()) or "x")


def from_tex(tex: str) -> str:
    """Return what LaTeX prints; the decoder does not know the braces by name, and takes one circumflex for another."""
    braces = tex.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    known = braces.replace(r"\textasciicircum{}", "\ue000")
    text = str(LatexNodes2Text(keep_comments=True, strict_latex_spaces=True).latex_to_text(known))
    return text.replace("\ue000", "^")


def citation(title: str, date: PartialDate | None = None, publisher: str = "Vitrin & Co") -> Citation:
    return Citation(
        id="moc-kobiet",
        title=title,
        language="pl",
        publisher=publisher,
        site="Vitrin",
        date=date,
        url="https://example.org/a%20b/id/moc-kobiet/",
    )


@given(titles, dates, titles)
@example("{", None, "}")
@example("a \\ { b } %c ~^_#$&", None, "\\")
@example("@misc{x, title = {y}}", None, "#")
@example("-- ---", None, "`` '' ?` !` ,, << >>")
def test_bibtex_gives_back_what_was_put_in(title: str, date: PartialDate | None, publisher: str) -> None:
    written = bibtex(citation(title, date, publisher))
    depths = list(accumulate((char == "{") - (char == "}") for char in written))
    assert min(depths) == depths[-1] == 0  # BibTeX itself counts braces whatever stands before them
    library = bibtexparser.parse_string(written)
    assert library.failed_blocks == []
    assert len(library.blocks) == 1
    entry = library.entries[0]
    fields = {field.key: field.value for field in entry.fields}
    assert entry.key == "moc-kobiet"
    assert fields["url"] == "https://example.org/a%20b/id/moc-kobiet/"
    for key, text in (("title", title), ("author", publisher)):
        assert fields[key][0] + fields[key][-1] == "{}"  # a group: no style changes capitals or turns a name around
        assert from_tex(fields[key][1:-1]) == text
    assert fields.get("year") == (None if date is None else f"{date.year:04}")
    assert ("month" in fields) == (date is not None and date.month is not None)


@given(titles, dates, titles)
@example("ER -", None, "TY - BOOK")
def test_ris_gives_back_what_was_put_in(title: str, date: PartialDate | None, publisher: str) -> None:
    records = rispy.loads(ris(citation(title, date, publisher)))
    assert len(records) == 1
    assert records[0]["type_of_reference"] == "ELEC"
    assert records[0]["title"] == title
    assert records[0]["authors"] == [f"{publisher},"]
    assert records[0]["urls"] == ["https://example.org/a%20b/id/moc-kobiet/"]
    assert records[0].get("year") == (None if date is None else f"{date.year:04}")


@pytest.mark.parametrize(
    ("date", "written"), {"2024": "2024///", "2024-10": "2024/10//", "2024-10-02": "2024/10/02/"}.items()
)
def test_ris_writes_the_date_as_far_as_it_is_known(date: str, written: str) -> None:
    assert rispy.loads(ris(citation("x", PartialDate.parse(date))))[0]["date"] == written


@given(st.text(st.sampled_from([*LINE_ENDS, "a", " "]), max_size=9).map(lambda text: f"a{text}b"))
def test_nothing_ends_a_line_of_ris_or_bibtex_but_the_format(title: str) -> None:
    assert len(ris(citation(title)).splitlines()) == len(ris(citation("x")).splitlines())
    assert len(bibtex(citation(title)).splitlines()) == len(bibtex(citation("x")).splitlines())


@given(titles, dates)
def test_csl_json_can_be_cited(title: str, date: PartialDate | None) -> None:
    items = json.loads(csl_json(citation(title, date)))
    assert items[0]["title"] == title
    source = CiteProcJSON(items)
    assert set(source) == {"moc-kobiet"}
    parts = items[0].get("issued", {}).get("date-parts")
    assert parts == (None if date is None else [[int(part) for part in str(date).split("-")]])


def test_a_citation_style_can_use_csl_json() -> None:
    source = CiteProcJSON(json.loads(csl_json(citation("Moc kobiet", PartialDate.parse("2024-10-02")))))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Cited([CitationItem("moc-kobiet")]))
    line = str(bibliography.bibliography()[0])
    assert "Vitrin & Co" in line
    assert "2024" in line
    assert "Moc kobiet" in line


def test_the_files_cite_the_original_at_its_permanent_address(tmp_path: Path) -> None:
    original = document("x", title="Älfa & 50 %", updated="2024-10-02", date="2023")
    source = make_site(tmp_path, {PROJECT: original, "content/site.yml": SITE_YML.replace("bare", "default")})
    assert build_site(source).errors == 0
    page = html.fromstring(published(source / "site")["id/alpha/index.html"].decode())
    files = {}
    for link in page.iter("a"):
        if link.get("download"):
            with urlopen(link.get("href", "")) as file:
                assert file.headers.get_content_charset() == "utf-8"
                files[link.get("download")] = file.read().decode()
    assert list(files) == ["alpha.bib", "alpha.ris", "alpha.json"]
    entry = bibtexparser.parse_string(files["alpha.bib"]).entries[0]
    assert entry["title"] == r"{Älfa \& 50 \%}"
    assert entry["year"] == "2024"
    assert entry["url"] == "https://example.org/showcase/id/alpha/"
    assert rispy.loads(files["alpha.ris"])[0]["language"] == "sv"
    assert json.loads(files["alpha.json"])[0]["URL"] == "https://example.org/showcase/id/alpha/"
