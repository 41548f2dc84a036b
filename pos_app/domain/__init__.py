"""The business rules: money, products, sales, tenders, days and the journal. No files, no SQL."""
