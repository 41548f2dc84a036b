"""Decisions: signed by an office, on facts that no day file can state."""
