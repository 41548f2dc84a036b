"""The settlement page: what every maker is owed over all stands, and their statements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from pos_app.clock import Clock
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.settlement import Settlement
from pos_app.services.office import book_view, letterheads, maker_messages, reports
from pos_app.services.office.maker_messages import MakerMessage
from pos_app.services.office.settings import OfficeSettings
from ui.event_errors import told_not_raised
from ui.office.alias_row import AliasRow
from ui.office.message_round import MessageRound, StandMessage
from ui.office.office_session import OfficeSession
from ui.office.settlement_actions import SettlementActions
from ui.printing.paper_preview import PaperPreview
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import card, label
from ui.widgets.tables import set_up_read_only

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ROLE = Qt.ItemDataRole.UserRole
MESSAGES = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_M)


class SettlementPage(QWidget):
    """A table of makers, and the preview of the chosen one's statement."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.total = label(kind="heading", wrap=True)
        self.overpaid = label(kind="look", wrap=True)
        self.provisional = label(kind="look", wrap=True)
        self.table = QTableWidget(0, 4)
        self.aliases = AliasRow(session)
        self.deciding = SettlementActions(session)
        self.preview = PaperPreview(session, session.runner)
        self.every = KeyButton(self.tr("All statements"), "F3", "small")
        self.messages = KeyButton(self.tr("Message to each maker…"), "Ctrl+M", "small")
        self._maker = ""
        self._build()
        self.table.currentCellChanged.connect(self._choose)
        self.preview.done.connect(session.say)
        self.every.clicked.connect(self.show_all)
        self.messages.clicked.connect(self.make_messages)
        session.view_changed.connect(self._refresh_when_seen)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(12)
        row.addWidget(self._build_list(), 3)
        frame, column = card(12, 8)
        column.addLayout(button_row(self.messages, self.every))
        column.addWidget(self.preview, 1)
        row.addWidget(frame, 2)

    def _build_list(self) -> QFrame:
        frame, column = card(12, 8)
        column.addWidget(self.total)
        column.addWidget(self.overpaid)
        column.addWidget(self.provisional)
        table = self.table
        heads = (self.tr("Maker"), self.tr("Pieces"), self.tr("Net"), self.tr("To be paid"))
        for column_number, words in enumerate(heads):
            item = QTableWidgetItem(words)
            item.setTextAlignment(LEFT if column_number == 0 else RIGHT)
            table.setHorizontalHeaderItem(column_number, item)
        set_up_read_only(table, 36)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setAccessibleName(self.tr("Settlement of the makers"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        column.addWidget(table, 1)
        column.addWidget(self.aliases)
        column.addWidget(self.deciding)
        return frame

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _refresh_when_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the present settlements; the chosen maker stays chosen."""
        view = self._session.view
        if view is None:
            return
        found = view.status.confirmed.settlements
        owed = view.status.confirmed.owed
        whole = self.tr("To be paid to %n maker(s): {0}", "", owed.owed_makers)
        self.total.setText(whole.format(format_rupiah(owed.owed)))
        too_much = self.tr("Paid too much to %n maker(s): {0}", "", owed.overpaid_makers)
        self.overpaid.setText(too_much.format(format_rupiah(owed.overpaid)))
        self.overpaid.setVisible(bool(owed.overpaid))
        self.provisional.setText(
            self.tr("* Provisional: not everything of this maker has arrived; it may still change.")
        )
        self.provisional.setVisible(bool(view.provisional))
        self._fill(found, view.provisional)

    def _fill(self, settlements: tuple[Settlement, ...], provisional: frozenset[str]) -> None:
        chosen, table = self._maker, self.table
        planned = self._planned
        table.blockSignals(True)
        table.setRowCount(len(settlements))
        for row, each in enumerate(settlements):
            net, payable = format_rupiah(each.net), format_rupiah(each.payable)
            name = f"{each.name} *" if each.maker in provisional else each.name
            if each.maker not in planned:
                name = self.tr("{0}  (not in the plan)").format(name)
            for column, text in enumerate((name, group_digits(each.qty), net, payable)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(LEFT if column == 0 else RIGHT)
                item.setData(_ROLE, each.maker)
                item.setToolTip(self._phone_words(each.maker))
                table.setItem(row, column, item)
        table.blockSignals(False)
        rows = [each.maker for each in settlements]
        row = rows.index(chosen) if chosen in rows else 0
        table.setCurrentCell(-1, -1)
        if rows:
            table.setCurrentCell(row, 0)
        else:
            self._maker = ""
            self.aliases.hide()
            self.deciding.show_nobody()
            self.preview.show_pdf(None, "")

    def _choose(self, row: int, _column: int, before: int, _before: int) -> None:
        if row < 0 or row == before:
            return
        item, book = self.table.item(row, 0), self._session.book
        if item is None or book is None:
            return
        self._maker = str(item.data(_ROLE))
        self._show_aliases(row)
        clock, settings = self._session.clock, self._session.settings
        work = partial(_statement_pdf, book, self._maker, clock, settings)
        self._session.run(partial(_with_mark, book, work), partial(self._show, self._maker))

    @property
    def _planned(self) -> frozenset[str]:
        view = self._session.view
        return frozenset(each.code for each in view.status.plan.makers) if view else frozenset()

    def _phone_words(self, maker: str) -> str:
        """Return the maker's telephone, which is shown nowhere but in this window."""
        view = self._session.view
        phone = view.status.plan.maker_phones.get(maker, "") if view else ""
        return self.tr("Telephone: {0}").format(phone) if phone else ""

    def _show_aliases(self, row: int) -> None:
        view = self._session.view
        if view is not None:
            chosen = view.status.confirmed.settlements[row]
            self.aliases.show_maker(view, chosen.maker, chosen.name)
            self.deciding.show_settlement(chosen)

    def _show(self, maker: str, found: tuple[str, bytes | None]) -> None:
        """Show a statement, unless it is of a newer book than the list beside it."""
        mark, pdf = found
        if not self._session.take_mark(mark):
            return  # the list is read again, and then the statement
        if maker == self._maker:  # another maker may have been chosen since
            self.preview.show_pdf(pdf, f"setoran-{maker}")

    def show_all(self) -> None:
        """Show the statements of all makers as one paper, to print or save at once."""
        book, session = self._session.book, self._session
        if book is None:
            return
        self._maker = ""
        self.table.blockSignals(True)
        self.table.clearSelection()
        self.table.setCurrentCell(-1, -1)
        self.table.blockSignals(False)
        self.aliases.hide()
        self.deciding.show_nobody()
        work = partial(_all_statements_pdf, book, session.clock, session.settings)
        session.run(partial(_with_mark, book, work), self._show_all)

    def _show_all(self, found: tuple[str, bytes | None]) -> None:
        mark, pdf = found
        if self._session.take_mark(mark) and not self._maker:
            self.preview.show_pdf(pdf, self.tr("all-statements"))

    def make_messages(self) -> None:
        """Make the evening's message to each maker, and go through them."""
        book, session = self._session.book, self._session
        if book is None:
            return
        lang = letterheads.paper_language(session.settings)
        work = partial(maker_messages.messages_of_book, book, None, session.clock, lang)
        session.run(work, self._show_messages)

    def _show_messages(self, found: tuple[MakerMessage, ...]) -> None:
        messages = [
            StandMessage(each.settlement.name, each.phone, each.text, each.maker) for each in found
        ]
        MessageRound.show_messages(messages, self.window(), self._take_picture)

    def _take_picture(self, maker: str, done: Callable[[bytes | None], None]) -> None:
        """Make the picture of a maker's statement on a worker thread."""
        book, session = self._session.book, self._session
        if book is not None:
            look = (
                letterheads.paper_language(session.settings),
                letterheads.stored_letterhead(session.settings),
            )
            work = partial(
                maker_messages.statement_picture, book, maker, None, session.clock, *look
            )
            session.run(work, done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.aliases.ask()
        elif event.key() == Qt.Key.Key_F5:
            self.deciding.ask_for_payment()
        elif event.key() == Qt.Key.Key_F7:
            self.deciding.ask_for_correction()
        elif event.key() == Qt.Key.Key_F3:
            self.every.click()
        elif event.keyCombination() == MESSAGES:
            self.messages.click()
        elif not self.preview.handle_key(event):
            super().keyPressEvent(event)

    def focus_home(self) -> None:
        """Give the table the keyboard focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _statement_pdf(book: Path, maker: str, clock: Clock, settings: OfficeSettings) -> bytes | None:
    look = letterheads.paper_language(settings), letterheads.stored_letterhead(settings)
    return reports.maker_statement_pdf(book, maker, None, clock, *look)


def _all_statements_pdf(book: Path, clock: Clock, settings: OfficeSettings) -> bytes | None:
    look = letterheads.paper_language(settings), letterheads.stored_letterhead(settings)
    return reports.all_statements_pdf(book, None, clock, *look)


def _with_mark(book: Path, work: Callable[[], bytes | None]) -> tuple[str, bytes | None]:
    """Do `work` on the book and return the book's mark after it with the result."""
    found = work()
    return book_view.book_mark(book), found
