"""The only place that writes files: the output, the source, and what is known of files without reading them."""
