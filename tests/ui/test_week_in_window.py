"""A shift at the counter's window in which things go wrong: every sale is there, and once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from ui_robot import Counter, Ticks

from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.selling import stored_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop

PRICES = {"DST-0501": 35_000, "MNK-0101": 15_000, "MNK-0102": 45_000, "BTU-0301": 137_500}
FLOAT = 250_000
ROOM = 1_073_741_823  # pages


class Shift:
    """A counter that is sold at by keys and scans, and what that came to."""

    def __init__(self, app: QApplication, folder: Path, stick: Path, seed: int) -> None:
        self.app, self.folder, self.stick = app, folder, stick
        self.dice = random.Random(seed)
        self.sales, self.net, self.refused = 0, 0, 0
        self.counter = self._start()
        set_safety(self.counter.shop, stick)

    def _start(self) -> Counter:
        shop = open_shop(self.folder)
        assert shop.trouble is None
        return Counter(self.app, shop, Ticks())

    def stop(self) -> None:
        """End the program."""
        shop = self.counter.shop
        self.counter.close()
        shop.close()

    def sell(self) -> None:
        """Scan some pieces and pay, pressing Enter again until it is sold."""
        self.scan()
        self.pay()

    def scan(self) -> None:
        for code in self.dice.choices(sorted(PRICES), k=self.dice.randint(1, 4)):
            self.counter.scan(code)
            self.net += PRICES[code]

    def pay(self) -> None:
        self.sales += 1
        for _ in range(4):
            if self.counter.sales() < self.sales:
                self.counter.enter()
        assert self.counter.sales() == self.sales
        assert self.counter.cart() == []

    # What goes wrong.

    def full_disk(self) -> None:
        """The sale is refused, its cart stays, and it is paid when there is room."""
        pages = self.counter.shop.database.scalar("PRAGMA page_count")
        self.limit_pages(pages)
        for _ in range(60):
            self.scan()
            assert self.counter.shop.trouble is None
            self.counter.enter()
            self.counter.enter()
            self.sales += 1
            if self.counter.sales() < self.sales:
                self.sales -= 1
                self.refused += 1
                self.limit_pages(ROOM)
                self.pay()
                return
        self.limit_pages(ROOM)

    def limit_pages(self, pages: int) -> None:
        """Set how large the database may become; the limit is one of the writing connection."""
        writer = self.counter.shop.database.connection
        writer.execute(f"PRAGMA max_page_count={pages}")

    def power_cut(self) -> None:
        """The folder as it is at a moment, and the program started on it again."""
        copy = self.folder.with_name("cut")
        shutil.copytree(self.folder, copy)
        self.stop()
        shutil.rmtree(self.folder)
        copy.rename(self.folder)
        (self.folder / "till.db-shm").unlink(missing_ok=True)
        self.counter = self._start()

    def window_closed(self) -> None:
        """The window is closed in the middle of a sale; its cart is there again."""
        self.scan()
        cart = self.counter.cart()
        self.stop()
        self.counter = self._start()
        assert self.counter.cart() == cart
        self.pay()

    def stick_pulled(self) -> None:
        away = self.stick.with_name("away")
        self.stick.rename(away)
        self.sell()
        away.rename(self.stick)


@pytest.fixture
def shift(styled_app: QApplication, shop: Shop, tmp_path: Path) -> Iterator[Shift]:
    business_day.open_till(shop, FLOAT, date_confirmed=True)
    shop.close()
    shift = Shift(styled_app, shop.folder, tmp_path / "stick", seed=3)
    yield shift
    shift.stop()


@pytest.mark.parametrize("sales", [24, pytest.param(400, marks=pytest.mark.soak)])
def test_every_sale_of_a_bad_shift_is_there_once(shift: Shift, sales: int) -> None:
    faults = [shift.full_disk, shift.power_cut, shift.window_closed, shift.stick_pulled]
    deck: list[int] = []
    while shift.sales < sales:
        if shift.dice.random() < 0.25:
            deck = deck or shift.dice.sample(range(len(faults)), len(faults))
            faults[deck.pop()]()
        else:
            shift.sell()
    shop = shift.counter.shop
    assert shift.refused
    assert sum(sale.net for sale in stored_sales.list_sales(shop)) == shift.net
    assert cash_drawer.expected_cash_now(shop) == FLOAT + shift.net
    assert shop.safety is not None and shop.safety.catch_up(30)
    closed = closing.close_till(shop, counted=FLOAT + shift.net)
    assert (closed.totals.sales, closed.difference) == (shift.sales, 0)
    problems = check_till(shop.folder, shop.clock).problems
    assert [each.code for each in problems if each.severity == "error"] == []
