"""Handing over at the till: sticks that come and go, a chat message, and the office's receipt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from ui_robot import Counter

from pos_app.clock import ManualClock, SystemClock
from pos_app.dayfile.acknowledgement import (
    AcknowledgementFacts,
    acknowledgement_code,
    acknowledgement_qr_text,
)
from pos_app.dayfile.durable_write import FileSystem
from pos_app.dayfile.signing import signer_of
from pos_app.services.day import business_day, closing, handover
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.handover import HandoverState
from pos_app.services.day.usb_sticks import Stick
from ui.tasks import InlineRunner
from ui.till import handover_box
from ui.till.handover_box import HandoverBox

Sticks = list[Stick]


@pytest.fixture
def plugged(counter: Counter) -> Sticks:
    """What is plugged in; a test puts sticks in and pulls them."""
    found: Sticks = []
    counter.shop.settings.set("language", "en")
    counter.shop.clock = ManualClock(SystemClock().now())
    box = counter.window.till.closed.handover
    box.runner, watch = InlineRunner(), box.watch
    watch.runner, watch.find = InlineRunner(), lambda: list(found)
    return found


def close(counter: Counter) -> ClosedDay:
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    closed = closing.close_till(counter.shop, counted=0)
    counter.session.refresh()
    return closed


def next_day(counter: Counter) -> None:
    clock = counter.shop.clock
    assert isinstance(clock, ManualClock)
    clock.advance(86_400)
    business_day.open_till(counter.shop, 0)
    counter.session.refresh()
    counter.window.show_screen("sell")


def show(counter: Counter) -> HandoverBox:
    counter.window.show_screen("till")
    box = counter.window.till.closed.handover
    assert box.isVisible()
    return box


def stick(folder: Path, name: str, *, writable: bool = True) -> Stick:
    (folder / name).mkdir(exist_ok=True)
    return Stick(name, folder / name, writable)


def lines(box: HandoverBox) -> list[str]:
    return [box.days.item(row).text() for row in range(box.days.count())]


def state(counter: Counter) -> list[HandoverState]:
    return [handover.state_of(day) for day in handover.day_handovers(counter.shop)]


def test_a_stick_is_found_while_the_screen_is_open_and_enter_writes_onto_it(
    counter: Counter, plugged: Sticks, tmp_path: Path
) -> None:
    close(counter)
    box = show(counter)
    assert box.sticks == [] and "KINGSTON" not in box.export.text()
    before = box.folder.text()
    plugged.append(stick(tmp_path, "KINGSTON"))
    box.watch.poll()
    assert [chip.text() for chip in box.sticks] == ["KINGSTON"]
    assert box.export.text() == "Write to stick KINGSTON"
    counter.enter()
    assert [path.suffix for path in (tmp_path / "KINGSTON").iterdir()] == [".zip"]
    assert box.code.text() in box.outcome.text()
    assert "written, not confirmed" in lines(box)[0]
    plugged.clear()
    box.watch.poll()
    assert box.sticks == [] and box.folder.text() == before, "a stick is never remembered"


def test_the_watch_runs_only_while_the_screen_is_seen(counter: Counter, plugged: Sticks) -> None:
    close(counter)
    box = show(counter)
    assert box.watch._timer.isActive()
    counter.window.show_screen("sales")
    assert not box.watch._timer.isActive()


def test_of_two_sticks_one_is_chosen_by_a_click_and_a_locked_one_never_by_itself(
    counter: Counter, plugged: Sticks, tmp_path: Path
) -> None:
    close(counter)
    box = show(counter)
    plugged.append(stick(tmp_path, "LOCKED", writable=False))
    box.watch.poll()
    assert box.sticks[0].text() == "LOCKED (locked)" and not box.sticks[0].isChecked()
    plugged.extend((stick(tmp_path, "ONE"), stick(tmp_path, "TWO")))
    box.watch.poll()
    assert box.export.text() == "Write to stick ONE"
    QTest.mouseClick(box.sticks[2], Qt.MouseButton.LeftButton)
    assert [chip.isChecked() for chip in box.sticks] == [False, False, True]
    QTest.mouseClick(box.export, Qt.MouseButton.LeftButton)
    assert list((tmp_path / "ONE").iterdir()) == [] and list((tmp_path / "TWO").iterdir()) != []


def test_every_owed_day_is_written_at_once_and_each_is_named(
    counter: Counter, plugged: Sticks, tmp_path: Path
) -> None:
    for _ in range(2):
        close(counter)
        next_day(counter)
    close(counter)
    plugged.append(stick(tmp_path, "KINGSTON"))
    box = show(counter)
    box.watch.poll()
    assert len(lines(box)) == 3 and all("not handed over yet" in line for line in lines(box))
    assert box.export.text() == "Write 3 days to KINGSTON"
    QTest.mouseClick(box.export, Qt.MouseButton.LeftButton)
    assert len(list((tmp_path / "KINGSTON").iterdir())) == 3
    assert state(counter) == [HandoverState.WRITTEN] * 3
    assert counter.session.not_handed_over == 0


@pytest.mark.parametrize(("number", "words"), [(28, "full"), (30, "cannot be written")])
def test_a_stick_that_is_full_or_read_only_is_said_and_the_day_stays_owed(
    counter: Counter,
    plugged: Sticks,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    close(counter)
    plugged.append(stick(tmp_path, "KINGSTON"))
    box = show(counter)
    box.watch.poll()

    def fail(_disk: FileSystem, _path: Path, _data: bytes) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(FileSystem, "write", fail)
    QTest.mouseClick(box.export, Qt.MouseButton.LeftButton)
    assert words in counter.window.alerts.text.text()
    assert box.outcome.text() == "" and state(counter) == [HandoverState.OWED]
    assert list((tmp_path / "KINGSTON").iterdir()) == []


def test_a_stick_that_is_pulled_before_the_click_is_said(
    counter: Counter, plugged: Sticks, tmp_path: Path
) -> None:
    close(counter)
    gone = Stick("GONE", tmp_path / "media" / "GONE")
    plugged.append(gone)
    box = show(counter)
    box.watch.poll()
    QTest.mouseClick(box.export, Qt.MouseButton.LeftButton)
    assert counter.window.alerts.isVisible() and state(counter) == [HandoverState.OWED]


def test_send_opens_the_folder_and_has_the_message_copied(
    counter: Counter, plugged: Sticks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(handover_box, "open_folder", lambda folder: opened.append(folder) or True)
    day = close(counter)
    plugged.append(stick(tmp_path, "KINGSTON"))
    counter.shop.settings.set(handover_box.FOLDER_KEY, str(tmp_path / "chat"))
    box = show(counter)
    box.watch.poll()
    QTest.mouseClick(box.send, Qt.MouseButton.LeftButton)
    assert opened == [tmp_path / "chat"], "what is sent lies on this laptop, not on the stick"
    (file,) = (tmp_path / "chat").iterdir()
    message = QGuiApplication.clipboard().text()
    for part in ("A07-1", "Rp35.000", day.code, file.name):
        assert part in message
    assert "paste" in box.outcome.text() and state(counter) == [HandoverState.WRITTEN]
    monkeypatch.setattr(handover_box, "open_folder", lambda _folder: False)
    QTest.mouseClick(box.send, Qt.MouseButton.LeftButton)
    assert str(tmp_path / "chat") in box.outcome.text()


def test_the_offices_code_is_typed_and_the_day_is_handed_over(
    counter: Counter, plugged: Sticks, tmp_path: Path
) -> None:
    day = close(counter)
    box = show(counter)
    QTest.mouseClick(box.record, Qt.MouseButton.LeftButton)
    assert counter.focus is box.receipt, "without a code the box waits for one"
    counter.type(day.code)
    counter.enter()
    assert "own closing slip" in counter.window.alerts.text.text()
    assert state(counter) == [HandoverState.OWED], "Enter in this box writes nothing"
    box.receipt.clear()
    counter.type(acknowledgement_code(day.manifest).lower())
    counter.enter()
    assert state(counter) == [HandoverState.RECEIVED] and box.receipt.text() == ""
    assert "the office has it" in lines(box)[0] and day.code in box.outcome.text()
    assert counter.session.not_handed_over == 0


def receipt_for(day: ClosedDay, **changes: str) -> str:
    office = signer_of(bytes([7]) * 32)
    facts = AcknowledgementFacts(
        *("NUSAKRAF23", "A07", "1", 0, day.day, day.revision, day.manifest),
        at="2026-11-25T22:00:00+08:00",
        key=office.public_hex,
    )
    return acknowledgement_qr_text(replace(facts, **changes), office.sign)  # type: ignore[arg-type]


def test_a_receipt_scanned_while_selling_marks_yesterday(counter: Counter, plugged: Sticks) -> None:
    day = close(counter)
    next_day(counter)
    assert counter.window.selling
    counter.scan(receipt_for(day))
    assert state(counter) == [HandoverState.RECEIVED]
    box = counter.window.till.closed.handover
    assert box.isVisible() and "This day is handed over" in box.outcome.text()
    assert not counter.window.till.steps.isVisible(), "no close is under way"
    panel = counter.window.till.closed
    assert panel.next_day.text() == "Back to the till" and not panel.reopen.isVisible()
    QTest.mouseClick(panel.next_day, Qt.MouseButton.LeftButton)
    assert counter.window.till.running.isVisible()
    assert not counter.window.till.running.earlier_days.isVisible(), "nothing is owed any more"


def test_a_strangers_receipt_is_refused_and_changes_nothing(
    counter: Counter, plugged: Sticks
) -> None:
    day = close(counter)
    counter.window.show_screen("sell")
    counter.scan(receipt_for(day, stand="A08"))
    assert "not for this till" in counter.window.alerts.text.text()
    assert state(counter) == [HandoverState.OWED]


def test_a_receipt_scanned_into_a_count_leaves_the_count(counter: Counter, plugged: Sticks) -> None:
    day = close(counter)
    next_day(counter)
    counter.window.show_screen("till")
    counter.key(Qt.Key.Key_F9)
    counter.type("3")
    counter.scan(receipt_for(day))
    panel = counter.window.till.count
    assert panel.isVisible() and panel.counter.pieces[100_000].text() == "3"
    assert state(counter) == [HandoverState.RECEIVED]


def test_earlier_days_are_reached_from_the_open_till(counter: Counter, plugged: Sticks) -> None:
    close(counter)
    next_day(counter)
    counter.window.show_screen("till")
    running = counter.window.till.running
    QTest.mouseClick(running.earlier_days, Qt.MouseButton.LeftButton)
    box = counter.window.till.closed.handover
    assert box.isVisible() and "not handed over yet" in lines(box)[0]
