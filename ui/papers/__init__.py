"""The stand's papers."""
