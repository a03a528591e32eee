"""Variants of texts: what is reported about their files, and what follows when one of them changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import Files, build_site, document, found, make_site, published, write

EASY = "content/projects/alpha/index.sv.easy.md"
VARIANT: Files = {EASY: document("Kort.\n", title="Alfa på lätt svenska")}


@pytest.mark.parametrize(
    ("file", "fields", "code"),
    [
        ("content/projects/alpha/index.sv.esy.md", {}, "unknown-variant"),
        ("content/projects/alpha/index.easy.sv.md", {}, "misnamed-document"),
        ("content/projects/alpha/index.lv.easy.md", {}, "variant-without-text"),
        (EASY, {"slug": "enkelt"}, "key-of-the-text"),
    ],
)
def test_what_is_wrong_with_a_variant_is_told(tmp_path: Path, file: str, fields: dict[str, str], code: str) -> None:
    make_site(tmp_path, {file: document("Kort.\n", title="Alfa", **fields)})
    assert [told for *_, told in found(build_site(tmp_path))] == [code]


def test_a_variant_is_no_entry_of_its_own(tmp_path: Path) -> None:
    """Its title is on its page alone."""
    make_site(tmp_path, VARIANT)
    assert found(build_site(tmp_path)) == []
    pages = {
        path
        for path, data in published(tmp_path / "site").items()
        if "Alfa på lätt svenska" in data.decode("utf-8", "replace")
    }
    assert pages == {"sv/projects/alpha/easy/index.html"}


def test_a_build_follows_a_variant_that_is_changed_hidden_and_deleted(tmp_path: Path) -> None:
    """Each time, the site is the same as one that was built at once."""
    make_site(tmp_path / "a", VARIANT)
    build_site(tmp_path / "a")
    for step in (
        document("Kortare.\n", title="Alfa på lätt svenska"),
        document(title="Ny"),
        document(title="Ny", draft="true"),
        None,
    ):
        if step is None:
            (tmp_path / "a" / EASY).unlink()
        else:
            write(tmp_path / "a", {EASY: step})
        build_site(tmp_path / "a")
        clean = make_site(tmp_path / f"b{len(step or '')}", {} if step is None else {EASY: step})
        build_site(clean)
        assert published(tmp_path / "a/site") == published(clean / "site")
    assert "sv/projects/alpha/easy/index.html" not in published(tmp_path / "a/site")


def test_texts_lead_to_variants(tmp_path: Path) -> None:
    link = "[på lätt svenska](../../projects/alpha/index.sv.easy.md)\n"
    make_site(tmp_path, {**VARIANT, "content/pages/about/index.sv.md": document(link, title="Om")})
    assert found(build_site(tmp_path)) == []
    assert 'href="/showcase/sv/projects/alpha/easy/"' in published(tmp_path / "site")["sv/about/index.html"].decode()
