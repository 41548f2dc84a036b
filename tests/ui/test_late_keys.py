"""Keys that come late: a busy laptop loses no scan, and takes none twice.

Every key has the time at which it was pressed, and another at which the window came to it.
"""

from __future__ import annotations

from collections import Counter as Breakdown
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt, QThread, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from ui_robot import Counter

from pos_app.domain.cart import Cart
from ui.key_timing import BOUNCE_MS, SILENCE_MS, STALL_MS
from ui.sell.price_dialog import PriceDialog

CODES = ("DST-0501", "MNK-0101", "BTU-0301")
ENTER = "\r"
NO = Qt.KeyboardModifier.NoModifier


def press(text: str, at: int) -> QKeyEvent:
    """A key that was pressed at `at`; 0 where the system does not say when."""
    key = Qt.Key.Key_Return if text == ENTER else Qt.Key(ord(text.upper()))
    event = QKeyEvent(QEvent.Type.KeyPress, key, NO, text)
    event.setTimestamp(at)
    return event


@dataclass(frozen=True)
class Scan:
    """A code as its scanner sends it: how long after the one before, and the time to each key."""

    code: str
    after: int
    gaps: tuple[int, ...]

    def keys(self, since: int) -> list[tuple[str, int]]:
        found, at = [], since + self.after
        for text, gap in zip(self.code + ENTER, self.gaps, strict=True):
            at += gap
            found.append((text, at))
        return found


def deliver(counter: Counter, keys: list[tuple[str, int]], delays: list[int]) -> None:
    """Hands over keys in their order, each as late as the loop makes it."""
    for n, (text, at) in enumerate(keys):
        counter.ticks.now = max(counter.ticks.now, at + delays[n % len(delays)])
        QApplication.sendEvent(counter.focus, press(text, at))


@st.composite
def scans(draw: st.DrawFn) -> Scan:
    """A scan by a hand, or a bounce; with up to two pauses in its middle that no scanner makes."""
    code = draw(st.sampled_from(CODES))
    gaps = [draw(st.integers(1, 4)) for _ in (*code, ENTER)]
    for at in draw(st.sets(st.integers(1, len(code)), max_size=2)):
        gaps[at] = draw(st.integers(41, STALL_MS))
    return Scan(code, draw(st.one_of(st.integers(150, 3_000), st.integers(1, 10))), tuple(gaps))


def expected(keys: list[list[tuple[str, int]]]) -> Breakdown[str]:
    """Every scan once, but for one that bounced: the same again within a blink."""
    breakdown: Breakdown[str] = Breakdown()
    last, last_at = "", -BOUNCE_MS - 1
    for scan in keys:
        code, at = "".join(text for text, _ in scan[:-1]), scan[-1][1]
        if code != last or at - last_at > BOUNCE_MS:
            breakdown[code] += 1
        last, last_at = code, at
    return breakdown


QUICK = (2,) * 9


@given(st.lists(scans(), min_size=1, max_size=8), st.lists(st.integers(0, 2_000), min_size=1))
@example([Scan(CODES[0], 150, QUICK), Scan(CODES[0], 150, QUICK)], [600, 0])
@example([Scan(CODES[0], 150, QUICK), Scan(CODES[0], 10, QUICK)], [0])
@example([Scan(CODES[0], 150, QUICK), Scan(CODES[0], 10, QUICK)], [0] * 9 + [900])
@example([Scan(CODES[1], 150, (1, 97, 1, 74, 1, 1, 1, 1, 1))], [0])
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_scan_counts_once_however_late_its_keys_come(
    counter: Counter, sent: list[Scan], delays: list[int]
) -> None:
    counter.session.set_cart(Cart())
    now, keys = counter.ticks.now + 5_000, []
    for scan in sent:
        keys.append(scan.keys(now))
        now = keys[-1][-1][1]
    deliver(counter, [key for scan in keys for key in scan], delays)
    assert Breakdown(dict(counter.cart())) == expected(keys)
    assert counter.sell.finder.box.text() == "" and not counter.sell.paying


def test_where_keys_have_no_time_two_scans_that_waited_together_are_two_pieces(
    counter: Counter,
) -> None:
    """Windows: all of them come in the millisecond in which the window is free again."""
    counter.ticks.advance()
    for text in (CODES[0] + ENTER) * 2 + CODES[1] + ENTER:
        QApplication.sendEvent(counter.focus, press(text, 0))
    assert counter.cart() == [(CODES[0], 2), (CODES[1], 1)]


@pytest.mark.parametrize("typed", ["2*", "20*"])
def test_a_quantity_typed_just_before_a_scan_stays_one(counter: Counter, typed: str) -> None:
    now = counter.ticks.now + 5_000
    keys = [(text, now + 200 * n) for n, text in enumerate(typed)]
    deliver(counter, keys + Scan(CODES[0], 200, QUICK).keys(keys[-1][1]), [0])
    assert counter.cart() == [(CODES[0], int(typed[:-1]))]


def test_a_line_feed_that_comes_late_pays_nothing_and_a_late_enter_does(counter: Counter) -> None:
    keys = Scan(CODES[0], 5_000, QUICK).keys(counter.ticks.now)
    at = keys[-1][1]
    deliver(counter, [*keys, (ENTER, at + 5)], [0] * 9 + [700])
    assert not counter.sell.paying
    counter.ticks.now = at + 1_500
    deliver(counter, [(ENTER, at + 1_000)], [500])
    assert counter.sell.paying


def test_an_enter_after_letters_is_no_line_feed(counter: Counter) -> None:
    """A slow scanner, all of whose keys come at once right after another scan."""
    counter.scan(CODES[0])
    now = counter.ticks.now
    keys = [(text, now + 45 * n) for n, text in enumerate(CODES[1] + ENTER, 1)]
    for text, at in keys:
        QApplication.sendEvent(counter.focus, press(text, at))
    assert counter.cart() == [(CODES[0], 1), (CODES[1], 1)]
    assert counter.sell.finder.box.text() == ""


def test_a_scan_that_is_held_up_over_a_price_never_becomes_one(counter: Counter) -> None:
    counter.scan(CODES[0])
    dialog = PriceDialog(counter.session, counter.session.cart.items[0], counter.window)
    dialog.open()
    dialog.edit.setFocus()
    counter.app.processEvents()
    gaps = (2, 2, 2, 90, 2, 2, 2, 2, 130)
    deliver(counter, Scan(CODES[1], 5_000, gaps).keys(counter.ticks.now), [0])
    assert dialog.edit.text() == "35.000" and dialog.isVisible()
    assert counter.cart() == [(CODES[0], 1), (CODES[1], 1)]
    dialog.reject()
    dialog.deleteLater()


def test_a_window_that_stands_still_within_a_scan_waits_for_its_end(counter: Counter) -> None:
    """The silence is over by the clock, and the other half of the scan stands in line."""
    caught: list[str] = []
    counter.session.scanned.connect(caught.append)
    keys = Scan(CODES[0], 5_000, QUICK).keys(counter.ticks.now)
    deliver(counter, keys[:6], [0])
    line = QTimer(counter.app)  # behind the timer of the silence, as the system's queue can be
    line.setTimerType(Qt.TimerType.PreciseTimer)
    line.setSingleShot(True)
    line.timeout.connect(lambda: deliver(counter, keys[6:], [0]))
    line.start(SILENCE_MS + 15)
    QThread.msleep(SILENCE_MS + 30)  # the stall itself
    counter.app.processEvents()
    counter.app.processEvents()
    assert caught == [CODES[0]] and counter.cart() == [(CODES[0], 1)]


def test_a_scanner_known_to_end_with_a_key_is_given_time_for_it(counter: Counter) -> None:
    counter.scan(CODES[0])
    keys = Scan(CODES[1], 5_000, (2,) * 6 + (SILENCE_MS + 30, 2, 2)).keys(counter.ticks.now)
    deliver(counter, keys[:6], [0])
    QThread.msleep(SILENCE_MS + 20)
    counter.app.processEvents()
    counter.app.processEvents()
    deliver(counter, keys[6:], [0])
    assert counter.cart() == [(CODES[0], 1), (CODES[1], 1)]
