"""What the site publishes for machines: feeds, the sitemap, ``robots.txt``."""
