"""What the office's window asks the system for: files, folders, a place for a new book."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

BOOKS = "*.book *.db"


def dropped_paths(mime: QMimeData) -> list[Path]:
    """The files and folders of this machine that lie in a drop or in the clipboard."""
    found = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return list(dict.fromkeys(found))


def ask_day_files(parent: QWidget, title: str) -> list[Path]:
    """The files chosen, whatever their names: chat programs rename them."""
    found, _ = QFileDialog.getOpenFileNames(parent, title)
    return [Path(name) for name in found]


def ask_book(parent: QWidget, title: str) -> Path | None:
    """A book that is there, or None."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", f"{BOOKS};;*")
    return Path(found) if found else None


def ask_event_file(parent: QWidget, title: str) -> Path | None:
    """An event's TOML, or None."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", "*.toml")
    return Path(found) if found else None


def ask_goods(parent: QWidget, title: str) -> Path | None:
    """A catalogue sheet, or None."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", "*.csv *.xlsx *.ods *.xls")
    return Path(found) if found else None


def ask_new_book(parent: QWidget, title: str, name: str) -> Path | None:
    """Where a new book is to lie, or None."""
    found, _ = QFileDialog.getSaveFileName(parent, title, f"{name}.book", BOOKS)
    if not found:
        return None
    path = Path(found)
    return path if path.suffix else path.with_suffix(".book")


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder, or None."""
    found = QFileDialog.getExistingDirectory(parent, title)
    return Path(found) if found else None
