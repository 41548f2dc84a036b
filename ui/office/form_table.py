"""A table that is filled in: rows are typed, or pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ui.widgets.number_edit import ENTER_KEYS

MOST_ROWS = 2_000


class FormTable(QTableWidget):
    """Columns of text, and at most one at the end that is ticked. An empty row is left out."""

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
        # Not on a mere click: what is pasted then belongs to the table and not to one cell.
        trigger = QTableWidget.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)

    def add_row(self, texts: Sequence[str] = (), ticked: bool = False) -> None:
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
        """The row of the cursor, or the last one."""
        row = self.currentRow() if self.currentRow() >= 0 else self.rowCount() - 1
        if row >= 0:
            self.removeRow(row)

    def rows(self) -> list[list[str]]:
        """The texts of every row that has one."""
        last = self.columnCount() - self._ticked
        found = [
            [self._at(row, column).text().strip() for column in range(last)]
            for row in range(self.rowCount())
        ]
        return [texts for texts in found if any(texts)]

    def ticks(self) -> list[bool]:
        """Whether each of `rows` is ticked."""
        last = self.columnCount() - 1
        return [
            self._at(row, last).checkState() == Qt.CheckState.Checked
            for row in range(self.rowCount())
            if any(self._at(row, column).text().strip() for column in range(last))
        ]

    def paste(self, text: str) -> None:
        """Lines and tabs as a spreadsheet copies them, from the cursor on."""
        row, column = max(0, self.currentRow()), max(0, self.currentColumn())
        lines = [line for line in text.splitlines() if line.strip()]
        for offset, line in enumerate(lines[:MOST_ROWS]):
            while row + offset >= self.rowCount():
                self.add_row()
            self._fill(row + offset, column, line.split("\t"))

    def event(self, event: QEvent) -> bool:
        """Ctrl+V is the table's here, not the window's."""
        if isinstance(event, QKeyEvent) and _is_pasting(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in ENTER_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the whole form's, not the cell's
        elif event.key() == Qt.Key.Key_Delete:
            for item in self.selectedItems():
                item.setText("")
        else:
            super().keyPressEvent(event)


def _is_pasting(event: QKeyEvent) -> bool:
    """Whether a widget is asked if Ctrl+V is its own before a shortcut gets it."""
    asked = event.type() == QEvent.Type.ShortcutOverride
    return asked and event.matches(QKeySequence.StandardKey.Paste)
