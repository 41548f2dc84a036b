"""The file dialogs of the office's window, and the paths of a drop or the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from ui.widgets.file_dialogs import ask_open, ask_open_several, ask_save
from ui.widgets.sheet_files import SHEETS

BOOKS = "*.book *.db"


def dropped_paths(mime: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop or of the clipboard, each once."""
    found = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return list(dict.fromkeys(found))


def ask_day_files(parent: QWidget, title: str) -> list[Path]:
    """Ask for day files, without a filter by name: chat programs rename them."""
    return ask_open_several(parent, title)


def ask_book(parent: QWidget, title: str) -> Path | None:
    """Ask for an existing book; None if cancelled."""
    return ask_open(parent, title, f"{BOOKS};;*")


def ask_books(parent: QWidget, title: str) -> list[Path]:
    """Ask for existing books; none if cancelled."""
    return ask_open_several(parent, title, f"{BOOKS};;*")


def ask_workbook(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to save a workbook; None if cancelled."""
    return ask_save(parent, title, f"{name}.xlsx", "*.xlsx")


def ask_event_file(parent: QWidget, title: str) -> Path | None:
    """Ask for an event file (TOML); None if cancelled."""
    return ask_open(parent, title, "*.toml")


def ask_earlier(parent: QWidget, title: str) -> Path | None:
    """Ask for an earlier fair's book or event file; None if cancelled."""
    return ask_open(parent, title, f"{BOOKS} *.toml;;*")


def ask_goods(parent: QWidget, title: str) -> Path | None:
    """Ask for a catalogue sheet; None if cancelled."""
    return ask_open(parent, title, SHEETS)


def ask_new_book(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to save a new book; None if cancelled."""
    return ask_save(parent, title, f"{name}.book", BOOKS)
