"""What a build remembers for the next one, and the decision what has to be made anew."""
