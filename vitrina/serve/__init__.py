"""The preview: the site on this machine, built again and shown again after every save."""
