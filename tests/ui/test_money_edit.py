"""The box for amounts: what a person types is understood or refused, never read as less."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui_robot import Counter, Ticks

from pos_app.domain.money import parse_rupiah
from pos_app.errors import PosError
from pos_app.services.day import business_day
from ui.sell.pay_panel import PayPanel
from ui.widgets.number_edit import MoneyEdit


def typed(qtbot: QtBot, ticks: Ticks, text: str) -> MoneyEdit:
    edit = MoneyEdit(ticks, "Amount")
    qtbot.addWidget(edit)
    for char in text:
        ticks.advance()
        QTest.keyClicks(edit, char, Qt.KeyboardModifier.NoModifier, 0)
    return edit


@pytest.mark.parametrize(
    ("text", "amount", "shown"),
    [
        ("25jt", 25_000_000, "25.000.000"),
        ("25 jt", 25_000_000, "25.000.000"),
        ("1,5 jt", 1_500_000, "1.500.000"),
        ("1.5jt", 1_500_000, "1.500.000"),
        ("25rb", 25_000, "25.000"),
        ("25k", 25_000, "25.000"),
        ("25 ribu", 25_000, "25.000"),
        ("137500", 137_500, "137.500"),
        ("137.500", 137_500, "137.500"),
        ("1,5", None, "1,5"),
        ("137,500", None, "137,500"),
        ("137.50", None, "137.50"),
        ("25j", None, "25j"),
    ],
)
def test_an_amount_as_people_type_it(
    qtbot: QtBot, ticks: Ticks, text: str, amount: int | None, shown: str
) -> None:
    edit = typed(qtbot, ticks, text)
    assert (edit.amount, edit.text()) == (amount, shown)
    assert edit.is_readable is (amount is not None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.from_regex(
        r"[1-9][0-9]{0,3}(,[0-9]{0,3}|[.][0-9]{0,2})? ?(rb|ribu|k|jt|juta)?", fullmatch=True
    )
)
def test_what_is_typed_is_read_as_a_whole_or_refused(qtbot: QtBot, ticks: Ticks, text: str) -> None:
    try:
        expected = parse_rupiah(text)
    except PosError:
        expected = None
    edit = typed(qtbot, ticks, text)
    if expected is None and set(text) <= set("0123456789."):
        return  # `1000.000` becomes 1.000.000 while it is typed
    assert edit.amount == expected or not edit.is_readable


def test_a_pasted_amount_is_understood(qtbot: QtBot, ticks: Ticks) -> None:
    edit = typed(qtbot, ticks, "")
    edit.insert("Rp 2,5 juta")
    edit.textEdited.emit(edit.text())
    assert edit.amount == 2_500_000


def test_enter_on_an_amount_that_cannot_be_read_pays_nothing(counter: Counter) -> None:
    counter.scan("BTU-0301")
    counter.enter()
    panel = counter.window.findChild(PayPanel)
    counter.type("137,500")
    counter.enter()
    assert counter.sales() == 0
    assert panel.received.property("wrong") == "true"


def test_a_float_that_cannot_be_read_opens_no_till(closed_counter: Counter) -> None:
    panel = closed_counter.window.till.open
    panel.float_.setFocus()
    closed_counter.type("1,5")
    QTest.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    assert business_day.current_day(closed_counter.window._session.shop) is None
