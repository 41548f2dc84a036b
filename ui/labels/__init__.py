"""The screen for printing price labels."""
