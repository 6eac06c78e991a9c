"""One file for each step; the number that its name starts with is the version."""
