"""A look before a build: what will be read, what stands in the output, and what of it is the engine's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vitrina import defaults
from vitrina.options import BuildOptions
from vitrina.publish.manifest import Manifest, load_manifest
from vitrina.publish.output_scan import OutputScan, scanning
from vitrina.publish.publish import owned_files, wanted_paths
from vitrina.state.build_record import BuildRecord
from vitrina.state.input_scan import InputScan, changed_bodies, scan_inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Everything that a build reads, what stands in the output, and what an earlier build wrote there."""

    inputs: InputScan
    output: OutputScan
    manifest: Manifest


def look(options: BuildOptions, last: BuildRecord | None, meanwhile: Callable[[], None]) -> Seen:
    """Return what there is; files with the stamps of the ``last`` build are not read.

    ``meanwhile`` is called as soon as it is known that there is something to do: other processes may still be looking.
    """
    manifest = load_manifest(options.output)
    pages = last.pages if last is not None else {}
    known = {path: (page.stamp, page.content) for path, page in pages.items()}
    with scanning(options.output, wanted_paths(manifest, pages.keys()), known, options.jobs) as scanned:
        inputs = scan_inputs(options.source, defaults.folder(), last.inputs if last is not None else {})
        if last is None or changed_bodies(last.inputs, inputs.files) != ():
            meanwhile()
        output = scanned()
    made = {path: page.content for path, page in pages.items()}
    return Seen(inputs=inputs, output=output, manifest=owned_files(manifest, made, output.there))
