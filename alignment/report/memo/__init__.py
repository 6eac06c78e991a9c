"""The memo: what it says, section by section, for every kind."""
