"""A stand with products, staff and sales, and its main window, in which scenes are shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.services import staff
from pos_app.services.catalogue import import_export, product_lookup
from pos_app.services.day import business_day, cash_drawer
from pos_app.services.demo import (
    DEMO_QRIS,
    EVENT,
    FIRST_DAY,
    GOODS,
    event_toml,
    sample_catalogue,
)
from pos_app.services.office.event_book import init_book
from pos_app.services.office.stand_packs import write_stand_packs
from pos_app.services.selling import sales
from pos_app.services.selling.qris_code import set_stand_code
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import Person, Role
from ui import theme as themes
from ui.main_window import MainWindow
from ui.session import Session
from ui.translate import use_language

FLOAT = 500_000
SALES = 23


def make_stand(folder: Path) -> Shop:
    """Make a stand with an open day and some sales in `folder`."""
    shop = set_up(folder, TillSetup(EVENT, "A01", "1", "Dekranasda Balikpapan"))
    import_export.import_file(shop, sample_catalogue())
    set_stand_code(shop, DEMO_QRIS)
    for person, pin in (
        (Person("ANI", "Ani", Role.CASHIER), "2580"),
        (Person("BUDI", "Budi", Role.LEAD), "1470"),
    ):
        staff.save_person(shop, person)
        staff.set_pin(shop, person.code, pin)
    business_day.open_till(shop, FLOAT, "ANI")
    _make_sales(shop)
    return shop


def _make_sales(shop: Shop) -> None:
    products = product_lookup.all_products(shop)
    for n in range(SALES):
        cart = Cart().add(products[n * 7 % len(products)], 1 + n % 3)
        cart = cart.add(products[n * 13 % len(products)])
        method = (Method.CASH, Method.QRIS, Method.CASH, Method.TRANSFER)[n % 4]
        seen = n % 8 != 1
        payment = Payment(method, cart.total, confirmed=method is not Method.QRIS or seen)
        sales.sell(shop, cart, [payment], sale_id=sales.new_sale_id(shop), cashier="ANI")
    cash_drawer.move_cash(shop, -25_000, "makan", cashier="ANI")
    cash_drawer.move_cash(shop, 100_000, "uang receh", cashier="BUDI")


def demo_pack(folder: Path) -> Path:
    """Return a stand pack of the demo fair's office, which is made in `folder` once."""
    office = folder / "office"
    if not office.exists():
        office.mkdir()
        shutil.copyfile(sample_catalogue(), office / GOODS)
        text = event_toml(["A01"], [FIRST_DAY, FIRST_DAY + timedelta(days=4)], GOODS)
        (office / "event.toml").write_text(text, encoding="utf-8")
        init_book(office / "book.db", office / "event.toml")
    return write_stand_packs(office / "book.db", office).packs[0].path


class Stage:
    """A main window in one language, theme and size (pixels), which scenes use."""

    def __init__(
        self, app: QApplication, shop: Shop, language: str, theme: str, size: tuple[int, int]
    ) -> None:
        self.app = app
        self.shop = shop
        shop.settings.set("language", language)
        shop.settings.set("theme", theme)
        use_language(language)
        themes.apply(app, themes.load_theme(theme))
        self.session = Session(shop)
        self.session.set_cashier(next(p for p in staff.people(shop) if p.code == "ANI"))
        self.size = size
        self.window = MainWindow(self.session)
        self.window.resize(*size)
        self.window.show()
        self._shown: list[QWidget] = []
        self.at_end: list[Callable[[], None]] = []  # what the scene began and has to stop
        self.process_events()

    def process_events(self) -> None:
        """Let the windows lay out and paint."""
        for _ in range(3):
            self.app.processEvents()

    def screen(self, name: str) -> MainWindow:
        """Show the screen `name` in the main window and return the window."""
        self.window.show_screen(name)
        return self.window

    def fill_cart(self, lines: int = 4) -> None:
        """Put `lines` products into the cart and select the last."""
        products = self.session.products
        cart = Cart()
        for n in range(lines):
            cart = cart.add(products[n * 11 % len(products)], 1 + n % 3)
        self.session.set_cart(cart)
        self.window.sell.cart.list.choose(lines - 1)

    def show(self, widget: QWidget) -> QWidget:
        """Show a dialog or another window until the scene is over."""
        self._shown.append(widget)
        widget.show()
        return widget

    def clear(self) -> None:
        """Close what the scene showed, and empty the cart."""
        self.session.saving.emit(False)
        for stop in self.at_end:
            stop()
        self.at_end.clear()
        for widget in self._shown:
            widget.close()
            widget.deleteLater()
        self._shown.clear()
        self.session.set_cart(Cart())
        self.window.sell.go_home()
        self.window.sell.finder.enter_screen()
        self.window.alerts.dismiss()
        self.window.stick_offer.show_offer(None)
        self.process_events()

    def close(self) -> None:
        """Close and delete the main window."""
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Scene = Callable[[Stage], QWidget]
