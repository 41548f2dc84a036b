"""Orders and inquiries at the till, and the contacts of those who made them."""
