"""The screen of what was sold: find, look, print again, void, give back."""
