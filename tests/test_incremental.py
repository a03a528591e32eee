"""What an incremental build leaves is what a clean one makes, byte for byte and problem for problem, whatever happened.

The walks below make one change after another: to what people wrote, to the output, to the store. After each the site is
built twice, once over what is there and once from nothing, and the two are compared. ``VITRINA_WALKS=200`` makes the
walks longer than the few steps of an ordinary run.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import PNG, drawn, saved
from tests.sites import (
    PAGE,
    POST,
    ROOT,
    THEME,
    TODAY,
    VOCABULARY,
    Files,
    build_site,
    document,
    explain,
    make_site,
    published,
    write,
)
from vitrina.cli import main as cli
from vitrina.content.documents import _split
from vitrina.disk.output import Output
from vitrina.disk.whole_files import read_with_status
from vitrina.options import BuildOptions
from vitrina.pipeline import build
from vitrina.problems import Problems
from vitrina.reading.front_matter import body_of, end_of_front
from vitrina.reading.text import decode
from vitrina.render import update
from vitrina.render.page_updater import PageUpdater
from vitrina.state import engine_digest as engine
from vitrina.state.decide import Cause
from vitrina.values.fingerprints import Fingerprints, digest_of, fingerprint
from vitrina.values.revisions import token_of, wording
from vitrina.views.values import Text
from vitrina.workers import share

pytestmark = pytest.mark.usefixtures("small_package")

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
    "![Bilden][b] och `[en till](bild.png)`\n\n[b]: bild.png\n",
    "[Betas bild](../beta/bild.png)\n",
    "`[bild](bild.png)`\n",
    "[Fil](fil.txt) ![Film](film.mp4)\n",
    "`[Fil](fil.txt)` [Film](film.mp4)\n",
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


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a cache folder of its own, and so have the processes that it starts."""
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "cache"))


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
            (self.edit_in_disguise, 3),
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
        if self.chance.random() < 0.1:
            fields["image"] = "bild.png"
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
        content = self.chance.choice((PNG, saved(drawn(600, 20), "PNG"), None))
        folder = self.shown(self.document().parent)
        self.put(f"{folder}/bild.png", content)
        for name in ("fil.txt", "film.mp4", "film.vtt"):
            self.put(f"{folder}/{name}", self.chance.choice((b"fil", b"en annan fil", None)))

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

    def edit_in_disguise(self) -> None:
        """Change files of the content and of the output so that their sizes and dates are what they were."""
        for file in (self.chance.choice(self.files_of_output()), self.document()):
            before, content = file.stat(), file.read_bytes()
            file.write_bytes(re.sub(rb"[a-z](?=[^a-z]*\Z)", lambda last: b"x" if last[0] == b"y" else b"y", content))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def delete_output(self) -> None:
        for file in self.chance.sample(self.files_of_output(), min(2, len(self.files_of_output()))):
            file.unlink()

    def damage_store(self) -> None:
        kept = [file for file in state_files() if file.is_file()]
        for file in self.chance.sample(kept, min(2, len(kept))):
            content = file.read_bytes()
            half = content[: len(content) // 2]
            file.write_bytes(self.chance.choice((b"", half, half + b"x" + content[len(half) + 1 :], b"garbage" * 9)))

    def delete_store(self) -> None:
        for file in state_files():
            file.unlink(missing_ok=True)

    def killed(self) -> None:
        self.write_body()
        kill_build(self.source, self.output, self.chance.uniform(0.0, 0.2))

    def compare(self, what: str) -> None:
        """Build over what is there and from nothing, and compare; a build that fails leaves what was there.

        Only the first can find files that somebody changed, and it says so of those that no longer belong.
        """
        before = published(self.output) if self.output.exists() else {}
        report = build_site(self.source, self.output)
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.source, clean / "source", ignore=shutil.ignore_patterns(".vitrina"))
        expected = build_site(clean / "source", clean / "site", has_state=False)
        of_content = tuple(problem for problem in report.problems if problem.code != "changed-output")
        assert explain(of_content) == explain(expected.problems), what
        assert report.exit_code == expected.exit_code, what
        wanted = published(clean / "site") if expected.exit_code == 0 else before
        now = published(self.output) if self.output.exists() else {}
        assert sorted(now) == sorted(wanted), what
        assert [path for path in wanted if now[path] != wanted[path]] == [], what


def state_files() -> list[Path]:
    """Return what is in the cache folder of the test."""
    return sorted(file for file in Path(os.environ["VITRINA_CACHE_DIR"]).glob("*.sqlite*"))


def kill_build(source: Path, output: Path, after: float, jobs: int = 1) -> bool:
    """Build in a process like this one and kill it after some seconds; tell whether it was still running."""
    process = os.fork()
    if process == 0:
        try:
            build_site(source, output, jobs=jobs)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(WALKS))
def test_an_incremental_build_leaves_what_a_clean_one_makes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vitrina.pipeline.WORTH_KEEPING", 1)
    walk = Walk(tmp_path, random.Random(seed))
    walk.compare("the first build")
    for number in range(STEPS):
        walk.compare(f"step {number}: {walk.step()}")


IGNORED = {
    "bodies": ("vitrina.state.input_scan.divided", lambda data: (digest_of(data[: end_of_front(data)]), "same")),
    "front matter": ("vitrina.state.input_scan.divided", lambda data: ("same", digest_of(data[end_of_front(data) :]))),
    "contexts": ("vitrina.values.fingerprints.Fingerprints.of", lambda *_: "same"),
    "included templates": (
        "vitrina.theme.dependencies.TemplateDependencies._digest_and_references",
        lambda *_: ("same", frozenset()),
    ),
    "where links lead": ("vitrina.views.bodies._leads_to_the_same", lambda *_: True),
    "the words of a note": ("vitrina.views.bodies.key_of_prose", lambda *_: "same"),
    "what stands in the output": ("vitrina.disk.stamps.read_with_status", cache(read_with_status)),
    "changes in disguise": (
        "vitrina.disk.stamps.stamp_of",
        lambda status: repr((status.st_size, status.st_mtime_ns)).encode(),
    ),
}
"""Engines that ignore one input."""

BETA = "content/projects/beta/index.sv.md"
TO_BETA = {PAGE: document("[En annan](../../projects/beta/index.sv.md)\n", title="Om")}
WITH_NOTE = {PAGE: document("Fotnot[^1]\n\n[^1]: Här.\n", title="Om")}
TELLING: dict[str, tuple[Files | Callable[[Walk], None], ...]] = {
    "bodies": ({PAGE: document("En text.\n")}, {PAGE: document("En annan text.\n")}),
    "front matter": ({PAGE: document("Text.\n", title="En titel")}, {PAGE: document("Text.\n", title="En annan")}),
    "contexts": ({BETA: document("Beta.\n", title="En titel")}, {BETA: document("Beta.\n", title="En annan")}),
    "included templates": (
        {f"{THEME}/templates/parts/note.html": "Obs!"},
        {f"{THEME}/templates/parts/note.html": "Se upp!"},
    ),
    "where links lead": (TO_BETA, {BETA: document("Beta.\n", title="Beta", slug="annan")}),
    "the words of a note": (WITH_NOTE, {HOME: document("Hej hej.\n", title="Hem")}),
    "what stands in the output": (Walk.edit_output, {}, Walk.edit_output),
    "changes in disguise": ({}, Walk.edit_in_disguise),
}
"""A few steps, such as a walk takes, that show what an engine ignores."""


def go(walk: Walk, ignored: str) -> None:
    """Take the steps that tell whether the engine ignores something, and compare after each."""
    for number, step in enumerate(TELLING[ignored]):
        step(walk) if callable(step) else write(walk.source, step)
        walk.compare(f"step {number}")


def test_a_sound_engine_takes_the_steps_that_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.pipeline.WORTH_KEEPING", 1)
    walk = Walk(tmp_path, random.Random(0))
    walk.compare("the first build")
    for ignored in TELLING:
        go(walk, ignored)


@pytest.mark.parametrize("ignored", IGNORED)
def test_a_walk_notices_an_engine_that_ignores_something(
    ignored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vitrina.pipeline.WORTH_KEEPING", 1)
    monkeypatch.setattr(*IGNORED[ignored])
    walk = Walk(tmp_path, random.Random(0))
    walk.compare("the first build")
    with pytest.raises(AssertionError, match=r"step [0-9]"):
        go(walk, ignored)


# What an edit costs, and why


def causes(source: Path, output: Path) -> dict[str, str]:
    """Build and return the cause of each file that was written or removed."""
    folder = Output(output, output.name)
    report = build(
        BuildOptions(source=source, today=TODAY, output=folder, jobs=1, is_explained=True), lambda _done, _total: None
    )
    assert report.exit_code == 0, explain(report.problems)
    return {path: why.cause.value for path, why in report.reasons.items() if why.cause is not Cause.CURRENT}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_site(tmp_path / "source")


@pytest.fixture
def output(source: Path, tmp_path: Path) -> Path:
    """The site of ``source``, built."""
    assert build_site(source, tmp_path / "site").exit_code == 0
    return tmp_path / "site"


PAGES_OF_ABOUT = ("sv/about/index.html", "lv/about/index.html")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({PAGE: document("Nyare.")}, dict.fromkeys(PAGES_OF_ABOUT, "body")),
        ({PAGE: document("Om oss.\n", title="Nytt")}, {**dict.fromkeys(PAGES_OF_ABOUT, "facts")}),
        ({f"{THEME}/templates/page.html": TEMPLATES[4]}, dict.fromkeys(PAGES_OF_ABOUT, "template")),
        ({f"{THEME}/static/style.css": "a {}\n"}, {"theme/style.css": "file"}),
        ({PAGE: None}, {**dict.fromkeys((*PAGES_OF_ABOUT,), "removed"), "sitemap.xml": "file"}),
    ],
    ids=["body", "title", "template", "style", "removed"],
)
def test_a_file_is_written_for_its_reason_and_no_other_is(
    files: Files, expected: dict[str, str], source: Path, output: Path
) -> None:
    write(source, files)
    assert causes(source, output) == expected
    assert causes(source, output) == {}


def test_the_reasons_that_lie_in_the_output(source: Path, output: Path) -> None:
    (output / "robots.txt").unlink()
    write(output, {"sv/about/index.html": "edited by hand"})
    assert causes(source, output) == {"robots.txt": "missing", "sv/about/index.html": "edited"}
    for file in state_files():
        file.unlink()
    write(output, {"sv/about/index.html": "edited by hand"})
    assert causes(source, output) == {"sv/about/index.html": "forgotten"}


def test_another_engine_makes_everything_anew(source: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.pipeline.engine_digest", lambda: "another")
    write(source, {PAGE: document("Nyare.")})
    assert causes(source, output) == dict.fromkeys(PAGES_OF_ABOUT, "engine")
    assert causes(source, output) == {}


@pytest.mark.usefixtures("real_package")
def test_the_reason_is_told_in_the_language_of_the_writer(
    source: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(source, {PAGE: document("Nyare.")})
    build_this = ["build", "--source", str(source), "--output", str(output), "--quiet"]
    assert cli.main([*build_this, "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{path}: written: a text that it shows changed ({PAGE})." for path in sorted(PAGES_OF_ABOUT)]
    assert cli.main([*build_this, "--explain", "sv/about/"]) == 0
    assert "not written: nothing" in capsys.readouterr().out
    assert cli.main([*build_this, "--explain", f"{output}/sv/index.html", "--ui-language", "sv"]) == 0
    assert "inte skriven" in capsys.readouterr().out
    assert cli.main([*build_this, "--explain", "nowhere.html"]) == 0
    assert "no file of the site" in capsys.readouterr().out


def test_verification_compares_with_a_clean_build(
    source: Path, output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build_this = ["build", "--source", str(source), "--output", str(output), "--jobs", "1", "--verify"]
    assert cli.main(build_this) == 0
    monkeypatch.setattr(*IGNORED["bodies"])
    for file in state_files():
        file.unlink()
    assert cli.main(build_this) == 0
    write(source, {PAGE: document("Nyare.")})
    capsys.readouterr()
    assert cli.main(build_this) == 1
    told = capsys.readouterr().err
    assert "not-as-clean" in told
    assert "site/sv/about/index.html:5: not-as-clean: " in told
    assert "Built, but different from a clean build: 2 errors." in told


# Somebody saves a document while its page is being made


@pytest.mark.parametrize("is_whole", [True, False], ids=["the whole site", "an edit"])
@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        (document("Sparad medan sidan gjordes."), dict.fromkeys(PAGES_OF_ABOUT, "body")),
        (document("Sparad.", title="En annan titel"), None),
    ],
    ids=["a body", "a title"],
)
def test_what_is_saved_during_a_build_is_seen_by_the_next_one(
    is_whole: bool,
    saved: str,
    expected: dict[str, str] | None,
    source: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only what was saved is made anew, where it is a body; where it is more, the next build reads everything."""
    settings = (source / "content/site.yml").read_text("utf-8")
    write(source, {PAGE: document("Nyare."), "content/site.yml": settings + "# En anmärkning.\n" * is_whole})
    publish = update.publish

    def publish_late(*given: object) -> object:
        write(source, {PAGE: saved})
        return publish(*given)

    with monkeypatch.context() as patch:
        patch.setattr(update, "publish", publish_late)
        build_site(source, output)
    found = causes(source, output)
    assert set(PAGES_OF_ABOUT) <= set(found)
    assert expected is None or found == expected
    assert "Sparad" in (output / PAGES_OF_ABOUT[0]).read_text("utf-8")
    assert causes(source, output) == {}


@pytest.mark.parametrize("is_whole", [True, False], ids=["the whole site", "an edit"])
def test_what_is_saved_during_a_build_and_taken_back_is_taken_back(
    is_whole: bool, source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = (source / "content/site.yml").read_text("utf-8")
    write(source, {PAGE: document("Nyare."), "content/site.yml": settings + "# En anmärkning.\n" * is_whole})
    run = PageUpdater.run

    def run_later(updater: PageUpdater, numbers: Sequence[int]) -> object:
        write(source, {PAGE: document("Ett misstag.")})
        return run(updater, numbers)

    with monkeypatch.context() as patch:
        patch.setattr(PageUpdater, "run", run_later)
        build_site(source, output)
    assert "Nyare" in (output / PAGES_OF_ABOUT[0]).read_text("utf-8")  # what the input scan read is what is shown
    write(source, {PAGE: document("Nyare.")})
    build_site(source, output)
    assert "Nyare" in (output / PAGES_OF_ABOUT[0]).read_text("utf-8")


@pytest.mark.usefixtures("real_package")
def test_a_build_that_finds_nothing_to_do_imports_nothing_that_makes_pages(source: Path, output: Path) -> None:
    code = (
        "import sys; from vitrina.cli import main as cli; "
        f"cli.main(['--source', {str(source)!r}, '--output', {str(output)!r}, '--quiet', '--ui-language', 'en']); "
        "print(*sorted({'jinja2', 'markdown', 'babel', 'yaml', 'vitrina.values.money'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""


# Disks that fail


def test_a_full_disk_leaves_the_old_site_and_the_next_build_makes_the_new_one(source: Path, output: Path) -> None:
    """A process that may write no file larger than 2 kB meets the same errors as on a full disk."""
    before = published(output)
    write(source, {PAGE: document("Lång text. " * 1000), POST: document("Kort.", project="alpha", date="2024-10-02")})
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
        "from vitrina.cli import main as cli; "
        f"arguments = ['--source', {str(source)!r}, '--output', {str(output)!r}, '--jobs=1', '--ui-language=en']; "
        "sys.exit(cli.main(arguments))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert "output-failed" in done.stderr
    assert "The site is as it was." in done.stderr
    assert published(output) == before
    assert not (output / ".vitrina/unfinished").exists()
    assert build_site(source, output).exit_code == 0
    assert "Lång text." in (output / "sv/about/index.html").read_text("utf-8")


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_again_and_again_the_site_is_whole_and_the_next_build_is_right(jobs: int, tmp_path: Path) -> None:
    source, output = make_site(tmp_path / "source"), tmp_path / "site"
    assert build_site(source, output).exit_code == 0
    pages = {f"content/pages/p{number}/index.sv.md": document("Text.\n" * 50) for number in range(150)}
    write(source, pages)
    killed = sum(kill_build(source, output, 0.02 + attempt * 0.08, jobs) for attempt in range(6))
    assert killed > 0
    assert all(content.endswith(b"</html>") for path, content in published(output).items() if path.endswith(".html"))
    assert build_site(source, output).exit_code == 0
    assert build_site(source, tmp_path / "clean").exit_code == 0
    assert published(output) == published(tmp_path / "clean")


# The parts


@given(st.text(alphabet="a-\n\r \t—", max_size=40), st.booleans())
def test_what_counts_as_front_matter_is_never_less_than_what_is_read_as_such(text: str, has_mark: bool) -> None:
    data = (b"\xef\xbb\xbf" if has_mark else b"") + f"---\n{text}".encode()
    body = decode(data[end_of_front(data) :], "file", Problems())
    parts = _split(decode(data, "file", Problems()) or "", "file", Problems())
    whole = parts[1] if parts is not None else ""
    assert body is not None
    assert whole.endswith(body)
    assert parts is None or body_of(decode(data, "file", Problems()) or "") == parts[1:]


def test_a_task_that_a_process_could_not_finish_is_done_here() -> None:
    here = os.getpid()

    def work(task: int) -> tuple[int, bool]:
        if os.getpid() != here and task % 3 == 0:
            os._exit(1)
        time.sleep(0.002)
        return task, os.getpid() == here

    done = share(work, 40, 4)
    assert [task for task, _ in done] == list(range(40))


def test_a_bug_in_a_task_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        share(lambda task: 1 // (task - 30), 40, 4)


@pytest.mark.parametrize("library", engine.LIBRARIES)
def test_a_library_is_known_by_one_small_file(library: str) -> None:
    """Every build asks, before it does anything: a module beside others must not stand for all of them."""
    assert [file.name for file in engine.files_of_library(library)] == ["RECORD"]


def test_the_data_of_the_engine_belong_to_it() -> None:
    found = engine.files_of_engine(ROOT / "vitrina")
    read = ("figures/outlines.json", "languages/data/numbering.txt", "reading/legacy_encodings.txt")
    assert {*read, "state/engine_digest.py"} <= set(found)
    assert not any(name.endswith(".pyc") for name in found)


def test_work_is_really_shared() -> None:
    """In a process of its own: one that has threads, as that of the tests may have, does everything by itself."""
    lines = (
        "import os, time",
        "from vitrina.workers import share",
        "print(len(set(share(lambda _: (time.sleep(0.005), os.getpid()), 40, 3))))",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"


def test_equal_values_have_equal_fingerprints() -> None:
    one = Text("".join(["a", "b"]), "sv", "ltr")
    assert fingerprint((one, one)) == fingerprint((one, Text("ab", "sv", "ltr")))
    assert fingerprint((one, one)) != fingerprint((one, Text("ab", "pl", "ltr")))
    assert fingerprint({"a": (1, None)}) != fingerprint({"a": [1, None]})
    shared = Fingerprints((Text,))
    assert shared.of((one, 1)) == shared.of((Text("ab", "sv", "ltr"), 1))
    assert shared.of((one, 1)) != shared.of((Text("abc", "sv", "ltr"), 1))
