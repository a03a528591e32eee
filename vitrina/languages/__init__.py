"""What depends on the language: catalogues, collation, formats of dates, numbers and lists, and writing direction.

Every function takes the language as an argument; there is no current language.
"""
