"""Files that are copied: those of the theme, those that stand beside documents, and the site's static ones."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.disk.inputs import InputFile
from vitrina.media.drawings import without_notes
from vitrina.media.renditions import DRAWING, ending_of
from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.outputs.pictures import is_made_anew
from vitrina.problems import say
from vitrina.reading.paths import CONTENT, STATIC
from vitrina.theme.assets import THEME, published
from vitrina.views import addresses
from vitrina.views.targets import Target


def _plan_assets(given: FileContext) -> Iterator[Planned]:
    for name in given.theme.assets:
        yield Planned(path=addresses.asset(name), origin=THEME + name, target=Target(kind="asset", id=name))


def _asset(given: FileContext, target: Target) -> bytes | InputFile:
    return published(given.theme.assets[target.id], given.view_context.site.config.languages.values())


def _plan_static(given: FileContext) -> Iterator[Planned]:
    for name in given.static:
        if is_made_anew(given.view_context.site, f"{STATIC}/{name}"):
            continue
        yield Planned(path=name, origin=f"{CONTENT}/{STATIC}/{name}", target=Target(kind="static", id=name))


def _static(given: FileContext, target: Target) -> bytes | InputFile:
    return _without_notes(InputFile(given.source, f"{CONTENT}/{STATIC}/{target.id}"))


def _plan_attachments(given: FileContext) -> Iterator[Planned]:
    for place in given.view_context.site.files:
        if not is_made_anew(given.view_context.site, place):
            target = Target(kind="attachment", id=place)
            yield Planned(path=addresses.file(place), origin=f"{CONTENT}/{place}", target=target)


def _attachment(given: FileContext, target: Target) -> bytes | InputFile:
    return _without_notes(InputFile(given.source, f"{CONTENT}/{target.id}"))


def _without_notes(file: InputFile) -> bytes | InputFile:
    """Return ``file``, or the bytes of a drawing without what it says about those who drew it."""
    if ending_of(file.path) != DRAWING:
        return file
    return without_notes(file.read()) or file


def _plan_nojekyll(_: FileContext) -> Iterator[Planned]:
    yield Planned(path=".nojekyll", origin=SETTINGS, target=Target(kind="nojekyll"))


ASSETS = OutputKind(
    name="theme",
    purpose=say("The styles, scripts and pictures of the theme."),
    files=(FileKind(name="asset", plan=_plan_assets, content=_asset, is_referred_to=True),),
    is_required=True,
)
STATIC_FILES = OutputKind(
    name="static",
    purpose=say("The files in content/static."),
    files=(FileKind(name="static", plan=_plan_static, content=_static, is_referred_to=True),),
    is_required=True,
)
ATTACHMENTS = OutputKind(
    name="attachments",
    purpose=say("The files beside documents that a text or a fact refers to."),
    files=(FileKind(name="attachment", plan=_plan_attachments, content=_attachment, is_referred_to=True),),
    is_required=True,
)
NOJEKYLL = OutputKind(
    name="nojekyll",
    purpose=say("The file .nojekyll, with which GitHub Pages publishes files as they are."),
    files=(FileKind(name="nojekyll", plan=_plan_nojekyll, content=lambda _given, _target: b""),),
)
"""Tells GitHub Pages to publish the files as they are."""
