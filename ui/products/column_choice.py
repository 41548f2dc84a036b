"""The first rows of a list, with a choice above each column of what it holds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from pos_app.services.catalogue.sheet_columns import SheetColumns
from ui.widgets.restyle import set_state

CHOICE_HEIGHT, ROW_HEIGHT, COLUMN_WIDTH = 46, 28, 182
ASK, NOT_USED = -1, 0


def field_words() -> dict[str, str]:
    """Return what people call our columns, in the order in which they are offered."""
    return {
        "name": QCoreApplication.translate("ColumnChoice", "Name"),
        "price_rp": QCoreApplication.translate("ColumnChoice", "Selling price"),
        "maker": QCoreApplication.translate("ColumnChoice", "Maker"),
        "category": QCoreApplication.translate("ColumnChoice", "Category"),
        "stock": QCoreApplication.translate("ColumnChoice", "Stock"),
        "sku": QCoreApplication.translate("ColumnChoice", "Code"),
        "barcode": QCoreApplication.translate("ColumnChoice", "Barcode"),
        "name_en": QCoreApplication.translate("ColumnChoice", "Name in English"),
        "share_pct": QCoreApplication.translate("ColumnChoice", "Share of the stand, %"),
        "price_steps": QCoreApplication.translate("ColumnChoice", "Price for several"),
        "unique": QCoreApplication.translate("ColumnChoice", "There is only one"),
    }


class ColumnBox(QComboBox):
    """A choice that neither the wheel nor an arrow key changes on the way to another one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnChoice(QTableWidget):
    """Emits `chosen` when a person gives a column another meaning.

    A column that may be what is needed is amber until a meaning is chosen for it, or for another
    one of them.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("First rows of the list"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self._fields = list(field_words())
        self._missing: tuple[str, ...] = ()
        self.choices: list[QComboBox] = []
        self._order: list[int] = []

    def show_columns(self, columns: SheetColumns, rows: int) -> None:
        """Show the columns with at most `rows` rows of goods."""
        self.clear()
        self.choices = []
        self._missing = columns.missing
        shown = columns.rows[:rows]
        self.setRowCount(1 + len(shown))
        self.setColumnCount(len(columns.heads))
        self.setHorizontalHeaderLabels(list(columns.heads))
        for at, head in enumerate(columns.heads):
            self._add_choice(at, head, columns.fields[at], at in columns.asked)
            for row, cells in enumerate(shown, 1):
                self.setItem(row, at, QTableWidgetItem(cells[at]))
            self.setColumnWidth(at, COLUMN_WIDTH)
        self._show_used_first(columns)
        self.setRowHeight(0, CHOICE_HEIGHT)
        for row in range(1, self.rowCount()):
            self.setRowHeight(row, ROW_HEIGHT)
        head_height, bar = self.horizontalHeader().sizeHint().height(), 14
        self.setFixedHeight(head_height + CHOICE_HEIGHT + len(shown) * ROW_HEIGHT + bar)

    def _show_used_first(self, columns: SheetColumns) -> None:
        """Put the name, what is asked about and the price at the left, what is left out last."""
        first = {"name": 0, "price_rp": 1, "": 3}

        def rank(at: int) -> int:
            return 1 if at in columns.asked else first.get(columns.fields[at], 2)

        header = self.horizontalHeader()
        self._order = sorted(range(len(columns.heads)), key=rank)
        for place, at in enumerate(self._order):
            header.moveSection(header.visualIndex(at), place)

    def in_order(self) -> list[QComboBox]:
        """Return the choices from left to right."""
        return [self.choices[at] for at in self._order]

    def _add_choice(self, at: int, head: str, field: str, is_asked: bool) -> None:
        box = ColumnBox()
        box.setAccessibleName(self.tr("What the column {0} holds").format(head))
        box.setPlaceholderText(self.tr("choose…"))
        box.addItem(self.tr("leave out"))
        box.addItems(list(field_words().values()))
        asked = is_asked and not field
        box.setCurrentIndex(ASK if asked else self._fields.index(field) + 1 if field else NOT_USED)
        set_state(box, "kind", "asked" if asked else "")
        box.activated.connect(partial(self._choose, at))
        self.choices.append(box)
        self.setCellWidget(0, at, box)

    def _choose(self, at: int, index: int) -> None:
        """A field has one column: another one that had it is not used any more.

        With the field that was asked about, the question is answered for the other columns, too.
        """
        is_answer = index > NOT_USED and self._fields[index - 1] in self._missing
        for other, box in enumerate(self.choices):
            is_same = index > NOT_USED and box.currentIndex() == index
            if other != at and (is_same or (is_answer and box.currentIndex() == ASK)):
                box.setCurrentIndex(NOT_USED)
            set_state(box, "kind", "asked" if box.currentIndex() == ASK else "")
        self.chosen.emit()

    def fields(self) -> list[str]:
        """Return the field of each column, empty for one that is not used."""
        found = [box.currentIndex() for box in self.choices]
        return [self._fields[index - 1] if index > NOT_USED else "" for index in found]

    def focus_first_asked(self) -> bool:
        """Set the focus to the first column that is asked about; return whether there is one."""
        for at, box in zip(self._order, self.in_order(), strict=True):
            if box.currentIndex() == ASK:
                self.scrollToItem(self.item(1, at) or QTableWidgetItem())
                box.setFocus()
                return True
        return False
