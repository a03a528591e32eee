"""Kinds of output: a module says which pages and files of a kind there are, and what each of them is made of.

A new kind is a module with an ``OutputKind``, and a line in ``registry``; a kind of page also has a template with its
name in a theme. Views lead to its pages through ``ViewContext.link_to``.
"""
