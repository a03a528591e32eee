"""The content contract: the declaration of every key of the content.

Validation, the JSON Schemas for editors, the reference in ``docs/keys.md`` and the files of ``vitrina new`` are all
derived from these declarations:

- ``facts`` declares the facts of entries, ``documents`` the other keys of front matter;
- ``site`` (with ``languages`` and ``forms``), ``vocabularies`` and ``replies`` declare the keys of YAML files;
- ``keys`` defines keys and shapes; ``shapes`` has the simple shapes, ``term_shapes``, ``document_shapes`` and
  ``fact_shapes`` the others;
- ``schemas`` and ``reference`` generate JSON Schemas and documentation.
"""
