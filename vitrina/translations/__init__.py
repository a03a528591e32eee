"""Translation status: which versions there are, which are behind their original, and noting that one is not."""
