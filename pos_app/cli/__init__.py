"""The commands: one module for each group, and `main` that puts them together."""
