"""Measure builds of sites of several sizes.

    python bench/run.py --projects 250 1000

bench/README.md says what is measured and how to read it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import corpus
from measure import FailedError, Measurement, copy, environment_of, run

ROOT = Path(__file__).resolve().parent.parent

WRITTEN_BY_PEOPLE = ("content", "i18n", "themes")
"""The source folders of a site; a build wrote everything else."""

EDITED = 2
"""The number of the project that is edited."""

State = dict[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Medians of the runs of one kind. ``written`` and ``size`` are the files and bytes that a run wrote."""

    engine: str
    projects: int
    kind: str
    wall: float
    cpu: float | None
    memory: int | None
    written: int
    size: int
    fastest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An engine (a checkout of Vitrina), and one site that it builds."""

    engine: Path
    site: Path
    projects: int

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.site / "site"

    def build(self) -> Measurement:
        """Build the site."""
        return self._run("build", "--quiet", "--source", ".", "--output", "site")

    def say_help(self) -> Measurement:
        """Start the command and print its help."""
        return self._run("--help")

    def copy(self) -> Measurement:
        """Copy the output."""
        return copy(self.output, self.site / "copy")

    def remove_copy(self, _: int) -> None:
        """Remove the result of ``copy``."""
        shutil.rmtree(self.site / "copy", ignore_errors=True)

    def forget(self, _: int) -> None:
        """Remove all results of builds, so that the next one is a clean build."""
        for path in _made(self.site):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def _run(self, *arguments: str) -> Measurement:
        return run([sys.executable, "-m", "vitrina", *arguments], self.site, environment_of(self.engine))


def edit_body(bench: Bench, number: int) -> None:
    """Add a paragraph to one version of one project."""
    file = _versions(bench.site)[0]
    file.write_text(f"{file.read_text('utf-8')}\nA paragraph more, number {number}.\n", "utf-8")


def edit_fact(bench: Bench, number: int) -> None:
    """Change one fact of one project; all its versions show it, and lists may."""
    file = next(file for file in _versions(bench.site) if "\ncost: " in file.read_text("utf-8"))
    lines = file.read_text("utf-8").split("\n")
    changed = [f"cost: {number * 1000} EUR" if line.startswith("cost: ") else line for line in lines]
    file.write_text("\n".join(changed), "utf-8")


def edit_string(bench: Bench, number: int) -> None:
    """Change one string of the interface that every page of one language shows."""
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    text = f'{header}\nmsgid "Skip to the content"\nmsgstr "Hopp {number}"\n'
    (bench.site / "i18n" / "sv.po").write_text(text, "utf-8")


EDITS: dict[str, Callable[[Bench, int], None]] = {
    "edit of a body": edit_body,
    "edit of a fact": edit_fact,
    "edit of a string": edit_string,
}


def _versions(site: Path) -> list[Path]:
    return sorted((site / "content" / "projects" / corpus.identifier(EDITED)).glob("index.*.md"))


def measure(benches: Sequence[Bench], runs: int) -> Iterator[Row]:
    """Measure everything on sites of one size; runs of several engines alternate."""
    yield from _rows(benches, "clean", runs, Bench.build, Bench.forget)
    yield from _rows(benches, "no change", runs, Bench.build)
    if benches[0].projects >= EDITED:
        for kind, edit in EDITS.items():
            yield from _rows(benches, kind, runs, Bench.build, edit)
    yield from _rows(benches[:1], "copy", runs, Bench.copy, Bench.remove_copy)


def measure_start(benches: Sequence[Bench], runs: int) -> Iterator[Row]:
    """Measure the start-up time of the command."""
    yield from _rows(benches, "--help", runs, Bench.say_help)


def _settle() -> None:
    """Wait until earlier writes and deletions are on the disk, so that they do not slow down the measured run."""
    if sys.platform != "win32":
        os.sync()


def _rows(
    benches: Sequence[Bench],
    kind: str,
    runs: int,
    act: Callable[[Bench], Measurement],
    prepare: Callable[[Bench, int], None] | None = None,
) -> Iterator[Row]:
    measured: dict[Path, list[tuple[Measurement, int, int]]] = {bench.engine: [] for bench in benches}
    for number in range(1, runs + 1):
        for bench in benches:
            if prepare is not None:
                prepare(bench, number)
            _settle()
            before = _state(bench.site)
            measurement = act(bench)
            sizes = [state[2] for path, state in _state(bench.site).items() if before.get(path) != state]
            measured[bench.engine].append((measurement, len(sizes), sum(sizes)))
    for bench in benches:
        yield _row(bench, kind, measured[bench.engine])


def _row(bench: Bench, kind: str, measured: Sequence[tuple[Measurement, int, int]]) -> Row:
    runs = [measurement for measurement, _, _ in measured]
    processor = [run.cpu for run in runs if run.cpu is not None]
    memory = [run.memory for run in runs if run.memory is not None]
    _, written, size = measured[-1]
    return Row(
        engine=str(bench.engine),
        projects=bench.projects,
        kind=kind,
        wall=round(statistics.median(run.wall for run in runs), 3),
        cpu=round(statistics.median(processor), 3) if processor else None,
        memory=int(statistics.median(memory)) if memory else None,
        written=written,
        size=size,
        fastest=round(min(run.wall for run in runs), 3),
    )


def _made(site: Path) -> list[Path]:
    return [path for path in site.iterdir() if path.name not in WRITTEN_BY_PEOPLE]


def _state(site: Path) -> State:
    """Return the stamps of all files that builds write, to find those that a run wrote."""
    found: State = {}
    for folder in _made(site):
        for base, _, files in os.walk(folder):
            for file in files:
                path = os.path.join(base, file)  # noqa: PTH118 - thousands of them, and Path is slow
                status = os.stat(path)  # noqa: PTH116
                found[path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


HEADER = f"{'projects':>8}  {'what':<17}{'wall s':>8}{'fastest':>9}{'CPU s':>8}{'memory MB':>11}{'files':>7}{'MB':>7}"


def line(row: Row, *, has_engine: bool) -> str:
    """Return a row as a line of the table."""
    processor = "–" if row.cpu is None else f"{row.cpu:.2f}"
    memory = "–" if row.memory is None else f"{row.memory / 1e6:.0f}"
    return (
        f"{row.projects or '':>8}  {row.kind:<17}{row.wall:>8.2f}{row.fastest:>9.2f}{processor:>8}{memory:>11}"
        f"{row.written:>7}{row.size / 1e6:>7.1f}" + (f"  {row.engine}" if has_engine else "")
    )


def machine() -> dict[str, object]:
    """Return a description of the machine."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": os.getloadavg() if sys.platform != "win32" else None,
    }


def _sites(engines: Sequence[Path], projects: int, folder: Path) -> list[Bench]:
    benches = []
    for number, engine in enumerate(engines):
        site = folder / f"{projects}-{number}"
        corpus.write(projects, site)
        benches.append(Bench(engine=engine, site=site, projects=projects))
    return benches


def _measure_all(engines: Sequence[Path], sizes: Sequence[int], runs: int, folder: Path) -> Iterator[Row]:
    yield from measure_start(_sites(engines, 0, folder), runs)
    for projects in dict.fromkeys([1, *sizes]):
        benches = _sites(engines, projects, folder)
        yield from measure(benches, runs)
        for bench in benches:
            shutil.rmtree(bench.site)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure builds of sites of several sizes; see bench/README.md.")
    parser.add_argument("--projects", type=int, nargs="+", default=[250, 1000], metavar="N", help="sizes of the sites")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each kind; the median counts (3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--engine", type=Path, nargs="+", default=[ROOT], metavar="FOLDER", help="checkouts to measure, taking turns"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure with the options of the command line; return the exit code."""
    options = _arguments(arguments)
    engines = [engine.resolve() for engine in options.engine]
    rows: list[Row] = []
    print(HEADER)
    with tempfile.TemporaryDirectory(prefix="vitrina-bench-") as name:
        try:
            for row in _measure_all(engines, options.projects, options.runs, Path(name)):
                print(line(row, has_engine=len(engines) > 1), flush=True)
                rows.append(row)
        except FailedError as error:
            print(error, file=sys.stderr)
            return 1
    if options.json is not None:
        figures = {"machine": machine(), "runs": options.runs, "rows": [asdict(row) for row in rows]}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
