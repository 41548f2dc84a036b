"""Fairs for benches: their files, made once and kept for the next run, and books of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from support.fair_files import EVENT as FAIR_EVENT
from support.fair_files import Fair

from pos_app.clock import SystemClock
from pos_app.office.book import Book
from pos_app.office.office_key import office_record, own_key
from pos_app.office.reconcile.status import Status
from pos_app.services.office.event_book import book_status


def folder_of(fair: Fair) -> Path:
    """The fair's files, made once and kept for the next run."""
    name = f"pos-app-fair-{fair.stands}x{fair.days}x{fair.sales}x{fair.lines}-{fair.seed}"
    folder = Path(tempfile.gettempdir()) / name
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
            made = Path(draft) / "made"
            made.mkdir()
            for built in fair.files():
                (made / built.name).write_bytes(built.file)
            made.rename(folder)
    return folder


def book_with_key(path: Path, fair: Fair) -> Book:
    """A new book as the office makes it.

    One without a key beside it is checked from its files at every opening, which would be measured.
    """
    return Book.create(path, fair.toml, lambda: office_record(FAIR_EVENT, own_key(path)))


def state(path: Path, fair: Fair) -> Status:
    """The status of a book at the end of its fair, as command and window ask for it."""
    return book_status(path, fair.end, SystemClock())
