"""Opening, counting blind, closing and handing over, by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_hands import Counter

from pos_app.services import tills


def test_a_closed_till_starts_with_the_float_and_opens_on_enter(closed_counter: Counter) -> None:
    window = closed_counter.window
    assert window.screens.currentWidget() is window.till
    closed_counter.type("250000")
    assert window.till.open.float_.text() == "250.000"
    closed_counter.enter()
    assert tills.current_day(closed_counter.shop) is not None
    assert closed_counter.focus is window.sell.finder.box


def _count(counter: Counter) -> None:
    counter.window.show_screen("till")
    counter.key(Qt.Key.Key_F9)


def test_the_count_is_blind_and_any_count_closes(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    _count(counter)
    panel = counter.window.till.count
    counter.type("2")
    counter.enter()
    counter.type("1")
    assert panel.total.text() == "Rp250.000"
    QTest.keyClick(counter.focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    closed = tills.last_closed(counter.shop)
    assert closed is not None
    assert (closed.expected, closed.counted, closed.difference) == (285_000, 250_000, -35_000)
    shown = counter.window.till.closed
    assert shown.code.text() == closed.code
    assert "Rp35.000" in shown.difference.text()


def test_a_scan_into_a_count_never_becomes_a_number(counter: Counter) -> None:
    _count(counter)
    panel = counter.window.till.count
    counter.type("4")
    counter.scan("8991234567890")
    assert panel.pieces[100_000].text() == "4"


def test_the_close_button_waits_for_a_count(counter: Counter) -> None:
    _count(counter)
    assert not counter.window.till.count.close_day.isEnabled()


def test_export_writes_the_day_file_and_says_its_code(counter: Counter, tmp_path: Path) -> None:
    tills.close_till(counter.shop, counted=250_000)
    counter.session.refresh()
    counter.window.show_screen("till")
    panel = counter.window.till.closed
    stick = tmp_path / "stick"
    stick.mkdir()
    panel.folder.setText(str(stick))
    QTest.mouseClick(panel.export, Qt.MouseButton.LeftButton)
    assert [path.suffix for path in stick.iterdir()] == [".zip"]
    assert panel.code.text() in panel.outcome.text()


def test_an_export_to_nowhere_is_said_and_the_day_stays_to_be_handed_over(
    counter: Counter, tmp_path: Path
) -> None:
    tills.close_till(counter.shop, counted=250_000)
    counter.session.refresh()
    counter.window.show_screen("till")
    panel = counter.window.till.closed
    panel.folder.setText(str(tmp_path / "gone" / "stick"))
    QTest.mouseClick(panel.export, Qt.MouseButton.LeftButton)
    assert counter.window.alerts.isVisible()
    assert panel.outcome.text() == ""


def test_qris_that_was_not_seen_is_settled_before_the_count(counter: Counter) -> None:
    from pos_app.services.demo import DEMO_QRIS
    from pos_app.services.qris_code import keep_code

    keep_code(counter.shop, DEMO_QRIS)
    for code in ("DST-0501", "MNK-0101"):
        counter.scan(code)
        counter.key(Qt.Key.Key_F10)
        counter.key(Qt.Key.Key_F9)
    counter.window.show_screen("till")
    counter.key(Qt.Key.Key_F9)
    panel = counter.window.till.settle
    assert panel.isVisible() and len(panel.boxes) == 2
    counter.key(Qt.Key.Key_Space)
    panel.app_total.setFocus()
    counter.type("60000")
    assert panel.difference.text() == "Over Rp10.000"
    counter.enter()
    assert counter.window.till.count.isVisible()
    assert tills.today_totals(counter.shop).unconfirmed == 15_000


def test_a_second_person_stands_by_the_close(counter: Counter) -> None:
    counter.window.show_screen("till")
    counter.key(Qt.Key.Key_F9)
    panel = counter.window.till.count
    panel.whole.setFocus()
    counter.type("250000")
    panel.witness.setText("kasir")
    panel.close_day.click()
    assert tills.current_day(counter.shop) is not None, "nobody is their own witness"
    panel.witness.setText("citra")
    panel.close_day.click()
    closed = tills.last_closed(counter.shop)
    assert closed is not None and closed.verified_by == "CITRA"
