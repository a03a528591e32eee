"""Prose: a body's Markdown as HTML that fits into the page, with every link led to where it really goes."""

from vitrina.prose.markup import place_of, to_html
from vitrina.prose.tree import HEADING_IDS
from vitrina.prose.values import LinkProblem, LinkResolver, Prose, Words

__all__ = ["HEADING_IDS", "LinkProblem", "LinkResolver", "Prose", "Words", "place_of", "to_html"]
