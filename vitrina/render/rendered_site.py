"""A site rendered in memory, with nothing of earlier builds and nothing written: what a check looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.content.documents import Document
from vitrina.content.loading import load_site
from vitrina.disk.inputs import InputFile
from vitrina.media.making import Decoder
from vitrina.media.store import find_store
from vitrina.options import SiteOptions
from vitrina.problems import Problems
from vitrina.render.plan import check_plan
from vitrina.render.portions import work_on
from vitrina.render.renderer import Caches, Renderer, render_all, render_inputs
from vitrina.values.progress import Progress
from vitrina.workers import jobs_for


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedSite:
    """What people wrote, the renderer of it, and the bytes (or the file to copy) of each file by path."""

    documents: tuple[Document, ...]
    renderer: Renderer
    contents: Mapping[str, bytes | InputFile]


def render_site(options: SiteOptions, progress: Progress, problems: Problems) -> RenderedSite | None:
    """Render the site; ``None`` where there is not even a configuration to work with."""
    loaded = load_site(options, problems)
    if loaded is None:
        return None
    caches = Caches(pictures=Decoder(find_store(options.source)))
    renderer = Renderer(render_inputs(loaded, options, problems), caches, problems)
    check_plan(renderer.plan, problems)
    rendered = render_all(renderer, jobs_for(options.jobs, work_on(renderer.plan, range(len(renderer.plan)))), progress)
    for file in rendered:
        problems.extend(file.problems)
    contents = {file.path: file.content for file in rendered}
    return RenderedSite(documents=loaded.documents, renderer=renderer, contents=contents)
