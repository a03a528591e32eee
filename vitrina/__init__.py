"""Vitrina: a static site generator for showcases of projects in several languages and both writing directions.

The command line is ``vitrina`` (``vitrina.cli``); the order in which a site is built stands in ``vitrina.pipeline``.
"""

__version__ = "0.1.0"
