"""The till screen: open, cash in and out, count, close and hand over."""
