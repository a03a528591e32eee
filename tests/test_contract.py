"""The content contract: one declaration, and everything that is made from it says the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.pictures import JPEG
from tests.sites import PROJECT, ROOT, TRANSLATION, build_site, document, make_site, write
from vitrina.content.config import read_config
from vitrina.contract import documents as contract
from vitrina.contract.documents import document_keys
from vitrina.contract.facts import FACTS
from vitrina.contract.keys import Keys, SchemaContext, read_keys
from vitrina.contract.reference import reference
from vitrina.contract.schemas import Subject, files_of, json_schema, keys_of, title_of
from vitrina.languages.data_files import DATA_FOLDER
from vitrina.model import sections
from vitrina.problems import Problem, Problems
from vitrina.reading.fields import FieldReader
from vitrina.reading.yaml import parse
from vitrina.reporting.translator import IN_ENGLISH
from vitrina.scaffold.existing_site import ExistingSite

REFERENCE = ROOT / "docs/keys.md"
INTRODUCTION = """\
# Reference of all keys

`make reference` generates this page from `vitrina/contract/`, which also validates the content. `vitrina schema
--format markdown --ui-language sv` prints it in Swedish; `ar`, `pl` and `lv` work, too.

"""


def found(source: Path) -> tuple[Problem, ...]:
    return build_site(source).problems


every_subject = pytest.mark.parametrize("subject", list(Subject))


class EditorsLoader(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, where ``no`` and ``2021-01-16`` are texts."""


EditorsLoader.yaml_implicit_resolvers = {
    letter: [
        (tag, re.compile("true|True|TRUE|false|False|FALSE") if tag.endswith("bool") else pattern)
        for tag, pattern in resolvers
        if not tag.endswith("timestamp") and not (tag.endswith("bool") and letter not in "tTfF")
    ]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_editors_read(text: str) -> object:
    return yaml.load(text, EditorsLoader)


def front_matter(file: Path) -> str:
    return file.read_text("utf-8").split("---\n")[1]


def surroundings_of(source: Path) -> SchemaContext:
    site = ExistingSite.read(source, IN_ENGLISH)
    assert site is not None
    return site.schema_context("sv")


@pytest.fixture(scope="module")
def demo() -> SchemaContext:
    return surroundings_of(ROOT)


def complaints(schema: Mapping[str, object], text: str) -> list[str]:
    return [error.message for error in Draft7Validator(schema).iter_errors(as_editors_read(text))]


@every_subject
def test_a_schema_is_a_schema_and_explains_every_key(subject: Subject, demo: SchemaContext) -> None:
    schema = json_schema(subject, demo)
    Draft7Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    mapping = schema
    if subject is Subject.FACTS:
        mapping = mapping["properties"]["facts"]  # type: ignore[index]
    if subject in (Subject.VOCABULARY, Subject.FACTS):
        mapping = next(iter(mapping["patternProperties"].values()))  # type: ignore[attr-defined]
    assert list(mapping["properties"]) == [key.name for key in keys_of(subject, demo)]  # type: ignore[call-overload]
    assert all(value["description"] for value in mapping["properties"].values())  # type: ignore[attr-defined, call-overload]


@every_subject
def test_the_demo_content_meets_its_schemas(subject: Subject, demo: SchemaContext) -> None:
    schema = json_schema(subject, demo)
    files = sorted(DATA_FOLDER.glob("*.yml") if subject is Subject.LANGUAGE else ROOT.glob(files_of(subject, demo)))
    assert files or subject in (Subject.REPLY, Subject.FACTS, Subject.IMPORT)
    for file in files:
        text = front_matter(file) if file.suffix == ".md" else file.read_text("utf-8")
        assert complaints(schema, text) == [], file


TEMPLATE_ERRORS = {
    "an unknown key": "titel: Vatten",
    "a term that is none": "region: atlantis",
    "two terms where one fits": "scope: [local, national]",
    "a term twice": "target_groups: [women, women]",
    "a day first": "date: 16.01.2021",
    "a period of words": "period: last year",
    "an amount without a currency": "cost: 500",
    "a decimal comma": "grant: 69419,00 EUR",
    "a flag that is none": "draft: maybe",
    "a flag between quotes": 'draft: "true"',
    "a number between quotes": 'results: [{value: "441", label: kvinnor}]',
    "a number with a separator": "results: [{value: 1 250, label: kvinnor}]",
    "a partner without a name": "partners: [{town: Oslo}]",
    "a country by its name": "partners: [{name: Newschool, country: Norge}]",
    "an unknown key of a partner": "partners: [{name: Newschool, city: Oslo}]",
    "a list for a text": "number: [1, 2]",
    "a language that is none": "town: {de: Riga}",
    "a slug with a space": "slug: min sida",
    "an original in no language": "translated_from: xx",
}


@pytest.mark.parametrize("name", TEMPLATE_ERRORS)
def test_editors_and_builds_see_the_same_mistakes(name: str, tmp_path: Path) -> None:
    line = TEMPLATE_ERRORS[name]
    source = make_site(tmp_path, {PROJECT: f"---\ntitle: Vatten\n{line}\n---\n", TRANSLATION: None})
    schema = json_schema(Subject.PROJECT, surroundings_of(ROOT))
    assert complaints(schema, f"title: Vatten\n{line}\n"), "the editor is silent"
    assert [problem for problem in found(source) if problem.location.line == 3], "the build is silent"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20)
VALUES = st.one_of(
    TEXTS,
    st.integers(-10, 10**6),
    st.booleans(),
    st.sampled_from(
        [
            "2021",
            "2021-01",
            "2021-01-16",
            "2021/2022",
            "../2024-10",
            "5 EUR",
            "0.50 SEK",
            "women",
            "local",
            "no",
            "1.10",
        ]
    ),
    st.lists(st.sampled_from(["women", "migrants", "local", "podlaskie"]), max_size=3),
    st.dictionaries(st.sampled_from(["sv", "ar", "pl", "lv", "start", "end", "file"]), TEXTS, min_size=1, max_size=2),
    st.lists(
        st.dictionaries(
            st.sampled_from(["name", "town", "country", "value", "label", "term"]), st.one_of(TEXTS, st.integers(0, 99))
        ),
        max_size=2,
    ),
)
NAMES = [key.name for key in document_keys(FACTS)[sections.PROJECTS].all if key is not contract.NOT_TRANSLATED]
"""All keys but one: which languages can be left out is checked beside the other versions."""


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # the countries of the vocabulary of regions
@given(st.dictionaries(st.sampled_from([*NAMES, "titel"]), VALUES, max_size=2))
def test_an_editor_never_refuses_what_a_build_accepts(demo: SchemaContext, values: dict[str, object]) -> None:
    """Whatever the schema complains about is a problem for the build, too: nobody is led astray while typing."""
    text = yaml.safe_dump({"title": "Vatten", **values}, allow_unicode=True, sort_keys=False)
    problems = Problems()
    fields = parse(text, "index.sv.md", problems)
    if fields is not None:
        reader = FieldReader(fields, problems, demo.languages)
        read_keys(demo.documents[sections.PROJECTS].all, reader, demo)
        reader.finish()
    if problems.errors == 0 and "not_translated" not in values:  # whose languages are checked later
        assert complaints(json_schema(Subject.PROJECT, demo), text) == []


def test_the_reference_in_the_docs_is_the_contract(demo: SchemaContext, request: pytest.FixtureRequest) -> None:
    text = INTRODUCTION + "\n".join(reference(subject, demo) for subject in Subject)
    if request.config.getoption("--refresh-golden"):
        REFERENCE.write_text(text, "utf-8")
    assert REFERENCE.read_text("utf-8") == text, "run “make reference”"


def all_keys(keys: Keys) -> Keys:
    return tuple(inner for key in keys for inner in (key, *all_keys(key.shape.inner)))


@every_subject
def test_every_key_is_in_the_reference(subject: Subject, demo: SchemaContext) -> None:
    text = reference(subject, demo)
    assert text.startswith(f"## {title_of(subject).text()}\n")
    for key in all_keys(keys_of(subject, demo)):
        assert f"| `{key.name}` | {key.purpose.text()}" in text


def test_every_example_of_the_reference_is_accepted(tmp_path: Path) -> None:
    """Each example stands alone in a project or a post of the demo site's vocabularies; pictures are beside it."""
    facts = {fact.key: fact.example for fact in FACTS[sections.PROJECTS]}
    prose = {key.name: key.example for key in contract.PROSE if key is not contract.TRANSLATED_FROM}
    prose["image"] = contract.IMAGE.example.replace("…", "text")
    source = make_site(tmp_path, {TRANSLATION: None, PROJECT: document(**{**prose, **facts})})
    write(source, {f"i18n/vocabularies/{file.name}": file.read_bytes() for file in vocabularies()})
    write(source, {"content/projects/alpha/group.jpg": JPEG})
    write(source, {"content/projects/moc-kobiet/index.pl.md": "---\ntitle: Moc kobiet\n---\n"})
    write(source, {"content/news/hello/index.sv.md": "---\ntitle: Hej\nproject: moc-kobiet\n---\n"})
    assert [problem.line() for problem in found(source)] == []


def vocabularies() -> list[Path]:
    return sorted((ROOT / "i18n/vocabularies").glob("*.yml"))


def test_a_language_can_be_prepared_before_it_is_published(tmp_path: Path) -> None:
    """A draft language needs no labels and no pages; its texts are checked, and nothing of it is published."""
    text = "title: Prov\nbase_url: https://example.org/\nlanguages: {sv: {}, et: {draft: true}}\ntheme: bare\n"
    estonian = PROJECT.replace(".sv.", ".et.")
    files: dict[str, str | bytes | None] = {"content/site.yml": text, estonian: document(translated_from="sv")}
    source = make_site(tmp_path, {**files, TRANSLATION: None})
    for name in ("ar", "pl", "lv"):
        (source / f"i18n/{name}.po").unlink()
    assert [problem.line() for problem in found(source)] == []
    config = read_config(source, None, Problems())
    assert config is not None
    assert (list(config.languages), list(config.drafts)) == (["sv"], ["et"])
    write(source, {estonian: document(translated_from="sv", cost="5")})
    assert [(problem.location.path, problem.code) for problem in found(source)] == [(estonian, "not-money")]


def test_a_site_needs_a_language_that_is_published(tmp_path: Path) -> None:
    text = "title: Prov\nbase_url: https://example.org/\nlanguages: {sv: {draft: true}}\ntheme: bare\n"
    source = make_site(tmp_path, {"content/site.yml": text})
    assert [(str(problem.location), problem.code) for problem in found(source)] == [
        ("content/site.yml:3", "no-published-language")
    ]
