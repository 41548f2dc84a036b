"""Intake: finds files in folders and zips, checks them on all cores, and adds them to the book."""
