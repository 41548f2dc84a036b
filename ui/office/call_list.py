"""The list of stands to phone: each with its telephone, its disputed and its missing days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
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
from ui.office.message_round import MessageRound, StandMessage
from ui.office.office_session import OfficeSession
from ui.texts import long_day_words, weekday_words
from ui.widgets.buttons import KeyButton
from ui.widgets.notes_delegate import NotesDelegate
from ui.widgets.restyle import label
from ui.widgets.tables import set_up_read_only

TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Call(NamedTuple):
    """One call: the till, the stand's name and telephone, and the days (ISO dates).

    `days` are missing; `disputed` have files that contradict each other.
    """

    till: str
    name: str
    phone: str
    days: tuple[str, ...]
    disputed: tuple[str, ...] = ()


def calls_for(view: BookView) -> list[Call]:
    """Return the calls: disputed tills first, otherwise in the plan's order of stands."""
    missing, disputed = (
        _by_till(view.status.missing),
        _by_till(conflict.till_day for conflict in view.status.conflicts),
    )
    calls = [
        Call(
            f"{place.stand} · {place.till}",
            place.name,
            place.phone,
            missing.get((place.stand, place.till), ()),
            disputed.get((place.stand, place.till), ()),
        )
        for place in view.grid.tills
        if (place.stand, place.till) in missing.keys() | disputed.keys()
    ]
    return sorted(calls, key=lambda call: not call.disputed)


def messages_for(view: BookView, language: str) -> list[StandMessage]:
    """Return the message to each stand that the list names, in its order."""
    event = view.status.plan.name
    return [
        StandMessage(f"{call.till}  {call.name}", call.phone, _message(event, call, language))
        for call in calls_for(view)
    ]


def _by_till(till_days: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for stand, till, day in till_days:
        found[stand, till].add(day)
    return {till: tuple(sorted(days)) for till, days in found.items()}


class CallList(QFrame):
    """Shows the calls in a table; emits `closed`."""

    closed = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.table = QTableWidget(0, 2)
        self.copy = KeyButton(self.tr("Copy the list"), "F7", "small")
        self.messages = KeyButton(self.tr("Message to each…"), "F8", "small")
        self.close_ = KeyButton(self.tr("Close"), "Esc", "small")
        self._build()
        self.copy.clicked.connect(self.copy_all)
        self.messages.clicked.connect(self.show_messages)
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
        table.setHorizontalHeaderLabels([self.tr("Stand"), self.tr("About")])
        table.setAccessibleName(self.tr("Whom to phone"))
        set_up_read_only(table)
        table.setProperty("kind", "notes")
        table.setItemDelegate(NotesDelegate(table))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._fit_rows)
        column.addWidget(table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addWidget(self.messages)
        foot.addStretch(1)
        column.addLayout(foot)

    def _fit_rows(self) -> None:
        """Make rows high enough for wrapped days."""
        self.table.resizeRowsToContents()

    def show_view(self, view: BookView) -> None:
        """Show the disputed and the missing till-days of `view`."""
        calls = calls_for(view)
        self.table.setRowCount(len(calls))
        for row, call in enumerate(calls):
            stand, phone, days = self._texts(call)
            for column, text in enumerate((f"{stand}\n{phone}", days)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(TOP)
                self.table.setItem(row, column, item)

    def _texts(self, call: Call) -> tuple[str, str, str]:
        language = self._session.language
        parts = []
        for words, days in (
            (self.tr("in dispute: {0}"), call.disputed),
            (self.tr("missing: {0}"), call.days),
        ):
            if days:
                parts.append(words.format(", ".join(weekday_words(day, language) for day in days)))
        return f"{call.till}  {call.name}", call.phone or "–", "\n".join(parts)

    def show_messages(self) -> None:
        """Show the message to each stand, one after another."""
        view, language = self._session.view, self._session.language
        if view is not None:
            MessageRound.show_messages(messages_for(view, language), self.window())

    def copy_all(self) -> None:
        """Copy the list to the clipboard, one line for each call."""
        view = self._session.view
        if view is not None:
            calls = calls_for(view)
            lines = [": ".join(self._texts(call)).replace("\n", "; ") for call in calls]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._session.say(self.tr("The list is copied."))


def _message(event: str, call: Call, language: str) -> str:
    """Return the message to a stand about all its days, to be sent in a chat."""
    parts = [
        QCoreApplication.translate("CallList", "Good evening, {0}, till {1}.").format(
            call.name or call.till, call.till
        )
    ]
    if call.days:
        words = QCoreApplication.translate(
            "CallList",
            "These day files have not reached us yet: {0}. Please close the till and send us the"
            " files (Till → Hand over). If nothing was sold on one of these days, please tell us.",
        )
        parts.append(words.format(_days(call.days, language)))
    if call.disputed:
        words = QCoreApplication.translate(
            "CallList",
            "The files of these days contradict each other: {0}. Please send us all day files of"
            " this till again, and a photo of each closing slip; nobody has done anything wrong.",
        )
        parts.append(words.format(_days(call.disputed, language)))
    thanks = QCoreApplication.translate("CallList", "Thank you – the office of {0}.")
    return " ".join([*parts, thanks.format(event)])


def _days(days: Iterable[str], language: str) -> str:
    return "; ".join(long_day_words(day, language) for day in days)
