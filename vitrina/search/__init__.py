"""Full-text search and facets: the data files for the browser.

``facets`` lists the filters, ``index`` and ``postings`` write the data files; ``vitrina/languages/word_forms.py`` has
the rules of words. The scripts of the theme (``themes/default/static/scripts/``) implement the search; its reference
implementation is ``tests/search_reference.py``.
"""
