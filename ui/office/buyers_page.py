"""The page of orders and inquiries: what to make by when, what was promised, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from pos_app.domain.money import format_rupiah
from pos_app.languages import LanguageCode
from pos_app.services.office import buyer_list
from pos_app.services.office.buyer_list import Buyer, BuyerList
from pos_app.services.office.buyers import (
    FORGOTTEN,
    LOCKED,
    MISSING,
    OPEN,
    forget_buyers,
)
from ui.event_errors import told_not_raised
from ui.office.office_session import OfficeSession
from ui.office.order_actions import OrderActions
from ui.texts import day_words
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import card, label
from ui.widgets.sheet_files import ask_where_to_write
from ui.widgets.tables import set_up_read_only

_TO_BE_PAID = 3
_WIDE = 1_200  # pixels from which all columns have room


class ForgetDialog(AskDialog):
    """Asks whether the contact of an order or inquiry is to be deleted for good."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Delete the contact of {0}").format(number), self.tr("Delete"))
        words = self.tr("Name and contact are deleted for good. The order or inquiry stays.")
        self.body.addWidget(label(words, wrap=True))

    @classmethod
    def ask(cls, number: str, parent: QWidget | None = None) -> bool:
        """Return whether it was confirmed."""
        return cls(number, parent).confirmed()


class BuyersPage(QWidget):
    """A table of orders and inquiries, and the chosen one with its message beside it.

    Everything of the book is read and written on a worker thread.
    """

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: BuyerList | None = None
        self._number = ""
        self.total = label(kind="heading", wrap=True)
        self.potential = label(kind="hint", wrap=True)
        self.table = QTableWidget(0, 5)
        self.name = label(kind="heading", wrap=True)
        self.facts = label(kind="soft", wrap=True)
        self.message = QPlainTextEdit()
        self.deciding = OrderActions(session)
        self.state = self.deciding.state
        self.copy_id = KeyButton(self.tr("Copy in Indonesian"), kind="small")
        self.copy_en = KeyButton(self.tr("Copy in English"), kind="small")
        self.forget = KeyButton(self.tr("Delete the contact…"), kind="small")
        self.sheet = KeyButton(self.tr("Save as a sheet…"), kind="small")
        self.cards = KeyButton(self.tr("Save contacts (vCard)…"), kind="small")
        self._side = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(12)
        frame, column = card(12, 8)
        column.addWidget(self.total)
        column.addWidget(self.potential)
        self._build_table()
        column.addWidget(self.table, 1)
        column.addLayout(button_row(self.sheet, self.cards))
        row.addWidget(frame, 3)
        side, beside = card(12, 8)
        self._side = side
        self.message.setReadOnly(True)
        self.message.setAccessibleName(self.tr("Message to the buyer"))
        for each in (self.name, self.facts):
            beside.addWidget(each)
        beside.addWidget(self.message, 1)
        beside.addLayout(button_row(self.copy_id, self.copy_en))
        beside.addWidget(self.deciding)
        beside.addLayout(button_row(self.forget))
        row.addWidget(side, 2)

    def _build_table(self) -> None:
        table = self.table
        heads = (
            self.tr("Due on"),
            self.tr("Maker"),
            self.tr("What"),
            self.tr("To be paid"),
            self.tr("State"),
        )
        table.setHorizontalHeaderLabels(heads)
        set_up_read_only(table, 36)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setAccessibleName(self.tr("Orders and inquiries"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self.table.currentCellChanged.connect(self._choose)
        self.copy_id.clicked.connect(partial(self.copy_message, "id"))
        self.copy_en.clicked.connect(partial(self.copy_message, "en"))
        self.forget.clicked.connect(self.ask_to_forget)
        self.sheet.clicked.connect(self.save_sheet)
        self.cards.clicked.connect(self.save_cards)
        self._session.view_changed.connect(self._refresh_when_seen)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @told_not_raised
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The facts beside the table say it too.
        self.table.setColumnHidden(_TO_BE_PAID, self.width() < _WIDE)

    def _refresh_when_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read orders and inquiries anew, away from the window's thread."""
        book, session = self._session.book, self._session
        if book is not None:
            session.run(partial(buyer_list.buyer_list, book, session.clock), self._show)

    def _show(self, found: BuyerList) -> None:
        """Show what was read, unless the book has changed since: then it is read again."""
        if not self._session.take_mark(found.mark):
            return
        self._found = found
        figures = found.orders.figures
        words = self.tr(
            "%n order(s), {0}  ·  deposits held {1}  ·  delivered: {2}, {3}", "", figures.written
        )
        self.total.setText(
            words.format(
                format_rupiah(figures.total),
                format_rupiah(figures.open),
                figures.delivered,
                format_rupiah(figures.delivered_total),
            )
        )
        potential = self.tr("Potential: %n inquiry(ies), in no total", "", len(found.inquiries))
        self.potential.setText(potential)
        self.potential.setVisible(bool(found.inquiries))
        self._fill(found.buyers)

    def _fill(self, buyers: tuple[Buyer, ...]) -> None:
        table, chosen = self.table, self._number
        table.blockSignals(True)
        table.setRowCount(len(buyers))
        for row, each in enumerate(buyers):
            for column, words in enumerate(self._cells(each)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                table.setItem(row, column, item)
        table.setCurrentCell(-1, -1)
        table.blockSignals(False)
        numbers = [each.number for each in buyers]
        self._side.setVisible(bool(buyers))
        if numbers:
            table.setCurrentCell(numbers.index(chosen) if chosen in numbers else 0, 0)

    def _cells(self, buyer: Buyer) -> tuple[str, ...]:
        order, progress = buyer.order, self.deciding.progress_words()[buyer.progress]
        if order is None:
            state = self.tr("inquiry: {0}").format(progress.lower())
            return self._due_words(buyer), buyer.maker_name, buyer.what, "", state
        paid = format_rupiah(order.balance) if order.balance else ""
        state = progress if order.is_open else self._state_words()[str(order.state)]
        return self._due_words(buyer), buyer.maker_name, buyer.what, paid, state

    def _due_words(self, buyer: Buyer) -> str:
        return day_words(buyer.due, self._session.language) if buyer.due else ""

    def _state_words(self) -> dict[str, str]:
        return {
            "delivered": self.tr("delivered"),
            "cancelled": self.tr("cancelled"),
            "kept": self.tr("cancelled, deposit kept"),
            "disputed": self.tr("in dispute: decide"),
            "unconfirmed": self.tr("not confirmed"),
        }

    @property
    def chosen(self) -> Buyer | None:
        """The order or inquiry in the chosen row."""
        row = self.table.currentRow()
        buyers = self._found.buyers if self._found else ()
        return buyers[row] if 0 <= row < len(buyers) else None

    def _choose(self, row: int, _column: int, before: int, _before: int) -> None:
        buyer = self.chosen
        if buyer is None or self._found is None or row == before:
            return
        self._number = buyer.number
        self.name.setText(buyer.person.name or self._contact_words(buyer))
        self.facts.setText(self._facts(buyer))
        language = self._session.language
        self.message.setPlainText(buyer.message(self._found.event, language))
        self.deciding.show_buyer(buyer)
        self.forget.setVisible(buyer.contact.state in (OPEN, LOCKED))

    def _facts(self, buyer: Buyer) -> str:
        person, order = buyer.person, buyer.order
        lines = [" · ".join(filter(None, (person.contact, person.note)))]
        if order is not None:
            words = self.tr("{0}: {1}, deposit {2}, still to be paid {3}")
            money = (order.total, order.deposit, order.balance)
            lines.append(words.format(order.number, *map(format_rupiah, money)))
        else:
            lines.append(buyer.number)
        return "\n".join(filter(None, lines))

    def _contact_words(self, buyer: Buyer) -> str:
        words = {
            FORGOTTEN: self.tr("The contact was deleted"),
            MISSING: self.tr("The contact has not come yet"),
            LOCKED: self.tr("The office's key is not beside the book"),
        }
        return words.get(buyer.contact.state, self.tr("No name was noted"))

    def copy_message(self, language: LanguageCode, _checked: bool = False) -> None:
        """Show the message in a language, and copy it."""
        buyer = self.chosen
        if buyer is not None and self._found is not None:
            words = buyer.message(self._found.event, language)
            self.message.setPlainText(words)
            QGuiApplication.clipboard().setText(words)
            self._session.say(self.tr("The message is copied."))

    def ask_to_forget(self) -> None:
        """Ask whether the contact is to be deleted for good, and do it."""
        buyer, book = self.chosen, self._session.book
        if buyer is None or book is None:
            return
        if ForgetDialog.ask(buyer.number, self.window()):
            self._work(partial(forget_buyers, book, [buyer.number], self._session.operator))

    def _work(self, work: Callable[[], object]) -> None:
        self._session.run(work, lambda _: self._session.reload())

    def save_sheet(self) -> None:
        """Save the list as a workbook with the contacts, which the file says of itself."""
        book, session = self._session.book, self._session
        file = ask_where_to_write(self, "pesanan-minat.xlsx", "Excel (*.xlsx)") if book else None
        if book is not None and file is not None:
            write = partial(buyer_list.write_sheet, book, file, session.clock, session.language)
            session.run(partial(write, contacts=True), self._saved)

    def save_cards(self) -> None:
        """Save a vCard for every contact that can be read."""
        book, session = self._session.book, self._session
        file = ask_where_to_write(self, "kontak.vcf", "vCard (*.vcf)") if book else None
        if book is not None and file is not None:
            session.run(partial(buyer_list.write_cards, book, file, session.clock), self._saved)

    def _saved(self, _found: object) -> None:
        self._session.say(
            self.tr("Saved. The file holds personal data: give it to nobody who does not need it.")
        )

    @told_not_raised
    def keyPressEvent(self, event: QKeyEvent) -> None:
        deciding = self.deciding
        handlers = {
            Qt.Key.Key_F7: deciding.ask_which_counts,
            Qt.Key.Key_F8: deciding.ask_what_became,
            Qt.Key.Key_F9: deciding.ask_for_deposit,
        }
        handler = handlers.get(Qt.Key(event.key()))
        if handler is not None:
            handler()
        else:
            super().keyPressEvent(event)

    def focus_home(self) -> None:
        """Give the table the keyboard focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
