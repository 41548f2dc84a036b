"""Rows that have a number, as a Qt list model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from ui.models.products import ROOT, Index

ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class NumberedRows(QAbstractListModel):
    """One row for each object with a `number`; `ROW_ROLE` gives the object.

    A subclass says in `words` what a row shows to a screen reader.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []

    def words(self, row: Any) -> str:
        """Return the text of a row."""
        return str(row.number)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows`."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, number: str) -> int:
        """Return the row with that number; -1 when it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.number == number), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row)
        return None
