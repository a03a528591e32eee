"""Vitrina: a static site generator for showcases of projects in several languages and both writing directions.

The command line is ``vitrina.cli``; ``vitrina.pipeline`` lists the stages of a build.
"""

__version__ = "0.1.0"
