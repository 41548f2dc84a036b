"""The till that locks itself when nobody touches it, with keys as the system hands them over."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from ui_robot import Counter

from pos_app.services import staff
from pos_app.services.staff import Person, Role
from ui.staff.idle_watch import LOCK_KEY, IdleWatch

Key = Qt.Key


@pytest.fixture
def watch(counter: Counter) -> IdleWatch:
    """The watch of a till with a lead, whose minute is 200 ms."""
    staff.save_person(counter.shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(counter.shop, "BUDI", "2580")
    counter.session.set_cashier(staff.people(counter.shop)[0])
    counter.window.activateWindow()
    found = IdleWatch(counter.session, counter.window)
    found.idle.connect(counter.window.lock_till)
    found.timer.setTimerType(Qt.TimerType.PreciseTimer)
    found.timer.setInterval(200)
    found.timer.start()
    return found


def wait_for(condition: Callable[[], bool], ms: int = 5_000) -> bool:
    """Wait until `condition` holds, at most `ms`."""
    end = monotonic() + ms / 1000
    while not condition() and monotonic() < end:
        QTest.qWait(10)
    return condition()


def wait_for_lock(counter: Counter, ms: int) -> bool:
    """Wait until the till is locked, at most `ms`."""
    return wait_for(lambda: counter.window.locked, ms)


def press(counter: Counter) -> None:
    """A key as the system gives it: to the window, not to a widget."""
    QTest.keyClick(counter.window.windowHandle(), Key.Key_Shift)


def test_nobody_touches_the_till_and_it_locks(counter: Counter, watch: IdleWatch) -> None:
    assert wait_for_lock(counter, 5_000)


def test_a_key_or_a_click_begins_the_minutes_again(counter: Counter, watch: IdleWatch) -> None:
    watch.timer.setInterval(60_000)
    for touch in (
        lambda: press(counter),
        lambda: QTest.mouseClick(counter.window.windowHandle(), Qt.MouseButton.LeftButton),
    ):
        watch.timer.start()
        QTest.qWait(30)
        before = watch.timer.remainingTime()
        touch()
        assert watch.timer.remainingTime() > before


def test_a_key_in_a_dialog_counts_and_the_till_locks_once_it_is_closed(
    counter: Counter, watch: IdleWatch
) -> None:
    dialog = QDialog(counter.window)
    dialog.setModal(True)
    dialog.show()
    dialog.activateWindow()
    assert wait_for(dialog.isActiveWindow)
    assert not wait_for_lock(counter, 600)  # not over an open dialog
    watch.timer.setInterval(60_000)
    watch.timer.start()
    QTest.qWait(30)
    before = watch.timer.remainingTime()
    QTest.keyClick(dialog.windowHandle(), Key.Key_Shift)
    assert watch.timer.remainingTime() > before
    watch.timer.setInterval(100)
    dialog.close()
    assert wait_for_lock(counter, 5_000)


def test_the_minutes_that_are_set_count_at_once(counter: Counter, watch: IdleWatch) -> None:
    settings = counter.shop.settings
    for minutes in ("0", "3"):
        settings.set(LOCK_KEY, minutes)
        counter.session.settings_changed.emit()
        assert watch.timer.isActive() == (minutes != "0")
        assert watch.timer.interval() == int(minutes) * 60_000


def test_a_till_that_gets_its_first_pin_while_it_runs_locks_too(counter: Counter) -> None:
    assert wait_for(lambda: counter.window.findChild(IdleWatch) is not None)
    watch = counter.window.findChild(IdleWatch)
    assert isinstance(watch, IdleWatch)
    watch.timer.setInterval(50)
    watch.timer.start()
    assert not wait_for_lock(counter, 300)  # nobody has a PIN
    staff.save_person(counter.shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(counter.shop, "BUDI", "2580")
    assert wait_for_lock(counter, 5_000)


def test_the_watch_is_not_called_for_what_a_widget_does(
    counter: Counter, watch: IdleWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[QEvent.Type] = []

    def note(_watch: IdleWatch, _watched: QObject, event: QEvent) -> bool:
        seen.append(event.type())
        return False

    monkeypatch.setattr(IdleWatch, "eventFilter", note)
    counter.scan("DST-0501")
    counter.app.processEvents()
    assert len(seen) < 20
