"""Links and pictures: led to where they are on the site."""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE

from vitrina.problems import say
from vitrina.prose.conversion import Conversion
from vitrina.prose.file_elements import add_note
from vitrina.prose.marks import without_marks
from vitrina.prose.values import Flaw, LinkedFile, LinkProblem, Player, ShownPicture, WrittenLink, url_of


class Links(Treeprocessor):
    """Leads links and pictures to where they are, and notes them as they were written."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion
        self._in_links: set[Element] = set()

    def run(self, root: Element) -> None:
        """Resolve the links and pictures below ``root``."""
        self._in_links = {image for link in root.iter("a") for image in link.iter("img")}
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib and not _is_footnote(element):
                self._lead(element, "href", is_picture=False)
            elif element.tag == "img":
                self._lead(element, "src", is_picture=True)
                element.set("loading", "lazy")
                element.set("decoding", "async")

    def _lead(self, element: Element, attribute: str, *, is_picture: bool) -> None:
        marked = (element.get(attribute) or "").replace(AMP_SUBSTITUTE, "&")
        written = unescape(UnescapeTreeprocessor(self.md).unescape(without_marks(marked).strip()))
        link = WrittenLink(
            address=written,
            position=self._conversion.position(marked),
            is_picture=is_picture,
            language=element.get("lang"),
            alt=element.get("alt", ""),
        )
        self._conversion.links.append(link)
        resolved = self._conversion.resolve(written, is_picture)
        if isinstance(resolved, LinkProblem):
            flaw = Flaw(resolved.code, resolved.message, resolved.hint, link.position)
            self._conversion.flaws.append(flaw)
            return
        element.set(attribute, url_of(resolved))
        has_words = not is_picture or bool(without_marks(link.alt).strip())
        match resolved:
            case ShownPicture():
                if resolved.width and {"width", "height"}.isdisjoint(element.keys()):
                    element.set("width", str(resolved.width))
                    element.set("height", str(resolved.height))
                self._conversion.pictures.append((element, resolved))
                if not has_words:
                    self._describe(element, resolved, link)
                return
            case LinkedFile():
                add_note(element, resolved)
            case Player() if element in self._in_links:
                self._conversion.flaws.append(_player_in_link(resolved, link))
            case Player():
                self._conversion.players.append((element, resolved))
        if not has_words:
            self._conversion.flaws.append(without_alt(link, is_advice=True))

    def _describe(self, element: Element, picture: ShownPicture, link: WrittenLink) -> None:
        """Give a picture the alternative text that the text does not have."""
        if picture.is_decorative or picture.is_withheld:
            element.set("alt", "")
        elif picture.alt is not None:
            element.set("alt", picture.alt.text.replace("&", "&amp;"))
            for attribute, value in picture.alt.attributes.items():
                element.set(attribute, value)
        else:
            self._conversion.flaws.append(without_alt(link, is_advice=not picture.needs_alt))


def without_alt(link: WrittenLink, *, is_advice: bool) -> Flaw:
    """Return the flaw of a picture without alternative text, which is advice unless the site requires one."""
    message = say("The picture “{file}” has no alternative text.", file=link.address)
    hint = say("Say between the square brackets what it shows: ![A group at work]({address})", address=link.address)
    return Flaw("missing-alt", message, hint, link.position, is_warning=is_advice, is_advice=is_advice)


def _player_in_link(player: Player, link: WrittenLink) -> Flaw:
    message = say("“{file}” stands in a link: whoever wants to play it would follow the link.", file=player.name)
    hint = say("Write it without the link around it, and link from words: ![What it is]({name})", name=link.address)
    return Flaw("player-in-link", message, hint, link.position)


def _is_footnote(element: Element) -> bool:
    """Tell the links that the footnotes make: everything else that may call itself a footnote is led and checked."""
    classes = (element.get("class") or "").split()
    return any(name.startswith("footnote") for name in classes) and without_marks(element.attrib["href"]).startswith(
        "#fn"
    )
