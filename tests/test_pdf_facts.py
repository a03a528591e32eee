"""Whether a PDF has a title and a language is told where it can be read with certainty, and never guessed."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import PAGE, TODAY, document, make_site
from vitrina.audit.pdf_facts import PdfFacts, read_pdf
from vitrina.pipeline import CheckOptions, check

pytestmark = pytest.mark.usefixtures("small_package")

TRAILER = b"trailer << /Size 9 /Root 1 0 R /Info 2 0 R >>\nstartxref\n0\n%%EOF\n"
XMP = b"<x:xmpmeta><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>%s</rdf:li></rdf:Alt></dc:title></x:xmpmeta>"


def plain(catalog: bytes = b"", info: bytes = b"", more: bytes = b"", trailer: bytes = TRAILER) -> bytes:
    """Return a PDF whose objects are written out."""
    catalog = b"1 0 obj\n<< /Type /Catalog %s >>\nendobj\n" % catalog
    return b"%PDF-1.7\n" + catalog + b"2 0 obj\n<< /Producer (LaTeX) %s >>\nendobj\n" % info + more + trailer


def compressed(catalog: bytes, info: bytes) -> bytes:
    """Return a PDF whose objects are in a compressed stream, as most programs write them today."""
    objects = {11: b"<< /Type /Catalog %s >>" % catalog, 12: b"<< /Producer (Word) %s >>" % info}
    offsets = b"11 0 12 %d " % (len(objects[11]) + 1)
    stream = zlib.compress(offsets + b" ".join(objects.values()))
    head = b"<< /Type /ObjStm /N 2 /First %d /Length %d /Filter /FlateDecode >>" % (len(offsets), len(stream))
    xref = b"8 0 obj\n<< /Type /XRef /Root 11 0 R /Info 12 0 R >>\nstream\n\nendstream\nendobj\n"
    return b"%PDF-1.7\n7 0 obj\n" + head + b"\nstream\r\n" + stream + b"\nendstream\nendobj\n" + xref


OUTLINE = b"3 0 obj\n<< /Title (Chapter 1) >>\nendobj\n"
KNOWN = {
    "neither": (plain(), PdfFacts(False, False)),
    "an outline is no title": (plain(more=OUTLINE), PdfFacts(False, False)),
    "a title": (plain(info=b"/Title (Report)"), PdfFacts(True, False)),
    "a title in UTF-16": (plain(info=b"/Title <FEFF0041>"), PdfFacts(True, False)),
    "an empty one": (plain(info=b"/Title ( ) /Author (A)"), PdfFacts(False, False)),
    "a language": (plain(b"/Lang (sv-SE)", b"/Title(R)"), PdfFacts(True, True)),
    "a title in XMP": (
        plain(
            b"/Metadata 4 0 R", more=b"4 0 obj\n<< /Type /Metadata >>\nstream\n" + XMP % b"R" + b"\nendstream\nendobj\n"
        ),
        PdfFacts(True, False),
    ),
    "saved again with a title": (
        plain(trailer=TRAILER + b"2 0 obj\n<< /Title (R) >>\nendobj\n" + TRAILER),
        PdfFacts(True, False),
    ),
    "compressed": (compressed(b"/Lang (pl)", b"/Title (R)"), PdfFacts(True, True)),
    "compressed, and longer than what is read at a time": (
        compressed(b"/Lang (pl)", b"/Hash <%s> /Title (R)" % random.Random(1).randbytes(100_000).hex().encode()),
        PdfFacts(True, True),
    ),
    "compressed, with neither": (compressed(b"", b""), PdfFacts(False, False)),
}
UNKNOWN = (
    b"",
    b"no PDF",
    b"%PDF-1.7",
    plain(trailer=TRAILER.replace(b"/Size", b"/Encrypt 5 0 R /Size")),
    plain(trailer=TRAILER.replace(b"1 0 R", b"9 0 R")),
    plain(trailer=TRAILER.replace(b"2 0 R", b"9 0 R")),
    plain(b"/Metadata 4 0 R", more=b"4 0 obj\n<< /Filter /FlateDecode >>\nstream\nx\nendstream\nendobj\n"),
    compressed(b"", b"").replace(b"/FlateDecode", b"/LZWDecode"),
    compressed(b"", b"")[:120],
)


@pytest.mark.parametrize("name", KNOWN)
def test_a_pdf_says_whether_it_has_a_title_and_a_language(name: str) -> None:
    data, known = KNOWN[name]
    assert read_pdf(data) == known


@pytest.mark.parametrize("data", UNKNOWN, ids=range(len(UNKNOWN)))
def test_of_others_nothing_is_said(data: bytes) -> None:
    assert read_pdf(data) is None


PIECES = st.sampled_from(
    (
        *(
            b"%PDF-1.7\n",
            b"1 0 obj",
            b"endobj",
            b"<<",
            b">>",
            b"/Root 1 0 R",
            b"/Info 1 0 R",
            b"/Metadata 1 0 R",
            b"/Title",
        ),
        *(
            b"(a)",
            b"/Type /ObjStm",
            b"/N 2",
            b"/First 9999999999",
            b"/FlateDecode",
            b"stream\n",
            zlib.compress(b"1 0 a"),
            b" ",
        ),
    )
)


def test_many_streams_are_read_in_one_go() -> None:
    assert read_pdf(b"%PDF-" + b"/ObjStm " * 1_000_000 + b"/Root 1 0 R") is None


@given(st.lists(PIECES, max_size=20).map(b"".join) | st.binary(max_size=100))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    read_pdf(b"%PDF-" + data)


def test_a_check_tells_of_published_pdfs(tmp_path: Path) -> None:
    files = {
        PAGE: document("[A](a.pdf) [B](b.pdf) [C](c.pdf)\n"),
        "content/pages/about/a.pdf": plain(),
        "content/pages/about/b.pdf": plain(info=b"/Title (B)"),
        "content/pages/about/c.pdf": compressed(b"/Lang (lv)", b"/Title (C)"),
        "content/static/d.pdf": plain(b"/Lang (sv)"),
    }
    report = check(CheckOptions(source=make_site(tmp_path, files), today=TODAY, jobs=1), lambda _done, _total: None)
    told = {problem.location.path: problem.message.text() for problem in report.problems}
    assert told == {
        "content/pages/about/a.pdf": "The PDF has no title, and does not say in which language it is.",
        "content/pages/about/b.pdf": "The PDF does not say in which language it is.",
        "content/static/d.pdf": "The PDF has no title.",
    }
    assert {problem.code for problem in report.problems} == {"incomplete-pdf"}
    assert report.exit_code == 0
