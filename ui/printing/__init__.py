"""The printer: its queue at work, its settings, what waits for paper."""
