"""Videos of other sites: links, which become players after a click if the site names their provider."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import (
    PAGE,
    POST,
    PROJECT,
    SITE_YML,
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
from vitrina.prose import Converter, Labels, ShownPicture
from vitrina.values.videos import video_at

ALL = ("youtube", "vimeo", "tube.example.org")
YOUTUBE = "https://www.youtube-nocookie.com/embed/abc-_EFGHIJ?rel=0"
FILM = "https://youtu.be/abc-_EFGHIJ"
LABELS = Labels(back="", table="", embeds=ALL, watch="Film at {provider}", video="{provider} will know.")


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (FILM, YOUTUBE),
        (f"{FILM}?si=shared", YOUTUBE),
        (f"{FILM}?t=90", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=abc-_EFGHIJ&t=1m30s", f"{YOUTUBE}&start=90"),
        ("https://m.youtube.com/watch?list=x&v=abc-_EFGHIJ", YOUTUBE),
        ("https://www.youtube.com/watch/?v=abc-_EFGHIJ", YOUTUBE),
        ("http://youtube.com/shorts/abc-_EFGHIJ", YOUTUBE),
        ("https://www.youtube.com/live/abc-_EFGHIJ?t=soon", YOUTUBE),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        ("https://vimeo.com/123456789/abcdef0123", "https://player.vimeo.com/video/123456789?dnt=1&h=abcdef0123"),
        ("https://player.vimeo.com/video/123456789?h=abcdef0123#t=1h", None),
        ("https://vimeo.com/channels/staff/123456789#t=5s", "https://player.vimeo.com/video/123456789?dnt=1#t=5s"),
        ("https://tube.example.org/w/9D4MtzR8mVd", "https://tube.example.org/videos/embed/9D4MtzR8mVd?p2p=0"),
        (
            "https://tube.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=2m",
            "https://tube.example.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?p2p=0&start=120",
        ),
    ],
)
def test_a_video_has_a_player_that_sets_no_cookies(address: str, player: str | None) -> None:
    video = video_at(address, ALL)
    assert video is not None
    assert video.player == (player or "https://player.vimeo.com/video/123456789?dnt=1&h=abcdef0123#t=3600s")


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.youtube.com/", "https://www.youtube.com/@channel", "https://www.youtube.com/watch?v=short"),
        *("https://www.youtube.com/OurChannel1", "https://www.youtube.com/embed/videoseries?list=PLx"),
        "https://www.youtube.com/embed/live_stream?channel=UCx",
        *("https://youtu.be/abc-_EFGHIJ/more", "https://youtube.com.evil.example/watch?v=abc-_EFGHIJ"),
        *("https://evil.example/w/9D4MtzR8mVd", "ftp://youtu.be/abc-_EFGHIJ", "https://youtu.be:99/abc-_EFGHIJ"),
        *("https://vimeo.com/about", "https://tube.example.org/videos/local", "https://[", "film.mp4", ""),
        'https://youtu.be/abc"_EFGHIJ',
    ],
)
def test_no_other_address_has_one(address: str) -> None:
    assert video_at(address, ALL) is None


def test_a_provider_that_the_site_does_not_name_has_none() -> None:
    assert video_at(FILM, ("vimeo",)) is None


def html(body: str, labels: Labels = LABELS) -> str:
    return Converter().convert(body, lambda link, _: link, labels).html


def test_a_link_alone_in_its_paragraph_becomes_a_figure() -> None:
    assert html(f"[Our garden]({FILM})") == (
        f'<figure class="video" data-vt-player="{YOUTUBE}"><figcaption>YouTube (Google) will know.</figcaption>'
        f'<a href="{FILM}">Our garden</a></figure>'
    )


def test_a_bare_address_gets_a_name() -> None:
    assert f'<a href="{FILM}?a=1&amp;t=5">Film at YouTube (Google)</a>' in html(f"Text.\n\n{FILM}?a=1&t=5\n\nText.")
    assert 'start=5"' in html(f"<{FILM}?t=5>")


def test_a_picture_of_the_site_can_stand_for_the_video() -> None:
    assert f'<a href="{FILM}"><img alt="Our garden" ' in html(f"[![Our garden](still.jpg)]({FILM})")
    assert '<img alt="Film at YouTube (Google)" ' in html(f"[![](still.jpg)]({FILM})")


def test_such_a_picture_may_have_several_sizes() -> None:
    shown = ShownPicture(url="still.jpg", width=16, height=9, sources=(("image/webp", "still.webp 16w"),))
    body = f"[![Our garden](still.jpg)]({FILM})"
    made = Converter().convert(body, lambda link, is_picture: shown if is_picture else link, LABELS).html
    assert f'<a href="{FILM}"><picture><source ' in made
    assert '<img alt="Our garden" ' in made
    assert "Film at" not in made


def test_a_picture_that_may_not_be_shown_leaves_the_video_its_name() -> None:
    def resolve(link: str, is_picture: bool) -> str | ShownPicture:
        return ShownPicture(url="", is_withheld=True) if is_picture else link

    for alt, name in (("Our garden", "Our garden"), ("", "Film at YouTube (Google)")):
        made = Converter().convert(f"[![{alt}](still.jpg)]({FILM})", resolve, LABELS).html
        assert made.endswith(f'<a href="{FILM}">{name}</a></figure>')


@pytest.mark.parametrize(
    "body", [f"See {FILM}", f"[a]({FILM}) and", f"- {FILM}", f"[a]({FILM}) [b]({FILM})", f"**{FILM}**", f"# {FILM}"]
)
def test_a_link_among_words_stays_a_link(body: str) -> None:
    assert "figure" not in html(body)


def test_without_the_provider_nothing_changes() -> None:
    plain = Labels(back="", table="")
    for body in (FILM, f"[Our garden]({FILM})", "https://vimeo.com/123456789"):
        other = Labels(back="", table="", embeds=("tube.example.org",))
        assert html(body, other) == html(body, plain)
        assert "figure" not in html(body, plain)


def test_attributes_of_a_writer_remain_and_cannot_name_a_player() -> None:
    made = html(f"[Film]({FILM})\n{{: lang=en .wide data-vt-player=evil}}")
    assert made.startswith('<figure class="video wide" data-vt-player="https://www.youtube-nocookie.com/')
    assert 'lang="en"' in made
    assert "data-vt-player" not in html("Text\n{: .video data-vt-player=evil}")


def built(folder: Path, files: Files, embeds: str = "embeds: [youtube, tube.example.org]\n") -> dict[str, str]:
    """Build a site with the default theme and return its pages."""
    settings = SITE_YML.replace("theme: bare", "theme: default") + embeds
    site = make_site(folder, {"content/site.yml": settings, TRANSLATION: None, **files})
    report = build_site(site)
    assert explain(report.problems) == ""
    return {path: page.decode() for path, page in published(site / "site").items() if path.endswith(".html")}


def policy(page: str) -> str:
    """Return what the Content-Security-Policy of a page lets it frame."""
    found = re.search(r"frame-src ([^;]+);", page)
    return found[1] if found else ""


def test_only_pages_with_a_video_let_its_player_in(tmp_path: Path) -> None:
    pages = built(tmp_path, {POST: document(f"{FILM}\n"), PAGE: document(f"[Om]({FILM}) oss.\n")})
    assert policy(pages["sv/news/hello/index.html"]) == "https://www.youtube-nocookie.com"
    having = {"sv/news/hello/index.html", "lv/news/hello/index.html"}
    assert {path for path, page in pages.items() if "videos." in page} == having
    assert {path for path, page in pages.items() if policy(page)} == having


def test_a_site_that_names_no_provider_is_as_it_was(tmp_path: Path) -> None:
    files = {POST: document(f"{FILM}\n"), PROJECT: document(video=FILM)}
    assert not any("frame-src" in page or "videos." in page for page in built(tmp_path, files, "").values())


def test_the_front_matter_of_a_project_names_videos_too(tmp_path: Path) -> None:
    videos = f"[{FILM}, {{link: 'https://tube.example.org/w/9D4MtzR8mVd', title: {{sv: Kören, lv: Koris}}}}]"
    pages = built(tmp_path, {PROJECT: document("Text.\n", video=videos)})
    page = pages["sv/projects/alpha/index.html"]
    assert policy(page) == "https://www.youtube-nocookie.com https://tube.example.org"
    assert f'<a href="{FILM}">Se videon på YouTube (Google)</a></figure>' in page
    assert '<a href="https://tube.example.org/w/9D4MtzR8mVd">Kören</a></figure>' in page
    assert "Om du spelar videon får tube.example.org uppgifter om dig" in page
    assert ">Koris</a></figure>" in pages["lv/projects/alpha/index.html"]


def test_a_video_of_the_front_matter_can_have_a_picture(tmp_path: Path) -> None:
    video = f"{{link: '{FILM}', title: {{sv: Kören}}, still: still.svg}}"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9" width="16" height="9"/>'
    page = built(tmp_path, {PROJECT: document(video=video), "content/projects/alpha/still.svg": drawing})
    (shown,) = re.findall(rf'<a href="{FILM}"><img ([^>]+)></a></figure>', page["sv/projects/alpha/index.html"])
    assert 'src="/showcase/files/projects/alpha/still.svg" alt="Kören"' in shown
    assert "still.svg" not in page["sv/projects/alpha/index.html"].partition("vt-story")[0]


def test_a_video_of_the_front_matter_can_be_a_file(tmp_path: Path) -> None:
    """It is played in the page, with its captions, and no provider has to be named for that."""
    film = "{file: film.mp4, title: {sv: Kören, lv: Koris}, still: still.svg}"
    files: Files = {
        PROJECT: document(video=f"[{film}, song.mp3, {{link: '{FILM}'}}]"),
        "content/projects/alpha/still.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>',
        **{f"content/projects/alpha/{name}": "x" for name in ("film.mp4", "film.vtt", "film.lv.vtt", "song.mp3")},
    }
    pages = built(tmp_path, files, "")
    swedish, latvian = (pages[f"{language}/projects/alpha/index.html"] for language in ("sv", "lv"))
    folder = "/showcase/files/projects/alpha"
    played = f'<video controls preload="metadata" src="{folder}/film.mp4" poster="{folder}/still.svg" aria-label='
    assert f'{played}"Kören"><track kind="captions" src="{folder}/film.vtt" srclang="sv" ' in swedish
    assert f'{played}"Koris"><track kind="captions" src="{folder}/film.lv.vtt" srclang="lv" ' in latvian
    assert f'<audio controls preload="metadata" src="{folder}/song.mp3" aria-label="song.mp3">' in swedish
    assert [policy(page) for page in (swedish, latvian)] == ["", ""]
    assert "videos.css" in swedish
    assert "videos.js" not in swedish


@pytest.mark.parametrize(
    ("video", "code"),
    [
        ("{title: Film}", "missing-key"),
        ("{file: film.mp4}", ""),
        ("film.mp4", ""),
        ("{file: other.mp4}", "missing-file"),
        ("other.mp4", "not-an-address"),
    ],
)
def test_a_video_is_an_address_or_a_file(tmp_path: Path, video: str, code: str) -> None:
    report = build_site(make_site(tmp_path, {PROJECT: document(video=video), "content/projects/alpha/film.mp4": "x"}))
    assert [problem.code for problem in report.problems if problem.code != "unlinked-files"] == [code][: bool(code)]


def test_a_build_that_remembers_the_declarations_knows_that_picture_too(tmp_path: Path) -> None:
    video = f"{{link: '{FILM}', title: {{sv: Kören}}, still: still.svg}}"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9" width="16" height="9"/>'
    built(tmp_path, {PROJECT: document("Först.\n", video=video), "content/projects/alpha/still.svg": drawing})
    write(tmp_path, {PROJECT: document("Sedan.\n", video=video)})
    build_site(tmp_path)
    facts, _, story = published(tmp_path / "site")["sv/projects/alpha/index.html"].decode().partition("vt-story")
    assert "Sedan." in story
    assert "still.svg" not in facts


def test_notes_and_the_home_page_can_show_them(tmp_path: Path) -> None:
    notes = "embeds: [youtube]\nnotes: [{page: about, at: below, on: [post]}]\n"
    home = {"content/pages/home/index.sv.md": document(f"{FILM}\n"), PAGE: document(f"{FILM}\n")}
    pages = built(tmp_path, home, notes)
    assert [bool(policy(pages[f"sv/{path}index.html"])) for path in ("", "news/hello/", "news/")] == [True, True, False]


def test_the_name_of_the_provider_keeps_its_direction(tmp_path: Path) -> None:
    pages = built(tmp_path, {POST.replace(".sv.", ".ar."): document(f"{FILM}\n"), POST: None})
    assert "\N{LEFT-TO-RIGHT ISOLATE}YouTube (Google)\N{POP DIRECTIONAL ISOLATE}" in pages["ar/news/hello/index.html"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("youtube.com", "Did you mean “youtube”?"),
        ("you-tube", "Did you mean “youtube”?"),
        ("tiktok", "Write youtube, vimeo, or the host of an instance of PeerTube, such as tube.example.org."),
        ("https://tube.example.org/", "Write youtube, vimeo, or the host of an instance of PeerTube, such as"),
    ],
)
def test_a_provider_is_named_as_it_is_known(written: str, told: str, tmp_path: Path) -> None:
    report = build_site(make_site(tmp_path, {"content/site.yml": f"{SITE_YML}embeds: ['{written}']\n"}))
    assert [code for _, _, code in found(report)] == ["unknown-provider"]
    assert told in explain(report.problems)
