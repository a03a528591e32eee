"""Pictures: what is known of a file, the renditions that a site has of it, and their bytes.

Pillow is imported where a file is opened, so that a site without pictures does not pay for it.
"""
