"""The content contract: every key that people can write, declared once.

Reading and checking (``documents``, ``config``, ``vocabularies``), the JSON Schemas for editors, the reference in
``docs/keys.md`` and the files that ``vitrina new`` makes all come from the tables in this package.
"""
