"""Tables: each in a frame that scrolls by itself."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from vitrina.prose.conversion import Conversion


class TableFrames(Treeprocessor):
    """Puts each table into a frame that scrolls by itself, also by keyboard, where the screen is narrow."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Frame the tables below ``root``."""
        label = self._conversion.labels.table
        attributes = {"class": "table-frame", "role": "group", "tabindex": "0", "aria-label": label}
        for parent in list(root.iter()):
            for position, table in enumerate(list(parent)):
                if table.tag == "table":
                    frame = Element("div", attributes)
                    frame.append(table)
                    parent[position] = frame
