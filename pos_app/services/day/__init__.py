"""The business day: opened, closed, looked at, and handed over to the office."""
