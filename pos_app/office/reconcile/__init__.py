"""Reconciliation: the status of a book, calculated from its files, decisions and slips."""
