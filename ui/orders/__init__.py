"""Orders with a deposit, and inquiries, in the till's windows."""
