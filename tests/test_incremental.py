"""What an incremental build leaves is what a clean one makes, byte for byte and problem for problem, whatever happened.

The walks below make one change after another: to what people wrote, to the output, to the store. After each the site is
built twice, once over what is there and once from nothing, and the two are compared. ``VITRINA_WALKS=200`` makes the
walks longer than the few steps of an ordinary run.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import (
    ROOT,
    THEME,
    VOCABULARY,
    build_site,
    document,
    explain,
    make_site,
    published,
    write,
)
from vitrina.fences import end_of_front
from vitrina.incremental import Situation
from vitrina.survey import digest
from vitrina.wording import token_of, wording

WALKS = int(os.environ.get("VITRINA_WALKS", "3"))
STEPS = 25

IDS = ("alpha", "beta", "gamma", "delta")
LANGUAGES = ("sv", "ar", "pl", "lv")
HOME = "content/pages/home/index.sv.md"

BODIES = (
    "",
    "Text.\n",
    "# Rubrik\n\nText med *betoning*.\n",
    "[En annan](../beta/index.sv.md)\n",
    "[Hit](../alpha/)\n\nOch <b>hit</b>.\n",
    "[Nyhet](../../news/hello/index.sv.md) och [bild](bild.png)\n",
    "Fotnot[^1]\n\n[^1]: Här.\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "نص عربي طويل.\n",
    "---\ntitle: inte här\n---\n",
)


def body_template(text: str) -> str:
    return '{% extends "body.html" %}{% block main %}{{ super() }}' + text + "{% endblock %}"


TEMPLATES = (
    '{% extends "body.html" %}',
    body_template('{% include "parts/note.html" ignore missing %}'),
    body_template('{% include ["parts/other.html", "parts/note.html"] ignore missing %}'),
    body_template('{% include "parts/" ~ page.kind ~ ".html" ignore missing %}'),
    body_template('{{ gettext("Projects") }} {{ 1234|number }}'),
    body_template("{% trans %}News{% endtrans %} {{ page.title|plain }}"),
)


class Walk:
    """A site, its output, and the changes that can happen to them."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        files = {
            "content/projects/beta/index.sv.md": document("Beta.\n", title="Beta", region="podlaskie"),
            HOME: document("Hej.\n", title="Hem"),
            f"{THEME}/templates/project.html": TEMPLATES[1],
        }
        self.source = make_site(folder / "source", files)
        self.output = folder / "site"
        self.folder = folder
        self.chance = chance
        self.changes: list[tuple[Callable[[], None], int]] = [
            (self.write_body, 8),
            (self.write_document, 5),
            (self.delete_document, 2),
            (self.rename_entry, 1),
            (self.translate, 3),
            (self.write_template, 3),
            (self.write_include, 3),
            (self.write_term, 2),
            (self.write_catalogue, 2),
            (self.write_settings, 1),
            (self.write_attachment, 2),
            (self.write_style, 1),
            (self.go_back, 2),
        ]
        self.accidents: list[tuple[Callable[[], None], int]] = [
            (self.edit_output, 3),
            (self.delete_output, 3),
            (self.damage_store, 3),
            (self.delete_store, 1),
            (self.killed, 1),
        ]
        self.past: list[tuple[Path, bytes]] = []

    def step(self) -> str:
        kinds = self.accidents if self.chance.random() < 0.2 else self.changes
        count = 1 if kinds is self.accidents else self.chance.choice((1, 1, 1, 2, 3))
        chosen = self.chance.choices([change for change, _ in kinds], [weight for _, weight in kinds], k=count)
        for change in chosen:
            change()
        return ", ".join(change.__name__ for change in chosen)

    def put(self, path: str, content: str | bytes | None) -> None:
        file = self.source / path
        if file.is_file():
            self.past.append((file, file.read_bytes()))
        if content is not None or file.is_file():
            write(self.source, {path: content})

    def document(self) -> Path:
        return self.chance.choice(sorted((self.source / "content").glob("*/*/index.*.md")))

    def shown(self, file: Path) -> str:
        return file.relative_to(self.source).as_posix()

    def write_body(self) -> None:
        file = self.document()
        front = file.read_text("utf-8").split("\n---\n", 1)[0]
        self.put(self.shown(file), f"{front}\n---\n{self.chance.choice(BODIES)}{self.chance.choice(('', 'Mer.'))}")

    def write_document(self) -> None:
        language = self.chance.choice(LANGUAGES)
        fields = {"title": self.chance.choice(("Alfa", "Beta", "Ö-projekt", "مشروع"))}
        if self.chance.random() < 0.3:
            fields["slug"] = self.chance.choice(("ett", "två", "tre"))
        if self.chance.random() < 0.3:
            fields["date"] = self.chance.choice(("2024", "2024-10", "2025-01-31"))
        if self.chance.random() < 0.2:
            fields["draft"] = "yes"
        kind = self.chance.choice(("projects", "projects", "news", "pages"))
        if kind == "projects" and self.chance.random() < 0.5:
            fields["region"] = self.chance.choice(("podlaskie", "warsaw", "nowhere"))
            fields["cost"] = self.chance.choice(("1 EUR", "69419.00 EUR"))
        name = self.chance.choice(IDS) if kind == "projects" else self.chance.choice(("hello", "about", "home"))
        self.put(f"content/{kind}/{name}/index.{language}.md", document(self.chance.choice(BODIES), **fields))

    def delete_document(self) -> None:
        self.put(self.shown(self.document()), None)

    def rename_entry(self) -> None:
        entry = self.document().parent
        there = entry.with_name(self.chance.choice(IDS))
        if not there.exists():
            entry.rename(there)

    def translate(self) -> None:
        """Say which wording a translation was made from, so that an edit of the original puts it behind."""
        original = self.document()
        language = original.name.split(".")[1]
        other = self.chance.choice([code for code in LANGUAGES if code != language])
        front, _, body = original.read_text("utf-8").partition("\n---\n")
        title = front.partition("title: ")[2].partition("\n")[0]
        known = token_of(wording(title, None, body))
        made = document("Översatt.\n", title="Översatt", translated_from=f"{language} {known}")
        self.put(self.shown(original.with_name(f"index.{other}.md")), made)

    def write_template(self) -> None:
        name = self.chance.choice(("project", "page", "home", "term"))
        self.put(f"{THEME}/templates/{name}.html", self.chance.choice(TEMPLATES))

    def write_include(self) -> None:
        name = self.chance.choice(("note", "other", "project", "home"))
        text = self.chance.choice(("Obs!", "Obs {{ page.url }}", None))
        self.put(f"{THEME}/templates/parts/{name}.html", text)

    def write_term(self) -> None:
        label = self.chance.choice(("Podlasie", "Podlachien", "Podlaskie"))
        labels = "".join(f"    {code}: {label}\n" for code in LANGUAGES)
        self.put(VOCABULARY, f"podlaskie:\n  labels:\n{labels}" if self.chance.random() < 0.8 else None)

    def write_catalogue(self) -> None:
        language = self.chance.choice(LANGUAGES)
        word = self.chance.choice(("Projekt", "Arbeten", "Verk"))
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        self.put(f"i18n/{language}.po", f'{header}\nmsgid "Projects"\nmsgstr "{word}"\n')

    def write_settings(self) -> None:
        file = self.source / "content/site.yml"
        text = file.read_text("utf-8")
        old, new = self.chance.choice(
            (("Prov", "Försök"), ("Försök", "Prov"), ("[sv, pl]", "[pl]"), ("[pl]", "[sv, pl]"))
        )
        self.put("content/site.yml", text.replace(old, new))

    def write_attachment(self) -> None:
        content = self.chance.choice((b"bild", b"en annan bild", None))
        self.put(f"{self.shown(self.document().parent)}/bild.png", content)

    def write_style(self) -> None:
        self.put(
            f"{THEME}/static/style.css", self.chance.choice(("main { display: block }\n", "main { color: red }\n"))
        )

    def go_back(self) -> None:
        if self.past:
            file, content = self.chance.choice(self.past)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def files_of_output(self) -> list[Path]:
        return sorted(file for file in self.output.rglob("*") if file.is_file() and ".vitrina" not in file.parts)

    def edit_output(self) -> None:
        for file in self.chance.sample(self.files_of_output(), min(2, len(self.files_of_output()))):
            file.write_bytes(file.read_bytes() + b"edited by hand")

    def delete_output(self) -> None:
        for file in self.chance.sample(self.files_of_output(), min(2, len(self.files_of_output()))):
            file.unlink()

    def damage_store(self) -> None:
        kept = sorted((self.source / ".vitrina").glob("*"))
        for file in self.chance.sample(kept, min(2, len(kept))):
            content = file.read_bytes()
            half = content[: len(content) // 2]
            file.write_bytes(self.chance.choice((b"", half, half + b"x" + content[len(half) + 1 :], b"garbage" * 9)))

    def delete_store(self) -> None:
        shutil.rmtree(self.source / ".vitrina", ignore_errors=True)

    def killed(self) -> None:
        self.write_body()
        kill_build(self.source, self.output, self.chance.uniform(0.2, 0.8))

    def compare(self, what: str) -> None:
        """Build over what is there and from nothing, and compare; a build that fails leaves what was there."""
        before = published(self.output) if self.output.exists() else {}
        report = build_site(self.source, self.output)
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.source, clean / "source", ignore=shutil.ignore_patterns(".vitrina"))
        expected = build_site(clean / "source", clean / "site")
        assert explain(report.problems) == explain(expected.problems), what
        assert report.exit_code == expected.exit_code, what
        wanted = published(clean / "site") if expected.exit_code == 0 else before
        now = published(self.output) if self.output.exists() else {}
        assert sorted(now) == sorted(wanted), what
        assert [path for path in wanted if now[path] != wanted[path]] == [], what


def kill_build(source: Path, output: Path, after: float) -> bool:
    """Start a build in a process of its own and kill it; tell whether it was still running."""
    command = [sys.executable, "-m", "vitrina", "--source", str(source), "--output", str(output), "--quiet"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("seed", range(WALKS))
def test_an_incremental_build_leaves_what_a_clean_one_makes(seed: int, tmp_path: Path) -> None:
    walk = Walk(tmp_path, random.Random(seed))
    walk.compare("the first build")
    for number in range(STEPS):
        walk.compare(f"step {number}: {walk.step()}")


IGNORED = {
    "bodies": ("vitrina.survey.divided", lambda data: (digest(data[: end_of_front(data)]), "same")),
    "front matter": ("vitrina.survey.divided", lambda data: ("same", digest(data[end_of_front(data) :]))),
    "contexts": ("vitrina.press.fingerprint", lambda _: "same"),
    "included templates": ("vitrina.closures.Closures._look_up", lambda *_: ("same", frozenset())),
    "where links lead": ("vitrina.views.bodies._is_told_the_same", lambda *_: True),
    "the words of a note": ("vitrina.views.bodies.key_of_prose", lambda *_: "same"),
    "what stands in the output": ("vitrina.building.look_again", lambda situation, *_: wanted_of(situation)),
}
"""Engines that ignore one input: each has to be caught by the walks, or they prove nothing."""


def wanted_of(situation: Situation) -> dict[str, str]:
    pages = situation.old.pages if situation.old is not None else {}
    return {path: record.content for path, record in pages.items()}


@pytest.mark.parametrize(("place", "ignoring"), IGNORED.values(), ids=IGNORED)
def test_a_walk_notices_an_engine_that_ignores_something(
    place: str, ignoring: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, ignoring)
    with pytest.raises(AssertionError):  # noqa: PT012 (whichever step it is)
        for seed in range(20):
            walk = Walk(tmp_path / str(seed), random.Random(seed))
            walk.compare("the first build")
            for _ in range(STEPS):
                walk.compare(walk.step())
