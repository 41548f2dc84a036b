"""The office's own window: every stand's files in one book, and how complete the fair is."""
