"""Full-text search and facets: the data files for the browser.

``normalisation`` turns text into comparable words, ``facets`` lists the filters, ``index`` and ``postings`` write the
data files. The scripts of the theme (``themes/default/static/scripts/``) implement the search; its reference
implementation is ``tests/search_reference.py``.
"""
