"""File dialogs for sheets of data (CSV, XLSX)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.widgets.file_dialogs import ask_open, ask_save

SHEETS = "CSV, XLSX, ODS, XLS (*.csv *.xlsx *.xlsm *.ods *.xls *.tsv *.txt)"


def ask_for_sheet(parent: QWidget) -> Path | None:
    """Asks for a sheet to read; None when the dialog was cancelled."""
    return ask_open(parent, "", SHEETS)


def ask_where_to_write(parent: QWidget, name: str, kinds: str = "CSV (*.csv)") -> Path | None:
    """Asks where to write a file of one kind, proposing `name`; None when cancelled."""
    return ask_save(parent, "", name, kinds)
