"""The commands: one module for each group, and `main`, which combines them."""
