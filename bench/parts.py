"""Measure single steps of a build in milliseconds of CPU time for each page: bodies, front matter, wording.

    python bench/parts.py --engine ../before .

Unlike ``run.py`` it calls functions of the engine, so it works only with checkouts that have them. With several
checkouts, the runs alternate.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import corpus
from measure import environment_of

ROOT = Path(__file__).resolve().parent.parent


def pages(projects: int) -> list[tuple[str, str]]:
    """Return front matter and body of each page of a corpus."""
    texts = [file.content.decode() for file in corpus.files(projects) if file.path.endswith(".md")]
    parts = [text.removeprefix("---\n").partition("\n---\n") for text in texts]
    return [(front_matter + "\n", body) for front_matter, _, body in parts]


def measure(projects: int) -> dict[str, float]:
    """Measure each step on the engine that this process imports."""
    from vitrina.problems import Problems  # noqa: PLC0415 - the parent process chooses which one that is
    from vitrina.prose import Converter, Labels  # noqa: PLC0415
    from vitrina.reading.yaml import parse  # noqa: PLC0415
    from vitrina.values.revisions import wording  # noqa: PLC0415

    converter, labels = Converter(), Labels(back="{number}", table="table")

    def resolve(written: str, _: bool) -> str:
        return written

    steps: dict[str, Callable[[str, str], object]] = {
        "Markdown": lambda _, body: converter.convert(body, resolve, labels),
        "front matter": lambda front_matter, _: parse(front_matter, "", Problems()),
        "wording": lambda _, body: wording("", "", body),
    }
    corpus_pages = pages(projects)
    times = {}
    for name, step in steps.items():
        step(*corpus_pages[0])  # what is made once, or compiled, is made now
        began = time.process_time()
        for page in corpus_pages:
            step(*page)
        times[name] = (time.process_time() - began) / len(corpus_pages) * 1000
    return times


def compare(engines: Sequence[Path], projects: int, runs: int) -> None:
    """Print the least time of several runs for each engine and step."""
    measured: dict[Path, list[dict[str, float]]] = {engine: [] for engine in engines}
    for _ in range(runs):
        for engine in engines:
            command = [sys.executable, __file__, "--inside", "--projects", str(projects)]
            done = subprocess.run(command, env=environment_of(engine), check=True, stdout=subprocess.PIPE)
            measured[engine].append(json.loads(done.stdout))
    for step in measured[engines[0]][0]:
        for engine in engines:
            times = [run[step] for run in measured[engine]]
            print(f"{step:<14}{min(times):8.3f} ms (median {statistics.median(times):.3f})  {engine}")


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description="Measure single steps of a build in milliseconds a page.")
    parser.add_argument("--engine", type=Path, nargs="+", default=[ROOT], metavar="FOLDER", help="checkouts to measure")
    parser.add_argument("--projects", type=int, default=100, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs; the fastest counts (5)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measure(options.projects)))
    else:
        compare(options.engine, options.projects, options.runs)


if __name__ == "__main__":
    main()
