"""A till whose database lacks what its twin knows: the window says so, and a lead decides."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from ui_robot import Counter

from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.services.selling import sales
from ui.till.twin_dialog import TwinDialog


def sell(counter: Counter) -> str:
    cart = Cart().add(counter.session.products[0])
    payment = Payment(Method.CASH, cart.total)
    shop = counter.shop
    return sales.sell(shop, cart, [payment], sale_id=sales.new_sale_id(shop)).number


def lose_a_row_of_the_cash_ledger(counter: Counter) -> None:
    base = counter.shop.database.connection
    (trigger,) = base.execute(
        "SELECT sql FROM sqlite_master WHERE name='cash_no_delete'"
    ).fetchone()
    base.execute("DROP TRIGGER cash_no_delete")
    base.execute("DELETE FROM cash WHERE row = (SELECT max(row) FROM cash)")
    base.execute(trigger)
    counter.shop.recover()


def test_the_till_sells_again_after_a_lead_decided(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter)
    lose_a_row_of_the_cash_ledger(counter)
    with pytest.raises(PosError):
        sell(counter)
    said: list[str] = []

    def read_and_confirm(dialog: TwinDialog) -> bool:
        said.extend(each.text() for each in dialog.findChildren(QLabel))
        return True

    monkeypatch.setattr(TwinDialog, "confirmed", read_and_confirm)
    assert TwinDialog.ask(counter.session, counter.window)
    assert any("Transactions: 0, together Rp0" in each for each in said)
    assert sell(counter).endswith("000002")


def test_without_a_difference_nothing_is_asked(counter: Counter) -> None:
    assert TwinDialog.ask(counter.session, counter.window) is False
