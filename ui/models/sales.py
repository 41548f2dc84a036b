"""Sales, voids and refunds as a Qt list model."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from pos_app.domain.money import format_rupiah
from pos_app.services.selling.sale_search import SaleListRow
from ui.models.products import ROOT, Index

SALE_ROLE = Qt.ItemDataRole.UserRole + 1


class SalesModel(QAbstractListModel):
    """One row for each document, the newest first; `SALE_ROLE` gives the `SaleListRow`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SaleListRow] = []

    def set_rows(self, rows: Sequence[SaleListRow]) -> None:
        """Shows `rows`."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, number: str) -> int:
        """The row with that receipt number; -1 when it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.number == number), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == SALE_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.number}, {row.at[11:16]}, {format_rupiah(row.net)}"
        return None
