"""The goods: a table, and what can be done with each of them."""
