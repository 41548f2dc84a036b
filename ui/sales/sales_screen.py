"""The screen of past sales: find, view, print a copy, void, and return pieces."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.domain.sale import Sale
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.paper import print_queue, printer_settings, receipt_copies, receipts
from pos_app.services.selling import maker_debts, refunds, sales
from pos_app.services.selling.refunds import Refundable
from pos_app.services.selling.sale_search import SaleListRow, SalesFound, search_sales
from ui import key_tables
from ui.alerts import Level
from ui.once import Once
from ui.sales.older_sales import OlderSales
from ui.sales.sales_list import SalesList
from ui.session import Session
from ui.staff import authorisation
from ui.texts import day_words
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.chip_strip import ChipStrip
from ui.widgets.find_box import FindBox
from ui.widgets.list_screen import ListScreen
from ui.widgets.paper_view import ROLL_SCALE, PaperView
from ui.widgets.restyle import card, label

NEWEST_DAY = "today"


class SalesScreen(ListScreen):
    """The list of sales at the left, the receipt of the chosen one at the right."""

    keys = key_tables.SALES

    typing_searches = False  # the window keeps its keys, "?" among them

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.list = SalesList(session)
        super().__init__(FindBox(), self.list, parent)
        self._session = session
        self._once = Once(lambda: sales.new_sale_id(session.shop))
        self._chosen: Refundable | None = None
        self._newest_day_only = True
        self._found = SalesFound([])
        self._keep = ""  # the sale to choose as soon as it is found
        self.older = OlderSales(session, self)
        self.reached = label(kind="hint", wrap=True)
        self.chips = ChipStrip()
        self.paper = PaperView(ROLL_SCALE)
        self.hint = label(kind="soft", wrap=True)
        self.copy = KeyButton(self.tr("Print a copy"), "F5", "small")
        self.return_ = KeyButton(self.tr("Return pieces"), "F6", "small")
        self.void = KeyButton(self.tr("Void"), "F8", "small")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.setPlaceholderText(self.tr("Number, time 14.05, amount 137.500, product, maker…"))
        self.box.setAccessibleName(self.tr("Find a sale"))
        self.chips.show_choices((NEWEST_DAY, self.tr("Newest day")), [self.tr("All days")])
        column = self._arrange((self.box, self.chips), self._build_receipt(), (10, 8))
        self.reached.setContentsMargins(20, 0, 20, 12)
        self.reached.hide()
        column.addWidget(self.reached)
        self._list_card.setMinimumWidth(440)

    def _build_receipt(self) -> QFrame:
        frame, column = card(16, 8)
        column.addWidget(self.paper, 1)
        column.addWidget(self.hint)
        for button in (self.return_, self.void):
            button.show_lock(staff.uses_pins(self._session.shop))
        column.addLayout(button_row(self.copy, self.return_, self.void))
        return frame

    def _connect(self) -> None:
        self.box.textChanged.connect(lambda _text: self.refresh())
        self.older.found.connect(self._show_more)
        self.older.failed.connect(self._tell_failed)
        self.box.moved.connect(self.list.step)
        self.chips.chosen.connect(self._choose_days)
        self.list.chosen.connect(self._show)
        self.copy.clicked.connect(self.print_copy)
        self.return_.clicked.connect(self.return_pieces)
        self.void.clicked.connect(self.void_sale)

    def _choose_days(self, value: str) -> None:
        self._newest_day_only = value == NEWEST_DAY
        self.refresh()
        self.focus_box()

    def refresh(self, _text: str = "", number: str = "") -> None:
        """Shows the sales found, and chooses `number` or else the sale chosen before.

        Older sales are looked for beside the window, and come into the list as they are found.
        """
        text = self.box.text()
        self._keep = number or self._chosen_number()
        words = self.tr("Nothing found.") if text else self.tr("No sale yet.")
        try:
            found = search_sales(self._session.shop, text, self._day())
        except PosError as error:
            found, words = SalesFound([]), sentence(error, self._session.language)
        self._show_found(found, words)
        self.older.begin(text, found)

    def _show_more(self, found: SalesFound) -> None:
        """Shows what older sales add; whoever chose another sale meanwhile keeps it."""
        self._keep = self._chosen_number()
        self._show_found(found, self.tr("Nothing found."))

    def _chosen_number(self) -> str:
        """The number of the chosen sale, or of the one that the first of the list stands in for."""
        current = self.list.current()
        if self._keep and (current is None or current == self._found.rows[0]):
            return self._keep
        return current.number if current else ""

    def _show_found(self, found: SalesFound, words: str) -> None:
        """Shows sales, or `words` where there are none, and how far was looked."""
        before, self._found = self._found, found
        searching = found.below is not None
        words = self.tr("Nothing found so far.") if searching else words
        self._show_list(bool(found.rows), words)
        self.reached.setVisible(searching)
        if searching:
            day = day_words(found.since, self._session.language)
            self.reached.setText(self.tr("Searching older sales, back to {0} so far…").format(day))
        current, is_there = self.list.current(), self._keep in {each.number for each in found.rows}
        is_other = is_there and (current is None or current.number != self._keep)
        if found.rows != before.rows or not found.rows or is_other:
            self.list.show_rows(found.rows, self._keep)
        if not searching or is_there:
            self._keep = ""

    def _tell_failed(self, error: Exception) -> None:
        """Says why older sales cannot be read, and how far was looked."""
        day = day_words(self._found.since, self._session.language)
        self.reached.setText(self.tr("Searched back to {0}.").format(day))
        if isinstance(error, PosError):
            self._session.say(sentence(error, self._session.language), Level.ERROR)

    def _day(self) -> str | None:
        return self._session.newest_day if self._newest_day_only else None

    def _show(self, row: SaleListRow | None) -> None:
        """Shows the receipt of `row`, and which buttons apply to it."""
        session = self._session
        sale = None
        if row is not None:
            sale = session.attempt(lambda: refunds.refundable(session.shop, row.number))
        self._chosen = sale
        self._show_paper(row)
        refused = sale.void_refusal if sale else ""
        self.copy.setEnabled(sale is not None)
        self.void.setEnabled(sale is not None and not refused)
        self.return_.setEnabled(self._can_return())
        self.hint.setText(self._why_not_voidable(refused))
        self.hint.setVisible(bool(refused))

    def _can_return(self) -> bool:
        """Whether the till is open and pieces of the chosen sale are left to return."""
        sale = self._chosen
        return sale is not None and self._session.day is not None and any(sale.remaining.values())

    def _why_not_voidable(self, code: str) -> str:
        """The sentence for a problem code of `Returnable.void_refusal`; empty for any other."""
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
        """Prints a copy of the chosen receipt, or saves it as a PDF without a printer."""
        session, chosen = self._session, self._chosen
        if chosen is None:
            return
        if printer_settings.printer(session.shop) is not None:
            self._queue_copy(chosen.sale.number)
            return
        folder = session.shop.folder / "receipts"
        path = session.store(
            lambda: receipt_copies.save_copy(
                session.shop, chosen.sale.number, folder, session.language, cashier=session.cashier
            )
        )
        if path is not None:
            session.say(self.tr("Copy saved: {0}").format(str(path)))

    def _queue_copy(self, number: str) -> None:
        session, lang = self._session, self._session.language
        if session.store(
            lambda: receipt_copies.queue_copy(session.shop, number, lang, cashier=session.cashier)
        ):
            session.say(self.tr("A copy of {0} goes to the printer.").format(number))
            session.print_queued.emit()

    def void_sale(self) -> None:
        """Voids the chosen sale; asks for a lead and a reason."""
        from ui.widgets.reason_dialog import ReasonDialog

        session, chosen = self._session, self._chosen
        if chosen is None or chosen.void_refusal:
            return
        sale = chosen.sale
        if authorisation.ask_lead(session, self.tr("Void a sale"), self.window()) is None:
            return
        words = self.tr("Void {0}, {1}?").format(sale.number, format_rupiah(sale.net))
        reason = ReasonDialog.ask(
            words,
            self.tr("Void the sale"),
            [self.tr("wrong piece"), self.tr("buyer left"), self.tr("typing error")],
            self.window(),
            self._void_hint(sale),
        )
        if reason is None:
            return
        new_id = self._once.ref({"void": sale.number})
        self._show_saved(
            session.store(
                lambda: refunds.void(
                    session.shop,
                    sale.number,
                    reason,
                    sale_id=new_id,
                    cashier=session.cashier,
                    also_write=print_queue.receipt_job(session.shop, session.language),
                )
            )
        )

    def _void_hint(self, sale: Sale) -> str:
        """What happens at a void, whose money never came, and which makers were paid already."""
        words = self.tr("The goods come back, and the money goes back the way it came.")
        debts = maker_debts.debts_after_void(self._session.shop, sale)
        unseen = refunds.unseen_problems(refunds.unseen_qris(sale))
        problems = [*unseen, *(debt.problem for debt in debts)]
        return "\n".join([words, *(sentence(each, self._session.language) for each in problems)])

    def return_pieces(self) -> None:
        """Refunds pieces of the chosen sale; asks for a lead, the pieces and a reason."""
        from ui.sales.refund_dialog import RefundDialog

        session, chosen = self._session, self._chosen
        if chosen is None or not self._can_return():
            return
        number = chosen.sale.number
        if authorisation.ask_lead(session, self.tr("Give money back"), self.window()) is None:
            return
        agreed = RefundDialog.ask(
            chosen,
            lambda returns: session.attempt(
                lambda: refunds.quote_refund(session.shop, number, returns)
            ),
            session.ticks,
            self.window(),
            session.language,
        )
        if agreed is None:
            return
        new_id = self._once.ref(
            {"refund": number, "pieces": agreed.returns, "tenders": agreed.payments}
        )
        self._show_saved(
            session.store(
                lambda: refunds.refund(
                    session.shop,
                    number,
                    agreed.returns,
                    agreed.payments,
                    agreed.reason,
                    sale_id=new_id,
                    cashier=session.cashier,
                    also_write=print_queue.receipt_job(session.shop, session.language),
                )
            )
        )

    def _show_saved(self, document: Sale | None) -> None:
        """Refreshes all screens after a void or refund; None when it was refused."""
        if document is None:
            return
        self._once.done()
        self._session.print_queued.emit()
        self._session.reload_catalogue()
        self._session.refresh()
        self.box.clear()
        self.refresh(number=document.number)
        words = self.tr("{0} is saved.").format(document.number)
        self._session.say(words, Level.INFO)
