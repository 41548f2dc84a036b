"""The settings screen of a till and its cards."""
