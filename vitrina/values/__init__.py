"""Small values without input or output: dates, money, addresses, revisions of a text."""
