"""Files in texts: links say of which kind and how large they are, videos and sounds are played where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.sites import PROJECT, SITE_YML, TRANSLATION, Files, build_site, document, explain, found, make_site, write

FOLDER = "content/projects/alpha"
FACTS = {"region": "podlaskie", "status": "finished"}
PDF = b"%PDF" + b"x" * 1_234_563
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
NBSP = "\N{NO-BREAK SPACE}"


def article(tmp_path: Path, body: str, files: Files, language: str = "sv") -> html.HtmlElement:
    """Return the text of a project in Swedish with this ``body``."""
    source = make_site(tmp_path, {PROJECT: document(f"{body}\n", **FACTS), **files})
    report = build_site(source)
    assert not report.errors, explain(report.problems)
    return shown(source, language)


def shown(source: Path, language: str) -> html.HtmlElement:
    page = html.fromstring((source / f"site/{language}/projects/alpha/index.html").read_bytes())
    return page.get_element_by_id("text")


LINKS = {
    "[Årsrapport](report.pdf)": "Årsrapport (PDF, 1,2 MB)",
    "[*Års*rapport](report.pdf#page=2)": "Årsrapport (PDF, 1,2 MB)",
    "[Års*rapport*](report.pdf)": "Årsrapport (PDF, 1,2 MB)",
    "[Årsrapport][r]\n\n[r]: report.pdf": "Årsrapport (PDF, 1,2 MB)",
    "[Årsrapport (pdf)](report.pdf)": "Årsrapport (PDF, 1,2 MB)",
    "[Rapport som PDF](report.pdf)": "Rapport som PDF (1,2 MB)",
    "[Rapport (PDF, 1 MB)](report.pdf)": "Rapport (PDF, 1 MB)",
    "[PDFen](report.pdf)": "PDFen (PDF, 1,2 MB)",
    "[![Omslag](cover.svg)](report.pdf)": "",
    "[Stadgar](/docs/rules.pdf)": "Stadgar (PDF, 2 kB)",
    "[Stadgar](../../static/docs/rules.pdf)": "Stadgar (PDF, 2 kB)",
    "[Märke](/logo.svg)": "Märke",
    "[Om oss](../../pages/about/index.sv.md)": "Om oss",
    "[Sajten](https://example.org/report.pdf)": "Sajten",
}


@pytest.mark.parametrize("body", LINKS)
def test_a_link_to_a_file_says_kind_and_size_once(body: str, tmp_path: Path) -> None:
    static: Files = {"content/static/docs/rules.pdf": b"x" * 2000, "content/static/logo.svg": SVG}
    text = article(tmp_path, body, {f"{FOLDER}/report.pdf": PDF, f"{FOLDER}/cover.svg": SVG, **static})
    assert text.find(".//a").text_content().replace(NBSP, " ") == LINKS[body]


def test_each_text_says_it_in_its_own_language(tmp_path: Path) -> None:
    texts = {
        "content/projects/alpha/index.ar.md": document("[تقرير](report.pdf)\n", title="ألف", translated_from="sv"),
        TRANSLATION: document("[Raport](report.pdf){: lang=ar}\n", translated_from="sv"),
    }
    source = make_site(tmp_path, {PROJECT: document("Text.\n", **FACTS), **texts, f"{FOLDER}/report.pdf": PDF})
    build_site(source)
    arabic, polish = (shown(source, language).find(".//a/span") for language in ("ar", "pl"))
    assert " ".join(arabic.text_content().split()) == "(\u2066PDF\u2069، 1.2 م.ب)"
    assert (polish.get("lang"), polish.get("dir")) == ("pl", "ltr")


@pytest.mark.parametrize(("link", "path"), [("a.pdf", f"{FOLDER}/a.pdf"), ("/a.pdf", "content/static/a.pdf")])
def test_another_size_renews_the_page_alone(link: str, path: str, tmp_path: Path) -> None:
    source = make_site(tmp_path, {PROJECT: document(f"[Rapport]({link})\n", **FACTS), path: PDF})
    build_site(source)
    write(source, {path: b"x" * 2000})
    assert build_site(source).written == len(("file", "page", "page of a language that falls back"))
    assert "(PDF, 2" in shown(source, "sv").text_content()


def test_a_video_is_played_where_it_stands(tmp_path: Path) -> None:
    names = ("talk.mp4", "talk.vtt", "talk.lv.vtt", "talk.de.vtt", "talk.LV-x.txt", "talker.pl.vtt")
    files: Files = {f"{FOLDER}/{name}": b"x" * 1200 for name in names}
    text = article(tmp_path, '![Talet & mer](talk.mp4 "Talet i maj")', files)
    (figure,) = text.iter("figure")
    (video,) = figure.iter("video")
    assert dict(video.attrib) == {
        "aria-label": "Talet & mer",
        "controls": "",
        "preload": "metadata",
        "src": "/showcase/files/projects/alpha/talk.mp4",
    }
    captions = [(track.get("srclang"), track.get("label"), track.get("default")) for track in video.iter("track")]
    assert captions == [("sv", "svenska", ""), ("de", "Deutsch", None), ("lv", "latviešu", None)]
    assert {track.get("kind") for track in video.iter("track")} == {"captions"}
    (inside,) = video.iter("a")
    assert inside.text_content().replace(NBSP, " ") == "Talet & mer (MP4, 1,2 kB)"
    on_paper = video.getnext()  # where nothing is played
    assert (on_paper.text_content(), on_paper.get("hidden")) == (inside.text_content(), "")
    assert on_paper.get("href") == "https://example.org/showcase/files/projects/alpha/talk.mp4"
    assert figure.find("figcaption").text == "Talet i maj"
    assert not text.xpath(".//img")
    latvian = [track.get("srclang") for track in shown(tmp_path, "lv").iter("track")]
    assert latvian == ["lv", "sv", "de"]  # a Swedish text, shown to visitors who read Latvian


def test_so_is_a_sound(tmp_path: Path) -> None:
    text = article(tmp_path, "Hör ![sången](song.mp3).", {f"{FOLDER}/song.mp3": b"x", f"{FOLDER}/song.vtt": b"x"})
    (sound,) = text.iter("audio")
    assert (sound.get("aria-label"), sound.getnext().tail, list(sound.iter("track"))) == ("sången", ".", [])


@pytest.mark.parametrize("body", ["[![A](talk.mp4)](report.pdf)", "[Se ![A](talk.mp4)][a]\n\n[a]: report.pdf"])
def test_nothing_is_played_inside_a_link(body: str, tmp_path: Path) -> None:
    files = {PROJECT: document(f"{body}\n", **FACTS), f"{FOLDER}/talk.mp4": b"x", f"{FOLDER}/report.pdf": PDF}
    assert found(build_site(make_site(tmp_path, files))) == [(PROJECT, 6, "player-in-link")]


def test_videos_of_the_site_as_a_whole_are_played_too(tmp_path: Path) -> None:
    files: Files = {"content/static/media/talk.webm": b"x"}
    text = article(tmp_path, "![A](/media/talk.webm) ![B](../../static/media/talk.webm)", files)
    assert [video.get("src") for video in text.iter("video")] == ["/showcase/media/talk.webm"] * 2


@pytest.mark.parametrize("name", ["a.pdf", "a.mov", "a.xlsx"])
def test_what_is_neither_shown_nor_played_is_no_picture(name: str, tmp_path: Path) -> None:
    files = {PROJECT: document(f"Se ![bilden]({name}).\n", **FACTS), f"{FOLDER}/{name}": b"x"}
    assert found(build_site(make_site(tmp_path, files))) == [(PROJECT, 6, "not-a-picture")]


@pytest.mark.parametrize(("site", "problems"), [("", 1), ("attachments: [xlsm]\n", 0)])
def test_documents_with_macros_are_for_the_site_to_allow(site: str, problems: int, tmp_path: Path) -> None:
    text = document("[Formulär](form.xlsm)\n", **FACTS)
    files = {PROJECT: text, f"{FOLDER}/form.xlsm": b"PK", "content/site.yml": SITE_YML + site}
    report = build_site(make_site(tmp_path, files))
    assert [problem.code for problem in report.problems] == ["attachment-refused"] * problems
    assert problems == 0 or "attachments: [xlsm]" in explain(report.problems)
