"""A site for benchmarks: any number of projects in four languages, reproducible byte by byte.

    python bench/corpus.py --projects 250 --out FOLDER

Project number i does not depend on the number of projects. A page has about 3.5 kB of source: front matter, headings,
paragraphs with a few emphasised words and a link, a list and a picture. Fifteen of a hundred projects lack one or two
languages, so that some pages are shown in a fallback language. The site has no theme and no catalogues of its own.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from words import (
    ACTIVITIES,
    CURRENCIES,
    LANGUAGES,
    PARTNERS,
    REGIONS,
    SLUG_WORDS,
    STATUSES,
    TARGET_GROUPS,
    TITLES,
    WORDS,
)

SEED = "vitrina"
INCOMPLETE = 0.15
"""The share of projects that lack one or two languages."""

BODY = 3000
"""The approximate size of a body in bytes (UTF-8): paragraphs are added up to this size or to fourteen blocks."""

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the corpus: its path below the site's folder, and its bytes."""

    path: str
    content: bytes


def files(projects: int) -> Iterator[File]:
    """Yield the files of a site with this number of projects."""
    yield _text("content/site.yml", _site())
    yield File(path="content/static/img/shared.png", content=PICTURE)
    for name, ids in (("regions", REGIONS), ("target_groups", TARGET_GROUPS), ("activity_types", ACTIVITIES)):
        yield _text(f"i18n/vocabularies/{name}.yml", _vocabulary(name, ids))
    for number in range(1, projects + 1):
        yield from _project(number)


def write(projects: int, folder: Path) -> tuple[int, int]:
    """Write a site with this number of projects to ``folder``; return the number of files and of bytes."""
    count = size = 0
    for file in files(projects):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        count, size = count + 1, size + len(file.content)
    return count, size


def identifier(number: int) -> str:
    """Return the id of the project ``number``, counted from 1."""
    return f"p{number:05d}"


def _text(path: str, text: str) -> File:
    return File(path=path, content=text.encode())


def _json(value: object) -> str:
    """Return ``value`` on one line of JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)


def _site() -> str:
    languages: Mapping[str, object] = {language: {} for language in LANGUAGES}
    return (
        f"title: {_json(TITLES)}\nbase_url: https://example.org/bench/\n"
        f"default_language: {LANGUAGES[0]}\nlanguages: {_json(languages)}\n"
    )


def _vocabulary(name: str, ids: Sequence[str]) -> str:
    entries = []
    for term in ids:
        labels = {
            language: _phrase(Random(f"{SEED}/{name}/{term}/{language}"), language, 1, 2) for language in LANGUAGES
        }
        entries.append(f"{term}:\n  labels: {_json(labels)}\n")
    return "".join(entries)


def _project(number: int) -> Iterator[File]:
    random = Random(f"{SEED}/{number}")
    lacking = random.sample(LANGUAGES, random.randint(1, 2)) if random.random() < INCOMPLETE else []
    versions = [language for language in LANGUAGES if language not in lacking]
    original = versions[number % len(versions)]
    slug = "-".join((identifier(number), *random.sample(SLUG_WORDS, 2)))
    first = date(2015, 1, 1) + timedelta(days=random.randrange(3600))
    facts = _facts(random, first)
    for language in versions:
        own = Random(f"{SEED}/{number}/{language}")
        lines = [
            f"title: {_json(_phrase(own, language, 3, 7))}",
            f"summary: {_json(_sentence(own, language, 12, 18))}",
            f"slug: {slug}",
            f"date: {first.isoformat()}",
            *(facts if language == original else [f"translated_from: {original}"]),
        ]
        front_matter = "\n".join(lines)
        yield _text(
            f"content/projects/{identifier(number)}/index.{language}.md",
            f"---\n{front_matter}\n---\n\n{_body(own, language, slug)}",
        )


def _facts(random: Random, published: date) -> list[str]:
    status = random.choice(STATUSES)
    return [
        f"region: {random.choice(REGIONS)}",
        f"period: {_period(random, status, published)}",
        f"cost: {random.randrange(20_000, 9_000_000)} {random.choice(CURRENCIES)}",
        f"status: {status}",
        f"target_groups: {_json(random.sample(TARGET_GROUPS, random.randint(1, 3)))}",
        f"activity_types: {_json(random.sample(ACTIVITIES, random.randint(1, 3)))}",
        "partners:",
        *(f"  - {{name: {_json(name)}}}" for name in random.sample(PARTNERS, random.randint(1, 4))),
    ]


def _period(random: Random, status: str, published: date) -> str:
    """Return a period that agrees with ``status``, whatever the current date."""
    begin = published - timedelta(days=random.randrange(500, 1500))
    if status == "planned":
        begin = begin.replace(year=begin.year + 100, day=1)
    end = begin + timedelta(days=random.randrange(100, 500))
    return f"{begin.isoformat()}/{'..' if status == 'ongoing' else end.isoformat()}"


def _body(random: Random, language: str, slug: str) -> str:
    blocks = [
        _paragraph(random, language),
        f"## {_phrase(random, language, 2, 5)}",
        _paragraph(random, language, is_emphasised=True),
        "\n".join(f"- {_phrase(random, language, 3, 7)}" for _ in range(4)),
        _paragraph(random, language, link=f"https://www.example.org/{slug}"),
        f"![{_phrase(random, language, 2, 4)}](/img/shared.png)",
        f"## {_phrase(random, language, 2, 5)}",
    ]
    least, most = len(blocks) + 5, len(blocks) + 7
    while len(blocks) < least or (len(blocks) < most and len("\n\n".join(blocks).encode()) < BODY):
        blocks.append(_paragraph(random, language, is_emphasised=len(blocks) == least - 3))
    return "\n\n".join(blocks) + "\n"


def _paragraph(random: Random, language: str, *, is_emphasised: bool = False, link: str | None = None) -> str:
    sentences = [_words(random, language, 6, 13) for _ in range(random.randint(3, 5))]
    if is_emphasised:
        sentences[0][2:5] = [f"**{' '.join(sentences[0][2:5])}**"]
        sentences[1][3] = f"*{sentences[1][3]}*"
    if link is not None:
        sentences[1][2:4] = [f"[{' '.join(sentences[1][2:4])}]({link})"]
    return " ".join(f"{' '.join(words)}." for words in sentences)


def _sentence(random: Random, language: str, least: int, most: int) -> str:
    return f"{_phrase(random, language, least, most)}."


def _phrase(random: Random, language: str, least: int, most: int) -> str:
    return " ".join(_words(random, language, least, most))


def _words(random: Random, language: str, least: int, most: int) -> list[str]:
    first, *others = random.choices(WORDS[language], k=random.randint(least, most))
    return [first.capitalize(), *others]


def main() -> None:
    """Write a corpus with the options of the command line."""
    parser = argparse.ArgumentParser(description="Write a site to measure with; the same bytes every time.")
    parser.add_argument("--projects", type=int, required=True, metavar="N")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    arguments = parser.parse_args()
    count, size = write(arguments.projects, arguments.out)
    print(f"{arguments.projects} projects, {count} files, {size} bytes of source")


if __name__ == "__main__":
    main()
