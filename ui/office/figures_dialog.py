"""The exact confirmed sums as tables: by day, stand, till, maker, category, hour and country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import group_digits
from pos_app.services.office.figures import FigureTable
from ui.texts import is_day, long_day_words
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.restyle import label
from ui.widgets.tables import set_up_read_only

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FiguresDialog(FittingDialog):
    """Shows one table at a time with its sums; F7 copies it for a spreadsheet."""

    def __init__(
        self,
        tables: Sequence[FigureTable],
        completeness: str,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tables = tuple(tables)
        self._language = language
        self.table = QTableWidget(0, 0)
        self.tabs: list[QPushButton] = []
        self.copied = label(kind="hint")
        self.copy = KeyButton(self.tr("Copy the table"), "F7")
        self.close_ = KeyButton(self.tr("Close"), "Esc", "primary")
        self._build(completeness)
        self.copy.clicked.connect(self.copy_table)
        self.close_.clicked.connect(self.accept)
        self.show_table(0)

    def _build(self, completeness: str) -> None:
        self.setWindowTitle(self.tr("Exact figures"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Exact figures"), "title"))
        column.addWidget(label(completeness, "hint", wrap=True))
        column.addLayout(self._build_tabs())
        set_up_read_only(self.table, 34)
        self.table.setAccessibleName(self.tr("Exact figures"))
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addWidget(self.copied, 1)
        foot.addWidget(self.close_)
        column.addLayout(foot)
        parent = self.parentWidget()
        size = parent.window().size() if parent else self.sizeHint()
        self.resize(min(1100, size.width() - 60), min(680, size.height() - 40))

    def _build_tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(self)
        for number, table in enumerate(self._tables):
            button = QPushButton(table.title)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.clicked.connect(partial(self.show_table, number))
            group.addButton(button)
            self.tabs.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    @property
    def _shown(self) -> FigureTable | None:
        chosen = [n for n, button in enumerate(self.tabs) if button.isChecked()]
        return self._tables[chosen[0]] if chosen else None

    def show_table(self, number: int, _checked: bool = False) -> None:
        """Show the table of this number, from 0."""
        self.copied.setText("")
        if not self._tables:
            self.copied.setText(self.tr("Nothing was sold yet."))
            self.copy.setEnabled(False)
            return
        self.tabs[number].setChecked(True)
        found, table = self._tables[number], self.table
        table.clear()
        table.setColumnCount(len(found.heads))
        table.setRowCount(len(found.rows) + 1)
        for column, words in enumerate(found.heads):
            item = QTableWidgetItem(words)
            item.setTextAlignment(RIGHT if column else LEFT)
            table.setHorizontalHeaderItem(column, item)
        for number_of_row, row in enumerate(found.rows):
            self._fill(number_of_row, self._name(row.name), row.figures)
        self._fill(len(found.rows), found.total, found.sums, is_total=True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setFocus()

    def _name(self, name: str) -> str:
        return long_day_words(name, self._language) if is_day(name) else name

    def _fill(self, row: int, name: str, figures: Sequence[int], is_total: bool = False) -> None:
        for column, text in enumerate((name, *map(group_digits, figures))):
            item = QTableWidgetItem(text)
            item.setTextAlignment(RIGHT if column else LEFT)
            if is_total:
                font = item.font()
                font.setWeight(QFont.Weight.Bold)
                item.setFont(font)
            self.table.setItem(row, column, item)

    def copy_table(self) -> None:
        """Copy the table in front to the clipboard as tab-separated lines."""
        found = self._shown
        if found is not None:
            QGuiApplication.clipboard().setText(found.as_text())
            self.copied.setText(self.tr("Copied. It can be pasted into a spreadsheet."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F7:
            self.copy_table()
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_figures(
        cls, tables: Sequence[FigureTable], completeness: str, language: str, parent: QWidget
    ) -> None:
        """Show the tables until the dialog is closed."""
        dialog = cls(tables, completeness, language, parent)
        dialog.exec()
        dialog.deleteLater()
