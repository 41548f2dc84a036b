"""By when an order is wanted: in a week, in two, in a month, or on a day of one's own."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.choice_row import HEIGHT, ChoiceRow
from ui.widgets.day_edit import DayEdit

DAY_WIDTH = 136  # pixels
WEEK, TWO_WEEKS, MONTH, DAY, OPEN = "7", "14", "30", "day", ""


class DueRow(QWidget):
    """Buttons for the usual times, and a box for a date. `due` is an ISO day, or empty."""

    def __init__(self, today: date, name: str, *, due: str = "", open_too: bool = True) -> None:
        super().__init__()
        self._today = today
        words = {
            WEEK: QCoreApplication.translate("DueRow", "1 week"),
            TWO_WEEKS: QCoreApplication.translate("DueRow", "2 weeks"),
            MONTH: QCoreApplication.translate("DueRow", "1 month"),
            DAY: QCoreApplication.translate("DueRow", "Date"),
        }
        if open_too:
            words[OPEN] = QCoreApplication.translate("DueRow", "open")
        self.choices = ChoiceRow(name, words)
        self.day = DayEdit(QDate(today.year, today.month, today.day))
        for each in (self.day, self.day.lineEdit()):
            each.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.day.setFixedSize(DAY_WIDTH, HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.choices, 1)
        row.addWidget(self.day)
        self.choices.chosen.connect(self._choose)
        self.setFocusProxy(self.choices.buttons[WEEK])
        self.set_due(due or self._in(TWO_WEEKS))
        if not due:
            self._choose(TWO_WEEKS)
            self.choices.set_value(TWO_WEEKS)

    def _in(self, days: str) -> str:
        return (self._today + timedelta(days=int(days))).isoformat()

    def _choose(self, value: str) -> None:
        if value == DAY:
            self.day.setEnabled(True)
            self.day.setFocus()
            self.day.selectAll()
            return
        self.day.setEnabled(False)
        if value != OPEN:
            self._show(self._in(value))

    def _show(self, due: str) -> None:
        self.day.setDate(QDate.fromString(due, "yyyy-MM-dd"))

    def set_due(self, due: str) -> None:
        """Show a day."""
        self._show(due)
        self.choices.set_value(DAY)
        self.day.setEnabled(True)

    @property
    def due(self) -> str:
        """The day chosen; empty where it is left open."""
        if self.choices.value == OPEN and OPEN in self.choices.buttons:
            return ""
        return self.day.date().toString("yyyy-MM-dd")
