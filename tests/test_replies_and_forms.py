"""What visitors send in: forms that go where ``site.yml`` says, and replies that are nothing but text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import PAGE, POST, PROJECT, SITE_YML, Files, build_site, document, explain, found, make_site, published

REPLY = "content/news/hello/replies/anna.yml"
PRIVACY = "content/pages/privacy/index.sv.md"
PRIVATE: Files = {PRIVACY: document("x", title="Integritet")}
DEFAULT_THEME = SITE_YML.replace("theme: bare", "theme: default")
SITE_LINES = len(SITE_YML.splitlines())


def with_forms(forms: str, theme: str = SITE_YML) -> Files:
    return {**PRIVATE, "content/site.yml": f"{theme}forms:\n{forms}"}


def post(source: Path, language: str = "sv") -> str:
    report = build_site(source)
    assert report.errors == 0, explain(report.problems)
    return published(source / "site")[f"{language}/news/hello/index.html"].decode()


@pytest.mark.parametrize(
    ("forms", "line", "code"),
    [
        ("  reply: {action: 'https://forms.example.org/f'}\n", 1, "missing-key"),
        ("  privacy: Privacy!\n", 1, "not-an-id"),
        ("  privacy: privat\n", 1, "unknown-page"),
        ("  privacy: news\n", 1, "unknown-page"),
        ("  privacy: privacy\n  reply: {}\n", 2, "form-without-address"),
        (
            "  privacy: privacy\n  reply:\n    action: https://a.example/\n    email: a@b.example\n",
            4,
            "form-without-address",
        ),
        ("  privacy: privacy\n  reply: {action: 'http://a.example/'}\n", 2, "not-an-address"),
        ("  privacy: privacy\n  reply: {action: 'javascript:alert(1)'}\n", 2, "not-an-address"),
        ("  privacy: privacy\n  reply: {action: 'https://a.example/;b'}\n", 2, "not-an-address"),
        ("  privacy: privacy\n  reply: {action: \"https://a.example' 'unsafe-inline/\"}\n", 2, "not-an-address"),
        ("  privacy: privacy\n  reply: {action: 'https://a.example:x/'}\n", 2, "not-an-address"),
        ("  privacy: privacy\n  reply: {action: 'https://user@a.example/'}\n", 2, "not-an-address"),
        ("  privacy: privacy\n  newsletter: {email: 'a@b'}\n", 2, "not-an-email"),
        ("  privacy: privacy\n  newsletter: {email: 'a@b.example,c@d.example'}\n", 2, "not-an-email"),
        ("  privacy: privacy\n  newsletter: {email: 'a@b.example', email_field: 'a b'}\n", 2, "not-a-field"),
        ("  privacy: privacy\n  newsletter: {email: 'a@b.example', hidden: {'a b': x}}\n", 2, "not-a-field"),
        ("  privacy: privacy\n  news_letter: {email: 'a@b.example'}\n", 2, "unknown-key"),
        ("  privacy: privacy\n  reply: https://a.example/\n", 2, "wrong-shape"),
    ],
)
def test_a_mistake_in_the_forms_is_told_at_its_line(tmp_path: Path, forms: str, line: int, code: str) -> None:
    problems = found(build_site(make_site(tmp_path, with_forms(forms))))
    assert problems == [("content/site.yml", SITE_LINES + 1 + line, code)]


@pytest.mark.parametrize(
    ("reply", "line", "code"),
    [
        ("name: A\ndate: 2024\n", 0, "missing-key"),
        ("name: A\ntext: b\n", 0, "missing-key"),
        ("date: 2024\ntext: b\n", 0, "missing-key"),
        ("name: A\ndate: i går\ntext: b\n", 2, "not-a-date"),
        ("name: A\ndate: 2024\ntext: b\nlanguage: klingonska\n", 4, "unknown-language"),
        ("name: A\ndate: 2024\ntext: b\nemail: a@b.example\n", 4, "unknown-key"),
        ("name: A\ndate: 2024\ntext: [b]\n", 3, "wrong-shape"),
        ('name: "A\\u0007"\ndate: 2024\ntext: b\n', 1, "control-character"),
        ("just a text\n", 1, "not-a-mapping"),
    ],
)
def test_a_mistake_in_a_reply_is_told_at_its_line(tmp_path: Path, reply: str, line: int, code: str) -> None:
    problems = found(build_site(make_site(tmp_path, {REPLY: reply})))
    assert [(path, code) for path, _, code in problems] == [(REPLY, code)]
    assert line in (0, problems[0][1])


def test_a_reply_is_text_whatever_stands_in_it(tmp_path: Path) -> None:
    text = "<script>alert(1)</script> [a](https://x.example) **b** {{ 7 * 7 }}"
    reply = f'name: "<i>Anna</i>"\ndate: 2024-10-02\ntext: "{text}"\n'
    html = post(make_site(tmp_path, {REPLY: reply, "content/site.yml": DEFAULT_THEME}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [a](https://x.example) **b** {{ 7 * 7 }}" in html
    assert "&lt;i&gt;Anna&lt;/i&gt;" in html
    assert "x.example" not in "".join(re.findall(r'href="([^"]*)"', html))


def test_replies_are_below_the_post_in_every_language_in_their_own(tmp_path: Path) -> None:
    files = {
        REPLY: "name: ليلى\ndate: 2024-10-03\nlanguage: ar\ntext: |\n  مرحبا\n  بكم\n\n  شكراً\n",
        "content/news/hello/replies/b.yaml": "name: Bo\ndate: 2024\ntext: Hej\n",
        "content/site.yml": DEFAULT_THEME,
    }
    html = post(make_site(tmp_path, files), "lv")
    assert html.index("Hej") < html.index("مرحبا")
    assert '<p lang="ar" dir="rtl">مرحبا بكم</p>' in html
    assert '<p lang="ar" dir="rtl">شكراً</p>' in html
    assert "<p>Hej</p>" in html


def test_the_files_of_replies_are_not_published(tmp_path: Path) -> None:
    files: Files = {REPLY: "name: A\ndate: 2024\ntext: b\n", "content/news/hello/replies/photo.jpg": b"x"}
    report = build_site(make_site(tmp_path, files))
    assert found(report) == [("content/news/hello/replies/photo.jpg", 0, "unknown-file")]
    assert not [path for path in published(tmp_path / "site") if "replies" in path]


def test_a_folder_of_that_name_beside_a_project_is_nothing_special(tmp_path: Path) -> None:
    text = document("[Svar](replies/a.txt)\n", region="podlaskie", status="finished")
    report = build_site(make_site(tmp_path, {PROJECT: text, "content/projects/alpha/replies/a.txt": "x: y\n"}))
    assert found(report) == []
    assert "files/projects/alpha/replies/a.txt" in published(tmp_path / "site")


def test_a_form_posts_to_its_provider_and_to_nobody_else(tmp_path: Path) -> None:
    forms = (
        "  privacy: privacy\n  reply: {action: 'https://forms.example.org:8443/f?a=1&b=2', text_field: comment, "
        "hidden: {_next: 'https://example.org/'}}\n"
        "  newsletter: {action: 'https://list.example/s', email_field: EMAIL}\n"
    )
    source = make_site(tmp_path, with_forms(forms, DEFAULT_THEME))
    html = post(source)
    assert '<form method="post" action="https://forms.example.org:8443/f?a=1&amp;b=2" data-vt-missing=' in html
    assert 'name="comment"' in html
    assert '<input type="hidden" name="_next" value="https://example.org/">' in html
    assert '<input type="hidden" name="page" value="https://example.org/showcase/sv/news/hello/">' in html
    assert html.count('type="checkbox" name="consent" value="yes" required') == 2  # of the reply, and of the newsletter
    assert 'href="/showcase/sv/privacy/"' in html
    assert "form-action 'self' https://forms.example.org:8443 https://list.example\"" in html
    home = published(source / "site")["lv/index.html"].decode()
    assert 'action="https://list.example/s"' in home
    assert 'name="EMAIL"' in home


def test_a_form_leads_to_the_page_about_privacy_in_the_language_that_it_has(tmp_path: Path) -> None:
    forms = "  privacy: privacy\n  newsletter: {email: news@example.org}\n"
    build_site(make_site(tmp_path, with_forms(forms, DEFAULT_THEME)))
    home = published(tmp_path / "site")["ar/index.html"].decode()
    assert 'href="/showcase/sv/privacy/" hreflang="sv"' in home
    assert "mailto:news@example.org?subject=" in home
    assert "<form method" not in home


def test_nothing_is_asked_where_nothing_is_configured(tmp_path: Path) -> None:
    html = post(make_site(tmp_path, {"content/site.yml": DEFAULT_THEME, POST: document("x", title="Hej"), PAGE: None}))
    assert re.findall("<form[^>]*>", html) == re.findall('<form[^>]* role="search"[^>]*>', html)
    assert "vt-form" not in html
    assert "forms.css" not in html
    assert "form-action 'self'\"" in html
