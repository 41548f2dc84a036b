"""Actions on the cart besides scanning: bargaining, discounts, notes and held carts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.discount_limit import change_exceeds_limit, with_discount_kept
from pos_app.domain.money import format_rupiah
from pos_app.services.catalogue import product_lookup
from pos_app.services.selling import carts
from pos_app.services.selling.unlisted_pieces import bargain_limit
from pos_app.services.shop import setting_keys
from ui.alerts import Level
from ui.sell.unique_question import leave_out_sold, may_sell
from ui.sell.unlisted_permission import allow_unlisted
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.ask_dialog import AskedFrom

LIMIT_KEY = setting_keys.BARGAIN_LIMIT


class CartActions(QObject):
    """Each action asks for what it needs in a dialog and changes the cart.

    `done` is emitted at the end of every action, also of one that was cancelled, so that the
    screen takes the focus back.
    """

    done = Signal()

    def __init__(self, session: Session, window: Callable[[], QWidget], cart: QWidget) -> None:
        super().__init__()
        self._session = session
        self._window = window
        self._cart = cart  # the widget that shows the cart

    def _asked(self, by_pointer: bool) -> AskedFrom:
        return AskedFrom(self._window(), self._cart, by_pointer)

    def change(self, make: Callable[[], Cart]) -> None:
        """Stores the changed cart, unless it is refused or no lead allows it.

        `make` starts from the session's cart: a scan while a lead is asked adds lines or pieces.
        """
        session = self._session
        cart = session.attempt(make)
        if cart is None or cart == session.cart or not self._may(cart):
            return
        cart = session.attempt(make)
        if cart is not None:
            session.set_cart(cart)

    def lessen(self, make: Callable[[], Cart]) -> None:
        """As `change`, where pieces leave the cart: the discount's part of it does not grow."""
        session = self._session

        def less() -> Cart:
            limit = bargain_limit(session.shop)
            return with_discount_kept(session.cart, make(), limit)

        before = session.cart.discount
        self.change(less)
        after = session.cart.discount
        if 0 < after < before or (before and not after and len(session.cart)):
            words = self.tr("Fewer pieces: the discount is {0} now. F4 changes it.")
            session.say(words.format(format_rupiah(after)))

    def _may(self, cart: Cart) -> bool:
        """Whether the discounts of `cart` are within the limit, or a lead allows them."""
        limit = bargain_limit(self._session.shop)
        if change_exceeds_limit(self._session.cart, cart, limit):
            words = self.tr("More than {0} % below the list price").format(limit)
            if authorisation.ask_lead(self._session, words, self._window()) is None:
                return False
        return allow_unlisted(self._session, cart, self._window())

    def quantity(self, row: int) -> None:
        """Asks how many pieces the line `row` has, after a touch or click on their number."""
        from ui.sell.quantity_dialog import QuantityDialog

        if 0 <= row < len(self._session.cart):
            ask = self._session.cart.items[row]
            pieces = QuantityDialog.ask(self._session, ask, self._asked(by_pointer=True))
            more = (pieces or 0) - ask.qty
            if pieces and may_sell(self._session, ask.product, more, self._window()):
                self.change(lambda: self._session.cart.with_qty(row, pieces))
        self.done.emit()

    def bargain(self, row: int, *, by_pointer: bool = False) -> None:
        """Asks for another price for the line `row`."""
        from ui.sell.price_dialog import PriceDialog

        if 0 <= row < len(self._session.cart):
            ask = self._session.cart.items[row]
            price = PriceDialog.ask(self._session, ask, self._asked(by_pointer))
            if price is not None and price != ask.price:
                wanted = None if price == ask.listed_price else price
                # Scans during the dialog only add lines or pieces: `row` stays valid.
                self.change(lambda: self._session.cart.with_price(row, wanted))
        self.done.emit()

    def discount(self, *, by_pointer: bool = False) -> None:
        """Asks for a discount on the whole sale."""
        from ui.sell.discount_dialog import DiscountDialog

        if self._has_lines():
            cart = self._session.cart
            taken = DiscountDialog.ask(self._session, cart, self._asked(by_pointer))
            if taken is not None:
                self.change(lambda: self._session.cart.with_discount(taken))
        self.done.emit()

    def note(self, row: int) -> None:
        """Asks for a note on the line `row`."""
        from ui.sell.note_dialog import NoteDialog

        if 0 <= row < len(self._session.cart):
            ask = self._session.cart.items[row]
            words = self.tr("Note on {0}").format(ask.product.name)
            note = NoteDialog.ask(words, ask.note, self._window())
            if note is not None:
                self.change(lambda: self._session.cart.with_line_note(row, note))
        self.done.emit()

    def country(self) -> None:
        """Asks for the buyer's country."""
        from ui.sell.country_dialog import CountryDialog

        if self._has_lines():
            country = CountryDialog.ask(self._session.cart.country, self._window())
            if country is not None:
                self.change(lambda: self._session.cart.with_country(country))
        self.done.emit()

    def unlisted(self) -> None:
        """Asks for a product that is not in the catalogue, and adds one piece of it."""
        from ui.sell.unlisted_dialog import UnlistedDialog

        makers = product_lookup.all_makers(self._session.shop)
        if not makers:
            self._session.say(
                self.tr("No maker is known yet. Import the goods first."), Level.WARNING
            )
        else:
            product = UnlistedDialog.ask(self._session, makers, self._window())
            if product is not None:
                self.change(lambda: self._session.cart.add(product))
        self.done.emit()

    def hold(self) -> None:
        """Holds the cart, so that another buyer can be served."""
        session = self._session
        if self._has_lines():
            held = session.store(lambda: carts.hold(session.shop, session.cart))
            session.reload_cart()
            if held is not None:
                session.say(self.tr("Put aside. F7 takes it up again."))
        self.done.emit()

    def recall(self) -> None:
        """Recalls a held cart; the current cart is held in its place."""
        from ui.sell.held_dialog import HeldDialog

        session = self._session
        held = carts.held_carts(session.shop)
        if not held:
            session.say(self.tr("No cart is put aside."))
        else:
            chosen = held[0].id if len(held) == 1 else HeldDialog.ask(held, self._window())
            if chosen is not None:
                session.store(lambda: carts.recall(session.shop, chosen, session.cart))
                session.reload_cart()
                leave_out_sold(session, self._window())
        self.done.emit()

    def _has_lines(self) -> bool:
        if len(self._session.cart):
            return True
        self._session.say(self.tr("The cart is empty."))
        return False
