"""Creating files: documents, languages and sites, with comments in the user's language."""
