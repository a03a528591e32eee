"""Files that people wrote, as text, YAML and front matter, with a problem for whatever cannot be read."""
