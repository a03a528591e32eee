"""How the engine speaks to people: reports, excerpts of the source, reasons, and the language of all of it."""
