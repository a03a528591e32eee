"""Open data: the columns of a table of projects, which follow from the declarations of facts, and its files."""
