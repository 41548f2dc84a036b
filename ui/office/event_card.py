"""The part of the new event's form with code, days, target, catalogue and earlier fair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt
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

from pos_app.domain.money import format_rupiah
from pos_app.services.office.book_setup import EventDraft
from ui.office.ask_files import ask_goods
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton
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


class EventCard(QFrame):
    """A form that returns an EventDraft without stands, makers and staff."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.code, self.name, self.footer, self.goods = (QLineEdit() for _ in range(4))
        self.earlier_name = QLineEdit()
        self.start, self.end = QDateEdit(), QDateEdit()
        self.target = MoneyEdit(session.ticks, self.tr("Target"))
        self.earlier = MoneyEdit(session.ticks, self.tr("Total of the earlier fair"))
        self.earlier_days = NumberEdit(session.ticks, self.tr("Its days"), digits=3)
        self.rounding = QComboBox()
        self.choose = KeyButton(self.tr("Choose…"), kind="small")
        self._build()
        self.choose.clicked.connect(self._choose_goods)

    def _build(self) -> None:
        now = self._session.clock.now()
        for edit in (self.start, self.end):
            edit.setDisplayFormat("dd-MM-yyyy")
            edit.setDate(QDate(now.year, now.month, now.day))
            edit.lineEdit().setTextMargins(12, 0, 12, 0)  # the style sheet has no padding for it
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

    def _build_goods(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.goods, 1)
        row.addWidget(self.choose)
        return row

    def _choose_goods(self) -> None:
        path = ask_goods(self.window(), self.tr("Sheet of goods"))
        if path is not None:
            self.goods.setText(str(path))

    @property
    def sheet(self) -> Path | None:
        """The path of the catalogue sheet; None without one."""
        text = self.goods.text().strip()
        return Path(text) if text else None

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
            texts, self.start.date(), self.end.date(), self.rounding.currentIndex()
        )

    def restore(self, state: EventCardState) -> None:
        """Show what was typed."""
        for edit, text in zip(self._texts, state.texts, strict=True):
            edit.setText(text)
        self.start.setDate(state.start)
        self.end.setDate(state.end)
        self.rounding.setCurrentIndex(state.rounding)


def _day(edit: QDateEdit) -> str:
    found = edit.date()
    return date(found.year(), found.month(), found.day()).isoformat()
