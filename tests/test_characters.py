"""What a reader cannot see, or would take for something else, is refused where it could deceive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import PAGE, build_site, document, found, make_site
from vitrina.prose import Converter, Labels
from vitrina.values.urls import is_slug


@pytest.mark.parametrize("escape", [r"\uFFFE", r"\uFFFF", r"\uFDD0", r"\U0001FFFE"])
def test_what_xml_forbids_is_refused_in_any_field(escape: str, tmp_path: Path) -> None:
    report = build_site(make_site(tmp_path, {PAGE: document(summary=f'"a{escape}b"')}))
    assert found(report) == [(PAGE, 3, "control-character")]


@pytest.mark.parametrize("title", ["\u200b\u200d", "\u2060 \u00ad", "\u3164", "\u2800", "\u200e"])
def test_a_title_that_cannot_be_seen_is_refused(title: str, tmp_path: Path) -> None:
    report = build_site(make_site(tmp_path, {PAGE: f'---\ntitle: "{title}"\n---\n'}))
    assert (PAGE, 2, "control-character") in found(report)


@pytest.mark.parametrize("slug", ["a\u3164", "\u115f\u1160", "a\ufe0f", "a\u034fb", "p\u0430ypal", "\u03bfm-oss"])
def test_a_slug_has_no_invisible_letters_and_no_look_alikes(slug: str) -> None:
    assert not is_slug(slug)


@pytest.mark.parametrize("slug", ["om-oss", "łódź", "عن-المشروع", "о-нас", "για-μας", "हमारे-बारे", "東京"])
def test_a_slug_has_the_letters_of_a_script(slug: str) -> None:
    assert is_slug(slug)


@pytest.mark.parametrize("body", ["<l  \nx>", "<l\\*x>", "<l `a` x>", "![a  \nb](x)", "[a  \nb](x)", "![a\\*](x)"])
def test_no_placeholder_of_the_library_is_published(body: str) -> None:
    labels = Labels(back="back {number}", table="table")
    prose = Converter().convert(body, lambda link, _: link, labels)
    texts = [prose.html, *(flaw.message.text() for flaw in prose.flaws), Converter().read(body).html]
    assert [char for text in texts for char in text if char < " " and char != "\n"] == []
    assert "klzzwxh" not in prose.html
