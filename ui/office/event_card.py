"""The part of the new event's form with code, days, target, catalogue and earlier fair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.catalogue import Maker
from pos_app.domain.money import format_rupiah
from pos_app.messages import sentence
from pos_app.services.catalogue import import_export
from pos_app.services.office.book_setup import EventDraft
from pos_app.sheets.goods import GoodsOptions, GoodsSheet, is_own_sheet
from pos_app.sheets.grid import Grid
from ui.alerts import Level
from ui.off_thread import off_thread
from ui.office.ask_files import ask_goods
from ui.office.goods_door import OfficeDoor
from ui.office.office_session import OfficeSession
from ui.products.import_dialog import ImportDialog, Read
from ui.widgets.buttons import KeyButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.names import name_control
from ui.widgets.number_edit import MoneyEdit, NumberEdit
from ui.widgets.restyle import label

ROUNDINGS = (0, 100, 500, 1000)


@dataclass(frozen=True, slots=True)
class EventCardState:
    """What is typed in the card."""

    texts: tuple[str, ...]
    start: QDate
    end: QDate
    rounding: int
    taken: GoodsSheet | None = None


class EventCard(QFrame):
    """A form that returns an EventDraft without stands, makers and staff."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.code, self.name, self.footer, self.goods = (QLineEdit() for _ in range(4))
        self.earlier_name = QLineEdit()
        self.start, self.end = DayEdit(), DayEdit()
        self.target = MoneyEdit(session.ticks, self.tr("Target"))
        self.earlier = MoneyEdit(session.ticks, self.tr("Total of the earlier fair"))
        self.earlier_days = NumberEdit(session.ticks, self.tr("Its days"), digits=3)
        self.rounding = QComboBox()
        self.choose = KeyButton(self.tr("Choose…"), kind="small")
        self.paste = KeyButton(self.tr("Paste"), kind="small")
        self.taken: GoodsSheet | None = None  # the goods of a list whose columns were looked at
        self.makers: Callable[[], list[Maker]] = list
        self._build()
        self.choose.clicked.connect(self._choose_goods)
        self.paste.clicked.connect(self.paste_goods)
        self.goods.textEdited.connect(self._forget_taken)

    def _build(self) -> None:
        now = self._session.clock.now()
        for edit in (self.start, self.end):
            edit.setDate(QDate(now.year, now.month, now.day))
        optional = self.tr("may stay empty")
        for amount in (self.target, self.earlier):
            amount.setProperty("kind", "")
        optionals = (self.target, self.earlier, self.footer, self.earlier_name, self.goods)
        for box in (*optionals, self.earlier_days):
            box.setPlaceholderText(optional)
        self.code.setMaxLength(12)
        self.code.setPlaceholderText("NUSAKRAF23")
        for unit in ROUNDINGS:
            words = self.tr("to {0}").format(format_rupiah(unit))
            self.rounding.addItem(words if unit else self.tr("no rounding"), unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Event"), "heading"))
        scroll = QScrollArea()
        scroll.setWidget(self._build_fields())
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)

    def _build_fields(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Code"), self.code),
            (self.tr("Name"), self.name),
            (self.tr("First day"), self.start),
            (self.tr("Last day"), self.end),
            (self.tr("Target"), self.target),
            (self.tr("Cash rounding"), self.rounding),
            (self.tr("Sheet of goods"), self.goods),
            (self.tr("Foot of receipts"), self.footer),
            (self.tr("Earlier fair"), self.earlier_name),
            (self.tr("Its total"), self.earlier),
            (self.tr("Its days"), self.earlier_days),
        )
        for row, (words, widget) in enumerate(fields):
            name_control(widget, words)
            grid.addWidget(label(words, "strong"), row, 0)
            if widget is self.goods:
                grid.addLayout(self._build_goods(), row, 1)
            else:
                grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(fields), 1)
        return page

    def _build_goods(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.goods)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.choose, 1)
        row.addWidget(self.paste, 1)
        column.addLayout(row)
        return column

    def _choose_goods(self) -> None:
        path = ask_goods(self.window(), self.tr("Sheet of goods"))
        if path is None:
            return

        def read(sheet: str = "") -> Grid | None:
            reading = partial(import_export.read_goods, path, sheet)
            return self._session.attempt(lambda: off_thread(reading))

        grid = read()
        if grid is None:
            return
        # A sheet in our own form needs no look: it is checked when the book is made.
        if is_own_sheet(grid, GoodsOptions()):
            self.taken = None
            self.goods.setText(str(path))
        elif self._take(grid, read):
            self.goods.setText(str(path))

    def paste_goods(self) -> None:
        """Takes goods that were copied from a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._session.say(
                self.tr("Nothing was copied. Copy the rows in the spreadsheet first.")
            )
            return
        name, data = self.tr("the copied rows"), text.encode("utf-8", "replace")
        reading = partial(import_export.grid_of_text, data, name)
        grid = self._session.attempt(lambda: off_thread(reading))
        if grid is not None and self._take(grid):
            self.goods.setText(name)

    def _take(self, grid: Grid, read: Read | None = None) -> bool:
        """Shows the columns of a list and what becomes of each row; whether it was accepted."""
        session = self._session
        if grid.is_refused:
            session.say(sentence(grid.problems[-1], session.language), Level.ERROR)
            return False
        door = OfficeDoor(session, self.makers, self.code.text().strip().upper())
        accepted = ImportDialog.ask(door, grid, read, self.window())
        if accepted is not None:
            self.taken, _ = accepted
        return accepted is not None

    def _forget_taken(self) -> None:
        self.taken = None

    @property
    def sheet(self) -> Path | GoodsSheet | None:
        """The goods that were accepted, or else the path that was typed; None without one."""
        text = self.goods.text().strip()
        if not text:
            return None
        return self.taken or Path(text)

    def draft(self) -> EventDraft:
        """Return what is typed in the form, unchecked."""
        return EventDraft(
            code=self.code.text().strip().upper(),
            name=self.name.text().strip(),
            start=_day(self.start),
            end=_day(self.end),
            target=self.target.amount or None,
            cash_rounding=int(self.rounding.currentData()),
            receipt_footer=self.footer.text().strip(),
            earlier_name=self.earlier_name.text().strip(),
            earlier_net=self.earlier.amount,
            earlier_days=self.earlier_days.number,
        )

    def fill(self, draft: EventDraft) -> None:
        """Show what a draft brings along from an earlier fair; the rest stays as typed."""
        self.rounding.setCurrentIndex(max(0, self.rounding.findData(draft.cash_rounding)))
        self.footer.setText(draft.receipt_footer)
        if draft.earlier_net is not None:
            self.earlier_name.setText(draft.earlier_name)
            self.earlier.set_amount(draft.earlier_net)
            self.earlier_days.set_number(draft.earlier_days)

    @property
    def _texts(self) -> tuple[QLineEdit, ...]:
        names = (self.code, self.name, self.footer, self.goods, self.earlier_name)
        return (*names, self.target, self.earlier, self.earlier_days)

    def state(self) -> EventCardState:
        """Return what is typed, to be shown again by `restore`."""
        texts = tuple(each.text() for each in self._texts)
        return EventCardState(
            texts, self.start.date(), self.end.date(), self.rounding.currentIndex(), self.taken
        )

    def restore(self, state: EventCardState) -> None:
        """Show what was typed."""
        for edit, text in zip(self._texts, state.texts, strict=True):
            edit.setText(text)
        self.start.setDate(state.start)
        self.end.setDate(state.end)
        self.rounding.setCurrentIndex(state.rounding)
        self.taken = state.taken


def _day(edit: QDateEdit) -> str:
    found = edit.date()
    return date(found.year(), found.month(), found.day()).isoformat()
