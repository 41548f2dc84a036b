"""Texts and times of a journal as the list of what is worth a look uses them."""

from __future__ import annotations

from datetime import datetime

from pos_app.domain.review_items import LONGEST_TEXT


def shown(text: str) -> str:
    """A text from a file as it may be shown: short, and nothing that steers a terminal or a line.

    Control characters and those that turn the direction of writing become spaces.
    """
    short = text[:LONGEST_TEXT]
    return short if short.isprintable() else "".join(c if c.isprintable() else " " for c in short)


def plain(name: str) -> str:
    """A name without case and with single spaces, to compare it with others."""
    return " ".join(name.casefold().split())


def minutes_between(start: str, end: str) -> int:
    """Whole minutes between two times as the journal writes them; 0 for a clock set back."""
    passed = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return max(0, int(passed.total_seconds()) // 60)
