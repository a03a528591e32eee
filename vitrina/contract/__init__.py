"""The content contract: every key that people can write, declared once.

What is read and checked, the JSON Schemas for editors, the reference in ``docs/keys.md`` and the files that
``vitrina new`` makes all follow from the declarations in this package:

- ``facts`` declares what can be true of an entry in every language; ``documents`` the other keys of front matter;
- ``site`` (with ``languages`` and ``forms``), ``vocabularies`` and ``replies`` declare the keys of YAML files;
- ``keys`` says what a key and a shape are; ``shapes`` has the simple shapes, ``term_shapes``, ``document_shapes`` and
  ``fact_shapes`` the others;
- ``schemas`` and ``reference`` tell all of it to editors and to people.
"""
