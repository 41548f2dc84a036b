"""The old laptop is gone, or its database is damaged: what the next minutes look like."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_robot import Ticks

from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.staff import Person, Role
from pos_app.domain.tender import Payment
from pos_app.services import staff
from pos_app.services.catalogue import product_lookup
from pos_app.services.day import business_day
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.safety.safety_folder import safety_status, set_safety
from pos_app.services.selling import sales
from pos_app.services.shop.shop import Shop
from ui.app import TillApp
from ui.main_window import MainWindow
from ui.safety_sign import show_safety
from ui.settings.safety_card import SafetyCard
from ui.setup import rescue_page, wizard
from ui.setup.rescue_window import RescueWindow
from ui.setup.wizard import SetupWizard

Key = Qt.Key


def sell(shop: Shop) -> str:
    cart = Cart().add(product_lookup.all_products(shop)[0])
    payment = Payment(Method.CASH, cart.total)
    return sales.sell(shop, cart, [payment], sale_id=sales.new_sale_id(shop)).number


@pytest.fixture
def stick(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A safety stick of a till with an open day, a lead with a PIN, and two sales."""
    staff.save_person(shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(shop, "BUDI", "482913")
    business_day.open_till(shop, 250_000)
    set_safety(shop, tmp_path / "MERAH")
    for _ in range(2):
        sell(shop)
    assert shop.safety is not None and shop.safety.catch_up(20)
    found = [Stick("MERAH", tmp_path / "MERAH")]
    for module in (rescue_page, wizard):
        monkeypatch.setattr(module, "find_sticks", lambda: found)
    return tmp_path / "MERAH"


class Desk:
    """A laptop whose till is in `folder`, or will be."""

    def __init__(self, app: QApplication, folder: Path, ticks: Ticks) -> None:
        self.app, self.ticks, self.keys = app, ticks, 0
        self.till = TillApp(app, folder, ticks)

    def press(self, *keys: Key) -> None:
        for key in keys:
            self.ticks.advance()
            self.keys += 1
            QTest.keyClick(self.app.focusWidget() or self.app.activeWindow(), key)
            self.process_events()

    def type(self, text: str) -> None:
        for char in text:
            self.ticks.advance(120)
            self.keys += 1
            QTest.keyClicks(self.app.focusWidget() or self.app.activeWindow(), char)
        self.process_events()

    def process_events(self) -> None:
        for _ in range(3):
            self.app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.till.window is not None:
            self.till.window.activateWindow()
        self.app.processEvents()


@pytest.fixture
def new_desk(styled_app: QApplication, tmp_path: Path, ticks: Ticks) -> Iterator[Desk]:
    desk = Desk(styled_app, tmp_path / "new" / "till", ticks)
    yield desk
    desk.till.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_another_laptop_carries_on_from_the_stick_in_under_a_minute(
    stick: Path, new_desk: Desk
) -> None:
    begun = time.monotonic()
    new_desk.till.start()
    new_desk.process_events()
    new_desk.press(Key.Key_F8)
    page = new_desk.till.window
    assert isinstance(page, SetupWizard) and page.rescue is not None
    assert "Rp70.000" in page.rescue.known.text() or "2" in page.rescue.known.text()
    new_desk.type("482913")
    new_desk.press(Key.Key_F5)
    session = new_desk.till.session
    assert session is not None and isinstance(new_desk.till.window, MainWindow)
    assert session.shop.identity.place == "A07-1B"
    assert session.day is not None
    assert sell(session.shop) == "A07-1B-000001"
    assert new_desk.keys == 8
    assert time.monotonic() - begun < 30


def test_a_wrong_pin_is_said_and_nothing_is_made(stick: Path, new_desk: Desk) -> None:
    new_desk.till.start()
    new_desk.process_events()
    new_desk.press(Key.Key_F8)
    new_desk.type("000000")
    new_desk.press(Key.Key_F5)
    window = new_desk.till.window
    assert isinstance(window, SetupWizard) and window.rescue is not None
    assert window.rescue.error_label.isVisible()
    new_desk.press(Key.Key_Escape)
    assert window.pages.currentIndex() == 0


def test_a_damaged_till_offers_what_its_twin_knows(
    stick: Path, shop: Shop, styled_app: QApplication, ticks: Ticks
) -> None:
    folder = shop.folder
    shop.close()
    with (folder / "till.db").open("r+b") as file:
        file.write(bytes(4096))
    desk = Desk(styled_app, folder, ticks)
    try:
        desk.till.start()
        desk.process_events()
        window = desk.till.window
        assert isinstance(window, RescueWindow)
        assert window.page.offer is not None and window.page.offer.here
        assert window.page.offer.sales == 2 and not window.page.offer.may_miss
        assert not window.page.carry_on.isVisible()
        assert window.page.pin.hasFocus()
        desk.type("482913")
        desk.press(Key.Key_F6)
        assert desk.till.session is not None
        assert sell(desk.till.session.shop).endswith("-000003")
        assert (folder / "till.db.damaged-1").exists()
    finally:
        desk.till.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_folder_whose_database_is_gone_is_not_a_new_laptop(
    stick: Path, shop: Shop, styled_app: QApplication, ticks: Ticks
) -> None:
    folder = shop.folder
    shop.close()
    (folder / "till.db").unlink()
    desk = Desk(styled_app, folder, ticks)
    try:
        desk.till.start()
        desk.process_events()
        assert isinstance(desk.till.window, RescueWindow)
        desk.press(Key.Key_F6)
        assert desk.till.session is None  # no lead said yes
        desk.type("482913")
        desk.press(Key.Key_F6)
        assert desk.till.session is not None
    finally:
        desk.till.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_settings_offer_a_stick_and_say_how_far_it_is(counter: object, tmp_path: Path) -> None:
    from ui_robot import Counter

    assert isinstance(counter, Counter)
    session = counter.session
    card = SafetyCard(session)
    card.watch.find = lambda: [Stick("MERAH", tmp_path / "MERAH")]
    card.watch.sticks = card.watch.find()
    card.watch.changed.emit()
    card.sticks[tmp_path / "MERAH"].click()
    assert safety_status(session.shop).rows_behind == 0
    assert str(tmp_path / "MERAH") in card.state.text()
    card._end()
    assert session.shop.safety is None
    card.deleteLater()


def test_the_sign_is_quiet_until_the_stick_is_out(counter: object, tmp_path: Path) -> None:
    from ui_robot import Counter

    assert isinstance(counter, Counter)
    shop, sign = counter.session.shop, counter.window.safety
    set_safety(shop, tmp_path / "MERAH")
    show_safety(sign, shop)
    assert sign.isHidden()
    (tmp_path / "MERAH").rename(tmp_path / "away")
    sell(shop)
    assert shop.safety is not None and shop.safety.catch_up(20)
    show_safety(sign, shop)
    assert not sign.isHidden() and "1" in sign.text()
