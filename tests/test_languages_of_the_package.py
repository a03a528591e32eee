"""Every language that comes with the package is complete: no string and no label of another language is on its pages.

The sites are built from the wheel alone. They have what the package knows of: every fact, every term of its
vocabularies, every kind of page and of entry, forms and replies. What they say is the name of their language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from babel import Locale
from babel.messages.pofile import read_po
from lxml import html

from tests.sites import Files, write
from tests.test_wheel import LOCK, ROOT, Environment, build_wheel, empty_environment
from vitrina.contract.facts import FACTS
from vitrina.contract.section_facts import FACTS_OF_TYPES
from vitrina.model import Facet, SectionType, sections

SITES = (("en", "uk", "nb"), ("de", "fr", "lt"), ("et", "he", "fa"), ("sv", "ar", "pl"), ("lv", "ar", "en"))
NOT_LATIN = ("uk", "he", "fa", "ar")
"""In these, words in Latin letters are names, or strings that nobody translated."""
every_site = pytest.mark.parametrize("languages", SITES, ids="-".join)

ADDRESSES = {"email": "anna@example.org", "phone": "+48 85 123 45 67"}
SEAT = {"town": "Oslo", "region": "podlaskie", "country": "NO"}
LINK = "https://example.com/x"
SHARED: Mapping[str, object] = {
    "town": "Oslo",
    "period": "2021-01-16/2023-01-15",
    "cost": "69419.00 EUR",
    "grant": "12.50 EUR",
    "partners": [{"name": "Newschool", "town": "Oslo", "country": "NO"}],
    "number": "MAC/041",
    "results": [{"value": 441, "term": "women"}, {"value": 3, "label": "x"}],
    "keywords": ["x"],
    "programme": "x",
    "call": "x",
    "funding": [{"funder": "fund", "amount": "69419.00 EUR", "share": 80}],
    "targets": [{"what": "x", "value": 120, "target": 100, "unit": "kilometer", "date": "2023-05"}],
    "milestones": [{"date": "2023-05", "text": "x"}],
    "documents": [{"title": "x", "link": LINK}, {"file": "x.txt"}],
    "video": LINK,
    "coordinator": {"name": "Newschool", **SEAT, **ADDRESSES, "link": LINK},
    "contact": {"name": "Anna Nowak", "role": "x", **ADDRESSES, "link": LINK},
    "website": LINK,
    "social": [LINK],
}
"""The facts of a project but for those with terms: they have all terms of the package, or one after another."""

OF_SECTIONS: Mapping[str, Mapping[str, object]] = {
    "events": {
        "start": "2026-03-05 17:30",
        "end": "2026-03-06 19:00",
        "place": {"name": "x", "town": "Oslo", "country": "NO", "point": [53.13, 23.16]},
        "website": LINK,
        "project": ["one", "two"],
    },
    "people": {
        "role": "x",
        "organisation": {"name": "Newschool", **SEAT, "link": LINK},
        **ADDRESSES,
        "website": LINK,
        "project": "one",
    },
    "organisations": {**SEAT, **ADDRESSES, "website": LINK, "project": "one"},
}


def terms_of(facet: Facet) -> list[str]:
    if facet.vocabulary == "funders":
        return ["fund"]
    return list(yaml.safe_load((ROOT / f"vitrina/vocabularies/{facet.vocabulary}.yml").read_text("utf-8")))


def projects() -> dict[str, dict[str, object]]:
    """Return the facts of the projects: all of those that come with the package, and all terms."""
    facts: dict[str, dict[str, object]] = {name: dict(SHARED) for name in ("one", "two", "three", "four", "five")}
    for fact in FACTS[sections.PROJECTS]:
        if isinstance(fact, Facet):
            terms = terms_of(fact)
            for number, project in enumerate(facts.values()):
                project[fact.key] = terms if fact.has_many else terms[number % len(terms)]
    facts["two"]["period"], facts["three"]["period"] = "2024/..", "../2019-03"
    return facts


def site_in(languages: tuple[str, ...]) -> Files:
    """Return the files of a site in these languages."""
    names = {code: Locale.parse(code).display_name for code in languages}
    settings = {
        "title": names,
        "description": names,
        "base_url": "https://example.org/",
        "languages": {code: {} for code in languages},
        "organisation": {"name": "Newschool", "url": LINK, "email": "anna@example.org"},
        "sections": {name: {} for name in OF_SECTIONS},
        "forms": {"privacy": "privacy", "reply": {"email": "anna@example.org"}, "newsletter": {"action": LINK}},
    }
    documents: dict[str, Mapping[str, object]] = {f"projects/{name}": facts for name, facts in projects().items()}
    documents |= {f"{section}/entry": facts for section, facts in OF_SECTIONS.items()}
    documents["news/post"] = {"project": "one", "date": "2024-10-02"}
    documents |= {f"pages/{name}": {} for name in ("home", "about", "about/more", "privacy")}
    files: dict[str, str] = {
        "content/site.yml": dumped(settings),
        "content/news/post/replies/anna.yml": dumped({"name": "Anna", "date": "2024-10-03", "text": "1"}),
        "i18n/vocabularies/funders.yml": dumped({"fund": {"labels": "Newschool", "url": LINK}}),
        **{f"content/projects/{name}/x.txt": "x" for name in projects()},
    }
    for folder, facts in documents.items():
        for code, name in names.items():
            own = facts if code == languages[0] else {"translated_from": languages[0]}
            front = dumped({"title": name, "summary": name, **own})
            files[f"content/{folder}/index.{code}.md"] = f"---\n{front}---\n{name}.\n\n| {name} |\n| --- |\n| 1 |\n"
    return files


def dumped(values: Mapping[str, object]) -> str:
    """Return YAML with the values in JSON, which is YAML, too."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), html.document_fromstring(file.read_bytes())


def in_other_languages(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the elements of a page that say another language, but for names of languages and links to them."""
    language = page.get("lang")
    for element in page.xpath("//body//*[@lang]"):
        is_name = element.xpath("ancestor-or-self::a[@hreflang] | ancestor-or-self::nav[@class='vt-languages']")
        if element.get("lang") != language and not is_name:
            yield element.get("lang"), element.text_content()


def latin_words(page: html.HtmlElement) -> set[str]:
    foreign = "(@lang and not(self::html)) or self::bdi[@dir='ltr'] or self::textarea"  # which holds HTML to copy
    texts = page.xpath(f"//body//text()[not(ancestor::*[{foreign}])]")
    attributes = page.xpath("//body//@aria-label | //body//@alt | //body//@title")
    return set(re.findall("[A-Za-z]{2,}", re.sub(r"https:\S+", "", " ".join((*texts, *attributes)))))


def known_words(language: str) -> set[str]:
    """Return the words in Latin letters that the sites say, and those that translations have."""
    said = re.findall("[A-Za-z]{2,}", dumped({**SHARED, **OF_SECTIONS}))
    with (ROOT / f"i18n/visitors/{language}.po").open("rb") as file:
        translations = " ".join(str(message.string) for message in read_po(file))
    return {*said, *re.findall("[A-Za-z]{2,}", translations), "TXT", "CSV", "JSON", "Facebook", "LinkedIn", "WhatsApp"}


def test_the_sites_have_every_fact_and_every_language_of_the_package() -> None:
    for facts in projects().values():
        assert facts.keys() == {fact.key for fact in FACTS[sections.PROJECTS]}
    for section, facts in OF_SECTIONS.items():
        assert facts.keys() == {fact.key for fact in FACTS_OF_TYPES[SectionType(section)]}
    catalogues = {file.stem for file in (ROOT / "i18n/visitors").glob("*.po")}
    assert {code for languages in SITES for code in languages} == {"en", *catalogues}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Return an environment with the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("languages")
    found = empty_environment(folder / "environment")
    found.install("--require-hashes", "--requirement", str(LOCK))
    found.install("--no-deps", str(build_wheel(folder)))
    return found


@pytest.mark.network
@every_site
def test_no_string_is_in_another_language(environment: Environment, tmp_path: Path, languages: tuple[str, ...]) -> None:
    source = write(tmp_path, site_in(languages))
    environment.run("vitrina", "build", "--source", str(source), "--strict")  # so no warning of missing translations
    found = dict(pages(source / "site"))
    assert len(found) > 300
    for path, page in found.items():
        if path.partition("/")[0] in languages:
            assert list(in_other_languages(page)) == [], path
            if page.get("lang") in NOT_LATIN:
                assert latin_words(page) - known_words(page.get("lang")) == set(), path
    for language in languages:
        data = json.loads((source / f"site/{language}/projects/search.json").read_bytes())
        texts = [
            *data["words"].values(),
            *data["words"]["projects"].values(),
            *(facet["label"] for facet in data["facets"]),
        ]
        assert [text for text in texts if isinstance(text, list)] == []
        values = [value for facet in data["facets"] for value in facet["values"]]
        assert [value for value in values if value[2:3] not in ([], [""])] == []
