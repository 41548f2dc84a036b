"""Printing: the runner of the queue, the printers' settings, and previews."""
