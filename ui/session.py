"""The session of a till: the open shop, the cart, and signals that the screens follow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.goods_note import is_goods_note
from pos_app.domain.orders import is_order_slip
from pos_app.domain.product_index import ProductIndex
from pos_app.domain.sale import Sale
from pos_app.domain.staff import Person
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode, known_language
from pos_app.messages import sentence
from pos_app.services.catalogue import product_lookup
from pos_app.services.day import business_day, handover
from pos_app.services.day.business_day import OpenDay
from pos_app.services.selling import carts, sales
from pos_app.services.shop.shop import Shop
from pos_app.services.shop.start_check import FAULTS, as_machine_error
from ui import theme as themes
from ui.alerts import Alert, Level
from ui.key_timing import KeyClock, Ticks, monotonic_ms
from ui.off_thread import off_thread
from ui.photos import PhotoCache
from ui.tasks import PoolRunner
from ui.theme import Theme
from ui.till_timer import IDLE_MS

if TYPE_CHECKING:
    from ui.buyer_view import BuyerView
    from ui.printing.print_runner import PrintRunner
    from ui.sounds import Sounds

T = TypeVar("T")
STOP_MS = 3_000  # at most, for what is being written when the window is closed
SOUNDS_KEY = "sounds"
ON, OFF = "on", "off"


class Session(QObject):
    """The state that all screens share. They read it and refresh on `changed`."""

    changed = Signal()
    catalogue_changed = Signal()
    buyer_view_changed = Signal()
    settings_changed = Signal()
    alert_raised = Signal(object)
    scanned = Signal(str)
    look_changed = Signal()
    practice_wanted = Signal()
    print_queued = Signal()  # a job may be waiting in the print queue
    practice_ended = Signal()
    saving = Signal(bool)  # storing takes long: True; is done: False
    ended = Signal()  # the till is about to be closed: timers stop, and results are dropped

    def __init__(self, shop: Shop, ticks: Ticks = monotonic_ms) -> None:
        super().__init__()
        shop.read_beside()
        self.shop = shop
        self.ticks = ticks
        self.keys = KeyClock(ticks)
        self._language = known_language(DEFAULT_LANGUAGE)
        stored = carts.stored_cart(shop)
        self.cart: Cart = stored.cart
        self.sale_id = stored.sale_id  # of the sale that the cart becomes; empty: not made yet
        self.products: list[Product] = product_lookup.all_products(shop)
        self.photos = PhotoCache(shop)
        self._index: ProductIndex | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._build_index)
        self._idle.start()
        self.categories: list[str] = product_lookup.categories_of(self.products)
        self.day: OpenDay | None = business_day.current_day(shop)
        self.not_handed_over = handover.not_handed_over(shop)
        self.buyer_view: BuyerView | None = None
        self.closing = False  # the shop is about to be closed: start no print job
        shop.before_close.append(self.end)
        self.practising = False  # a practice till was opened from a real one
        self.allowed: dict[tuple[str, str, int], str] = {}  # the lead who allowed a piece
        self.drawer_warned = False  # that there is too much in the drawer, since it was less
        self.cashier = ""  # code of the person at the till; empty: who opened the day
        self.cashier_name = ""
        self.scan_taker: Callable[[str], None] | None = None  # of the dialog that takes the scans

    @property
    def index(self) -> ProductIndex:
        """The search index of the catalogue, made while idle or with the first search."""
        if self._index is None:
            self._index = ProductIndex(self.products)
        return self._index

    def _build_index(self) -> None:
        """Make the search index while idle, so that the first search is fast."""
        assert self.index is not None

    def new_sale_id(self) -> str:
        """Return a new id for the sale of the cart; it is stored with the cart."""
        self.sale_id = sales.new_sale_id(self.shop)
        carts.save_cart(self.shop, self.cart, self.sale_id)
        return self.sale_id

    @property
    def language(self) -> LanguageCode:
        """The language of the screen."""
        self._language = known_language(self.shop.settings.get("language", DEFAULT_LANGUAGE))
        return self._language

    @property
    def known_language(self) -> LanguageCode:
        """The language of the screen, or the one read last while settings cannot be read."""
        try:
            return self.language
        except FAULTS:
            return self._language

    @property
    def theme(self) -> Theme:
        """The theme of the windows."""
        return themes.load_theme(self.shop.settings.get("theme", themes.THEMES[0]))

    def set_look(self, key: str, value: str) -> None:
        """Store another `language` or `theme` (the `key`); the windows are built again."""
        if self.store(lambda: self._store(key, value)):
            self.look_changed.emit()

    def _store(self, key: str, value: str) -> bool:
        self.shop.settings.set(key, value)
        return True

    @property
    def newest_day(self) -> str | None:
        """The open business day, or else the one closed last."""
        if self.day is not None:
            return self.day.day
        last = business_day.last_closed(self.shop)
        return last.day if last else None

    def set_cashier(self, person: Person) -> None:
        """Set the person at the till."""
        self.cashier, self.cashier_name = person.code, person.name
        self.changed.emit()

    def say(self, text: str, level: Level = Level.INFO) -> None:
        """Show `text` in the message bar."""
        self.alert_raised.emit(Alert(text, level))

    def report_double_scan(self, code: str) -> None:
        """Say that a bouncing trigger sent a code twice."""
        words = self.tr("{0} came twice within a blink and was counted once.")
        self.say(words.format(code[:40]))

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Return what `work` returns; on a PosError show its sentence and return None.

        So it is on a fault of the disk under the till's database, whatever was read.
        """
        try:
            return work()
        except FAULTS as error:
            self.say(sentence(as_machine_error(error), self.known_language), Level.ERROR)
            return None

    def store(self, work: Callable[[], T]) -> T | None:
        """Return what `work` returns, done on another thread; as `attempt` on a PosError.

        For everything that writes: the window's thread waits for no disk. Keys and clicks wait
        until it is done and then come in their order; `saving` is emitted when it takes long.
        """
        return self.attempt(lambda: self.away(work))

    def away(self, work: Callable[[], T]) -> T:
        """As `store`, for a dialog that shows the PosError itself."""
        return off_thread(work, self._show_saving)

    def _show_saving(self, is_late: bool) -> None:
        self.saving.emit(is_late)

    def set_cart(self, cart: Cart) -> None:
        """Set the cart and let it be stored soon, so that it survives a restart."""
        begins = len(cart) and not len(self.cart)
        self.cart = cart
        self.sale_id = sales.new_sale_id(self.shop) if begins else self.sale_id
        carts.save_cart(self.shop, cart, self.sale_id if len(cart) else "")
        self.changed.emit()

    def reload_cart(self) -> None:
        """Read the stored cart again."""
        stored = carts.stored_cart(self.shop)
        self.cart, self.sale_id = stored.cart, stored.sale_id
        self.changed.emit()

    def on_sale_stored(self, sale: Sale, cart: Cart) -> None:
        """Take the pieces of a stored sale off the stock shown, and empty the cart it came from."""
        pieces = {sku_key(line.sku): 0 for line in sale.lines}
        for line in sale.lines:
            pieces[sku_key(line.sku)] += line.qty
        self.products = [
            replace(product, stock=product.stock - pieces[sku_key(product.sku)])
            if sku_key(product.sku) in pieces
            else product
            for product in self.products
        ]
        self.not_handed_over += 1
        if self.cart == cart:
            self.set_cart(Cart())

    def refresh(self) -> None:
        """Read the state of the day again and emit `changed`."""
        self.day = business_day.current_day(self.shop)
        self.not_handed_over = handover.not_handed_over(self.shop)
        self.changed.emit()

    def reload_catalogue(self) -> None:
        """Read the catalogue again and emit `catalogue_changed`."""
        self.products = product_lookup.all_products(self.shop)
        self._index = None
        self._idle.start()
        self.categories = product_lookup.categories_of(self.products)
        self.catalogue_changed.emit()
        self.changed.emit()

    @cached_property
    def sounds(self) -> Sounds:
        """The player of sounds, made with the first sound."""
        from ui.sounds import Sounds

        return Sounds(self.ticks, self._sounds_wanted)

    @cached_property
    def printer(self) -> PrintRunner:
        """The runner of the print queue, made when there is first something to print.

        It belongs to the session, not to a window: a window that is built again must not send a
        job that is being sent already.
        """
        from ui.printing.print_runner import PrintRunner

        made = PrintRunner(self, parent=self)
        self.ended.connect(made.stop)
        return made

    def end(self) -> None:
        """Stop what would read the till later: it is about to be closed, by whomever."""
        if not self.closing:
            self.closing = True
            with suppress(RuntimeError):  # Qt has deleted the session, and its timers with it
                self.ended.emit()

    def runner(self, owner: QObject) -> PoolRunner:
        """Return a runner of `owner` whose results are dropped once the till is closed."""
        made = PoolRunner(owner)
        self.ended.connect(made.stop)
        return made

    def stop_printing(self) -> None:
        """Send no more print jobs, and wait up to 3 s for what is being written or printed.

        Call before closing.
        """
        self.end()
        QThreadPool.globalInstance().waitForDone(STOP_MS)
        if "printer" in self.__dict__:
            self.printer.stop()

    def _sounds_wanted(self) -> bool:
        return self.shop.settings.get(SOUNDS_KEY, ON) == ON

    def show_to_buyer(self, shown: BuyerView | None) -> None:
        """Show `shown` on the customer display instead of the cart; None for the cart."""
        if shown is not self.buyer_view:
            self.buyer_view = shown
            self.buyer_view_changed.emit()

    def knows(self, code: str) -> bool:
        """Return whether a scanned code is a product's, or one that a till or the office wrote."""
        known = self.attempt(lambda: product_lookup.find_by_code(self.shop, code))
        written = (handover.is_acknowledgement, is_goods_note, is_order_slip)
        return bool(known) or any(is_one(code) for is_one in written)
