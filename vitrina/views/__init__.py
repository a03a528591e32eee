"""What a template may see: small frozen values, made from the site by pure functions."""
