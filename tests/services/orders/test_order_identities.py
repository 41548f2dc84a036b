"""What holds after any orders, deliveries, cancellations, voids and refunds, at till and office."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.orders import adds_up, cancel, deliver, take
from support.shops import cash, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.domain.orders import OrderState
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.orders import slips
from pos_app.services.orders.lookup import find_order
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days
from pos_app.store.orders import orders

WAYS = ("cash", "qris", "transfer", "card")
STEPS = st.tuples(
    st.sampled_from(("take", "take", "deliver", "deliver", "cancel", "void", "refund", "sale")),
    st.integers(0, 1),
    st.integers(1, 10**6),
    st.sampled_from(WAYS),
)


class Stands:
    """Two tills of an event, and what happens at them."""

    def __init__(self, folder: Path, rounding: int) -> None:
        self.shops = [
            make_shop(folder / stand, stand=stand, rounding=rounding) for stand in ("A07", "B02")
        ]
        self.taken: list[tuple[Shop, str]] = []
        self.sold: list[tuple[Shop, str]] = []

    def step(self, kind: str, at: int, number: int, way: str) -> None:
        """Do one thing; what is refused changes nothing."""
        shop = self.shops[at]
        answer: Any = getattr(self, f"_{kind}")(shop, number, way)
        if answer and answer["ok"] and answer.get("total", -1) >= 0:
            self.sold.append((shop, answer["number"]))

    def _take(self, shop: Shop, number: int, way: str) -> None:
        total = number % 977_777 + 1
        deposit = number % total + 1
        asked = [{"method": way, "amount": deposit}]
        answer = take(shop, asked, qty=number % 9 + 1, total=total)
        assert (answer["deposit"], answer["balance"]) == (deposit, total - deposit)
        self.taken.append((shop, answer["order"]))

    def _text(self, shop: Shop, number: int) -> str:
        """A number at the till that took the order, at the other one its slip."""
        if not self.taken:
            return "P-A07-1-0001"
        owner, order = self.taken[number % len(self.taken)]
        return order if owner is shop else slips.slip_text(owner, order)

    def _deliver(self, shop: Shop, number: int, way: str) -> Any:
        text = self._text(shop, number)
        balance = find_order(shop, text).order.balance if self.taken else 0
        if way == "cash":
            return deliver(shop, text, cash(-(-balance // 1_000) * 1_000))
        return deliver(shop, text, [{"method": way, "amount": balance}] if balance else [])

    def _cancel(self, shop: Shop, number: int, way: str) -> Any:
        text = self._text(shop, number)
        deposit = find_order(shop, text).order.deposit if self.taken else 0
        back = number % (deposit + 1)
        tenders = {"tenders": [{"method": way, "amount": back}]} if back else {}
        return cancel(shop, text, back, **tenders)

    def _void(self, shop: Shop, number: int, _: str) -> Any:
        owner, sold = self.sold[number % len(self.sold)] if self.sold else (shop, "A07-1-000001")
        return ring(owner, void_of=sold, reason="x")

    def _refund(self, shop: Shop, number: int, _: str) -> Any:
        owner, sold = self.sold[number % len(self.sold)] if self.sold else (shop, "A07-1-000001")
        return ring(owner, refund_of=sold, lines=[{"line": 1, "qty": 1}])

    def _sale(self, shop: Shop, _: int, way: str) -> Any:
        tenders = [{"method": way, "amount": 50_000}]
        return ring(shop, lines=[{"code": "A", "qty": 1}], tenders=tenders)

    def check(self) -> None:
        """Every identity, at each till and over both."""
        events: dict[str, list[Any]] = {}
        for shop in self.shops:
            self._check_till(shop)
            for order in orders(shop.database):
                events.setdefault(order.number, []).append(order)
        held = sum(business_day.today_totals(shop).deposits for shop in self.shops)
        # A till does not know what another one did with its order; the sums do.
        kept = sum(each.kept for orders_ in events.values() for each in orders_)
        taken = sum(find_order(s, n).order.deposit for s, n in self.taken)
        gone = sum(e.used + e.returned for each in events.values() for e in each)
        assert held == taken - gone
        assert taken - gone - kept == sum(
            find_order(s, n).order.deposit * (1 - sum(e.state != OrderState.OPEN for e in each))
            for s, n in self.taken
            for each in [events[n]]
        )

    def _check_till(self, shop: Shop) -> None:
        totals = business_day.today_totals(shop)
        assert adds_up(totals)
        assert totals.net == totals.gross - totals.discount + totals.rounding - totals.refunds
        assert cash_drawer.expected_cash_now(shop) == 200_000 + totals.paid_by("cash")
        for order in orders(shop.database):
            open_ = order.open_deposit
            assert order.deposit == order.used + order.returned + order.kept + open_
        assert shop.find_difference(full=True) is None
        closed = closing.close_till(shop, counted=0)
        day = read_day(business_days.day_file(shop.database, closed.manifest))
        assert day.head.totals == totals
        assert sum(row.deposit for row in day.tables.orders) == totals.deposits


def play(steps: list[Any], rounding: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stands = Stands(Path(folder), rounding)
        try:
            for step in steps:
                stands.step(*step)
            stands.check()
        finally:
            for shop in stands.shops:
                shop.close()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=3, max_size=25), st.sampled_from((0, 500)))
def test_every_rupiah_of_a_deposit_is_used_returned_kept_or_open(
    steps: list[Any], rounding: int
) -> None:
    play(steps, rounding)


@pytest.mark.soak
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=3, max_size=60), st.sampled_from((0, 500)))
def test_the_same_over_many_fairs(steps: list[Any], rounding: int) -> None:
    play(steps, rounding)
