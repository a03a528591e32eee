"""Citations as files for reference managers: BibTeX, RIS and CSL-JSON, all in UTF-8."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from vitrina.values.dates import PartialDate
from vitrina.views.citations import Citation, citation_of
from vitrina.views.editions import ShownVersion
from vitrina.views.page_values import CitationFile
from vitrina.views.view_context import ViewContext

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
"""Braces by name: BibTeX counts them even behind a backslash, so a single one would swallow the rest of the file."""

_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)|,(?=,)|<(?=<)|>(?=>)")
"""Signs that TeX makes one of, such as “--” a dash: a group between them keeps them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format for reference managers, with the ending of its files and its media type."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Citation], str]

    def address_of(self, citation: Citation) -> str:
        """Return the address of a file that holds the file itself (RFC 2397), so that no other one has to be there."""
        content = b64encode(self.write(citation).encode()).decode()
        return f"data:{self.media_type};charset=utf-8;base64,{content}"


def citation_files(view_context: ViewContext, project: str) -> tuple[CitationFile, ...]:
    """Return the files that cite a project in the language it was first written in."""
    entry = view_context.site.projects[project]
    shown = ShownVersion(entry, entry.main_version)
    citation = citation_of(view_context, view_context.localisers[shown.version.language], shown)
    return tuple(
        CitationFile(name=f"{project}.{each.suffix}", format=each.name, url=each.address_of(citation))
        for each in FORMATS
    )


def bibtex(citation: Citation) -> str:
    """Return an entry ``@misc`` that BibTeX and biblatex read; letters beyond ASCII stay as they are (biber, XeTeX)."""
    fields = {
        "author": f"{{{{{_tex(citation.publisher)}}}}}",
        "title": f"{{{{{_tex(citation.title)}}}}}",
        "howpublished": f"{{{_tex(citation.site)}}}",
        **_bibtex_date(citation.date),
        "language": f"{{{citation.language}}}",
        "url": f"{{{citation.url}}}",
    }
    lines = "".join(f"  {key} = {value},\n" for key, value in fields.items())
    return f"@misc{{{citation.id},\n{lines}}}\n"


def ris(citation: Citation) -> str:
    """Return a record of the RIS format (Research Information Systems, 2001 and later) for an electronic page."""
    date = citation.date
    lines = [
        ("TY", "ELEC"),
        ("ID", citation.id),
        ("AU", f"{_line(citation.publisher)},"),  # the comma keeps a name of several words from being turned around
        ("TI", _line(citation.title)),
        ("T2", _line(citation.site)),
        ("PB", _line(citation.publisher)),
        *((("PY", f"{date.year:04}"), ("DA", _ris_date(date))) if date is not None else ()),
        ("LA", citation.language),
        ("UR", citation.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def csl_json(citation: Citation) -> str:
    """Return a list with one item of the Citation Style Language's JSON (CSL 1.0.2), as Zotero and Pandoc read it."""
    item: dict[str, object] = {
        "id": citation.id,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": citation.publisher}],
        "container-title": citation.site,
        "publisher": citation.publisher,
    }
    if citation.date is not None:
        item["issued"] = {"date-parts": [_parts(citation.date)]}
    item |= {"language": citation.language, "URL": citation.url}
    return json.dumps([item], ensure_ascii=False, separators=(",", ":")) + "\n"


FORMATS = (
    Format(name="BibTeX", suffix="bib", media_type="application/x-bibtex", write=bibtex),
    Format(name="RIS", suffix="ris", media_type="application/x-research-info-systems", write=ris),
    Format(name="CSL-JSON", suffix="json", media_type="application/vnd.citationstyles.csl+json", write=csl_json),
)
"""How a citation is written."""


def _tex(text: str) -> str:
    return _LIGATURE.sub(r"\g<0>{}", _line(text).translate(_TEX))


def _line(text: str) -> str:
    """Return ``text`` on one line, whatever readers of these formats take for the end of one."""
    return " ".join(text.split())


def _parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]


def _bibtex_date(date: PartialDate | None) -> dict[str, str]:
    if date is None:
        return {}
    month = {} if date.month is None else {"month": _MONTHS[date.month - 1]}
    return {"year": f"{{{date.year:04}}}", **month}


def _ris_date(date: PartialDate) -> str:
    """Return ``YYYY/MM/DD/`` with nothing between the slashes where a part is not known."""
    month = "" if date.month is None else f"{date.month:02}"
    day = "" if date.day is None else f"{date.day:02}"
    return f"{date.year:04}/{month}/{day}/"
