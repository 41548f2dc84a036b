"""The Qt table model of the grid of tills and days."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pos_app.services.office.book_view import StandTill, TillDayGrid, TillDayStatus
from ui.office.till_day_words import cell_sentence, cell_text, place_words, short_drawer_words
from ui.texts import long_day_words, weekday_words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
CELL_ROLE = Role.UserRole
_NOWHERE = QModelIndex()


class GridModel(QAbstractTableModel):
    """Rows are tills, columns are days; `CELL_ROLE` is the till-day's status."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._grid = TillDayGrid((), (), {})

    def show_grid(self, grid: TillDayGrid) -> None:
        """Show another grid; with the same tills and days the current cell stays."""
        same = (grid.tills, grid.days) == (self._grid.tills, self._grid.days)
        if not same:
            self.beginResetModel()
        self._grid = grid
        if not same:
            self.endResetModel()
        elif grid.statuses:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place(self, row: int) -> StandTill:
        """Return the stand and till of a row."""
        return self._grid.tills[row]

    def day(self, column: int) -> str:
        """Return the ISO date of a column."""
        return self._grid.days[column]

    def status(self, index: Index) -> TillDayStatus:
        """Return the status of the till-day at `index`."""
        return self._grid.status(self.place(index.row()), self.day(index.column()))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._grid.tills)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._grid.days)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Role.DisplayRole:
            status = self.status(index)
            texts = (cell_text(status, self._language), short_drawer_words(status, self._language))
            return "\n".join(filter(None, texts))
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            place, day = self.place(index.row()), self.day(index.column())
            return cell_sentence(place, day, self.status(index), self._language)
        return self.status(index) if role == CELL_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        rows = orientation == Qt.Orientation.Vertical
        if not 0 <= section < (self.rowCount() if rows else self.columnCount()):
            return None
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if rows else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        tip = role == Role.ToolTipRole
        return self._till_words(section, tip) if rows else self._day_words(section, tip)

    def _till_words(self, row: int, tip: bool) -> str:
        """A till's place, in the tip with its program's version."""
        place = self.place(row)
        return "\n".join(filter(None, (place_words(place), self._grid.app(place) if tip else "")))

    def _day_words(self, column: int, tip: bool) -> str:
        words = long_day_words if tip else weekday_words
        return words(self.day(column), self._language)
