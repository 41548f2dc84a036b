"""The screen of past sales, with voids and refunds."""
