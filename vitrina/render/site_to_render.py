"""The site that a build renders: remembered after an edit of bodies, loaded otherwise; the same value either way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from vitrina import defaults
from vitrina.content.documents import Document
from vitrina.content.linked_files import BodyLinks, KnownLinks
from vitrina.content.loading import KnownInputs, load_site
from vitrina.content.pictures import KnownPictures
from vitrina.languages.catalogues import VISITORS, visitors_catalogues
from vitrina.languages.direction import readable_languages
from vitrina.media.making import Encoder
from vitrina.media.renditions import is_picture
from vitrina.media.store import NO_STORE, find_store
from vitrina.model import PictureFile, Site
from vitrina.options import BuildOptions
from vitrina.problems import Problem, Problems
from vitrina.publish.output_scan import OutputScan, scan_output
from vitrina.publish.publish import wanted_paths
from vitrina.reading.front_matter import body_of
from vitrina.reading.text import LARGEST, text_of
from vitrina.render.plan import check_plan
from vitrina.render.remembered import RememberedPlan
from vitrina.render.renderer import Caches, RememberedSite, Renderer, render_inputs
from vitrina.search.files import WordsCache
from vitrina.state.build_record import InputRecord
from vitrina.state.compiled import Compiled
from vitrina.state.decide import Comparison, Work
from vitrina.state.input_scan import PACKAGE, InputScan, changed_inputs
from vitrina.state.look import Seen
from vitrina.state.state import CODES, LINKS, PICTURES, PROSE, SITE, WORDS, State
from vitrina.theme.environment import Theme
from vitrina.values.fingerprints import fingerprint
from vitrina.values.language_tags import canonical_tag
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.values.pickling import dumps
from vitrina.views.bodies import CachedProse
from vitrina.views.codes import Codes
from vitrina.views.view_context import ViewContext

Value = TypeVar("Value")

Advice: TypeAlias = Callable[[tuple[Document, ...], Theme, ViewContext], Iterable[Problem]]
"""Returns what to say about a site, of which pages need not know, from its documents, its theme and its views."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteToRender:
    """A site with the ``numbers`` of the files in its plan to be looked at, and what these are compared with.

    ``problems`` is a pickle of what was wrong with anything but the pages. ``to_remember`` is there where the site was
    loaded anew.
    """

    renderer: Renderer
    numbers: Sequence[int]
    comparison: Comparison
    output: OutputScan
    problems: bytes
    to_remember: RememberedSite | None = None


def remembered_site(
    options: BuildOptions, state: State, compiled: Compiled, seen: Seen, work: Work
) -> SiteToRender | None:
    """Return the site as the last build left it; ``None`` where it is not remembered well enough for this ``work``."""
    last = state.last
    known = None if last is None else state.load(SITE, last.build)
    if last is None or not isinstance(known, RememberedSite) or not _are_as_known(known, seen.inputs, work.bodies):
        return None
    folders = visitors_catalogues(options.source, defaults.folder())
    inputs = replace(known.inputs, source=options.source, today=options.today, catalogue_folders=folders)
    plan = RememberedPlan({path: page.planned for path, page in last.pages.items()})
    caches = _caches(options, state, compiled, seen.inputs)
    return SiteToRender(
        renderer=Renderer(inputs, caches, Problems(), known, plan),
        numbers=plan.numbers_of(work.pages),
        comparison=Comparison(
            last=last,
            languages=last.languages,
            templates=last.templates,
            there=seen.output.there,
            owned=last.pages.keys(),
            inputs=frozenset(work.bodies),
            decided=work.pages,
        ),
        output=seen.output,
        problems=last.problems,
    )


def loaded_site(
    options: BuildOptions, state: State, compiled: Compiled, seen: Seen, problems: Problems, advice: Advice
) -> SiteToRender | None:
    """Load the site; ``None`` where there is not even a configuration to work with."""
    pictures = _kept(state, PICTURES, PictureFile)
    known = KnownInputs(
        data=seen.inputs.data,
        pictures=KnownPictures(digests=_digests_of_pictures(seen.inputs), pictures=pictures),
        links=_known_links(state, seen.inputs),
    )
    loaded = load_site(options, problems, known, with_bodies=False)
    if loaded is None:
        return None
    _keep_pictures(state, pictures, loaded.site)
    inputs = render_inputs(loaded, options, problems)
    renderer = Renderer(inputs, _caches(options, state, compiled, seen.inputs), problems)
    check_plan(renderer.plan, problems)
    problems.extend(advice(loaded.documents, inputs.theme, renderer.view_context))
    output = _with_planned(options, seen, {planned.path for planned in renderer.plan})
    return SiteToRender(
        renderer=renderer,
        numbers=range(len(renderer.plan)),
        comparison=Comparison(
            last=state.last,
            languages=_language_digests(renderer, seen.inputs),
            templates=renderer.dependencies,
            there=output.there,
            owned=seen.manifest.digests.keys(),
            inputs=changed_inputs(state.last.inputs if state.last is not None else {}, seen.inputs),
            is_of_another_engine=state.is_of_another_engine,
        ),
        output=output,
        problems=dumps(tuple(problems)) if problems else b"",
        to_remember=RememberedSite(
            inputs=inputs,
            foundation=renderer.view_context.foundation,
            assets=renderer.assets,
            words=renderer.words,
            links={document.source.path: document.links for document in loaded.documents if document.links},
        ),
    )


def _digests_of_pictures(inputs: InputScan) -> dict[str, str]:
    return {path: file.metadata for path, file in inputs.files.items() if not file.body and is_picture(path)}


def _keep_pictures(state: State, known: Mapping[str, PictureFile], site: Site) -> None:
    """Keep what is known of the pictures of the ``site``, and nothing else."""
    by_digest = {picture.digest: picture for picture in site.pictures.values()}
    state.keep(PICTURES, {digest: dumps(picture) for digest, picture in by_digest.items() if digest not in known})
    state.drop(PICTURES, known.keys() - by_digest.keys())


def remember_links(state: State, site: RememberedSite, inputs: Mapping[str, InputRecord]) -> None:
    """Keep the files to which bodies of ``site`` link, with the digests of these bodies, as ``inputs`` have them."""
    known = {path: (inputs[path].body, links) for path, links in site.links.items() if inputs[path].body}
    state.keep(LINKS, {"": dumps((site.inputs.site.config.base_url, known))})


def _known_links(state: State, inputs: InputScan) -> KnownLinks | None:
    """Return the links of those bodies that are as they were when ``remember_links`` kept them."""
    kept = state.load(LINKS, "")
    if not isinstance(kept, tuple):
        return None
    base_url, known = kept
    bodies = inputs.bodies()
    return KnownLinks(base_url, {path: links for path, (body, links) in known.items() if bodies.get(path) == body})


def _with_planned(options: BuildOptions, seen: Seen, planned: set[str]) -> OutputScan:
    """Return the scan of the output with the files that only the plan names."""
    more = planned - wanted_paths(seen.manifest, set()) - seen.output.there.keys()
    if not more:
        return seen.output
    found = scan_output(options.output, more, {}, options.jobs)
    return OutputScan({**seen.output.there, **found.there}, {**seen.output.stamps, **found.stamps})


def _caches(options: BuildOptions, state: State, compiled: Compiled, inputs: InputScan) -> Caches:
    """Return what earlier builds have made that can serve again."""
    return Caches(
        prose=_kept(state, PROSE, CachedProse),
        templates=compiled.templates,
        catalogues=compiled.catalogues,
        references=compiled.references,
        words=WordsCache(lambda name: state.load(WORDS, name), inputs),
        codes=Codes(lambda: _kept(state, CODES, str)),
        documents=inputs.data,
        pictures=Encoder(find_store(options.source) if options.has_state else NO_STORE),
    )


def _kept(state: State, kind: str, of: type[Value]) -> Mapping[str, Value]:
    def load(key: str) -> Value:
        value = state.load(kind, key)
        if not isinstance(value, of):  # damaged
            raise KeyError(key)
        return value

    return LazyMapping(state.keys(kind), load)


def _are_as_known(known: RememberedSite, inputs: InputScan, documents: Sequence[str]) -> bool:
    """Tell whether changed texts change nothing but their pages; otherwise the whole site is loaded.

    Nothing may be wrong with one that no page may show, and each has to link to the files that it linked to: others
    would be published, or no longer.
    """
    problems, links = Problems(), BodyLinks(known.inputs.site.config.base_url)
    for path in documents:
        data = inputs.data.get(path)
        if data is None or len(data) > LARGEST:
            return False
        text = text_of(data, path, problems)
        if links.places(path, body_of(text or "")[0]) != known.links.get(path, ()):
            return False
    return len(problems) == 0


def _language_digests(renderer: Renderer, inputs: InputScan) -> dict[str, str]:
    """Return the digest of the strings and settings of each language; those without a translation are known, too."""
    catalogues: dict[tuple[str, str], list[str]] = {}
    for path, file in sorted(inputs.files.items()):
        if path.endswith(".po"):
            folder, _, name = path.removesuffix(".po").rpartition("/")
            catalogues.setdefault((folder, canonical_tag(name)), []).append(file.metadata)
    folders = ("i18n", *(f"{root}i18n/{VISITORS}" for root in ("", PACKAGE)))
    known = [file.metadata for path, file in sorted(inputs.files.items()) if path.endswith("/messages.pot")]
    return {
        code: fingerprint(
            (
                language,
                known,
                [catalogues.get((folder, tag)) for tag in readable_languages(code) for folder in folders],
            )
        )
        for code, language in renderer.view_context.site.config.languages.items()
    }
