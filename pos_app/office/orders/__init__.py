"""Orders and inquiries as the office reads them out of its book; never added to what was sold."""
