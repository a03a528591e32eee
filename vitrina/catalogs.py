"""Catalogues: the strings of the interface in each language, gettext ``.po`` files read by Babel.

The English msgid stands where a language has no translation. A site's own ``i18n/<language>.po`` is laid over the
package's, string by string.
"""

from __future__ import annotations

import gettext
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from vitrina.problems import Place, Problems, say
from vitrina.reading import read_text


def load_catalogue(language: str, folders: dict[str, Path], problems: Problems) -> gettext.NullTranslations:
    """Return the strings of ``language`` from the ``i18n`` folders, strongest first.

    ``folders`` maps the path that messages show to the folder. A language without any catalogue is a warning: its
    interface is shown in English.
    """
    strongest: gettext.NullTranslations | None = None
    for shown, folder in folders.items():
        file = folder / f"{language}.po"
        if not file.is_file():
            continue
        strings = _read(file, f"{shown}/{language}.po", language, problems)
        if strings is None:
            continue
        if strongest is None:
            strongest = strings
        else:
            strongest.add_fallback(strings)
    if strongest is None:
        shown = next(iter(folders))
        message = say("There is no catalogue for “{language}”; its interface is shown in English.", language=language)
        problems.warning(
            Place(f"{shown}/{language}.po"),
            "no-catalogue",
            message,
            say("Add the file {file}.", file=f"{shown}/{language}.po"),
        )
    return strongest or gettext.NullTranslations()


def catalogue_folders(source: Path, package: Path) -> dict[str, Path]:
    """Return the folders of catalogues by the name that messages give them, strongest first."""
    own, packaged = source / "i18n", package / "i18n"
    folders = {"i18n": own}
    if own.resolve() != packaged.resolve():
        folders["i18n of the package"] = packaged
    return folders


def _read(file: Path, path: str, language: str, problems: Problems) -> gettext.GNUTranslations | None:
    text = read_text(file, path, problems)
    if text is None:
        return None
    try:
        catalog = read_po(io.BytesIO(text.encode()), locale=language.replace("-", "_"), abort_invalid=True)
        return _compiled(catalog)
    except (PoFileError, ValueError, LookupError) as error:  # the others come of headers
        message = say("The catalogue cannot be read ({reason}).", reason=error)
        problems.error(Place(path, getattr(error, "lineno", 0) + 1), "catalogue-syntax", message)
        return None


def _compiled(catalog: Catalog) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
