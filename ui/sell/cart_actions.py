"""What a sale may need beside scanning: bargaining, discounts, notes, carts put aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.discount_limit import DEFAULT_LIMIT_PCT, change_exceeds_limit
from pos_app.services.catalogue import product_lookup
from pos_app.services.selling import carts
from ui import authorisation
from ui.alerts import Level
from ui.session import Session

LIMIT_KEY = "bargain_limit_pct"


class CartActions(QObject):
    """Each method asks what it needs and changes the cart. `done` gives the keyboard back."""

    done = Signal()

    def __init__(self, session: Session, window: Callable[[], QWidget]) -> None:
        super().__init__()
        self._session = session
        self._window = window

    def _change(self, make: Callable[[], Cart]) -> None:
        """The changed cart, when it can be and may be."""
        session = self._session
        cart = session.attempt(make)
        if cart is None or cart == session.cart or not self._may(cart):
            return
        session.set_cart(cart)

    def _may(self, cart: Cart) -> bool:
        stored = self._session.shop.settings.get(LIMIT_KEY)
        limit = int(stored) if stored.isdigit() else DEFAULT_LIMIT_PCT
        if not change_exceeds_limit(self._session.cart, cart, limit):
            return True
        words = self.tr("More than {0} % below the list price").format(limit)
        return authorisation.ask_lead(self._session, words, self._window()) is not None

    def bargain(self, row: int) -> None:
        """Another price for the line."""
        from ui.sell.price_dialog import PriceDialog

        if 0 <= row < len(self._session.cart):
            ask = self._session.cart.items[row]
            price = PriceDialog.ask(self._session, ask, self._window())
            if price is not None:
                wanted = None if price == ask.product.price else price
                # Scans go on while the dialog is up; they only add lines or pieces.
                self._change(lambda: self._session.cart.with_price(row, wanted))
        self.done.emit()

    def discount(self) -> None:
        """Something off the whole sale."""
        from ui.sell.discount_dialog import DiscountDialog

        if self._has_lines():
            taken = DiscountDialog.ask(self._session, self._session.cart, self._window())
            if taken is not None:
                self._change(lambda: self._session.cart.with_discount(taken))
        self.done.emit()

    def note(self, row: int) -> None:
        """A note on the line."""
        from ui.sell.note_dialog import NoteDialog

        if 0 <= row < len(self._session.cart):
            ask = self._session.cart.items[row]
            words = self.tr("Note on {0}").format(ask.product.name)
            note = NoteDialog.ask(words, ask.note, self._window())
            if note is not None:
                self._change(lambda: self._session.cart.with_line_note(row, note))
        self.done.emit()

    def country(self) -> None:
        """Where the buyer comes from."""
        from ui.sell.country_dialog import CountryDialog

        if self._has_lines():
            country = CountryDialog.ask(self._session.cart.country, self._window())
            if country is not None:
                self._change(lambda: self._session.cart.with_country(country))
        self.done.emit()

    def unlisted(self) -> None:
        """A piece that nobody entered."""
        from ui.sell.unlisted_dialog import UnlistedDialog

        makers = product_lookup.all_makers(self._session.shop)
        if not makers:
            self._session.say(
                self.tr("No maker is known yet. Import the goods first."), Level.WARNING
            )
        else:
            product = UnlistedDialog.ask(self._session, makers, self._window())
            if product is not None:
                self._change(lambda: self._session.cart.add(product))
        self.done.emit()

    def hold(self) -> None:
        """Puts the cart aside."""
        session = self._session
        if self._has_lines():
            held = session.attempt(lambda: carts.hold(session.shop, session.cart))
            session.reload_cart()
            if held is not None:
                session.say(self.tr("Put aside. F7 takes it up again."))
        self.done.emit()

    def recall(self) -> None:
        """Takes one up again; the cart in hand is put aside for it."""
        from ui.sell.held_dialog import HeldDialog

        session = self._session
        held = carts.held_carts(session.shop)
        if not held:
            session.say(self.tr("No cart is put aside."))
        else:
            chosen = held[0].id if len(held) == 1 else HeldDialog.ask(held, self._window())
            if chosen is not None:
                session.attempt(lambda: carts.recall(session.shop, chosen, session.cart))
                session.reload_cart()
        self.done.emit()

    def _has_lines(self) -> bool:
        if len(self._session.cart):
            return True
        self._session.say(self.tr("The cart is empty."))
        return False
