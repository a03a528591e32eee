"""Full-text search and facets: the data files for the browser, and a reference implementation of the query.

``normalisation`` turns text into comparable words, ``facets`` lists the filters, ``index`` and ``postings`` write the
data files, ``query`` is the reference implementation. The scripts of the theme
(``themes/default/static/scripts/``) implement the same; ``tests/browser/test_search_reference.py`` compares them.
"""
