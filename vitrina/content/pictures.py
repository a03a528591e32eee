"""Reading what is known of the pictures beside documents before they are decoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vitrina.disk.inputs import InputFile
from vitrina.media.problems import UnusablePictureError
from vitrina.media.renditions import is_picture, is_picture_as_it_is, is_picture_for_browsers
from vitrina.model import PictureFile
from vitrina.problems import Location, Problem, Problems, Severity, say
from vitrina.reading.paths import CONTENT, STATIC
from vitrina.reading.text import unreadable
from vitrina.values.fingerprints import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPictures:
    """What an earlier build knew of pictures: the ``digests`` of files by path, and ``pictures`` by digest."""

    digests: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)


NO_PICTURES = KnownPictures()


def read_pictures(
    source: Path, files: Iterable[str], static: Iterable[str], known: KnownPictures, problems: Problems
) -> Mapping[str, PictureFile]:
    """Return the pictures among ``files`` (paths in ``content``) and ``static`` ones (paths in that folder), by path.

    Those that are unusable are reported, unless something is wrong with them already; and those that tell too much.
    """
    pictures: dict[str, PictureFile] = {}
    in_static = [f"{STATIC}/{name}" for name in static]
    problems.extend(_as_they_are(files, in_static))
    places = (*filter(is_picture, files), *filter(is_picture_for_browsers, in_static))
    wrong = {problem.location.path for problem in problems} if places else ()
    for place in places:
        if f"{CONTENT}/{place}" not in wrong:
            picture = _read(InputFile(source, f"{CONTENT}/{place}"), known, problems)
            if picture is not None:
                pictures[place] = picture
    return pictures


def _as_they_are(files: Iterable[str], in_static: Iterable[str]) -> Iterator[Problem]:
    """Yield the pictures that are published with all that they say."""
    beside = (place for place in files if is_picture_as_it_is(place, is_static=False))
    for place in (*beside, *(place for place in in_static if is_picture_as_it_is(place, is_static=True))):
        message = say("This picture is published as it is. It may tell where it was taken, when and by whom.")
        hint = say("Save it as JPEG or PNG, which are published without that.")
        yield Problem(Location(f"{CONTENT}/{place}"), "telling-picture", message, hint, Severity.WARNING)


def _read(file: InputFile, known: KnownPictures, problems: Problems) -> PictureFile | None:
    picture = known.pictures.get(known.digests.get(file.path, ""))
    if picture is not None and picture.is_drawing == file.path.lower().endswith(".svg"):
        return picture
    from vitrina.media.inspection import inspected

    try:
        data = file.read()
        return inspected(data, digest_of(data), file.path)
    except OSError as error:
        problems.add(unreadable(file.path, error))
    except UnusablePictureError as error:
        problems.add(error.problem)
    return None
