"""The settlement page: owed and overpaid, payments and corrections noted and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office.real_files import TOML
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import cash, clock_at, make_shop, ring
from ui_office import Desk

from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.office import event_book
from pos_app.services.office.settings import OfficeSettings
from ui.office.message_round import MessageRound
from ui.office.settlement_dialogs import (
    PRICE,
    CorrectionDialog,
    PaymentDialog,
    TakeBackDialog,
)
from ui.widgets.ask_dialog import AskDialog

CLOCK = clock_at("2023-10-26T21:00:00+08:00")
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A book in which M1 is owed 100.000 and M2 got 30.000 too much."""
    (tmp_path / "event.toml").write_bytes(TOML)
    event_book.init_book(tmp_path / "fair.book", tmp_path / "event.toml")
    with make_shop(tmp_path / "till", stand="A08") as shop:
        ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))
        cash_drawer.move_cash(shop, -30_000, "uang muka", "M2")
        closed = closing.close_till(shop, counted=0)
        (tmp_path / "day.zip").write_bytes(business_day.day_file_bytes(shop, closed))
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(tmp_path / "fair.book")
    found.drop(tmp_path / "day.zip")
    found.key(Key.Key_3, CTRL)
    yield found
    found.close()


def answer(monkeypatch: pytest.MonkeyPatch, act: Callable[..., None]) -> None:
    """Lets hands work in a dialog instead of waiting for somebody."""

    def done(dialog: AskDialog) -> int:
        dialog.show()
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(AskDialog, "exec", done)


def payable(desk: Desk) -> list[str]:
    table = desk.window.settlement.table
    return [table.item(row, 3).text() for row in range(table.rowCount())]  # type: ignore[union-attr]


def test_one_key_goes_from_maker_to_maker(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def go_round(dialog: MessageRound) -> int:
        dialog.show()
        for _ in range(2):
            seen.append(dialog.message.key)
            QTest.keyClick(dialog, Key.Key_F6)
            desk.process_events()
            assert not QGuiApplication.clipboard().image().isNull()
            QTest.keyClick(dialog, Key.Key_F7)
            assert QGuiApplication.clipboard().text().startswith("Halo ")
        return 0

    monkeypatch.setattr(MessageRound, "exec", go_round)
    desk.key(Key.Key_M, CTRL)
    desk.process_events()
    assert seen == ["M1", "M2"]


def test_owed_and_overpaid_stand_apart(desk: Desk) -> None:
    page = desk.window.settlement
    assert page.total.text() == "To be paid to 1 maker: Rp100.000"
    assert page.overpaid.text() == "Paid too much to 1 maker: Rp30.000"
    assert payable(desk) == ["Rp100.000", "-Rp30.000"]


def test_a_payment_is_noted_and_taken_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = desk.window.settlement

    def pay(dialog: AskDialog) -> None:
        assert isinstance(dialog, PaymentDialog)
        assert dialog.amount.amount == 100_000, "what is owed is filled in"
        QTest.keyClick(dialog.proof, Key.Key_Return)
        assert dialog.error_label.text() == "Say by what it can be proved."
        dialog.amount.set_amount(130_000)
        assert dialog.excess.isVisible() and "Rp30.000 more" in dialog.excess.text()
        dialog.amount.set_amount(40_000)
        assert not dialog.excess.isVisible()
        desk.click(dialog.ways["cash"])
        dialog.proof.setFocus()
        QTest.keyClicks(dialog.proof, "kuitansi 7", delay=60)
        QTest.keyClick(dialog.proof, Key.Key_Return)

    answer(monkeypatch, pay)
    desk.key(Key.Key_F5)
    assert payable(desk) == ["Rp60.000", "-Rp30.000"]
    assert page.deciding.words.text() == (
        "Rp40.000 paid by the office to M1 on 2023-10-26, in cash: kuitansi 7"
    )

    def take_back(dialog: AskDialog) -> None:
        assert isinstance(dialog, TakeBackDialog)
        dialog.reasons.edit.setFocus()
        QTest.keyClicks(dialog.reasons.edit, "a mistake", delay=60)
        QTest.keyClick(dialog.reasons.edit, Key.Key_Return)

    answer(monkeypatch, take_back)
    desk.click(page.deciding.take_back)
    assert payable(desk) == ["Rp100.000", "-Rp30.000"]
    assert not page.deciding.take_back.isVisible()


def test_a_share_and_a_price_are_corrected(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def share(dialog: AskDialog) -> None:
        assert isinstance(dialog, CorrectionDialog)
        assert not dialog.sku.isVisible()
        QTest.keyClicks(dialog.share, "12,5", delay=60)
        QTest.keyClick(dialog.share, Key.Key_Return)
        assert dialog.error_label.text() == "Say why."
        dialog.reasons.edit.setFocus()
        QTest.keyClicks(dialog.reasons.edit, "typed wrong", delay=60)
        QTest.keyClick(dialog.reasons.edit, Key.Key_Return)

    answer(monkeypatch, share)
    desk.key(Key.Key_F7)
    assert payable(desk)[0] == "Rp87.500"

    def price(dialog: AskDialog) -> None:
        assert isinstance(dialog, CorrectionDialog)
        desk.click(dialog.kinds[PRICE])
        assert dialog.sku.isVisible() and not dialog.share.isVisible()
        QTest.keyClicks(dialog.sku, "a", delay=60)
        QTest.keyClicks(dialog.price, "60000", delay=60)
        dialog.since.setCurrentIndex(1)
        dialog.reasons.edit.setFocus()
        QTest.keyClicks(dialog.reasons.edit, "old label", delay=60)
        QTest.keyClick(dialog.reasons.edit, Key.Key_Return)

    answer(monkeypatch, price)
    desk.click(desk.window.settlement.deciding.correct)
    assert payable(desk)[0] == "Rp105.000"
    assert "Price" in desk.window.settlement.deciding.words.text().title()
