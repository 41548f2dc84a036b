"""A till's folder: set up, opened, checked, and practised in."""
