"""Partners: which names are one organisation, what its id is, and the pages that come of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.sites import PROJECT, TRANSLATION, build_site, document, explain, make_site, published
from vitrina.contract.facts import PARTNERS
from vitrina.model import Entry, Facts, LocalText, Partner, sections
from vitrina.values.urls import is_identifier
from vitrina.views.partner_index import PartnerIndex, index_partners, partner_id, same_name

ARABIC = "جمعية الأمل"

names = st.text(min_size=1, max_size=40).filter(str.strip)
countries = st.sampled_from([None, "NO", "SE", "PS", "LV"])


def index(*partners: Partner) -> PartnerIndex:
    """Return the index of projects p0, p1, … with one partner each."""
    return index_partners(
        {
            f"p{number}": Entry(
                section=sections.PROJECTS,
                id=f"p{number}",
                original="sv",
                versions={},
                facts=Facts({PARTNERS.key: (partner,)}),
            )
            for number, partner in enumerate(partners)
        }
    )


def partner(*texts: str, country: str | None = None, **versions: str) -> Partner:
    return Partner(name=LocalText({**({"": texts[0]} if texts else {}), **versions}), country=country)


class TestIdentity:
    @pytest.mark.parametrize(
        "other",
        ["Newschool", "NEWSCHOOL", " Newschool ", "“Newschool”", "\u200fNewschool\u200f", "\u2067Newschool\u2069"],
    )
    def test_equal_names_in_one_country_are_one(self, other: str) -> None:
        found = index(partner("Newschool", country="NO"), partner(other, country="NO"))
        assert [o.projects for o in found.organisations.values()] == [("p0", "p1")]

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            (partner("Bron", country="SE"), partner("Bron", country="NO")),
            (partner("Bron", country="SE"), partner("Bron")),
            (partner("Bron"), partner("Brön")),
            (partner("Skola nr 1"), partner("Skola nr 11")),
            (partner("a b"), partner("a-b")),
        ],
    )
    def test_other_names_or_countries_are_others(self, one: Partner, two: Partner) -> None:
        found = index(one, two)
        assert len(found.organisations) == 2
        assert found.find(one) != found.find(two)

    def test_a_project_that_gives_two_names_joins_those_who_give_one(self) -> None:
        found = index(partner("Jisr"), partner("جسر"), partner(sv="Jisr", ar="جسر"), partner(pl="Most", ar="جسر"))
        (organisation,) = found.organisations.values()
        assert organisation.projects == ("p0", "p1", "p2", "p3")
        assert set(organisation.name.versions.values()) == {"Jisr", "جسر", "Most"}

    def test_arabic_names_differ_by_letters_and_not_by_stretching(self) -> None:
        found = index(partner("جسر"), partner("جـــسر"), partner("جسور"))
        assert [o.projects for o in found.organisations.values()] == [("p0", "p1"), ("p2",)]

    @given(names)
    def test_the_form_of_comparison_is_a_fixed_point(self, name: str) -> None:
        assert same_name(same_name(name)) == same_name(name)
        assert same_name(name)

    @given(st.lists(st.builds(lambda n, c: partner(n, country=c), names, countries), max_size=12), st.data())
    def test_the_order_of_projects_decides_no_id(self, partners: list[Partner], data: st.DataObject) -> None:
        one, two = index(*partners), index(*data.draw(st.permutations(partners)))
        assert [one.find(p) for p in partners] == [two.find(p) for p in partners]
        assert sum(len(o.projects) for o in one.organisations.values()) == len(partners)


class TestIds:
    @pytest.mark.parametrize(
        ("name", "country", "expected"),
        [
            ("Newschool", "NO", "newschool-no"),
            ("Newschool", None, "newschool"),
            ("Nordlys Forum", None, "nordlys-forum"),
        ],
    )
    def test_plain_names_stand_as_they_are(self, name: str, country: str | None, expected: str) -> None:
        assert partner_id(name, country) == expected

    @pytest.mark.parametrize(
        ("name", "beginning"),
        [
            ("Rīgas Domnīca", "rigas-domnica-lv-"),
            ("Spółdzielnia Łódź", "spoldzielnia-lodz-lv-"),
            (ARABIC, "p-lv-"),
            ("الأمل NGO", "ngo-lv-"),
            ("!?", "p-lv-"),
            ("\u202e", "p-lv-"),
            ("con", "con-lv-"),
            ("Newschool NO", "newschool-no-lv-"),
            ("x" * 500, "x" * 80 + "-lv-"),
            ("../../etc/passwd", "etc-passwd-lv-"),
        ],
    )
    def test_other_names_get_a_digest(self, name: str, beginning: str) -> None:
        identifier = partner_id(name, "LV")
        assert identifier.startswith(beginning)
        assert len(identifier) == len(beginning) + 10

    @given(names, countries)
    def test_an_id_is_an_id(self, name: str, country: str | None) -> None:
        assert is_identifier(partner_id(name, country))
        assert partner_id(unicodedata.normalize("NFD", name), country) == partner_id(name, country)

    @given(names, countries, names, countries)
    def test_two_organisations_never_share_one(self, n1: str, c1: str | None, n2: str, c2: str | None) -> None:
        assume((same_name(n1), c1) != (same_name(n2), c2))
        assert partner_id(n1, c1) != partner_id(n2, c2)

    small = st.text("abno 0123-é", min_size=1, max_size=14).filter(str.strip)

    @given(small, countries, small, countries)
    def test_not_even_names_that_look_like_endings(self, n1: str, c1: str | None, n2: str, c2: str | None) -> None:
        assume((same_name(n1), c1) != (same_name(n2), c2))
        assert partner_id(n1, c1) != partner_id(n2, c2)


class TestPages:
    PARTNERS = (
        '[{name: Newschool, town: Oslo, country: "NO"}, {name: "\\u202eevil", country: LV}, '
        f'{{name: {{ar: {ARABIC}, sv: "Al-Amal <i>&"}}, country: PS}}]'
    )

    @pytest.fixture
    def site(self, tmp_path: Path) -> dict[str, str]:
        source = make_site(
            tmp_path,
            {
                PROJECT: document("Text.\n", partners=self.PARTNERS),
                TRANSLATION: document("Tekst.\n", translated_from="sv"),
                "content/projects/beta/index.ar.md": document(
                    "نص\n", title="بيتا", partners=f"[{{name: {ARABIC}, country: PS}}]"
                ),
            },
        )
        report = build_site(source)
        assert not report.problems, explain(report.problems)
        return {
            path: content.decode() for path, content in published(source / "site").items() if not path.endswith(".css")
        }

    def test_every_partner_has_a_page_at_one_address_in_all_languages(self, site: dict[str, str]) -> None:
        pages = {language: partners_with_pages(site, language) for language in ("sv", "pl", "ar", "lv")}
        assert "newschool-no" in pages["sv"]
        assert len(pages["sv"]) == 3
        assert pages["sv"] == pages["pl"] == pages["lv"]
        assert len(pages["ar"] & pages["sv"]) == 1
        for identifier in pages["sv"]:
            assert f"/sv/partners/{identifier}/" in site["sitemap.xml"]

    def test_a_partner_page_lists_its_projects_that_the_language_has(self, site: dict[str, str]) -> None:
        (shared,) = partners_with_pages(site, "ar")
        assert "projects/alpha/" not in site[f"ar/partners/{shared}/index.html"]
        assert "/ar/projects/" in site[f"ar/partners/{shared}/index.html"]
        assert "/sv/projects/" in site[f"sv/partners/{shared}/index.html"]

    def test_a_language_without_projects_has_no_list_of_partners(self, tmp_path: Path) -> None:
        news = document("Nytt.\n")
        source = make_site(tmp_path, {PROJECT: None, TRANSLATION: None, "content/news/hello/index.sv.md": news})
        report = build_site(source)
        assert not report.problems, explain(report.problems)
        assert not [path for path in published(source / "site") if "/partners/" in path or "/overview/" in path]

    def test_a_page_of_that_name_is_a_collision_that_is_told(self, tmp_path: Path) -> None:
        source = make_site(
            tmp_path,
            {
                PROJECT: document("Text.\n", partners="[{name: Newschool}]"),
                "content/pages/partners/index.sv.md": document("Om.\n", title="Partner", slug="partners"),
            },
        )
        report = build_site(source)
        assert {problem.code for problem in report.problems} == {"address-taken"}


def partners_with_pages(site: Iterable[str], language: str) -> set[str]:
    """Return the ids of the partners that have a page in ``language``."""
    paths = (path.split("/") for path in site)
    return {parts[2] for parts in paths if parts[:2] == [language, "partners"] and len(parts) == 4}
