"""The files by which a script searches the site: an index a language, and others with the words of the texts."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.model.sections import PROJECTS
from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.problems import say
from vitrina.search.entries import documents
from vitrina.search.postings import files_for
from vitrina.views import addresses, kinds
from vitrina.views.targets import Target

_WORDS = "search-words"


def _plan_index(given: FileContext) -> Iterator[Planned]:
    for language in given.view_context.editions:
        target = Target(kind=kinds.SEARCH_INDEX, language=language)
        path = addresses.search_index(given.view_context.sections[PROJECTS], language)
        yield Planned(path=path, origin=SETTINGS, target=target)


def _plan_words(given: FileContext) -> Iterator[Planned]:
    for language in given.view_context.editions:
        for number in range(files_for(len(documents(given.view_context, language)))):
            target = Target(kind=_WORDS, language=language, number=number)
            path = addresses.search_bodies(given.view_context.sections[PROJECTS], language, number)
            yield Planned(path=path, origin=SETTINGS, target=target)


SEARCH = OutputKind(
    name="search",
    purpose=say("The search in the list of projects."),
    files=(
        FileKind(
            name=kinds.SEARCH_INDEX,
            plan=_plan_index,
            content=lambda given, target: given.search.index(target.language),
        ),
        FileKind(
            name=_WORDS,
            plan=_plan_words,
            content=lambda given, target: given.search.bodies(target.language, target.number),
            digest=lambda given, target: given.search.digest(target.language, target.number),
            documents=lambda given, target: given.search.documents(target.language),
            group=lambda target: target.language,
        ),
    ),
    needs=(kinds.PROJECTS, kinds.PROJECT),
    script="scripts/projects.js",
    assets=("scripts/projects.js", "scripts/search.js", "search.css"),
)
