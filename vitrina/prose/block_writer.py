"""Elements of blocks that are complete: paragraphs without the definitions in them, tables, code, notes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteExtension
from markdown.util import AtomicString, code_escape

from vitrina.prose.conversion import Conversion, Defined
from vitrina.prose.foreign import flaws_of, repeated_note, surplus_cells, without_end
from vitrina.prose.leaves import Fence, IndentedCode, Leaf, Note, Paragraph
from vitrina.prose.link_syntax import definition_at, plain
from vitrina.prose.marks import without_marks
from vitrina.prose.values import Flaw

LEAF = "leaf"
"""The state of the library's parser while its own processors get a paragraph."""

_ABBREVIATION = "*["
_DEFINED_ABBREVIATION = re.compile(r"^[*]\[([^\\]*?)\][ ]?:[ ]*\n?[ ]*.*$", re.MULTILINE)
_ROW_OF_DASHES = re.compile(r"^(?=[^|\n]*[|:])[ ]*(?:\|[ ]*)?:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*(?:\|[ ]*)?$", re.MULTILINE)
_ATTRIBUTES_OF_CODE = re.compile(r"\{[ ]*([^\n]*?)[ ]*\}")
_LANGUAGE = re.compile(r"[^\s{]+")


class BlockWriter:
    """Writes blocks into the tree."""

    def __init__(self, parser: BlockParser, conversion: Conversion, footnotes: FootnoteExtension) -> None:
        self._parser = parser
        self._conversion = conversion
        self._footnotes = footnotes

    @property
    def words_of_dates(self) -> re.Pattern[str] | None:
        """The words that make a number before them a day or a year, in the language of the text."""
        return self._conversion.words_of_dates

    def write(self, leaf: Leaf, parent: Element) -> None:
        """Add ``leaf`` to ``parent``."""
        match leaf:
            case Paragraph():
                self._write_paragraph(leaf, parent)
            case Fence():
                if not leaf.is_closed:
                    self.tell(without_end(leaf.line, leaf.sign))
                code = "".join(f"{line}\n" for line in leaf.lines)
                self._write_code(code, _classes(leaf.info), parent)
            case IndentedCode():
                while not leaf.lines[-1].strip(" "):
                    leaf.lines.pop()
                self._write_code("\n".join(leaf.lines) + "\n", "", parent)
            case Note():
                text = "\n".join(leaf.lines).strip("\n")
                self._conversion.lines_of_notes[text] = leaf.line
                if leaf.name in self._footnotes.footnotes:
                    self.tell(repeated_note(leaf.line, leaf.name))
                self._footnotes.setFootnote(leaf.name, text)

    def tell(self, flaw: Flaw) -> None:
        """Add a flaw of the text."""
        self._conversion.flaws.append(flaw)

    def text_of(self, paragraph: Paragraph) -> str:
        """Return the text of ``paragraph`` without the definitions of links that it begins with, which are kept."""
        text = "\n".join(paragraph.lines).rstrip(" \t")
        offset = 0
        while text.startswith("[", offset) and (found := definition_at(text, offset)):
            self._parser.md.references.setdefault(found.label, (found.target.address, found.target.title or ""))
            line = paragraph.line + text.count("\n", 0, offset)
            self._define(found.label, line, text[offset : found.target.end], found.target.address)
            offset = found.target.end
        paragraph.line += text.count("\n", 0, offset)
        paragraph.lines = text[offset:].split("\n")
        return text[offset:]

    def _define(self, label: str, line: int, text: str, address: str) -> None:
        """Note a definition of a link. One that leads nowhere is how some write comments."""
        if address not in ("", "#"):
            self._conversion.definitions.append(Defined(without_marks(label), line, without_marks(text)))

    def _write_paragraph(self, paragraph: Paragraph, parent: Element) -> None:
        text = self.text_of(paragraph)
        if not text:
            return
        for flaw in flaws_of(without_marks(text) if self._conversion.text else text, paragraph.line):
            self.tell(flaw)
        if "|" in text and (row := _ROW_OF_DASHES.search(text, text.find("\n") + 1)):
            head = text.rfind("\n", 0, max(0, row.start() - 1)) + 1
            if head:
                SubElement(parent, "p").text = text[: head - 1]
            for flaw in surplus_cells(without_marks(text[head:]), paragraph.line + text.count("\n", 0, head)):
                self.tell(flaw)
            text = text[head:]
        elif _ABBREVIATION not in text:
            self._write_text(paragraph, text, parent)
            return
        for found in _DEFINED_ABBREVIATION.finditer(text):
            line = paragraph.line + text.count("\n", 0, found.start())
            label = without_marks(found[1]).strip()
            self._conversion.definitions.append(Defined(label, line, without_marks(found[0]), is_abbreviation=True))
        self._parser.state.set(LEAF)
        self._parser.parseBlocks(parent, [text])
        self._parser.state.reset()

    def _write_text(self, paragraph: Paragraph, text: str, parent: Element) -> None:
        element = SubElement(parent, "p")
        if not paragraph.box:
            element.text = text
            return
        box = SubElement(element, "span", {"class": "task-box"})
        box.text = AtomicString(paragraph.box)
        box.tail = f" {text}"

    def _write_code(self, code: str, classes: str, parent: Element) -> None:
        element = SubElement(SubElement(parent, "pre"), "code")
        if classes:
            element.set("class", classes)
        if code and code.rstrip() + "\n" != code:  # the library would take away the lines at the end
            element.text = AtomicString(self._parser.md.htmlStash.store(code_escape(code[:-1])) + "\n")
        elif code:
            element.text = AtomicString(code_escape(code))


def _classes(info: str) -> str:
    """Return the classes of code with this ``info``: its language, and those in a list of attributes."""
    language = _LANGUAGE.match(info)
    attributes = _ATTRIBUTES_OF_CODE.search(info)
    classes = [f"language-{plain(language[0])}"] if language else []
    for number, word in enumerate(attributes[1].split() if attributes else ()):
        if word.startswith("."):
            classes.append(word[1:] if language or number else f"language-{word[1:]}")
    return " ".join(classes)
