"""Receipts, slips and reports: neutral layouts, and their rendering as PDF, text and ESC/POS."""
