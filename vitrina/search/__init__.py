"""Search and facets: what the browser gets, and what it has to make of it.

``letters`` folds texts into words, ``facets`` are the choices, ``index`` and ``bodies`` are the data files, ``query``
is the reference of how the two and a visitor's choice become a list of projects. The theme's scripts
(``themes/default/static/scripts/``) follow the reference; ``tests/browser/test_search_reference.py`` holds them to it.
"""
