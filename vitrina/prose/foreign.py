"""What other programs understand and Markdown does not: it would be shown as text without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vitrina.problems import say
from vitrina.prose.values import Flaw, Position

_SIGNS = re.compile(r"[{:\[\t](?:(?<=\t)|[{%]|::|/?(?:gallery|caption|embed|audio|video|playlist|contact-form))")
_SHORTCODE = re.compile(
    r"\{\{[<%][^\n]{0,300}?[>%]\}\}|\{%[^\n]{0,300}?%\}|^:::[^\n]*"
    r"|\[/?(?:gallery|caption|embed|audio|video|playlist|contact-form-7)(?=[ \]])[^\]\n]{0,300}\]",
    re.MULTILINE,
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).{1,1000}?(?<!`)\1(?!`)", re.DOTALL)
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_MOST_ROWS = 3
_LONGEST = 60


def flaws_of(text: str, line: int) -> Iterator[Flaw]:
    """Yield what is foreign in the text of a paragraph that begins on ``line`` of its body."""
    if not _SIGNS.search(text):
        return
    plain = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    if found := _SHORTCODE.search(plain):
        position = Position(line + plain.count("\n", 0, found.start()), 0)
        message = say(
            "This is an instruction for another program, and is shown as text: {text}", text=found[0][:_LONGEST]
        )
        hint = say("Write it in Markdown, for instance ![What it shows](picture.jpg), or put it between backticks.")
        yield Flaw("shortcode", message, hint, position, is_warning=True)
    rows = [row.split("\t") for row in plain.split("\n")]
    if len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows):
        message = say("This is a table from a spreadsheet, and is shown as running text.")
        hint = say("Write it as a table of Markdown, with a line (↵) for each row: {table}", table=_table(rows))
        yield Flaw("pasted-table", message, hint, Position(line, 0), is_warning=True)


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Return the first of ``rows`` as rows of a table in Markdown."""
    dashes = ["---"] * len(rows[0])
    shown = [rows[0], dashes, *rows[1:_MOST_ROWS]]
    lines = ["| " + " | ".join(cell.strip().replace("|", "\\|") for cell in row) + " |" for row in shown]
    return " ↵ ".join([*lines, "…"] if len(rows) > _MOST_ROWS else lines)


def surplus_cells(table: str, line: int) -> Iterator[Flaw]:
    """Yield the first row of ``table``, which begins on ``line``, with more cells than its head: they are not shown."""
    rows = _CODE.sub(lambda code: code[0].replace("|", " "), table).split("\n")
    cells = [len(_BETWEEN_CELLS.split(row.strip().removeprefix("|").removesuffix("|"))) for row in rows]
    below = next((number for number, count in enumerate(cells) if count > cells[0]), None)
    if below is not None and cells[1] == cells[0]:
        count, most = cells[below], cells[0]
        message = say(
            "The row has {count} cells and the head of the table {most}; the others are not shown.",
            count=count,
            most=most,
        )
        hint = say("Add cells to the head, or write \\| for a line that belongs to the text.")
        yield Flaw("surplus-cells", message, hint, Position(line + below, 0), is_warning=True)


def repeated_note(line: int, name: str) -> Flaw:
    """Return the flaw of a footnote that is defined again."""
    message = say("The footnote “{name}” is defined twice, so the text of the first is not shown.", name=name)
    return Flaw("repeated-footnote", message, say("Give one of the two another name."), Position(line, 0), True)


def conflict(line: int, text: str) -> Flaw:
    """Return the flaw of a line that a version control system wrote between two versions of a text."""
    message = say("Two versions of the text stand here one after the other: {text}", text=text[:_LONGEST])
    hint = say("Decide on one, and delete the other and the lines with <<<<<<<, ======= and >>>>>>>.")
    return Flaw("conflict-marker", message, hint, Position(line, 0))


def without_end(line: int, sign: str) -> Flaw:
    """Return the flaw of a block of code without an end."""
    message = say("The block of code that begins here has no end, so all that follows is in it.")
    hint = say("Add a line “{sign}” below its last line.", sign=sign)
    return Flaw("code-not-closed", message, hint, Position(line, 0), is_warning=True)


def comment_without_end(line: int) -> Flaw:
    """Return the flaw of a comment without an end."""
    message = say("The comment that begins here has no end, so all that follows is left out.")
    hint = say(
        "Write “{end}” where it ends, or put “{begin}” between backticks if it is meant literally.",
        begin="<!--",
        end="-->",
    )
    return Flaw("comment-not-closed", message, hint, Position(line, 0), is_warning=True)


def without_space(line: int, text: str) -> Flaw:
    """Return the flaw of a heading without a space behind its signs."""
    signs = text[: len(text) - len(text.lstrip("#"))]
    message = say("This is no heading: behind {signs} a space is missing.", signs=signs)
    example = f"{signs} {text[len(signs) :]}"[:_LONGEST]
    return Flaw("heading-without-space", message, say("Write: {example}", example=example), Position(line, 0), True)
