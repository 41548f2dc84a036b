"""What was sold: found again, looked at, printed again, voided, given back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.domain.sale import Sale
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.paper import print_queue, receipts
from pos_app.services.selling import refunds, sales
from pos_app.services.selling.refunds import Returnable
from pos_app.services.selling.sale_search import SaleListRow, find_sales
from ui import authorisation
from ui.alerts import Level
from ui.sales.sales_list import SalesList
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.chip_strip import ChipStrip
from ui.widgets.find_box import FindBox
from ui.widgets.paper_view import ROLL_SCALE, PaperView
from ui.widgets.restyle import label


class SalesScreen(QWidget):
    """The list at the left; the receipt as it is on paper, and what can be done, at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Returnable | None = None
        self._today = True
        self.box = FindBox()
        self.chips = ChipStrip()
        self.list = SalesList(session)
        self.none = label(kind="hint", wrap=True)
        self.paper = PaperView(ROLL_SCALE)
        self.hint = label(kind="soft", wrap=True)
        self.copy = KeyButton(self.tr("Print a copy"), "F5", "small")
        self.give = KeyButton(self.tr("Return pieces"), "F6", "small")
        self.void = KeyButton(self.tr("Void"), "F8", "small")
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(16)
        row.addWidget(self._build_left(), 10)
        row.addWidget(self._build_right(), 8)

    def _build_left(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        frame.setMinimumWidth(440)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 16, 1, 1)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        top.setSpacing(8)
        self.box.setPlaceholderText(self.tr("Number, time 14.05, amount 137.500, product, maker…"))
        self.box.setAccessibleName(self.tr("Find a sale"))
        top.addWidget(self.box)
        self.chips.show_choices(("today", self.tr("Newest day")), [self.tr("All days")])
        top.addWidget(self.chips)
        column.addLayout(top)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.none, 1)
        column.addWidget(self.list, 1)
        return frame

    def _build_right(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.paper, 1)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.copy, self.give, self.void):
            button.show_lock(button is not self.copy and staff.locks(self._session.shop))
            row.addWidget(button, 1)
        column.addLayout(row)
        return frame

    def _connect(self) -> None:
        self.box.textChanged.connect(self.refresh)
        self.box.moved.connect(self.list.step)
        self.chips.chosen.connect(self._choose_days)
        self.list.chosen.connect(self._show)
        self.copy.clicked.connect(self.print_copy)
        self.give.clicked.connect(self.return_pieces)
        self.void.clicked.connect(self.void_sale)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_days(self, value: str) -> None:
        self._today = value == "today"
        self.refresh()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, _text: str = "", number: str = "") -> None:
        """The list as it is now, `number` or what was looked at still chosen."""
        current = self.list.current()
        keep = number or (current.number if current else "")
        words = self.tr("Nothing found.") if self.box.text() else self.tr("No sale yet.")
        try:
            rows = find_sales(self._session.shop, self.box.text(), self._day())
        except PosError as error:
            rows, words = [], sentence(error, self._session.language)
        self.none.setText(words)
        self.none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows, keep)

    def _day(self) -> str | None:
        if not self._today:
            return None
        return self._session.newest_day

    def _show(self, row: SaleListRow | None) -> None:
        session = self._session
        self._found = None
        if row is not None:
            self._found = session.attempt(lambda: refunds.returnable(session.shop, row.number))
        self._show_paper(row)
        found = self._found
        self.copy.setEnabled(found is not None)
        self.void.setEnabled(found is not None and not found.voidable)
        open_ = session.day is not None
        self.give.setEnabled(found is not None and open_ and any(found.left.values()))
        why = found.voidable if found else ""
        self.hint.setText(self._why_not(why))
        self.hint.setVisible(bool(why))

    def _why_not(self, code: str) -> str:
        return {
            "not_a_sale": self.tr("A void or return cannot be taken back."),
            "already_voided": self.tr("This sale was voided."),
            "has_refunds": self.tr("Pieces came back already: return the others one by one."),
            "till_not_open": self.tr("The till is not open: open it to void or return."),
            "void_other_day": self.tr("A sale of an earlier day is not voided, but returned."),
        }.get(code, "")

    def _show_paper(self, row: SaleListRow | None) -> None:
        session = self._session
        if row is None:
            self.paper.show_pdf(None)
            return
        self.paper.show_pdf(
            session.attempt(
                lambda: receipts.receipt_pdf(session.shop, row.number, session.language)
            )
        )

    def print_copy(self) -> None:
        """A copy of the receipt that is looked at."""
        session, found = self._session, self._found
        if found is None:
            return
        if print_queue.printer(session.shop) is not None:
            self._queue_copy(found.sale.number)
            return
        folder = session.shop.folder / "receipts"
        path = session.attempt(
            lambda: receipts.reprint(
                session.shop, found.sale.number, folder, session.language, cashier=session.cashier
            )
        )
        if path is not None:
            session.say(self.tr("Copy saved: {0}").format(str(path)))

    def _queue_copy(self, number: str) -> None:
        session, lang = self._session, self._session.language
        if session.attempt(
            lambda: receipts.queue_copy(session.shop, number, lang, cashier=session.cashier)
        ):
            session.say(self.tr("A copy of {0} goes to the printer.").format(number))
            session.print_queued.emit()

    def void_sale(self) -> None:
        """Takes the sale back whole."""
        from ui.widgets.reason_dialog import ReasonDialog

        session, found = self._session, self._found
        if found is None or found.voidable:
            return
        sale = found.sale
        if authorisation.ask_lead(session, self.tr("Void a sale"), self.window()) is None:
            return
        words = self.tr("Void {0}, {1}?").format(sale.number, format_rupiah(sale.net))
        reason = ReasonDialog.ask(
            words,
            self.tr("Void the sale"),
            [self.tr("wrong piece"), self.tr("buyer left"), self.tr("typing error")],
            self.window(),
            self.tr("The goods come back, and the money goes back the way it came."),
        )
        if reason is None:
            return
        new_id = sales.new_sale_id(session.shop)
        self._done(
            session.attempt(
                lambda: refunds.take_back(
                    session.shop,
                    sale.number,
                    reason,
                    sale_id=new_id,
                    cashier=session.cashier,
                    paper=session.language,
                )
            )
        )

    def return_pieces(self) -> None:
        """Gives pieces back."""
        from ui.sales.refund_dialog import RefundDialog

        session, found = self._session, self._found
        if found is None or not any(found.left.values()) or session.day is None:
            return
        number = found.sale.number
        if authorisation.ask_lead(session, self.tr("Give money back"), self.window()) is None:
            return
        agreed = RefundDialog.ask(
            found,
            lambda returns: session.attempt(lambda: refunds.quote(session.shop, number, returns)),
            self.window(),
        )
        if agreed is None:
            return
        new_id = sales.new_sale_id(session.shop)
        self._done(
            session.attempt(
                lambda: refunds.give_back(
                    session.shop,
                    number,
                    agreed.returns,
                    agreed.payments,
                    agreed.reason,
                    sale_id=new_id,
                    cashier=session.cashier,
                    paper=session.language,
                )
            )
        )

    def _done(self, document: Sale | None) -> None:
        if document is None:
            return
        self._session.print_queued.emit()
        self._session.reload_catalogue()
        self._session.refresh()
        self.box.clear()
        self.refresh(number=document.number)
        words = self.tr("{0} is saved.").format(document.number)
        self._session.say(words, Level.INFO)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {
            Qt.Key.Key_F5: self.print_copy,
            Qt.Key.Key_F6: self.return_pieces,
            Qt.Key.Key_F8: self.void_sale,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is None or event.isAutoRepeat():
            event.ignore()
        else:
            action()
