"""New files: documents, languages and whole sites, with comments that explain them in the writer's language."""
