"""How blocks begin: for each first character of a line, what may begin there.

Each function gets the reader, the line, its indentation, and how many of the open containers go on. It returns what is
left of the line behind the beginning of a block, and nothing where none begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from vitrina.prose.annotations import callout_of
from vitrina.prose.containers import Definition, Item, ListOf, Quotation
from vitrina.prose.foreign import comment_without_end, conflict, without_space
from vitrina.prose.leaves import Fence, Note, Paragraph
from vitrina.prose.list_markers import DASH, Marker, is_date, marker_of
from vitrina.prose.marks import without_marks
from vitrina.prose.reader import Reader

Start = Callable[[Reader, str, int, int], "str | None"]

_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)")
_WITHOUT_SPACE = re.compile(r"#{2,6}[^\W_]")
_CONFLICT = re.compile(r"<{7}(?: |$)|>{7} \S")
_RULER = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_QUOTATION = re.compile("> ?")
_NOTE = re.compile(r"\[\^([^\]]*)\]:[ ]*(.*)$")
_DEFINITION = re.compile(r":[ ]{1,4}(?=\S)")
_ROW_OF_DASHES = re.compile(r"[-:|\s]+$")
_DASHED = re.compile(rf"[ >]*{DASH}[ \u00a0]")
_TASK = re.compile(r"\[([ xX])\][ ]+(?=\S)")
_COMMENT = "<!--"


def heading(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Begin ``## a heading ##``."""
    found = _HEADING.match(line, indent)
    if found is None:
        if _WITHOUT_SPACE.match(line, indent):
            reader.writer.tell(without_space(reader.line, without_marks(line[indent:])))
        return None
    text = line[found.end() :].strip(" \t")
    without_end = text.rstrip("#")
    if not without_end or without_end[-1] in " \t":
        text = without_end.rstrip(" \t")
    SubElement(reader.parent(matched), f"h{len(found[1])}").text = text
    return ""


def underline(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Make a heading of the paragraph above a line of dashes."""
    found = _UNDERLINE.match(line, indent)
    if found is None or not reader.is_in_paragraph(matched) or not isinstance(reader.leaf, Paragraph):
        return None
    text = reader.writer.text_of(reader.leaf)
    if not text:
        return None
    reader.leaf = None
    SubElement(reader.open[-1].element, "h1" if found[1][0] == "=" else "h2").text = text
    return ""


def ruler(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Begin ``---``."""
    if _RULER.match(line, indent) is None:
        return None
    SubElement(reader.parent(matched), "hr")
    return ""


def fence(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Begin a block of code between two lines of signs."""
    found = _FENCE.match(line, indent)
    if found is None:
        return None
    reader.parent(matched)
    reader.leaf = Fence(reader.line, found[1] or found[3], indent, (found[2] or found[4] or "").strip())
    return ""


def quotation(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Begin a quotation, or a labelled note."""
    found = _QUOTATION.match(line, indent)
    rest = line[found.end() if found else indent :]
    parent, kind = reader.parent(matched), callout_of(rest)
    element = SubElement(parent, "div", {"class": f"callout {kind}"}) if kind else SubElement(parent, "blockquote")
    reader.hold(Quotation(element))
    return "" if kind else rest


def conflict_marker(reader: Reader, line: str, indent: int, _: int) -> str | None:
    """Say where two versions stand one after the other; the line is what it would be without."""
    if _CONFLICT.match(line, indent):
        reader.writer.tell(conflict(reader.line, without_marks(line[indent:])))
    return None


def item(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Begin an item of a list, and the list."""
    marker = marker_of(line, indent)
    if marker is None:
        return None
    above = reader.open[matched - 1]
    siblings = above if isinstance(above, ListOf) and above.kind == marker.kind else None
    if not _is_item(reader, line, marker, siblings, matched):
        return None
    if siblings is None:
        parent = reader.parent(matched)
        number = marker.number
        element = SubElement(parent, "ul" if number is None else "ol")
        if number not in (None, 1):
            element.set("start", str(number))
        siblings = ListOf(element, marker.kind, number or 0)
        reader.hold(siblings)
    else:
        reader.close(matched)
        siblings.is_loose = siblings.is_loose or siblings.is_after_blank
    siblings.next_number += 1
    element = SubElement(siblings.element, "li")
    reader.hold(Item(element, siblings, marker.indent, is_empty=not marker.text.strip(" ")))
    return _task(reader, element, marker.text)


def _task(reader: Reader, element: Element, text: str) -> str:
    """Return ``text`` without the box of a task, which is noted."""
    found = _TASK.match(text)
    if found is None:
        return text
    element.set("class", "task")
    reader.open[-1].begin_block()
    reader.leaf = Paragraph(reader.line, [text[found.end() :]], box="☐" if found[1] == " " else "☑")
    return ""


def _is_item(reader: Reader, line: str, marker: Marker, siblings: ListOf | None, matched: int) -> bool:
    """Tell whether ``marker`` begins an item where it stands."""
    is_below_text = siblings is None and reader.is_in_paragraph(matched)
    if is_below_text and (not marker.may_interrupt or _is_row_below(reader, line)):
        return False
    if marker.kind == DASH and (siblings is None or siblings.is_after_blank):
        return any(_DASHED.match(below) for below in reader.lines[reader.number + 1 : reader.number + 2])
    expected = siblings.next_number if siblings else None
    return not is_date(marker, expected, reader.writer.words_of_dates)


def _is_row_below(reader: Reader, line: str) -> bool:
    """Tell whether ``line`` is the row of dashes of a table whose head stands above."""
    head = isinstance(reader.leaf, Paragraph) and "|" in reader.leaf.lines[-1]
    return head and "|" in line and _ROW_OF_DASHES.match(line) is not None


def definition(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Begin what the term above means."""
    found = _DEFINITION.match(line, indent)
    if found is None:
        return None
    container = reader.open[matched - 1]
    parent, is_loose = container.element, container.is_after_blank
    last = parent[-1] if len(parent) else None
    terms: list[str] = []
    if reader.is_in_paragraph(matched) and isinstance(reader.leaf, Paragraph):
        terms = reader.writer.text_of(reader.leaf).split("\n")
        reader.leaf = None
    elif isinstance(reader.leaf, Paragraph) and not isinstance(reader.open[matched], Definition):
        return None  # a line of a paragraph further inside
    elif reader.leaf is None and last is not None and last.tag == "p" and last.text:
        terms = last.text.split("\n")
        parent.remove(last)
        last = parent[-1] if len(parent) else None
    if not any(terms) and (last is None or last.tag != "dl"):
        return None
    reader.close(matched)
    if last is None or last.tag != "dl":
        last = SubElement(parent, "dl")
    for term in terms:
        SubElement(last, "dt").text = term.strip()
    reader.hold(Definition(SubElement(last, "dd"), is_loose=is_loose))
    return line[found.end() :]


def note(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Begin the definition of a footnote."""
    found = _NOTE.match(line, indent)
    if found is None:
        return None
    reader.close(matched)
    reader.leaf = Note(reader.line, found[1], [found[2]])
    return ""


def comment(reader: Reader, line: str, indent: int, matched: int) -> str | None:
    """Leave out a comment that stands by itself; one without an end goes on to the end of the text."""
    if not line.startswith(_COMMENT, indent):
        return None
    end = reader.end_of_comment(line, indent)
    if end is None:
        return None
    if end == len(reader.lines):
        reader.writer.tell(comment_without_end(reader.line))
    reader.parent(matched)
    reader.number = end
    return ""


_STARTS: Mapping[str, Sequence[Start]] = {
    "#": (heading,),
    "=": (underline,),
    "-": (underline, ruler, item),
    "*": (ruler, item),
    "_": (ruler,),
    "+": (item,),
    "`": (fence,),
    "~": (fence,),
    ">": (conflict_marker, quotation),
    "[": (note,),
    ":": (definition,),
    "<": (conflict_marker, comment),
    **dict.fromkeys("•·▪◦‣●○–", (item,)),
}
_NUMBERED: Sequence[Start] = (item,)


def starts_of(char: str) -> Sequence[Start]:
    """Return what may begin with ``char``."""
    return _STARTS.get(char) or (_NUMBERED if char.isdigit() else ())
