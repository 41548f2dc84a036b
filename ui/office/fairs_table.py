"""A table of figures that a page shows: one of `pos_app.printing.tables` with its sums."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.languages import LanguageCode
from pos_app.services.office.book_view import percent
from pos_app.services.office.fairs import Cell, Table
from ui.texts import is_day, long_day_words
from ui.widgets.tables import set_up_read_only

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ROW = 34  # pixels


class FairsTable(QTableWidget):
    """Shows tables for reading; rows may be chosen, several with Ctrl or Shift."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        set_up_read_only(self, ROW)
        self.setSelectionMode(QTableWidget.SelectionMode.ExtendedSelection)
        self.setWordWrap(False)

    def show_rows(self, table: Table) -> None:
        """Show each row of a table as a row, and the sums in bold below."""
        kinds = [column.kind for column in table.columns]

        def told(row: Sequence[Cell]) -> list[str]:
            return [
                cell_words(cell, kind, table.lang) for cell, kind in zip(row, kinds, strict=True)
            ]

        left = {n for n, column in enumerate(table.columns) if column.is_text}
        totals = told(table.sums()) if table.has_sums else []
        rows = [told(row) for row in (*table.rows, *table.rest)]
        # What follows a fair's name goes below it, so that several fairs fit side by side.
        heads = [column.heading.replace(" (", "\n(", 1) for column in table.columns]
        self._show(heads, rows, left, totals)

    def show_beside(self, table: Table) -> None:
        """Show each row of a table as a column under its first cell, side by side."""
        first, *others = table.columns
        heads = ["", *(cell_words(row[0], first.kind, table.lang) for row in table.rows)]
        cells = [
            [column.heading, *(cell_words(row[n], column.kind, table.lang) for row in table.rows)]
            for n, column in enumerate(others, 1)
        ]
        self._show(heads, cells, {0}, [])

    def _show(
        self,
        heads: Sequence[str],
        cells: Sequence[Sequence[str]],
        left: set[int],
        totals: Sequence[str],
    ) -> None:
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(cells) + bool(totals))
        for column, text in enumerate(heads):
            head = QTableWidgetItem(text)
            head.setTextAlignment(LEFT if column in left else RIGHT)
            self.setHorizontalHeaderItem(column, head)
        for number, row in enumerate(cells):
            self._fill(number, row, left)
        if totals:
            self._fill(len(cells), totals, left, is_total=True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)

    def _fill(self, row: int, texts: Sequence[str], left: set[int], is_total: bool = False) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setTextAlignment(LEFT if column in left else RIGHT)
            if is_total:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = item.font()
                font.setWeight(QFont.Weight.Bold)
                item.setFont(font)
            self.setItem(row, column, item)

    @property
    def chosen_rows(self) -> list[int]:
        """The chosen rows, from 0, without that of the sums."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})


def cell_words(cell: Cell, kind: str, language: LanguageCode) -> str:
    """A cell as a person reads it: rupiah, a day, a percentage."""
    if isinstance(cell, str):
        return long_day_words(cell, language) if is_day(cell) else cell
    if kind == "percent":
        return percent(cell, 10_000, language)
    return format_rupiah(cell) if kind in ("money", "price") else group_digits(cell)
