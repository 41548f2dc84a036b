"""Checks a book before its figures are handed out."""

from __future__ import annotations

from pathlib import Path

from pos_app.errors import MachineError
from pos_app.office.intake.book_check import BookCheck, check_book

__all__ = ["BookCheck", "check_book", "require_sound_book"]


def require_sound_book(path: Path) -> None:
    """Checks every byte of a book. Raises MachineError `book_damaged`, `book_check_failed`."""
    found = check_book(path)
    if not found.ok:
        count = len(found.problems)
        raise MachineError("book_check_failed", file=str(path), count=count)
