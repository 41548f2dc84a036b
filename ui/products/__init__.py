"""The catalogue: the table of products and the dialogs that change it."""
