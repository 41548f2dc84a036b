"""File dialogs for sheets of data (CSV, XLSX)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

SHEETS = "CSV, XLSX, ODS, XLS (*.csv *.xlsx *.xlsm *.ods *.xls *.tsv *.txt)"


def ask_for_sheet(parent: QWidget) -> Path | None:
    """Asks for a sheet to read; None when the dialog was cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, "", "", SHEETS)
    return Path(name) if name else None


def ask_where_to_write(parent: QWidget, name: str, kinds: str = "CSV (*.csv)") -> Path | None:
    """Asks where to write a file of one kind, proposing `name`; None when cancelled."""
    found, _ = QFileDialog.getSaveFileName(parent, "", name, kinds)
    if not found:
        return None
    path = Path(found)
    return path if path.suffix else path.with_suffix(Path(name).suffix)
