"""The proof of an incremental build: a clean one, made in memory, has the same bytes."""

from __future__ import annotations

from vitrina.content.loading import load_site
from vitrina.disk.inputs import InputFile
from vitrina.disk.output import Output
from vitrina.options import BuildOptions
from vitrina.problems import Location, Message, Problem, Problems, say
from vitrina.publish.conflicts import read_output
from vitrina.publish.manifest import load_manifest
from vitrina.render.portions import chunks_of, told, work_on
from vitrina.render.renderer import Caches, Renderer, render_inputs
from vitrina.values.progress import Progress
from vitrina.workers import jobs_for, share


def differences(options: BuildOptions, progress: Progress) -> list[Problem]:
    """Return a problem for each file of the output that a clean build would not make so, or would not make at all.

    Nothing of an earlier build is used, and no more than a few pages are in memory at a time.
    """
    loaded = load_site(options, Problems(), with_bodies=False)
    if loaded is None:
        return []
    output = options.output
    renderer = Renderer(render_inputs(loaded, options, Problems()), Caches(), Problems())
    numbers = range(len(renderer.plan))
    chunks = chunks_of(renderer.plan, numbers)

    def compare(task: int) -> list[Problem]:
        made = (renderer.render(renderer.plan[number]) for number in chunks[task])
        return [problem for file in made for problem in _difference(output, file.path, file.content)]

    tell = told(progress, renderer.plan, chunks)
    found = share(compare, len(chunks), jobs_for(options.jobs, work_on(renderer.plan, numbers)), tell)
    planned = {file.path for file in renderer.plan}
    strays = [
        _problem(output, path, 0, say("A clean build does not write this file."))
        for path in sorted(load_manifest(output).digests.keys() - planned)
    ]
    return [*(problem for portion in found for problem in portion), *strays]


def _difference(output: Output, path: str, content: bytes | InputFile) -> list[Problem]:
    there = read_output(output, path)
    wanted = content if isinstance(content, bytes) else content.read()
    if there == wanted:
        return []
    if there is None:
        return [_problem(output, path, 0, say("A clean build writes this file, but it is missing."))]
    same = next((n for n, (one, two) in enumerate(zip(there, wanted, strict=False)) if one != two), len(wanted))
    line = wanted.count(b"\n", 0, same) + 1
    return [_problem(output, path, line, say("A clean build writes a different file."))]


def _problem(output: Output, path: str, line: int, message: Message) -> Problem:
    hint = say("Build again with --no-cache; and tell the authors of Vitrina about it.")
    return Problem(Location(f"{output.shown}/{path}", line), "not-as-clean", message, hint)
