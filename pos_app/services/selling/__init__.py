"""Selling at the counter: carts, sales, refunds, QRIS, and requests from other programs."""
