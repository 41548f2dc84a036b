"""An action of the window whose outcome is unknown: the second press stores nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from support.shops import cash, make_shop, ring
from ui_robot import Ticks

from pos_app.domain.pricing import Return
from pos_app.errors import UnknownOutcome
from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.day import business_day, closing, handover
from pos_app.services.selling import refunds
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.shop import Shop
from ui.products.stock_dialog import StockDialog
from ui.sales.refund_dialog import Refund, RefundDialog
from ui.sales.sales_screen import SalesScreen
from ui.session import Session
from ui.staff import authorisation
from ui.till.closed_panel import ClosedPanel
from ui.till.count_panel import CountPanel
from ui.till.handover_box import HandoverBox
from ui.till.open_panel import OpenPanel
from ui.till.running_panel import RunningPanel
from ui.widgets.reason_dialog import ReasonDialog


@pytest.fixture
def session(
    styled_app: QApplication, tmp_path: Path, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: "")
    with make_shop(tmp_path / "till") as shop:
        session = Session(shop, ticks)
        yield session
        session.deleteLater()


def lose_the_first_answer(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stored first is stored, but its outcome is unknown."""
    real, calls = session.away, [0]

    def away(work: Callable[[], Any]) -> Any:
        found = real(work)
        calls[0] += 1
        if calls[0] == 1:
            raise UnknownOutcome("commit_unknown", reason="injected")
        return found

    monkeypatch.setattr(session, "away", away)


def test_stock_that_is_noted_again_is_noted_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_the_first_answer(session, monkeypatch)
    dialog = StockDialog(session, find_by_code(session.shop, "A")[0])
    dialog.pieces.setText("5")
    dialog.reasons.edit.setText("kiriman")
    assert dialog.problem() != "", "the first press does not know"
    assert dialog.problem() == ""
    assert find_by_code(session.shop, "A")[0].stock == 15
    dialog.deleteLater()


def test_money_that_is_given_back_again_is_given_back_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring(session.shop, lines=[{"code": "A", "qty": 3}], tenders=cash(150_000))
    screen = SalesScreen(session)
    screen.refresh()
    returns = (Return(1, 1),)
    quote = refunds.quote_refund(session.shop, list_sales(session.shop)[0].number, returns)
    agreed = Refund(returns, quote.in_cash, "rusak")
    monkeypatch.setattr(RefundDialog, "ask", lambda *_: agreed)
    lose_the_first_answer(session, monkeypatch)
    for _ in range(2):
        screen.return_pieces()
    assert [each.kind for each in list_sales(session.shop)] == ["sale", "refund"]
    screen.refresh(number=list_sales(session.shop)[0].number)
    screen.return_pieces()
    assert len(list_sales(session.shop)) == 3, "the next piece is another refund"
    screen.deleteLater()


def test_a_close_and_an_opening_that_are_pressed_again_are_done_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = CountPanel(session)
    closed: list[object] = []
    panel.closed.connect(closed.append)
    panel.start()
    lose_the_first_answer(session, monkeypatch)
    monkeypatch.setattr(panel, "_counted", lambda: 200_000)
    panel.close_day.setEnabled(True)
    for _ in range(2):
        panel._close()
    assert closed == [business_day.last_closed(session.shop)]
    panel.deleteLater()


def test_an_opening_that_is_pressed_again_is_done_once(
    styled_app: QApplication, tmp_path: Path, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_shop(tmp_path / "till", open_with=None) as shop:
        session = Session(shop, ticks)
        panel = OpenPanel(session)
        opened: list[bool] = []
        panel.opened.connect(lambda: opened.append(True))
        panel.start()
        lose_the_first_answer(session, monkeypatch)
        panel.float_.set_amount(100_000)
        for _ in range(2):
            panel._open()
        assert opened == [True] and len(list(shop.journal.facts_of("open"))) == 1
        for each in (panel, session):
            each.deleteLater()


def test_a_drawer_that_is_opened_again_after_an_error_is_noted_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: "tukar uang")
    panel = RunningPanel(session)
    lose_the_first_answer(session, monkeypatch)
    for _ in range(2):
        panel.open_drawer()
    assert len(list(session.shop.journal.facts_of("drawer"))) == 1
    panel.open_drawer()
    assert len(list(session.shop.journal.facts_of("drawer"))) == 2
    panel.deleteLater()


def test_a_day_that_is_reopened_again_after_an_error_is_reopened_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: "salah hitung")
    closed = closing.close_till(session.shop, counted=100_000)
    panel = ClosedPanel(session)
    panel.start(closed)
    reopened: list[bool] = []
    panel.reopened.connect(lambda: reopened.append(True))
    lose_the_first_answer(session, monkeypatch)
    for _ in range(2):
        panel.reopen_day()
    assert reopened == [True]
    assert len(list(session.shop.journal.facts_of("reopen"))) == 1
    panel.deleteLater()


def test_a_receipt_of_the_office_carries_a_ref(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = closing.close_till(session.shop, counted=100_000)
    refs: list[str] = []

    def mark(shop: Shop, text: str, *, cashier: str, ref: str) -> handover.ReceivedDay:
        refs.append(ref)
        return handover.ReceivedDay(closed.day, 1, closed.code, False, True)

    monkeypatch.setattr(handover, "mark_received", mark)
    box = HandoverBox(session)
    box.start(closed)
    lose_the_first_answer(session, monkeypatch)
    assert [box.record_receipt("ABCD-EF01") for _ in range(3)] == [False, True, True]
    assert refs[0] == refs[1] != refs[2] and all(refs)
    box.deleteLater()
