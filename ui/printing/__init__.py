"""Printing: the runner of the queue, the printers' settings, previews and pending jobs."""
