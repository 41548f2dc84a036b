"""A whole day played through the real windows where there is no display."""
