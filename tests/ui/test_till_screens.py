"""Opening, counting blind, closing and handing over, by keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from ui_replies import answer, typed
from ui_robot import Counter

from pos_app.services.day import business_day, cash_drawer, closing, shifts
from pos_app.services.shop import setting_keys
from ui.screen_list import NAMES
from ui.till.payout_dialog import PayoutDialog
from ui.till.running_panel import RunningPanel
from ui.till.safe_dialog import SafeDialog
from ui.till.shift_dialog import ShiftDialog


def test_a_closed_till_starts_with_the_float_and_opens_on_enter(closed_counter: Counter) -> None:
    window = closed_counter.window
    assert window.screens.currentWidget() is window.till
    closed_counter.type("250000")
    assert window.till.open.float_.text() == "250.000"
    assert not window.till.steps.isVisible()  # the steps of the close
    closed_counter.enter()
    assert business_day.current_day(closed_counter.shop) is not None
    assert closed_counter.focus is window.sell.finder.box


def test_a_sale_before_the_opening_leads_to_it_and_the_words_go_by_themselves(
    closed_counter: Counter,
) -> None:
    window = closed_counter.window
    closed_counter.scan("DST-0501")
    closed_counter.enter()
    assert window.screens.currentWidget() is window.till
    assert window.alerts.isVisible() and window.alerts.closes_itself
    asked_for = window.alerts.text.text()
    closed_counter.type("250000")
    closed_counter.enter()
    assert "250.000" in window.alerts.text.text() != asked_for
    assert window.alerts.closes_itself


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_a_message_of_one_line_covers_no_control_of_a_screen(
    counter: Counter, size: tuple[int, int]
) -> None:
    window = counter.window
    window.resize(*size)
    counter.session.say("one line")
    for name in NAMES:
        window.show_screen(name)
        counter.app.processEvents()
        page = window.screens.currentWidget()
        message = window.alerts.geometry()
        covered = [
            each
            for each in page.findChildren(QWidget)
            if isinstance(each, QPushButton | QLineEdit)
            and each.isVisible()
            and message.intersects(QRect(each.mapTo(window, QPoint(0, 0)), each.size()))
        ]
        assert window.alerts.isVisible() and covered == [], name


def _count(counter: Counter) -> None:
    counter.window.show_screen("till")
    counter.key(Qt.Key.Key_F9)


def test_the_drawer_goes_to_the_next_person_by_keys(counter: Counter) -> None:
    counter.window.show_screen("till")

    def hand_over() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, ShiftDialog)
        shown = " ".join(each.text() for each in asked.findChildren(QLabel))
        assert "250.000" not in shown, "what should be there is not told"
        counter.type("2")
        for _ in range(20):
            if counter.focus is asked.to or counter.focus is asked.to.lineEdit():
                break
            counter.enter()
        counter.type("budi")
        asked.try_to_accept()

    answer(counter, hand_over, Qt.Key.Key_F6)
    (shift,) = shifts.shifts_today(counter.shop)
    assert (shift.to, shift.counted, shift.difference) == ("BUDI", 200_000, -50_000)
    assert counter.session.cashier == "BUDI"
    assert "BUDI" in counter.window.till.running.since.text()
    assert business_day.current_day(counter.shop) is not None
    assert "50.000" in counter.window.alerts.text.text()


def test_a_full_drawer_is_said_once_and_one_key_puts_money_into_the_safe(counter: Counter) -> None:
    counter.shop.settings.set(setting_keys.DRAWER_LIMIT, "260000")
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    assert "260.000" in counter.window.alerts.text.text()
    assert "Ctrl+B" in counter.window.alerts.text.text()

    def note() -> None:
        counter.type("100000")
        counter.enter()

    answer(counter, note, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert [row.amount for row in cash_drawer.cash_moves(counter.shop)] == [-100_000]
    assert not cash_drawer.drawer_limit_passed(counter.shop)


def test_more_than_the_drawer_holds_is_asked_about_before_it_goes_into_the_safe(
    counter: Counter,
) -> None:
    def too_much() -> None:
        counter.type("2500000")
        counter.enter()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SafeDialog) and dialog.error_label.isVisible()
        assert "250.000" not in dialog.error_label.text(), "the count stays blind"
        counter.key(Qt.Key.Key_Backspace)
        counter.enter()

    answer(counter, too_much, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert [row.amount for row in cash_drawer.cash_moves(counter.shop)] == [-250_000]

    def found_more() -> None:
        counter.type("5000")
        counter.enter()
        counter.enter()

    answer(counter, found_more, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert len(cash_drawer.cash_moves(counter.shop)) == 2


def note_cash_out(counter: Counter, amount: str) -> RunningPanel:
    """Type an amount that leaves the drawer, for the first of the usual reasons."""
    counter.window.show_screen("till")
    panel = counter.window.till.running
    panel.amount.setFocus()
    counter.type(amount)
    panel.presets[panel.kind][0].click()
    counter.enter()
    return panel


def test_more_than_the_drawer_holds_is_asked_about_before_it_goes_out(counter: Counter) -> None:
    panel = note_cash_out(counter, "2500000")
    assert not cash_drawer.cash_moves(counter.shop)
    assert counter.window.alerts.isVisible() and "250.000" not in counter.window.alerts.text.text()
    assert panel.amount.amount == 2_500_000, "nothing has to be typed again"
    counter.enter()
    assert [row.amount for row in cash_drawer.cash_moves(counter.shop)] == [-2_500_000]


def test_enter_goes_from_the_amount_to_what_it_is_for_and_notes_both(counter: Counter) -> None:
    counter.window.show_screen("till")
    panel = counter.window.till.running
    panel.amount.setFocus()
    typed(counter, "15000")()
    assert panel.reason.hasFocus() and not cash_drawer.cash_moves(counter.shop)
    counter.type("makan")
    counter.key(Qt.Key.Key_Tab)
    assert panel.record.hasFocus()
    counter.enter()
    assert [row.amount for row in cash_drawer.cash_moves(counter.shop)] == [-15_000]


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
    closed = business_day.last_closed(counter.shop)
    assert closed is not None
    assert (closed.expected, closed.counted, closed.difference) == (285_000, 250_000, -35_000)
    shown = counter.window.till.closed
    assert shown.handover.code.text() == closed.code
    assert "Rp35.000" in shown.difference.text()


def test_a_scan_into_a_count_never_becomes_a_number(counter: Counter) -> None:
    _count(counter)
    panel = counter.window.till.count
    counter.type("4")
    counter.scan("8991234567890")
    assert panel.counter.pieces[100_000].text() == "4"


def test_the_close_button_waits_for_a_count(counter: Counter) -> None:
    _count(counter)
    assert not counter.window.till.count.close_day.isEnabled()


def test_export_writes_the_day_file_and_says_its_code(counter: Counter, tmp_path: Path) -> None:
    closing.close_till(counter.shop, counted=250_000)
    counter.session.refresh()
    counter.window.show_screen("till")
    panel = counter.window.till.closed
    stick = tmp_path / "stick"
    stick.mkdir()
    panel.handover.folder.setText(str(stick))
    QTest.mouseClick(panel.handover.export, Qt.MouseButton.LeftButton)
    panel.handover.runner.wait(10_000)
    assert [path.suffix for path in stick.iterdir()] == [".zip"]
    assert panel.handover.code.text() in panel.handover.outcome.text()


def test_an_export_to_nowhere_is_said_and_the_day_stays_to_be_handed_over(
    counter: Counter, tmp_path: Path
) -> None:
    closing.close_till(counter.shop, counted=250_000)
    counter.session.refresh()
    counter.window.show_screen("till")
    panel = counter.window.till.closed
    panel.handover.folder.setText(str(tmp_path / "gone" / "stick"))
    QTest.mouseClick(panel.handover.export, Qt.MouseButton.LeftButton)
    panel.handover.runner.wait(10_000)
    assert counter.window.alerts.isVisible()
    assert panel.handover.outcome.text() == ""


def test_qris_that_was_not_seen_is_settled_before_the_count(counter: Counter) -> None:
    from pos_app.services.demo import DEMO_QRIS
    from pos_app.services.selling.qris_code import set_stand_code

    set_stand_code(counter.shop, DEMO_QRIS)
    for code in ("DST-0501", "MNK-0101"):
        counter.scan(code)
        counter.key(Qt.Key.Key_F10)
        counter.key(Qt.Key.Key_F9)
    counter.window.show_screen("till")
    counter.key(Qt.Key.Key_F9)
    panel = counter.window.till.unconfirmed_qris
    assert panel.isVisible() and len(panel.boxes) == 2
    counter.key(Qt.Key.Key_Space)
    panel.app_total.setFocus()
    counter.type("60000")
    assert panel.difference.text() == "Over Rp10.000"
    counter.enter()
    assert counter.window.till.count.isVisible()
    assert business_day.today_totals(counter.shop).unconfirmed == 15_000


def second(counter: Counter, code: str, notes: str) -> Callable[[], None]:
    def act() -> None:
        counter.type(code)
        counter.enter()
        counter.type(notes)
        QTest.keyClick(counter.focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    return act


def test_a_second_person_counts_for_themselves(counter: Counter) -> None:
    _count(counter)
    panel = counter.window.till.count
    panel.sum_edit.setFocus()
    counter.type("250000")
    answer(counter, second(counter, "kasir", ""), Qt.Key.Key_F7)
    panel.close_day.click()
    assert business_day.current_day(counter.shop) is not None, "nobody is their own witness"
    answer(counter, second(counter, "citra", "2"), Qt.Key.Key_F7)
    assert "Rp200.000" in panel.witness_hint.text() and "Not the same" in panel.witness_hint.text()
    panel.close_day.click()
    closed = business_day.last_closed(counter.shop)
    assert closed is not None and (closed.verified_by, closed.counted) == ("CITRA", 250_000)
    rows = counter.shop.database.execute("SELECT denomination, pieces, cashier, role FROM counts")
    assert rows.fetchall() == [(100_000, 2, "CITRA", "verify")]


def cash_rows(counter: Counter) -> list[tuple[str, int, str, str]]:
    rows = counter.shop.database.execute("SELECT kind, amount, maker, reason FROM cash")
    return rows.fetchall()


def _pay_all_the_same() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PayoutDialog) and dialog.focusWidget() is dialog.cancel
    assert "Rp40.000" in dialog.heading.text()
    dialog.ok.click()


def test_a_payout_above_what_is_owed_asks_first_and_enter_alone_pays_nothing(
    counter: Counter,
) -> None:
    counter.window.show_screen("till")
    panel = counter.window.till.running
    panel.kinds["payout"].click()
    panel.maker.setCurrentIndex(0)
    panel.amount.setFocus()
    counter.type("20000000")
    panel.presets["payout"][0].click()
    words: list[str] = []

    def enter() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PayoutDialog)
        words.extend(each.text() for each in dialog.findChildren(QLabel))
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    answer(counter, enter, Qt.Key.Key_Return)
    assert any("Rp20.000.000" in text for text in words)
    assert not any("250.000" in text for text in words), "the count stays blind"
    assert [row[0] for row in cash_rows(counter)] == ["float"]


def test_cash_goes_out_with_a_usual_reason_and_a_payout_to_its_maker(counter: Counter) -> None:
    panel = note_cash_out(counter, "15000")
    panel.kinds["payout"].click()
    panel.amount.setFocus()
    counter.type("40000")
    panel.record.click()
    assert len(cash_rows(counter)) == 2, "a payout needs its maker"
    panel.maker.setCurrentIndex(0)
    panel.presets["payout"][0].click()
    answer(counter, _pay_all_the_same, Qt.Key.Key_Return)
    panel.kinds["in"].click()
    panel.amount.setFocus()
    counter.type("5000")
    panel.reason.setFocus()
    counter.type("receh")
    counter.enter()
    kinds = [(kind, amount) for kind, amount, _, _ in cash_rows(counter)]
    assert kinds == [("float", 250_000), ("out", -15_000), ("payout", -40_000), ("in", 5_000)]
    shown = [panel.movements.item(row).text() for row in range(panel.movements.count())]
    assert len(shown) == 3 and "Rp5.000" in shown[0] and "receh" in shown[0]
    maker = cash_rows(counter)[2][2]
    assert maker == panel.maker.itemData(0)


def test_the_drawer_is_opened_with_a_reason_and_noted(counter: Counter) -> None:
    counter.window.show_screen("till")
    answer(counter, typed(counter, "tukar uang"), Qt.Key.Key_F8)
    fact = json.loads(counter.shop.journal.head().payload)
    assert (fact["kind"], fact["reason"]) == ("drawer", "tukar uang")


def test_a_float_is_counted_note_by_note(closed_counter: Counter) -> None:
    panel = closed_counter.window.till.open
    panel.counter.focus_first()
    closed_counter.type("2")
    closed_counter.enter()
    closed_counter.type("1")
    assert panel.float_.text() == "250.000"
    QTest.keyClick(closed_counter.focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert cash_drawer.expected_cash_now(closed_counter.shop) == 250_000


def test_a_closed_day_is_opened_again_with_a_reason(counter: Counter) -> None:
    closing.close_till(counter.shop, counted=250_000)
    counter.session.refresh()
    counter.window.show_screen("till")
    panel = counter.window.till.closed
    assert panel.isVisible() and panel.reopen.isVisible()
    panel.reopen.setFocus()
    answer(counter, typed(counter, "salah hitung"), Qt.Key.Key_Return)
    day = business_day.current_day(counter.shop)
    assert day is not None and day.revision == 2
    assert counter.window.till.running.isVisible()


def test_the_way_through_the_close_is_shown(counter: Counter) -> None:
    counter.window.show_screen("till")
    till = counter.window.till
    assert not till.steps.isVisible()
    counter.key(Qt.Key.Key_F9)
    assert till.steps.isVisible() and till.steps.labels[0].text().startswith("✓")
    till.count.sum_edit.setFocus()
    counter.type("250000")
    till.count.close_day.click()
    assert till.steps.labels[1].text().startswith("✓")
