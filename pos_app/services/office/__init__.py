"""The office: its event book, decisions, reports, and what it sends to the stands."""
