"""What stands inside a paragraph: code, links, pictures, emphasis, line breaks, by the rules of CommonMark (0.31, 6).

One look through the text finds all of it, so that the time is linear: the library's own patterns look through the text
once each, and begin again after each find.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

from vitrina.prose import bare_links
from vitrina.prose.emphasis import SIGNS, Node, emphasised, run_between
from vitrina.prose.link_elements import link, link_to, mail_to, picture
from vitrina.prose.link_syntax import ENTITY, PUNCTUATION, Target, character, label_at, normalised, target_at
from vitrina.prose.literal import RAW_HTML, WITH_SPACES, Literals

_SIGNS = r"[\\`*_~\[\]<&!]"
_SPECIAL = re.compile(_SIGNS)
_RUNS = "`*_~!"
_RUN = re.compile(r"`+|\*+|_+|~+|!\[?")
_ESCAPED = re.compile(rf"\\(?:({PUNCTUATION})|\n)")
_TICKS = re.compile("`+")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9.+-]{1,31}:[^\s<>]*)>")
_AUTOMAIL = re.compile(r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9.-]+)>")
_LIKE_AN_ENTITY = re.compile(r"#?\w*[;\\&]|\\")
_NOT_IN_BRACKETS = re.compile(r"[^\]]*")


@cache
def _special(has_web: bool, has_mail: bool, has_ends: bool) -> re.Pattern[str]:
    """Return the expression for what is special in a text that may have bare addresses, and spaces at ends of lines."""
    rare = [bare_links.WEB] * has_web + [bare_links.MAIL] * has_mail + [r"(?<! )[ ]+\n"] * has_ends
    return re.compile("|".join([*rare, _SIGNS]), re.IGNORECASE)


def inlines(text: str, into: Element, md: Markdown, literals: Literals, used: set[str]) -> None:
    """Write ``text`` into an empty element; what is text although it looks otherwise is added to ``literals``."""
    rare = ("://" in text or "www." in text.lower(), "@" in text, " \n" in text)
    special = _special(*rare) if any(rare) else _SPECIAL
    if special.search(text):
        emphasised(_Scanner(text, special, md, literals, used).nodes(), into)
    else:
        into.text = text


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A bracket that may begin a link: the index of its node, its offset, and whether it begins a picture."""

    node: int
    offset: int
    is_picture: bool


class _Scanner:
    """Looks through one text."""

    def __init__(self, text: str, special: re.Pattern[str], md: Markdown, literals: Literals, used: set[str]) -> None:
        self._text = text
        self._special = special
        self._md = md
        self._literals = literals
        self._used = used
        self._nodes: list[Node] = []
        self._brackets: list[_Bracket] = []
        self._not_links = 0
        """How many of the brackets stand in front of a link, so that they cannot begin one that has it inside."""
        self._ticks: dict[int, list[int]] | None = None
        self._without_end = False

    def nodes(self) -> list[Node]:
        """Return the text as nodes."""
        text, offset = self._text, 0
        while found := self._special.search(text, offset):
            if found.start() > offset:
                self._nodes.append(text[offset : found.start()])
            char = text[found.start()]
            offset = self._take((char in _RUNS and _RUN.match(text, found.start())) or found)
        self._nodes.append(text[offset:])
        return self._nodes

    def _take(self, found: re.Match[str]) -> int:
        """Add what was found, and return the offset behind it."""
        begin, end = found.span()
        match found[0][0]:
            case "\\":
                end = self._escape(begin)
            case "`":
                end = self._code(found)
            case sign if sign in SIGNS:
                before, after = self._text[max(0, begin - 1) : begin], self._text[end : end + 1]
                self._nodes.append(run_between(sign, len(found[0]), before, after))
            case "!" if len(found[0]) == 1:
                self._nodes.append("!")
            case "[" | "!":
                end = self._open_bracket(found)
            case "]":
                end = self._close_bracket(begin)
            case "<":
                end = self._angle(begin)
            case "&":
                end = self._entity(begin)
            case " ":
                self._nodes.append(Element("br") if len(found[0]) > len(" \n") else "\n")
            case _:
                end = self._bare(found)
        return end

    def _escape(self, offset: int) -> int:
        found = _ESCAPED.match(self._text, offset)
        if found is None:
            self._nodes.append("\\")
            return offset + 1
        if found[1] == "&":
            self._nodes.append(self._ampersand(found.end()))
        else:
            self._nodes.append(f"{STX}{ord(found[1])}{ETX}" if found[1] else Element("br"))
        return found.end()

    def _code(self, found: re.Match[str]) -> int:
        if self._ticks is None:
            self._ticks = defaultdict(list)
            for run in _TICKS.finditer(self._text, found.start()):
                self._ticks[len(run[0])].append(run.start())
        ends = self._ticks[len(found[0])]
        place = bisect_left(ends, found.end())
        if place == len(ends):
            self._nodes.append(found[0])
            return found.end()
        code = self._text[found.end() : ends[place]].replace("\n", " ")
        if code[0] == " " == code[-1] and code.strip(" "):
            code = code[1:-1]
        element = Element("code")
        element.text = AtomicString(code_escape(code))
        self._nodes.append(element)
        return ends[place] + len(found[0])

    def _entity(self, offset: int) -> int:
        found = ENTITY.match(self._text, offset)
        decoded = character(found[0]) if found else "&"
        end = found.end() if found and decoded != found[0] else offset + 1
        self._nodes.append(self._ampersand(end) if decoded[0] == "&" else decoded)
        return end

    def _ampersand(self, end: int) -> str:
        """Return an ampersand before ``end``, so that what follows it cannot make a character of it."""
        return self._md.htmlStash.store("&amp;") if _LIKE_AN_ENTITY.match(self._text, end) else "&"

    def _angle(self, offset: int) -> int:
        if address := _AUTOLINK.match(self._text, offset):
            self._nodes.append(link_to(address[1], address[1]))
            return address.end()
        if mail := _AUTOMAIL.match(self._text, offset):
            self._nodes.append(mail_to(mail[1]))
            return mail.end()
        tag = RAW_HTML.match(self._text, offset)
        if tag is None:
            self._nodes.append("<")
            return offset + 1
        if tag[0] == "<!--":
            end = -1 if self._without_end else self._text.find("-->", tag.end())
            self._without_end = end < 0  # looked for once, however many comments begin
            if end < 0:
                self._nodes.append("<")
                return offset + 1
            return end + len("-->")
        self._literals.append(tag[0])
        self._nodes.append(self._literal(tag[0]))
        return tag.end()

    def _literal(self, text: str) -> str:
        return text.replace("&", self._md.htmlStash.store("&amp;")) if "&" in text else text

    def _bare(self, found: re.Match[str]) -> int:
        written = found[0]
        if self._brackets and (inside := _NOT_IN_BRACKETS.match(written)):
            written = inside[0]
        if "@" in written and not written.lower().startswith(("http", "www.")):
            self._nodes.append(mail_to(written))
            return found.start() + len(written)
        address = bare_links.trimmed(written)
        if address is None:
            head = written[: written.find(".") + 1] or written[:1]
            self._nodes.append(head)
            return found.start() + len(head)
        has_scheme = "://" in address[:8]
        self._nodes.append(link_to(address if has_scheme else f"https://{address}", address))
        return found.start() + len(address)

    def _open_bracket(self, found: re.Match[str]) -> int:
        pattern = self._md.inlinePatterns["footnote"] if self._text.startswith("[^", found.end() - 1) else None
        note = pattern.getCompiledRegExp().match(self._text, found.end() - 1) if pattern else None
        if isinstance(pattern, InlineProcessor) and note:
            element = pattern.handleMatch(note, self._text)[0]
            if isinstance(element, Element):
                self._nodes.append(found[0][:-1])
                self._nodes.append(element)
                return note.end()
        self._brackets.append(_Bracket(len(self._nodes), found.start(), is_picture=found[0] == "!["))
        self._nodes.append(found[0])
        return found.end()

    def _close_bracket(self, offset: int) -> int:
        bracket = self._brackets.pop() if self._brackets else None
        target = None
        if bracket is not None and (bracket.is_picture or len(self._brackets) >= self._not_links):
            target = self._target(bracket, offset)
        self._not_links = min(self._not_links, len(self._brackets))
        if bracket is None or target is None:
            self._nodes.append("]")
            return offset + 1
        inside = self._nodes[bracket.node + 1 :]
        del self._nodes[bracket.node :]
        if bracket.is_picture:
            self._nodes.append(picture(target, inside))
        else:
            self._not_links = len(self._brackets)
            self._nodes.append(link(target, inside))
        return target.end

    def _target(self, bracket: _Bracket, offset: int) -> Target | None:
        """Return where the link leads whose text stands between ``bracket`` and ``offset``."""
        if self._text.startswith("(", offset + 1) and (target := target_at(self._text, offset + 1)):
            return target
        if found := WITH_SPACES.match(self._text, offset + 1):
            self._literals.append(found[0])
        behind = label_at(self._text, offset + 1) if self._text.startswith("[", offset + 1) else None
        end = behind[1] if behind else offset + 1
        if behind is None or not behind[0]:
            own = label_at(self._text, bracket.offset + bracket.is_picture)
            label = own[0] if own and own[1] == offset + 1 else ""
        else:
            label = behind[0]
        known = self._md.references.get(normalised(label)) if label.strip() else None
        if known:
            self._used.add(normalised(label))
        return Target(known[0], known[1] or None, end) if known else None
