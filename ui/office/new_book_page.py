"""A new event described in a form: its days, stands and makers, and so a new book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.errors import Problem
from pos_app.messages import sentence
from pos_app.services import office_desk
from pos_app.services.office_desk import EventDraft, MakerDraft, StandDraft
from ui.office.ask_files import ask_new_book
from ui.office.form_table import FormTable
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.polish import card, label

ROUNDINGS = (0, 100, 500, 1000)
MOST_PROBLEMS = 4


class NewBookPage(QWidget):
    """Emits `left` when nothing is to be made; a book that is made is opened."""

    left = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.code, self.name = QLineEdit(), QLineEdit()
        self.start, self.end = QDateEdit(), QDateEdit()
        self.target = MoneyEdit(session.ticks, self.tr("Target"))
        self.rounding = QComboBox()
        self.stands = FormTable(
            [self.tr("Code"), self.tr("Name"), self.tr("Tills"), self.tr("Telephone")],
            self.tr("Stands"),
        )
        self.makers = FormTable(
            [
                self.tr("Code"),
                self.tr("Name"),
                self.tr("Share %"),
                self.tr("Stand bears discount"),
            ],
            self.tr("Makers"),
            ticked=True,
        )
        self.trouble = label(kind="error", wrap=True)
        self.cancel = KeyButton(self.tr("Back"), "Esc")
        self.make = KeyButton(self.tr("Make the book…"), "Ctrl+Enter", "primary")
        self._build()
        self.cancel.clicked.connect(self.left)
        self.make.clicked.connect(self.try_to_make)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 16, 14)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._build_event(), 2)
        tables = QVBoxLayout()
        tables.setSpacing(12)
        tables.addWidget(self._build_table(self.tr("Stands"), self.stands), 1)
        tables.addWidget(self._build_table(self.tr("Makers"), self.makers), 1)
        row.addLayout(tables, 3)
        column.addLayout(row, 1)
        column.addWidget(self.trouble)
        self.trouble.hide()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.cancel)
        foot.addWidget(self.make, 1)
        column.addLayout(foot)

    def _build_event(self) -> QFrame:
        frame, column = card(16, 8)
        column.addWidget(label(self.tr("Event"), "heading"))
        now = self._session.clock.now()
        today = QDate(now.year, now.month, now.day)
        for edit in (self.start, self.end):
            edit.setDisplayFormat("dd-MM-yyyy")
            edit.setDate(today)
            edit.lineEdit().setTextMargins(12, 0, 12, 0)  # the sheet's padding does not reach it
        self.code.setMaxLength(12)
        self.code.setPlaceholderText("NUSAKRAF23")
        self.target.setProperty("kind", "")
        self.target.setPlaceholderText(self.tr("may stay empty"))
        for amount in ROUNDINGS:
            words = self.tr("to Rp{0}").format(amount) if amount else self.tr("no rounding")
            self.rounding.addItem(words, amount)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        fields = (
            (self.tr("Code"), self.code),
            (self.tr("Name"), self.name),
            (self.tr("First day"), self.start),
            (self.tr("Last day"), self.end),
            (self.tr("Target"), self.target),
            (self.tr("Cash rounding"), self.rounding),
        )
        for row, (words, widget) in enumerate(fields):
            widget.setAccessibleName(words)
            grid.addWidget(label(words, "strong"), row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return frame

    def _build_table(self, title: str, table: FormTable) -> QFrame:
        frame, column = card(12, 6)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(title, "heading"))
        row.addWidget(label(self.tr("rows can be pasted from a spreadsheet"), "soft"), 1)
        for words, spoken, act in (
            ("−", self.tr("Remove a row"), table.remove_row),
            ("+", self.tr("Add a row"), table.add_empty_row),
        ):
            button = KeyButton(words, kind="small")
            button.setFixedWidth(44)
            button.setAccessibleName(spoken)
            button.setToolTip(spoken)
            button.clicked.connect(act)
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(table, 1)
        table.add_row()
        return frame

    def begin(self) -> None:
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> EventDraft:
        """The form as it is filled in."""
        makers = zip(self.makers.rows(), self.makers.ticks(), strict=True)
        return EventDraft(
            code=self.code.text().strip().upper(),
            name=self.name.text().strip(),
            start=_day(self.start),
            end=_day(self.end),
            target=self.target.amount or None,
            cash_rounding=int(self.rounding.currentData()),
            stands=tuple(_stand(*texts) for texts in self.stands.rows()),
            makers=tuple(
                MakerDraft(code.upper(), name, share or "0", "stand" if by_stand else "maker")
                for (code, name, share), by_stand in makers
            ),
        )

    def try_to_make(self) -> None:
        """Asks where the book is to lie and makes it, or says what is wrong with the form."""
        draft = self.draft()
        if self._lacks(draft):
            return
        problems = office_desk.draft_problems(draft)
        self._show(problems)
        if problems:
            return
        path = ask_new_book(self.window(), self.tr("New book"), draft.code)
        if path is not None:
            self._make(path, draft)

    def _lacks(self, draft: EventDraft) -> bool:
        """Says what is not filled in yet, in the form's own words."""
        lacking = (
            (not draft.code, self.tr("Fill in the event's code: letters and digits."), self.code),
            (not draft.name, self.tr("Fill in the event's name."), self.name),
            (not draft.stands, self.tr("Add at least one stand with its code."), self.stands),
        )
        for lacks, words, widget in lacking:
            if lacks:
                self.trouble.setText(words)
                self.trouble.show()
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _make(self, path: Path, draft: EventDraft) -> None:
        warnings = self._session.attempt(lambda: office_desk.new_book(path, draft))
        if warnings is not None:
            self._session.open_book(path)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        lines = [sentence(each, self._session.language) for each in problems[:MOST_PROBLEMS]]
        left = len(problems) - MOST_PROBLEMS
        if left > 0:
            lines.append(self.tr("and {0} more").format(left))
        self.trouble.setText("\n".join(lines))
        self.trouble.setVisible(bool(lines))


def _stand(code: str, name: str, tills: str, phone: str) -> StandDraft:
    """Without a number of tills there is one; what is no number is refused with the plan."""
    count = int(tills) if tills.isascii() and tills.isdigit() and len(tills) < 9 else 0
    return StandDraft(code.upper(), name, count if tills else 1, phone)


def _day(edit: QDateEdit) -> str:
    found = edit.date()
    return date(found.year(), found.month(), found.day()).isoformat()
