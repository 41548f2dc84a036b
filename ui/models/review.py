"""What is worth a look as a Qt table model, which a proxy sorts by native values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from pos_app.domain.money import format_rupiah
from pos_app.domain.review_items import ReviewItem, order_of
from pos_app.languages import LanguageCode
from pos_app.review_words import item_words
from ui.texts import weekday_words

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Col(IntEnum):
    """The columns; a till shows neither its own place nor the day."""

    AMOUNT = 0
    WHAT = 1
    PLACE = 2
    DAY = 3
    RECEIPT = 4
    TIME = 5
    WHO = 6


class ReviewRow(NamedTuple):
    """One row: an item, and the till and day (ISO date) where it happened."""

    item: ReviewItem
    stand: str = ""
    till: str = ""
    day: str = ""

    @property
    def place(self) -> str:
        """The stand and till; empty for an item of several."""
        return " · ".join(filter(None, (self.stand, self.till)))


class ReviewModel(QAbstractTableModel):
    """One row for each item; `ROW_ROLE` gives its `ReviewRow`, `SORT_ROLE` the value to sort by."""

    def __init__(self, language: LanguageCode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._names: Mapping[str, str] = {}
        self.rows: list[ReviewRow] = []

    def set_rows(self, rows: Sequence[ReviewRow], names: Mapping[str, str] | None = None) -> None:
        """Show `rows`; `names` are the names of people by code, for those that are known."""
        self.beginResetModel()
        self.rows, self._names = list(rows), names or {}
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == Col.AMOUNT else _LEFT
        return _heads()[Col(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], Col(index.column())
        if role == ROW_ROLE:
            return row
        if role == SORT_ROLE:
            return self._sort_value(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column is Col.AMOUNT else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        return None

    def _text(self, row: ReviewRow, column: Col) -> str:
        item = row.item
        return {
            Col.AMOUNT: format_rupiah(item.amount) if item.amount else "–",
            Col.WHAT: item_words(item, self._language),
            Col.PLACE: row.place,
            Col.DAY: weekday_words(row.day, self._language) if row.day else "",
            Col.RECEIPT: item.number or "–",
            Col.TIME: item.at[11:16].replace(":", "."),
            Col.WHO: self._names.get(item.by, item.by) or "–",
        }[column]

    def _sort_value(self, row: ReviewRow, column: Col) -> tuple[object, ...]:
        """What a column is sorted by; equal ones stay in the order of the rupiah at stake."""
        item = row.item
        if column is Col.AMOUNT:
            return order_of(item)
        own = {Col.DAY: row.day, Col.TIME: item.at[11:16]}.get(column, self._text(row, column))
        return own, *order_of(item)


class ReviewSorter(QSortFilterProxyModel):
    """Compares Python's own values: Qt misorders large whole numbers among small ones."""

    def lessThan(self, left: Index, right: Index) -> bool:
        model = self.sourceModel()
        found: bool = model.data(left, SORT_ROLE) < model.data(right, SORT_ROLE)
        return found


def _heads() -> dict[Col, str]:
    return {
        Col.AMOUNT: QCoreApplication.translate("ReviewModel", "Rupiah"),
        Col.WHAT: QCoreApplication.translate("ReviewModel", "What"),
        Col.PLACE: QCoreApplication.translate("ReviewModel", "Till"),
        Col.DAY: QCoreApplication.translate("ReviewModel", "Day"),
        Col.RECEIPT: QCoreApplication.translate("ReviewModel", "Receipt"),
        Col.TIME: QCoreApplication.translate("ReviewModel", "Time"),
        Col.WHO: QCoreApplication.translate("ReviewModel", "Who"),
    }
