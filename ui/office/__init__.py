"""The office program's window: all day files in one book, its totals and completeness."""
