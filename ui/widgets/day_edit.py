"""A date box that is typed into as people write dates."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDateEdit, QWidget

SEPARATORS = "-/. ,"
_WRITTEN = re.compile(r"([0-9]{1,2})[-/. ,]([0-9]{1,2})[-/. ,]([0-9]{4})")


class DayEdit(QDateEdit):
    """Day, month and year; any of SEPARATORS leads on to the next part, as in `5-12-2026`.

    Qt's own box takes the hyphen that it shows for a step back, and 5-12-2026 became 5-11-0001; and
    31-1 typed over a day in November became the 30th. So a whole date counts as it was typed.
    """

    def __init__(self, day: QDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("dd-MM-yyyy")
        self.lineEdit().setTextMargins(12, 0, 12, 0)  # the style sheet has no padding for it
        if day is not None:
            self.setDate(day)
        self._led_on = False  # the digit before was the part's last, and Qt went on by itself
        self._written = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._written = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next part at a separator, unless the last digit went on already."""
        before, text = self.currentSectionIndex(), event.text()
        separates = bool(text) and text in SEPARATORS
        self._written = self._written + text if separates or text.isdigit() else ""
        if separates:
            if not self._led_on and before + 1 < self.sectionCount():
                self.setSelectedSection(self.sectionAt(before + 1))
            self._led_on = False
            event.accept()
            return
        super().keyPressEvent(event)
        self._led_on = text.isdigit() and self.currentSectionIndex() > before
        self._take_written()

    def _take_written(self) -> None:
        found = _WRITTEN.fullmatch(self._written)
        if found:
            day, month, year = map(int, found.groups())
            written = QDate(year, month, day)
            if written.isValid():
                self.setDate(written)
            self._written = ""
