"""The list of stands to phone: each with its telephone and its missing days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pos_app.services.office.book_view import BookView
from ui.office.office_session import OfficeSession
from ui.texts import weekday_words
from ui.widgets.buttons import KeyButton
from ui.widgets.notes_delegate import NotesDelegate
from ui.widgets.restyle import label
from ui.widgets.tables import set_up_read_only

TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the till, the stand's name and telephone, and the missing days (ISO dates)."""

    till: str
    name: str
    phone: str
    days: tuple[str, ...]


def calls_for(view: BookView) -> list[Call]:
    """Return the calls, in the plan's order of stands."""
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for stand, till, day in view.status.missing:
        missing[stand, till].append(day)
    return [
        Call(f"{place.stand} · {place.till}", place.name, place.phone, tuple(days))
        for place in view.grid.tills
        if (days := missing.get((place.stand, place.till)))
    ]


class CallList(QFrame):
    """Shows the calls in a table; emits `closed`."""

    closed = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.table = QTableWidget(0, 2)
        self.copy = KeyButton(self.tr("Copy the list"), "F7", "small")
        self.close_ = KeyButton(self.tr("Close"), "Esc", "small")
        self._build()
        self.copy.clicked.connect(self.copy_all)
        self.close_.clicked.connect(self.closed)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Whom to phone"), "heading"), 1)
        head.addWidget(self.close_)
        column.addLayout(head)
        table = self.table
        table.setHorizontalHeaderLabels([self.tr("Stand"), self.tr("Missing days")])
        table.setAccessibleName(self.tr("Whom to phone"))
        set_up_read_only(table)
        table.setProperty("kind", "notes")
        table.setItemDelegate(NotesDelegate(table))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._fit_rows)
        column.addWidget(table, 1)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def _fit_rows(self) -> None:
        """Make rows high enough for wrapped days."""
        self.table.resizeRowsToContents()

    def show_view(self, view: BookView) -> None:
        """Show the missing till-days of `view`."""
        calls = calls_for(view)
        self.table.setRowCount(len(calls))
        for row, call in enumerate(calls):
            stand, phone, days = self._texts(call)
            for column, text in enumerate((f"{stand}\n{phone}", days)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(TOP)
                self.table.setItem(row, column, item)

    def _texts(self, call: Call) -> tuple[str, str, str]:
        days = ", ".join(weekday_words(day, self._session.language) for day in call.days)
        return f"{call.till}  {call.name}", call.phone or "–", days

    def copy_all(self) -> None:
        """Copy the list to the clipboard, one line for each call."""
        view = self._session.view
        if view is not None:
            lines = [": ".join(self._texts(call)) for call in calls_for(view)]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._session.say(self.tr("The list is copied."))
