"""The sell screen: products at the left; the cart, the payment or the change at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.languages import LanguageCode
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.shop.shop import Shop
from ui.alerts import Level
from ui.event_errors import told_not_raised
from ui.key_tables import DESK, SELL, SELL_SHORTCUTS, run_key_table
from ui.sell.cart_actions import CartActions
from ui.sell.finder import Finder
from ui.sell.right_column import RightColumn
from ui.sell.scan_box import CodeInput
from ui.sell.unique_question import may_sell
from ui.session import Session
from ui.widgets.number_pad import is_pad_wanted

if TYPE_CHECKING:
    from ui.sell.cash_pad import CashPad


def receipt_file(shop: Shop, number: str, language: LanguageCode) -> Path:
    """Saves the receipt of a stored sale as a PDF in the till's folder."""
    from pos_app.services.paper import receipts

    folder = shop.folder / "receipts"
    folder.mkdir(exist_ok=True)
    return receipts.save_receipt(shop, number, folder / f"{number}-{language}.pdf", lang=language)


class SellScreen(QWidget):
    """Connects the product finder, the cart and the payment panels."""

    till_wanted = Signal()
    desk_wanted = Signal(str)  # an action with orders or inquiries

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.finder = Finder(session)
        self.right_column = RightColumn(session)
        self.cart = self.right_column.cart
        self.cart_actions = CartActions(session, self.window, self.right_column)
        self._column = QFrame()
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 8)
        row.setSpacing(16)
        row.addWidget(self.finder, 1)
        self._column.setObjectName("card")
        inside = QVBoxLayout(self._column)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.right_column)
        row.addWidget(self._column)

    def _connect(self) -> None:
        self._session.changed.connect(self.refresh)
        self.finder.found.connect(self.add)
        self.finder.input_changed.connect(self._leave_change)
        box = self.finder.box
        box.pay_wanted.connect(self._enter)
        box.moved.connect(self._move)
        box.stepped.connect(self.step)
        box.removal_wanted.connect(self.remove)
        self.cart.stepped.connect(self.step)
        self.cart.removal_wanted.connect(self.remove)
        self.cart.price_wanted.connect(self.bargain)
        self._connect_taps()
        self.cart_actions.done.connect(self._after_action)
        keys = {entry.key: entry.action for entry in SELL_SHORTCUTS}
        # Where + needs the Shift key, as on an American keyboard, its key alone will do.
        for key, action in {**keys, "Ctrl+=": keys["Ctrl++"]}.items():
            shortcut = QShortcut(QKeySequence(key), self, getattr(self, action))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._connect_right_column()

    def _connect_taps(self) -> None:
        """A touch or click asks with keys for numbers, unless they are never wanted."""
        self.cart.quantity_tapped.connect(self._tap_quantity)
        self.cart.amount_tapped.connect(self._tap_amount)
        self.cart.price_pressed.connect(self._press_price)
        self.cart.total_tapped.connect(self._tap_total)
        self.cart.pay.clicked.connect(self._tap_pay)
        self.right_column.cash_touched.connect(self._tap_cash)
        self.right_column.currentChanged.connect(self._show_pad)

    def _tap_quantity(self) -> None:
        if is_pad_wanted(self._session.shop.settings, by_pointer=True):
            self.cart_actions.quantity(self.cart.list.row)

    def _tap_amount(self) -> None:
        if is_pad_wanted(self._session.shop.settings, by_pointer=True):
            self._press_price()

    def _press_price(self) -> None:
        self._leave_change()
        self.cart_actions.bargain(self.cart.list.row, by_pointer=True)

    def _tap_total(self) -> None:
        if is_pad_wanted(self._session.shop.settings, by_pointer=True):
            self.cart_actions.discount(by_pointer=True)

    def _tap_pay(self) -> None:
        if not self.cart.pay.hasFocus():
            self._tap_cash()

    def _tap_cash(self) -> None:
        self._show_pad(by_pointer=True)

    def _show_pad(self, _page: int = 0, *, by_pointer: bool = False) -> None:
        """Shows keys for numbers beside a panel for cash, and hides them with it."""
        column = self.right_column
        takes_cash = column.shows("pay", "split")
        if takes_cash and is_pad_wanted(self._session.shop.settings, by_pointer):
            panel = column.split if column.shows("split") else column.pay
            self.pad.show_for(panel, self._column)
        elif "pad" in self.__dict__:
            self.pad.hide()

    @cached_property
    def pad(self) -> CashPad:
        """The keys for numbers beside a panel for cash."""
        from ui.sell.cash_pad import CashPad

        return CashPad(self._session, self)

    def _connect_right_column(self) -> None:
        column = self.right_column
        column.closed.connect(self.go_home)
        column.paying_began.connect(self.finder.box.clear)
        column.till_wanted.connect(self.till_wanted)
        column.completed.connect(self._completed)
        column.receipt_wanted.connect(self._save_receipt)
        column.action_wanted.connect(self.run_action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._column.setFixedWidth(min(max(int(self.width() * 0.315), 348), 440))
        super().resizeEvent(event)
        if "pad" in self.__dict__:
            self.pad.place()

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.finder.enter_screen()
        if self.right_column.shows("cart", "change"):
            self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def paying(self) -> bool:
        """Whether a payment panel is shown."""
        return self.right_column.paying

    def refresh(self) -> None:
        """Shows the cart and the stock as they are now."""
        self.cart.refresh()
        self.finder.refresh()

    def focus_home(self) -> None:
        """Gives the focus to the search box, unless a payment is being made."""
        if not self.paying:
            self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_home(self) -> None:
        """Shows the cart, and an empty search box with the focus."""
        self.right_column.show_cart()
        self.finder.go_home()

    def _leave_change(self) -> None:
        if self.right_column.shows("change", "more"):
            self.right_column.show_cart()

    def take_scan(self, code: str) -> None:
        """Adds a scanned code to the cart, whatever has the focus.

        During a payment that is not cash alone the scan is refused: the amount that the buyer is
        paying must not change.
        """
        if self.right_column.shows("qris", "transfer", "card", "split"):
            self._session.sounds.unknown()
            words = self.tr("A payment is under way. Finish it or go back, then scan again.")
            self._session.say(words, Level.WARNING)
            return
        qty = self.finder.box.qty
        self.go_home()
        self.finder.enter(CodeInput(qty, code, scanned=True))

    def handle_key(self, event: QKeyEvent) -> bool:
        """Types a key that no widget handled into the search box; False if not printable."""
        text = event.text()
        if self.paying or not text or not text.isprintable():
            return False
        self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.box.keyPressEvent(event)
        return True

    def add(self, product: Product, qty: int) -> None:
        """Adds `qty` pieces of `product` to the cart."""
        self._leave_change()
        if not may_sell(self._session, product, qty, self.window()):
            self.focus_home()
            return
        cart = self._session.attempt(lambda: self._session.cart.add(product, qty))
        if cart is None:
            self._session.sounds.unknown()
            return
        self._session.set_cart(cart)
        self._session.sounds.added()
        self._warn_of_shortage(product)

    def _enter(self) -> None:
        if not self.finder.take_chosen():
            self.right_column.start_cash()

    def _warn_of_shortage(self, product: Product) -> None:
        """Says when more is sold than the recorded stock; the sale is not refused."""
        cart = self._session.cart
        pieces = sum(ask.qty for ask in cart.items if ask.product.sku == product.sku)
        if product.listed and pieces > product.stock:
            words = self.tr("{0}: this till knows of {1}. It is sold all the same.")
            self._session.say(words.format(product.name[:60], max(product.stock, 0)))

    def _move(self, step: int) -> None:
        if self.finder.searching:
            self.finder.results.step(step)
        else:
            row = min(max(self.cart.list.row + step, 0), len(self._session.cart) - 1)
            self.cart.list.choose(row)

    def step(self, pieces: int) -> None:
        """Changes the quantity of the chosen line by `pieces`; the last piece needs Del."""
        row, cart = self.cart.list.row, self._session.cart
        if not 0 <= row < len(cart):
            return
        qty = cart.items[row].qty + pieces
        if qty == 0:
            self._session.say(self.tr("The last piece of a line is removed with Del."))
            return
        product = cart.items[row].product
        if pieces < 0 or may_sell(self._session, product, pieces, self.window()):
            take = self.cart_actions.lessen if pieces < 0 else self.cart_actions.change
            take(lambda: self._stepped(row, pieces))
        self.focus_home()

    def remove(self) -> None:
        """Removes the chosen line."""
        row, cart = self.cart.list.row, self._session.cart
        if 0 <= row < len(cart):
            self.cart_actions.lessen(lambda: self._session.cart.without(row))
        self.focus_home()

    def _stepped(self, row: int, pieces: int) -> Cart:
        """The cart as it is now, with so many more pieces on a line."""
        cart = self._session.cart
        return cart.with_qty(row, cart.items[row].qty + pieces)

    def star(self) -> None:
        """Puts the product in hand in front, or back: of a tile, a search or the cart."""
        row, cart = self.cart.list.row, self._session.cart
        product = self.finder.product_in_hand()
        if product is None and 0 <= row < len(cart):
            product = cart.items[row].product
        if product is None or not product.listed:
            self._session.say(self.tr("Choose a product or a line, then press Ctrl+D."))
            return
        self.finder.toggle_favourite(product)

    def enlarge_tiles(self) -> None:
        """Shows larger tiles."""
        self.finder.resize_tiles(1)

    def shrink_tiles(self) -> None:
        """Shows smaller tiles."""
        self.finder.resize_tiles(-1)

    def unlisted(self) -> None:
        """Asks for a piece that is not in the catalogue."""
        self._act(self.cart_actions.unlisted)

    def show_maker(self) -> None:
        """Shows the card of the maker of the chosen line, here and on the buyer's screen."""
        from pos_app.services.catalogue import maker_cards
        from ui.sell.maker_card_dialog import MakerCardDialog

        session, row = self._session, self.cart.list.row
        if self.paying or row is None or not 0 <= row < len(session.cart):
            session.say(self.tr("Choose a line of the cart to see who made it."))
            return
        product = session.cart.items[row].product
        told = session.attempt(lambda: maker_cards.told_makers(session.shop)) or []
        maker = next((each for each in told if each.card.code == product.maker), None)
        if maker is None:
            words = self.tr("Nothing is told of {0} yet.")
            session.say(words.format(product.maker_name or product.maker))
            return
        MakerCardDialog.show_card(session, maker, self.window())

    def bargain(self) -> None:
        """Asks for another price for the chosen line."""
        self._act(lambda: self.cart_actions.bargain(self.cart.list.row))

    def discount(self) -> None:
        """Asks for a discount on the whole sale."""
        self._act(self.cart_actions.discount)

    def note(self) -> None:
        """Asks for a note on the chosen line."""
        self._act(lambda: self.cart_actions.note(self.cart.list.row))

    def hold(self) -> None:
        """Puts the cart aside."""
        self._act(self.cart_actions.hold)

    def recall(self) -> None:
        """Takes up a cart that was put aside."""
        self._act(self.cart_actions.recall)

    def country(self) -> None:
        """Asks where the buyer comes from."""
        self._act(self.cart_actions.country)

    def pay_in_parts(self) -> None:
        """Begins a payment in several ways."""
        self._act(self.right_column.start_split)

    def pay_by_qris(self) -> None:
        """Begins a payment by QRIS."""
        self.right_column.start(Method.QRIS)

    def pay_by_transfer(self) -> None:
        """Begins a payment by bank transfer."""
        self.right_column.start(Method.TRANSFER)

    def pay_by_card(self) -> None:
        """Begins a payment by card."""
        self.right_column.start(Method.CARD)

    def _act(self, action: Callable[[], None]) -> None:
        """Runs an action on the cart; the change or the page of actions gives way to it."""
        self._leave_change()
        action()

    def run_action(self, name: str) -> None:
        """Runs the action of that name, chosen on the page of actions."""
        if name in {entry.action for entry in DESK}:
            self.go_home()
            self.desk_wanted.emit(name)
        else:
            getattr(self, name)()

    def _after_action(self) -> None:
        if not self.paying:
            self.go_home()

    def _completed(self, sale: Sale) -> None:
        self._session.sounds.paid()
        self.finder.go_home()

    def _save_receipt(self, sale: Sale, language: LanguageCode) -> None:
        session = self._session
        if printer_settings.printer(session.shop) is not None:
            again = JobKind.AGAIN
            session.store(lambda: print_queue.queue_job(session.shop, again, sale.number, language))
            session.print_queued.emit()
            self.focus_home()
            return
        saved = session.store(lambda: receipt_file(session.shop, sale.number, language))
        if saved is not None:
            session.say(self.tr("Receipt saved: {0}").format(str(saved)))
        self.focus_home()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.paying or not run_key_table(event, self, SELL):
            event.ignore()
