"""What a kind of output is: which pages and files there are, and what each of them is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vitrina.disk.inputs import InputFile
from vitrina.exports.table import Table
from vitrina.media.making import Encoder, PictureMaker
from vitrina.model import Config
from vitrina.problems import Message
from vitrina.reading.paths import CONTENT
from vitrina.search.files import SearchFiles
from vitrina.theme.environment import Theme
from vitrina.views.targets import Target
from vitrina.views.view_context import PageKind, ViewContext

SETTINGS = f"{CONTENT}/site.yml"
"""What a file comes from that no other file stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A file of the site. ``origin`` is the file that people wrote for it, or what else it comes from.

    ``target`` says what it is: a page if ``is_page``, or else a file of the kind that the target names.
    """

    path: str
    origin: str
    target: Target
    is_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContext:
    """What files are made from. ``static`` are those below ``content/static``, ``plan`` is what is planned so far.

    ``pictures`` makes what is published of pictures; ``tables`` are those made so far, by language.
    """

    view_context: ViewContext
    search: SearchFiles
    source: Path
    theme: Theme
    static: tuple[str, ...]
    plan: Sequence[Planned]
    pictures: PictureMaker = field(default_factory=Encoder)
    tables: dict[str, Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FileKind:
    """A kind of file that is no page of a template.

    ``content`` returns its bytes, or the file to copy. Where making it takes long, ``digest`` is that of everything it
    is made from, ``documents`` are those whose bodies are in it, and one process makes all of a ``group``; ``weight``
    is the number of pages that take about as long, and ``is_picture`` tells that a group is what people call a picture.
    ``is_referred_to`` by pages: it is published before them.
    """

    name: str
    plan: Callable[[FileContext], Iterable[Planned]]
    content: Callable[[FileContext, Target], bytes | InputFile]
    digest: Callable[[FileContext, Target], str] | None = None
    documents: Callable[[FileContext, Target], tuple[str, ...]] | None = None
    group: Callable[[Target], str] | None = None
    weight: int = 1
    is_picture: bool = False
    is_referred_to: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OutputKind:
    """A kind of output: the pages and files that one module makes.

    ``name`` is what it is called in ``site.yml``, ``purpose`` says there what it is; several can share them, so that
    they are switched off together.
    ``targets`` yields the pages that a language has; those for all languages at once are asked for in the default one.
    ``needs`` are kinds of pages without which there is no use for it, ``script`` a file of the theme; ``assets`` are
    files of the theme that nothing else uses. It is there if it ``is_wanted`` by the settings.
    """

    name: str
    purpose: Message
    pages: tuple[PageKind, ...] = ()
    targets: Callable[[ViewContext, str], Iterator[Target]] = lambda _view_context, _language: iter(())
    files: tuple[FileKind, ...] = ()
    needs: tuple[str, ...] = ()
    script: str | None = None
    assets: tuple[str, ...] = ()
    is_required: bool = False
    is_wanted: Callable[[Config], bool] = lambda _config: True
