"""YAML files -> model, and every problem of every file with its line and column."""
