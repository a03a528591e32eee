"""From the site to bytes: which files there are, and the bytes of each."""
