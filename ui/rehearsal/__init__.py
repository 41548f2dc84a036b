"""A demo day played through the real windows, for machines without a display."""
