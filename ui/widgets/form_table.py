"""An editable table whose rows are typed, or pasted from a spreadsheet.

Tab goes to the next cell; in the last cell it begins a new row, and in an empty last row it leaves
the table, so that the keyboard is never caught in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.widgets.number_edit import ENTER_KEYS

MAX_PASTED_ROWS = 2_000
NAME_WIDTH = 150  # pixels: of the second column at least


FormRows = tuple[tuple[tuple[str, ...], bool], ...]
"""The texts of each row, and whether its box is checked."""


class FormTable(QTableWidget):
    """Text columns and, if `ticked`, a last column of check boxes; empty rows do not count."""

    def __init__(
        self, heads: Sequence[str], name: str, ticked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(heads), parent)
        self._ticked = ticked
        self.setProperty("kind", "form")
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(72)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        # Not on a single click, so that a paste goes to the table and not into a cell editor.
        trigger = QTableWidget.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        """Let the second column take what is left, but never less than a name needs."""
        header = self.horizontalHeader()
        others = sum(header.sectionSize(n) for n in range(header.count()) if n != 1)
        fits = self.viewport().width() - others >= NAME_WIDTH
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(1, mode)
        if not fits:
            header.resizeSection(1, NAME_WIDTH)

    def limit_column(self, column: int, width: int) -> None:
        """Give a column of long codes a width in pixels, in place of that of its texts."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(column, width)

    def add_row(self, texts: Sequence[str] = (), ticked: bool = False) -> None:
        """Append a row with these texts."""
        row = self.rowCount()
        self.insertRow(row)
        for column in range(self.columnCount()):
            self.setItem(row, column, QTableWidgetItem(""))
        if self._ticked:
            item = self._at(row, self.columnCount() - 1)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._fill(row, 0, texts)

    def _at(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def _fill(self, row: int, column: int, texts: Sequence[str]) -> None:
        last = self.columnCount() - self._ticked
        for offset, text in enumerate(texts[: last - column]):
            self._at(row, column + offset).setText(text.strip())

    def remove_row(self, _checked: bool = False) -> None:
        """Remove the current row, or the last one."""
        row = self.currentRow() if self.currentRow() >= 0 else self.rowCount() - 1
        if row >= 0:
            self.removeRow(row)

    def rows(self) -> list[list[str]]:
        """Return the texts of every row that has any."""
        last = self.columnCount() - self._ticked
        found = [
            [self._at(row, column).text().strip() for column in range(last)]
            for row in range(self.rowCount())
        ]
        return [texts for texts in found if any(texts)]

    def ticks(self) -> list[bool]:
        """Return for each of `rows` whether its box is checked."""
        last = self.columnCount() - 1
        return [
            self._at(row, last).checkState() == Qt.CheckState.Checked
            for row in range(self.rowCount())
            if any(self._at(row, column).text().strip() for column in range(last))
        ]

    def all_rows(self) -> FormRows:
        """Return every row, empty ones too, to be shown again by `show_rows`."""
        last = self.columnCount() - self._ticked
        return tuple(
            (
                tuple(self._at(row, column).text() for column in range(last)),
                self._ticked and self._at(row, last).checkState() == Qt.CheckState.Checked,
            )
            for row in range(self.rowCount())
        )

    def show_rows(self, rows: FormRows) -> None:
        """Show these rows in place of the present ones; at least one empty row."""
        self.setRowCount(0)
        for texts, ticked in rows or (((), False),):
            self.add_row(texts, ticked)

    def add_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Append rows behind the last one that has any text."""
        while self.rowCount() and not any(self.all_rows()[-1][0]):
            self.removeRow(self.rowCount() - 1)
        for texts in rows:
            self.add_row(texts)
        if not self.rowCount():
            self.add_row()

    def next_cell(self) -> bool:
        """Go to the next cell, which may be in a new row; False behind an empty last row."""
        row, column = self.currentRow(), self.currentColumn()
        if column + 1 < self.columnCount():
            self.setCurrentCell(max(0, row), column + 1)
            return True
        if row + 1 == self.rowCount():
            if not any(self._at(row, each).text().strip() for each in range(self.columnCount())):
                return False
            self.add_row()
        self.setCurrentCell(row + 1, 0)
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Tab in a cell go on to the next one, and edit it."""
        if hint != QAbstractItemDelegate.EndEditHint.EditNextItem:
            super().closeEditor(editor, hint)
            return
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if self.next_cell() and self.currentItem().flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(self.currentItem())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through the cells first."""
        if forward and self.currentRow() >= 0 and self.next_cell():
            return True
        return super().focusNextPrevChild(forward)

    def paste(self, text: str) -> None:
        """Paste tab-separated lines, as a spreadsheet copies them, from the current cell on."""
        row, column = max(0, self.currentRow()), max(0, self.currentColumn())
        lines = [line for line in text.splitlines() if line.strip()]
        for offset, line in enumerate(lines[:MAX_PASTED_ROWS]):
            while row + offset >= self.rowCount():
                self.add_row()
            self._fill(row + offset, column, line.split("\t"))

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+V before the window's shortcut for it."""
        if isinstance(event, QKeyEvent) and _is_pasting(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in ENTER_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Ctrl+Enter belongs to the whole form
        elif event.key() == Qt.Key.Key_Delete:
            for item in self.selectedItems():
                item.setText("")
        else:
            super().keyPressEvent(event)


def _is_pasting(event: QKeyEvent) -> bool:
    """Return whether Qt asks if this widget takes Ctrl+V instead of the shortcut."""
    asked = event.type() == QEvent.Type.ShortcutOverride
    return asked and event.matches(QKeySequence.StandardKey.Paste)
