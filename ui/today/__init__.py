"""How the day goes, in pictures and as a table."""
