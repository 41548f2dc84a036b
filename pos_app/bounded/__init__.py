"""Reading what strangers wrote within bounds: of bytes, of memory and of time."""
