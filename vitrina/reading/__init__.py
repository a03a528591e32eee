"""Finding and reading source files: text, YAML and front matter, with a problem for whatever cannot be read."""
