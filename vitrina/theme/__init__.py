"""Themes: layers of templates and static files, the Jinja environment, and errors in templates."""
