"""Of the files beside documents, those are published that a published text, a fact or an image refers to; no others.

What lies beside a text for those who write it (a list of names, a draft of a budget) never leaves its folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sites import (
    PAGE,
    PROJECT,
    TRANSLATION,
    Files,
    build_site,
    document,
    explain,
    found,
    make_site,
    write,
)
from tests.sites import published as files_of
from vitrina.content.linked_files import MOST_NAMED, BodyLinks
from vitrina.prose import Converter
from vitrina.serve.watching import is_meant

pytestmark = pytest.mark.usefixtures("small_package")

FOLDER = "content/projects/alpha"
FACTS = {"region": "podlaskie", "status": "finished"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
BASE_URL = "https://example.org/showcase/"


def published(tmp_path: Path, files: Files) -> list[str]:
    """Return the files beside documents that a site with ``files`` publishes."""
    source = make_site(tmp_path, files)
    report = build_site(source)
    assert not report.errors, explain(report.problems)
    return sorted(path.removeprefix("files/") for path in files_of(source / "site") if path.startswith("files/"))


WAYS_TO_LINK = (
    "[Rapport](report.pdf)",
    "[Rapport][r]\n\n[r]: report.pdf",
    "[rapport]\n\n> [rapport]: <report.pdf> 'Titel'",
    "Not[^1].\n\n[^1]: Se [rapporten](./report.pdf#page=2).",
    "- [Rapport](\n  report.pdf)",
    "| a |\n|---|\n| [Rapport](report.pdf) |",
    "[Rapport](../alpha/report.pdf)",
    "[Rapport](rep%6Frt.pdf)",
    "[Rapport](report&#46;pdf)",
    r"[Rapport](report\.pdf)",
    "[Rapport](/files/projects/alpha/report.pdf)",
    f"[Rapport]({BASE_URL}files/projects/alpha/report.pdf)",
    f"Se {BASE_URL}files/projects/alpha/report.pdf",
)


@pytest.mark.parametrize("body", WAYS_TO_LINK)
def test_a_link_in_a_text_publishes_the_file(body: str, tmp_path: Path) -> None:
    text = document(f"{body}\n", **FACTS)
    assert published(tmp_path, {PROJECT: text, f"{FOLDER}/report.pdf": b"%PDF"}) == ["projects/alpha/report.pdf"]


NOT_LINKS = (
    "Filen report.pdf",
    "`[Rapport](report.pdf)`",
    "```\n[Rapport](report.pdf)\n```",
    "    [Rapport](report.pdf)",
    r"\[Rapport](report.pdf)",
    "<!-- [Rapport](report.pdf) -->",
    "[Rapport] (report.pdf)",
)


@pytest.mark.parametrize("body", NOT_LINKS)
def test_what_is_no_link_publishes_nothing(body: str, tmp_path: Path) -> None:
    text = document(f"Text.\n\n{body}\n", **FACTS)
    assert published(tmp_path, {PROJECT: text, f"{FOLDER}/report.pdf": b"%PDF"}) == []


def test_facts_and_images_publish_their_files(tmp_path: Path) -> None:
    declared = (
        "facts:\n  plan: {shape: file, label: Plan}\n"
        "  papers: {shape: list of mapping, label: Papper, parts: {what: {shape: text, label: Vad}, "
        "paper: {shape: list of file, label: Fil}}}\n"
    )
    facts = {
        "plan": "{file: plan.pdf}",
        "papers": "[{what: A, paper: [{file: a.pdf}, {file: b.pdf}]}]",
        "documents": "[{file: d.pdf, title: {sv: D}}]",
        "image": "sv.svg",
    }
    files = {f"{FOLDER}/{name}": b"x" for name in ("plan.pdf", "a.pdf", "b.pdf", "d.pdf", "no.pdf")}
    texts = {
        PROJECT: document(**FACTS, **facts),
        TRANSLATION: document(translated_from="sv", image="pl.svg"),
        f"{FOLDER}/sv.svg": SVG,
        f"{FOLDER}/pl.svg": SVG,
        "content/facts.yml": declared,
    }
    names = ("a.pdf", "b.pdf", "d.pdf", "pl.svg", "plan.pdf", "sv.svg")
    assert published(tmp_path, {**texts, **files}) == [f"projects/alpha/{name}" for name in names]


def test_a_text_may_refer_to_files_of_another_entry(tmp_path: Path) -> None:
    texts = {
        PAGE: document("[Plan](../../projects/alpha/beds/plan.pdf) ![Karta](team/map.svg)\n"),
        "content/pages/about/team/index.sv.md": document("Vi.\n", title="Vi"),
    }
    files = {f"{FOLDER}/beds/plan.pdf": b"%PDF", "content/pages/about/team/map.svg": SVG}
    assert published(tmp_path, {**texts, **files}) == ["pages/about/team/map.svg", "projects/alpha/beds/plan.pdf"]


@pytest.mark.parametrize("why", ["draft: yes", "expires_on: 2020-01-01", "publish_on: 2099-01-01"])
def test_what_only_an_unpublished_text_refers_to_stays_there_without_a_word(why: str, tmp_path: Path) -> None:
    key, value = why.split(": ")
    texts = {TRANSLATION: document("[Raport](raport.pdf)\n", translated_from="sv", image="pl.png", **{key: value})}
    source = make_site(tmp_path, {**texts, f"{FOLDER}/raport.pdf": b"x", f"{FOLDER}/pl.png": b"x"})
    report = build_site(source)
    assert found(report) == []
    assert not (source / "site/files").exists()


def test_the_files_of_an_unpublished_entry_stay_unpublished(tmp_path: Path) -> None:
    texts = {
        "content/projects/beta/index.sv.md": document("[Fil](a.pdf)\n", title="Beta", draft="yes", **FACTS),
        PAGE: document("[Fil](../../projects/beta/a.pdf)\n"),
    }
    report = build_site(make_site(tmp_path, {**texts, "content/projects/beta/a.pdf": b"x"}))
    assert found(report) == [(PAGE, 4, "dead-link")]


def test_a_folder_has_one_note_about_its_unlinked_files(tmp_path: Path) -> None:
    names = [f"personnummer {number}.xlsx" for number in range(MOST_NAMED + 2)]
    source = make_site(tmp_path, {f"{FOLDER}/{name}": b"x" for name in (*names, "form.html")})
    report = build_site(source)
    assert found(report) == [(FOLDER, 0, "unlinked-files")]
    assert report.exit_code == 0
    text = explain(report.problems)
    assert "form.html" in text
    assert "personnummer 3.xlsx, and 3 more" in text
    assert not (source / "site/files").exists()


LEFT_BEHIND = (
    *("a.pdf.orig", "index.sv.md.rej", "a.bak", "a.old", "a.save", "a.pdf~", "#a.txt#", "~$a.docx", ".DS_Store"),
    *("Thumbs.db", ".a.swp", "A.BAK"),
)


def test_what_programs_leave_behind_is_neither_published_nor_watched(tmp_path: Path) -> None:
    files = {f"{folder}/{name}": b"x" for folder in (FOLDER, "content/static") for name in LEFT_BEHIND}
    source = make_site(tmp_path, files)
    assert found(build_site(source)) == []
    assert not [path for path in files_of(source / "site") if path.rpartition("/")[2] in LEFT_BEHIND]
    assert not [path for path in files if is_meant(path.split("/"))]


def test_hidden_files_in_static_are_published_where_the_web_expects_them(tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/static/.well-known/security.txt": "Contact: mailto:a@example.org\n"})
    assert found(build_site(source)) == []
    assert (source / "site/.well-known/security.txt").is_file()


def test_the_last_link_takes_the_file_along(tmp_path: Path) -> None:
    with_link, without = document("[Fil](a.pdf)\n", **FACTS), document("Fil.\n", **FACTS)
    source = make_site(tmp_path, {PROJECT: without, f"{FOLDER}/a.pdf": b"x"})
    file = source / "site/files/projects/alpha/a.pdf"
    for text, is_there in ((without, False), (with_link, True), (without, False), (with_link, True)):
        write(source, {PROJECT: text})
        report = build_site(source)
        assert file.exists() is is_there
        assert [problem.code for problem in report.problems] == ([] if is_there else ["unlinked-files"])


def test_links_that_are_known_are_not_looked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    addresses = Converter.addresses

    def counted(converter: Converter, body: str) -> tuple[str, ...]:
        asked.append(body)
        return addresses(converter, body)

    monkeypatch.setattr(Converter, "addresses", counted)
    body = "[Fil](a.pdf)\n"
    source = make_site(tmp_path, {PROJECT: document(body, **FACTS), f"{FOLDER}/a.pdf": b"%PDF"})
    build_site(source)
    write(source, {PROJECT: document(body, **FACTS, title="Ny titel")})
    build_site(source)
    assert asked == [body]
    write(source, {PROJECT: document(f"Ny. {body}", **FACTS)})
    build_site(source)
    assert asked[1:] == [f"Ny. {body}"]
    assert (source / "site/files/projects/alpha/a.pdf").is_file()


PIECES = st.sampled_from(
    (
        *(
            "[",
            "](",
            ")",
            "]:",
            "]",
            "!",
            "<",
            ">",
            "`",
            "\\",
            "(",
            " ",
            "\n",
            "\n\n",
            "    ",
            "> ",
            "- ",
            "&#46;",
            "#",
        ),
        *(
            "a",
            "a.pdf",
            "ö.pdf",
            "../",
            "/files/",
            "/",
            "https://",
            BASE_URL,
            "files/",
            ".",
            "%2E",
            "[a]: ",
            "[^1]",
            "[^1]: ",
        ),
        *("index.sv.md", "?", "mailto:", "<!--", "-->", "```\n", "'t'", '"', "[a](", "![a](", "[a]"),
    )
)


@given(st.lists(PIECES, max_size=14).map("".join))
@example("[a](a.pdf#x)")
@example("[a]\n\n[a]: a.pdf")
@example("> [a](\n> a.pdf)")
@example("[a](  \n https://a.pdf)")
def test_no_link_is_overlooked_because_a_text_seems_to_have_none(body: str) -> None:
    links, converter = BodyLinks(BASE_URL), Converter()
    places = {links._place("projects/alpha", address) for address in converter.addresses(body)}
    expected = {
        place
        for place in places
        if place and "." in place and not place.endswith((".md", ".")) and not place.startswith("../")
    }
    assert expected <= {*links.places(PROJECT, body)}
