"""What is worth a look in a closed day: a quiet count on the close, and the list behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from support.shops import cash, ring
from ui_robot import Counter

from pos_app.services.day import business_day, closing
from ui.models.review import Col, ReviewModel
from ui.tasks import InlineRunner
from ui.till import review_dialog
from ui.till.closed_panel import ClosedPanel
from ui.till.review_dialog import ReviewDialog

Key = Qt.Key


def closed(counter: Counter, counted: int = 250_000) -> ClosedPanel:
    """The panel of the day, closed; its list has been counted."""
    closing.close_till(counter.shop, counted=counted)
    counter.session.refresh()
    counter.window.show_screen("till")
    panel = counter.window.till.closed
    panel.runner.wait(5_000)
    counter.app.processEvents()
    return panel


def void_one(counter: Counter) -> str:
    lines = [{"code": "BTU-0301", "qty": 1}]
    number = str(ring(counter.shop, lines=lines, tenders=cash(137_500))["number"])
    ring(counter.shop, void_of=number, reason="salah")
    return number


def opened(counter: Counter) -> ReviewDialog:
    last = business_day.last_closed(counter.shop)
    assert last is not None
    dialog = ReviewDialog(counter.session, last.day, counter.window, InlineRunner())
    dialog.show()
    counter.app.processEvents()
    return dialog


def texts(dialog: ReviewDialog, column: Col) -> list[str]:
    model = dialog.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_the_close_says_how_many_and_f4_opens_them(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    void_one(counter)
    panel = closed(counter, 249_000)
    assert panel.review.text() == "Worth a look (2)"
    days: list[str] = []
    monkeypatch.setattr(
        ReviewDialog, "show_review", lambda _session, day, _parent: days.append(day)
    )
    counter.key(Key.Key_F4)
    QTest.mouseClick(panel.review, Qt.MouseButton.LeftButton)
    last = business_day.last_closed(counter.shop)
    assert last is not None and days == [last.day, last.day]


def test_the_dearest_is_chosen_and_its_receipt_stands_beside_it(counter: Counter) -> None:
    number = void_one(counter)
    closed(counter, 249_000)
    dialog = opened(counter)
    assert texts(dialog, Col.AMOUNT)[:2] == ["Rp137.500", "Rp1.000"]
    assert texts(dialog, Col.WHAT)[:2] == [
        "Dibatalkan 0 menit setelah dijual, tunai",
        "Uang di laci kurang",
    ]
    assert texts(dialog, Col.RECEIPT)[:2] == [number, "–"]
    assert dialog.paper.count == 1
    QTest.keyClick(dialog.table, Key.Key_Down)
    assert dialog.paper.count == 0  # a difference has no receipt
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_day_without_any_says_so(counter: Counter) -> None:
    panel = closed(counter)
    assert panel.review.text() == "Worth a look (0)"
    dialog = opened(counter)
    assert dialog.empty.isVisible() and not dialog.table.isVisible()
    assert dialog.empty.text() == "Nothing is worth a look on this day."
    assert not dialog.earlier.isEnabled() and not dialog.later.isEnabled()
    dialog.close()


def test_a_day_that_cannot_be_read_says_why_in_the_list(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.errors import PosError

    closed(counter)

    def refuse(_folder: object, day: str) -> None:
        raise PosError("day_unknown", day=day)

    monkeypatch.setattr(review_dialog, "review_in", refuse)
    dialog = opened(counter)
    assert dialog.empty.isVisible() and dialog.day in dialog.empty.text()
    dialog.close()


def test_the_model_is_sound(counter: Counter) -> None:
    void_one(counter)
    closed(counter)
    dialog = opened(counter)
    assert isinstance(dialog.model, ReviewModel)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.close()
