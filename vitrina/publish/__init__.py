"""From bytes to the output folder: what stands in the way, what is owned, what is written and removed."""
