"""Small value types and pure functions without I/O: dates, money, URLs, revision tokens, digests."""
