"""What no day file can tell: the office's signed decisions, and which of them hold."""
