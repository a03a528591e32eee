"""Full-text search and facets: the data files for the browser.

``normalisation`` turns text into comparable words, ``facets`` lists the filters, ``index`` and ``postings`` write the
data files. The scripts of the theme (``themes/default/static/scripts/``) search in them; what they have to find is
written down in ``tests/search_reference.py``.
"""
