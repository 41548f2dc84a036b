"""File dialogs for sheets of data (CSV, XLSX)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_sheet(parent: QWidget) -> Path | None:
    """Asks for a sheet to read; None when the dialog was cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, "", "", "CSV, XLSX (*.csv *.xlsx *.tsv *.txt)")
    return Path(name) if name else None


def ask_where_to_write(parent: QWidget, name: str) -> Path | None:
    """Asks where to write a CSV file, proposing `name`; None when the dialog was cancelled."""
    found, _ = QFileDialog.getSaveFileName(parent, "", name, "CSV (*.csv)")
    if not found:
        return None
    path = Path(found)
    return path if path.suffix else path.with_suffix(".csv")
