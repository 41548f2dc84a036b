"""An offline till for exhibition stands, and the office that adds them up."""

__version__ = "0.1.0"
