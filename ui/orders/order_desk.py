"""What is done with orders and inquiries, from whatever screen: its dialogs and their outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from pos_app.domain.orders import Order
from pos_app.services.orders import lookup
from pos_app.services.orders.cancelling import cancel_order
from pos_app.services.orders.changing import change_order
from pos_app.services.orders.contacts import read_contact
from pos_app.services.paper import print_queue
from pos_app.services.selling import sales
from ui.once import Once
from ui.orders.cart_order import orders_in, without_maker
from ui.orders.slip_jobs import print_again
from ui.session import Session
from ui.staff import authorisation


class OrderDesk(QObject):
    """Opens the dialogs over the window. Emits `changed` after something was stored."""

    changed = Signal()

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session = session
        self._window = owner.window
        self._once = Once(lambda: sales.new_sale_id(session.shop))

    def run_action(self, name: str) -> None:
        """Runs the action of that name, chosen on a page of actions."""
        getattr(self, name)()

    def take_order(self) -> None:
        """Takes an order, of what is in the cart where there is something."""
        from ui.orders.order_dialog import OrderDialog

        session = self._session
        if not self._is_open():
            return
        cart = session.cart
        dialog = OrderDialog(session, orders_in(cart), cart.country, self._window())
        self._run(dialog, dialog.take_scan)
        if dialog.stored is not None:
            if len(cart) and session.cart == cart:
                session.set_cart(without_maker(cart, dialog.maker))
            self.changed.emit()
        dialog.deleteLater()

    def note_inquiry(self) -> None:
        """Notes an inquiry about what is in the cart where there is something."""
        from ui.orders.inquiry_dialog import InquiryDialog

        session = self._session
        if not self._is_open():
            return
        pieces = tuple(dict.fromkeys(each.product for each in session.cart.items))
        dialog = InquiryDialog(session, pieces, session.cart.country, self._window())
        self._run(dialog, dialog.take_scan)
        if dialog.noted is not None:
            session.say(self.tr("Inquiry {0} is noted.").format(dialog.noted.number))
            self.changed.emit()
        dialog.deleteLater()

    def open_slip(self, text: str) -> None:
        """Hands over the order with that number or slip, unless it cannot be."""
        from ui.orders.deliver_dialog import DeliverDialog

        session = self._session
        if not self._is_open():
            return
        found = session.attempt(lambda: lookup.open_order(session.shop, text))
        if found is None:
            session.sounds.unknown()
            return
        dialog = DeliverDialog(session, found, text, self._window())
        self._run(dialog, dialog.take_scan)
        if dialog.stored is not None:
            self.changed.emit()
        dialog.deleteLater()

    def cancel_order(self, order: Order) -> None:
        """Cancels an order; asks for a lead, for what goes back, and why."""
        from ui.orders.cancel_dialog import CancelDialog

        session, number = self._session, order.number
        if not self._is_open():
            return
        lead = authorisation.ask_lead(session, self.tr("Cancel an order"), self._window())
        if lead is None:
            return
        agreed = CancelDialog.ask(order, session.ticks, self._window())
        if agreed is None:
            return
        new_id = self._once.ref({"cancel": number, "agreed": agreed})
        stored = session.store(
            lambda: cancel_order(
                session.shop,
                number,
                agreed.returned,
                agreed.reason,
                agreed.payments,
                sale_id=new_id,
                cashier=session.cashier,
                allowed_by=lead,
                also_write=print_queue.receipt_job(session.shop, session.language),
            )
        )
        if stored is not None:
            self._once.done()
            session.print_queued.emit()
            session.refresh()
            words = self.tr("{0} is cancelled. The paper is {1}.")
            session.say(words.format(number, stored.number))
            self.changed.emit()

    def change_order(self, order: Order) -> None:
        """Changes the date, the way of handing over or the note of an order."""
        from ui.orders.change_order_dialog import ChangeOrderDialog

        session = self._session
        asked = ChangeOrderDialog.ask(session, order, self._window())
        if asked is None:
            return
        work = partial(
            change_order,
            session.shop,
            order.number,
            due=asked.due,
            deliver=asked.deliver,
            note=asked.note,
            by=session.cashier,
        )
        if session.store(work) is not None:
            session.say(self.tr("{0} is changed.").format(order.number))
            self.changed.emit()

    def print_slips(self, order: Order) -> None:
        """Prints both slips once more, or saves them as a PDF without a printer."""
        told = print_again(self._session, order.from_number)
        if told:
            self._session.say(told)

    def show_contact(self, number: str) -> None:
        """Shows the contact of an order or inquiry to a lead; the journal notes who read it."""
        from ui.orders.contact_dialog import ContactDialog

        session = self._session
        lead = authorisation.ask_lead(session, self.tr("Read a contact"), self._window())
        if lead is None:
            return
        found = session.store(lambda: read_contact(session.shop, number, by=lead))
        if found is not None:
            ContactDialog.show_contact(number, found, self._window())

    def _is_open(self) -> bool:
        if self._session.day is None:
            self._session.say(self.tr("The till is not open yet. Open it first."))
            return False
        return True

    def _run(self, dialog: QDialog, take_scan: Callable[[str], None]) -> None:
        """Shows a dialog until it is closed; scans go to it meanwhile."""
        before, self._session.scan_taker = self._session.scan_taker, take_scan
        try:
            dialog.exec()
        finally:
            self._session.scan_taker = before
