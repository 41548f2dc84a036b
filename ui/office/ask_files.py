"""The file dialogs of the office's window, and the paths of a drop or the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

BOOKS = "*.book *.db"


def dropped_paths(mime: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop or of the clipboard, each once."""
    found = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return list(dict.fromkeys(found))


def ask_day_files(parent: QWidget, title: str) -> list[Path]:
    """Ask for day files, without a filter by name: chat programs rename them."""
    found, _ = QFileDialog.getOpenFileNames(parent, title)
    return [Path(name) for name in found]


def ask_book(parent: QWidget, title: str) -> Path | None:
    """Ask for an existing book; None if cancelled."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", f"{BOOKS};;*")
    return Path(found) if found else None


def ask_books(parent: QWidget, title: str) -> list[Path]:
    """Ask for existing books; none if cancelled."""
    found, _ = QFileDialog.getOpenFileNames(parent, title, "", f"{BOOKS};;*")
    return [Path(name) for name in found]


def ask_workbook(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to save a workbook; None if cancelled."""
    found, _ = QFileDialog.getSaveFileName(parent, title, f"{name}.xlsx", "*.xlsx")
    if not found:
        return None
    path = Path(found)
    return path if path.suffix else path.with_suffix(".xlsx")


def ask_event_file(parent: QWidget, title: str) -> Path | None:
    """Ask for an event file (TOML); None if cancelled."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", "*.toml")
    return Path(found) if found else None


def ask_earlier(parent: QWidget, title: str) -> Path | None:
    """Ask for an earlier fair's book or event file; None if cancelled."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", f"{BOOKS} *.toml;;*")
    return Path(found) if found else None


def ask_goods(parent: QWidget, title: str) -> Path | None:
    """Ask for a catalogue sheet; None if cancelled."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", "*.csv *.xlsx *.ods *.xls")
    return Path(found) if found else None


def ask_new_book(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to save a new book; None if cancelled."""
    found, _ = QFileDialog.getSaveFileName(parent, title, f"{name}.book", BOOKS)
    if not found:
        return None
    path = Path(found)
    return path if path.suffix else path.with_suffix(".book")


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None if cancelled."""
    found = QFileDialog.getExistingDirectory(parent, title)
    return Path(found) if found else None
