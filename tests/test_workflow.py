"""The workflows that GitHub runs: what they may do, and that the one that publishes builds a site without dead ends."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites import build_site, make_site, tree
from tests.walk import serve, walk

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PAGES = Path(".github/workflows/pages.yml")
ACTIONS_TABLE = ROOT.parent / "shared" / "actions.md"

USES = re.compile(r"^\s*(?:- )?uses:\s*(?P<action>[^@\s]+)@(?P<commit>\S+)(?:\s+# (?P<version>\S+))?\s*$", re.MULTILINE)
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def load(path: Path) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return workflow


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@every_workflow
def test_actions_are_pinned_by_commit_with_their_version_beside(path: Path) -> None:
    pins = list(USES.finditer(path.read_text("utf-8")))
    assert len(pins) == sum("uses" in step for step in steps(load(path)))
    for pin in pins:
        assert re.fullmatch(r"[0-9a-f]{40}", pin["commit"]), pin[0]
        assert re.fullmatch(r"v\d+\.\d+\.\d+", pin["version"] or ""), pin[0]


@pytest.mark.skipif(not ACTIONS_TABLE.is_file(), reason="no table of the actions' releases beside this checkout")
@every_workflow
def test_pins_are_those_of_the_table(path: Path) -> None:
    rows = re.findall(r"^\| (\S+/\S+) \| (v\S+) \| ([0-9a-f]{40}) \|$", ACTIONS_TABLE.read_text("utf-8"), re.MULTILINE)
    table = {action: (version, commit) for action, version, commit in rows}
    for pin in USES.finditer(path.read_text("utf-8")):
        assert (pin["version"], pin["commit"]) == table[pin["action"]], pin[0]


@every_workflow
def test_a_workflow_can_do_no_more_than_it_has_to(path: Path) -> None:
    workflow = load(path)
    assert "pull_request_target" not in workflow[True]  # `on`, in the YAML of PyYAML
    assert workflow["permissions"] == {"contents": "read"}
    assert "group" in workflow["concurrency"]
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 30
        may_write = {scope for scope, level in job.get("permissions", {}).items() if level == "write"}
        assert may_write == ({"pages", "id-token"} if name == "deploy" else set())
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        assert not EXPRESSION.search(step.get("run", "")), "put the expression into env: and let the shell quote it"


@every_workflow
def test_each_permission_has_its_reason_beside_it(path: Path) -> None:
    permission = re.compile(r"^ +(?:[a-z-]+): (?:read|write)\b(?P<reason>.*)$", re.MULTILINE)
    found = list(permission.finditer(path.read_text("utf-8")))
    assert found
    for match in found:
        assert re.match(r" # \w.+", match["reason"]), match[0]


def test_only_main_is_published() -> None:
    workflow = load(ROOT / PAGES)
    deploy = workflow["jobs"]["deploy"]
    assert deploy["if"] == "github.ref == 'refs/heads/main'"
    assert deploy["needs"] == "build"
    assert deploy["environment"]["name"] == "github-pages"
    assert not any("run" in step for step in deploy["steps"])
    for step in workflow["jobs"]["build"]["steps"]:
        if "pages" in step.get("uses", ""):
            assert step["if"] == "github.ref == 'refs/heads/main'"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain clone of the last commit."""
    if git("rev-parse", "--verify", "HEAD", cwd=ROOT).returncode:
        pytest.skip("this folder is not a git repository with a commit")
    folder = tmp_path_factory.mktemp("workflow") / "clone"
    cloned = git("clone", "--quiet", str(ROOT), str(folder), cwd=folder.parent)
    assert cloned.returncode == 0, cloned.stderr
    return folder


@pytest.fixture
def clone(repository: Path) -> Path:
    """The clone, as clean as on the first day; only the virtual environment of an earlier test stays."""
    git("clean", "-fdxq", "--exclude=/.venv", cwd=repository)
    return repository


@pytest.mark.network
@pytest.mark.parametrize("prefix", ["/repo/", "/"], ids=["project-site", "user-site"])
def test_the_published_site_has_no_dead_ends(clone: Path, prefix: str) -> None:
    job = load(clone / PAGES)["jobs"]["build"]
    folder = clone.parent / "published"
    folder.mkdir(exist_ok=True)
    with serve(folder, prefix) as base:
        run_steps(job, clone, {"steps.pages.outputs.base_url": base.removesuffix("/")})
        hand_over(job, clone, folder)
        from_home = walk(base, missing=["no-such-page/", "sv/no/such/page.html"])
        # Redirects and the like, to which nothing may lead, are read too.
        pages = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
        from_everywhere = walk(base, start=["sitemap.xml", *pages])
    assert from_home.problems == []
    assert from_everywhere.problems == []
    own_address = load(clone / "content/site.yml")["base_url"]
    assert [str(each) for each in from_everywhere.references if each.url.startswith(own_address)] == []


@pytest.mark.network
def test_a_pull_request_is_built_for_the_address_in_site_yml(clone: Path) -> None:
    job = load(clone / PAGES)["jobs"]["build"]
    run_steps(job, clone, {"steps.pages.outputs.base_url": ""})
    own_address = load(clone / "content/site.yml")["base_url"]
    assert f"<loc>{own_address}" in (clone / published_folder(job) / "sitemap.xml").read_text("utf-8")


def test_hidden_files_reach_the_published_site_and_nothing_of_the_engine_does(tmp_path: Path) -> None:
    """The action that packs a site leaves out names that begin with a dot, unless it is told otherwise."""
    well_known = {"content/static/.well-known/security.txt": "Contact: mailto:a@example.org\n"}
    assert build_site(make_site(tmp_path, well_known)).exit_code == 0
    hand_over(load(ROOT / PAGES)["jobs"]["build"], tmp_path, tmp_path / "published")
    hidden = {path for path in tree(tmp_path / "published") if f"/{path}".count("/.")}
    assert hidden == {".nojekyll", ".well-known/security.txt"}


BROKEN_SITE = {
    "index.html": """
        <link rel="stylesheet" href="style.css"><link rel="canonical" href="https://example.org/repo/">
        <h1 id="here">…</h1> <a href="#here">fine</a> <a href="#there">1</a> <a href="missing/">2</a>
        <a href="/">3</a> <a href="folder">4</a> <a href="folder/">fine</a> <a href="https://example.org/">fine</a>
        <img srcset="fine.png 1x, missing.png 2x" alt=""> <a href="feed.xml">fine</a>
        <img src="https://example.org/pixel.png" alt=""> <a href="mailto:someone@example.org">fine</a>""",
    "404.html": """<a href="index.html">relative: fine in one place only</a>""",
    "folder/index.html": """<a href="../#here">fine</a> <p style="background: url(bg.png)">""",
    "style.css": """@import "missing.css"; /* url(fine) */ b { background: url( 'fine.png' ) }""",
    "feed.xml": """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="missing.xml"/>
        <content type="html">&lt;a href="gone/"&gt;</content></feed>""",
    "fine.png": "",
}


def test_the_walk_finds_what_is_broken(tmp_path: Path) -> None:
    for name, text in BROKEN_SITE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    with serve(tmp_path, "/repo/") as base:
        problems = walk(base, start=["", "nothing"], missing=["no/page/", "fine.png"]).problems
    host = base.removesuffix("/repo/")
    assert [problem.replace(base, "").replace(host, "") for problem in problems] == [
        "nothing: answers 404, not 200",
        "fine.png: answers 200, not 404",
        " -> / (link): leaves the base address",
        " -> #there (link): has no such anchor",
        " -> folder (link): answers 301",
        " -> missing.png (asset): answers 404",
        " -> missing/ (link): answers 404",
        " -> https://example.org/pixel.png (asset): leaves the site's host",
        " -> https://example.org/repo/ (self): leaves the site's host",
        "feed.xml -> gone/ (link): answers 404",
        "feed.xml -> missing.xml (self): answers 404",
        "folder/ -> folder/bg.png (asset): answers 404",
        "no/page/ -> no/page/index.html (link): answers 404",
        "style.css -> missing.css (asset): answers 404",
    ]


def upload_of(job: dict[str, Any]) -> dict[str, Any]:
    """Return the inputs of the step that hands the site over to GitHub Pages."""
    (step,) = [step for step in job["steps"] if "actions/upload-pages-artifact@" in step.get("uses", "")]
    inputs: dict[str, Any] = step["with"]
    return inputs


def published_folder(job: dict[str, Any]) -> str:
    """Return the folder that the job hands over to GitHub Pages."""
    return str(upload_of(job)["path"])


def hand_over(job: dict[str, Any], folder: Path, published: Path) -> None:
    """Pack the site in ``folder`` as upload-pages-artifact v5.0.0 does, and unpack it as Pages does."""
    shutil.rmtree(published, ignore_errors=True)
    published.mkdir()
    hidden = [] if upload_of(job).get("include-hidden-files") is True else ["--exclude=.[^/]*"]
    options = ["--dereference", "--hard-dereference", "--exclude=.git", "--exclude=.github", *hidden]
    archive = published.parent / "artifact.tar"
    pack = ["tar", *options, "--directory", str(folder / published_folder(job)), "-cf", str(archive), "."]
    subprocess.run(pack, check=True)
    subprocess.run(["tar", "-xf", str(archive), "--directory", str(published)], check=True)


def run_steps(job: dict[str, Any], folder: Path, values: dict[str, str]) -> None:
    """Run the ``run:`` steps of ``job`` in order, as GitHub does, with ``values`` in place of the expressions."""
    # What this test run brings with it, and a clean machine does not have, stays out.
    outside = re.compile(r"GIT_|GITHUB_|MAKE|MFLAGS|PYTEST_|PYTHONPATH|VIRTUAL_ENV|VITRINA_|SOURCE_DATE_EPOCH")
    clean = {name: value for name, value in os.environ.items() if not outside.match(name)}
    clean |= {"CI": "true", "GITHUB_ACTIONS": "true", "PYTHON": sys.executable}
    clean |= {f"GITHUB_{name}": str(folder.parent / name) for name in ("ENV", "OUTPUT", "PATH", "STEP_SUMMARY")}

    def value_of(expression: re.Match[str]) -> str:
        return values[expression[0].removeprefix("${{").removesuffix("}}").strip()]

    for step in job["steps"]:
        if "run" not in step:
            continue
        given = {name: EXPRESSION.sub(value_of, str(value)) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=folder,
            env=clean | given,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}\n{done.stderr}"


def git(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(["git", *arguments], cwd=cwd, env=clean, capture_output=True, text=True, check=False)
