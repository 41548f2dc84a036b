"""The day's figures, as charts and as a table."""
