"""What is handed to people: tables, words, spreadsheets, pages for the press, statements."""
