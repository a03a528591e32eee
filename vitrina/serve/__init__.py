"""The preview: the site on this machine, built again and shown anew whenever somebody saves a file."""
