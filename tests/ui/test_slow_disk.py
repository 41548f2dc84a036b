"""A disk that takes its time: the window stays alive, and what is typed meanwhile keeps its order.

Every commit and every fsync takes DELAY; a heartbeat on the window's thread tells how long it stood
still.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from support.slow_disk import SlowDisk
from ui_robot import Counter

from pos_app.services.day import closing
from pos_app.services.paper.printer_settings import Printer, set_printer
from pos_app.services.selling import carts, stored_sales
from pos_app.store.cart_file import CART_NAME, CartFile
from pos_app.store.journal import read_twin
from ui.printing.printer_card import PrinterCard
from ui.tasks import InlineRunner

Key = Qt.Key

DELAY = 0.4  # seconds
BEAT_MS = 5


@pytest.fixture
def disk(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk(monkeypatch, DELAY)
    yield disk
    disk.delay = 0


@contextmanager
def heartbeat(counter: Counter) -> Iterator[list[float]]:
    """The gaps between the beats of a timer on the window's thread, in seconds."""
    gaps: list[float] = []
    last = time.monotonic()

    def beat() -> None:
        nonlocal last
        now = time.monotonic()
        gaps.append(now - last)
        last = now

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    yield gaps
    timer.stop()
    gaps.append(time.monotonic() - last)


def test_a_scan_waits_for_no_disk(counter: Counter, disk: SlowDisk) -> None:
    start = time.monotonic()
    for _ in range(3):
        counter.scan("DST-0501")
    assert counter.cart() == [("DST-0501", 3)]
    assert time.monotonic() - start < DELAY and disk.commits == []


def test_paying_is_one_commit_and_the_window_lives_on(counter: Counter, disk: SlowDisk) -> None:
    counter.scan("DST-0501")
    counter.enter()
    with heartbeat(counter) as gaps:
        counter.enter()
    assert counter.sales() == 1 and counter.cart() == []
    assert disk.commits.count(True) == 0 and len(disk.commits) == 1
    assert max(gaps) < DELAY / 2


def test_saving_is_said_and_taken_back(counter: Counter, disk: SlowDisk) -> None:
    seen: list[bool] = []
    counter.session.saving.connect(seen.append)
    shown: list[bool] = []
    counter.session.saving.connect(lambda _: shown.append(counter.window.saving.sign.isVisible()))
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    assert seen == [True, False] and shown == [True, False]


def test_a_fast_disk_shows_no_sign(counter: Counter) -> None:
    seen: list[bool] = []
    counter.session.saving.connect(seen.append)
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    assert counter.sales() == 1 and True not in seen


def test_a_cart_is_on_disk_soon_and_survives_the_end_of_the_program(
    counter: Counter, disk: SlowDisk
) -> None:
    for sku in ("DST-0501", "MNK-0101", "MNK-0101"):
        counter.scan(sku)
    counter.shop.cart_file.close()  # as a program that ends in good order
    counter.shop.cart_file = CartFile(counter.shop.folder / CART_NAME)
    cart = carts.stored_cart(counter.shop).cart
    assert [(item.product.sku, item.qty) for item in cart.items] == [
        ("DST-0501", 1),
        ("MNK-0101", 2),
    ]


def test_the_printer_waits_for_its_own_commits(counter: Counter, disk: SlowDisk) -> None:
    disk.delay = 0
    set_printer(counter.shop, Printer(f"file://{counter.shop.folder / 'paper.bin'}", "generic80"))
    disk.commits.clear()
    disk.delay = DELAY
    counter.scan("DST-0501")
    counter.enter()
    with heartbeat(counter) as gaps:
        counter.enter()
        end = time.monotonic() + 20 * DELAY
        while time.monotonic() < end and not (counter.shop.folder / "paper.bin").exists():
            counter.app.processEvents()
            time.sleep(0.005)
    assert (counter.shop.folder / "paper.bin").exists()
    assert True not in disk.commits and max(gaps) < DELAY / 2
    assert len(stored_sales.list_sales(counter.shop)) == 1


def test_a_slow_stick_keeps_no_buyer_waiting(
    counter: Counter, disk: SlowDisk, tmp_path: Path
) -> None:
    disk.delay = 0
    closing.close_till(counter.shop, counted=250_000)
    counter.session.refresh()
    counter.window.show_screen("till")
    handover = counter.window.till.closed.handover
    handover.folder.setText(str(tmp_path))
    disk.delay = DELAY
    with heartbeat(counter) as gaps:
        QTest.mouseClick(handover.export, Qt.MouseButton.LeftButton)
        assert not handover.export.isEnabled() and not list(tmp_path.glob("*.zip"))
        while not handover.export.isEnabled():
            counter.app.processEvents()
            time.sleep(0.005)
    assert len(list(tmp_path.glob("*.zip"))) == 1 and max(gaps) < DELAY / 2


def test_two_threads_take_turns_and_lose_no_row(counter: Counter) -> None:
    """Rows that a print job writes never push a sale's rows from the twin."""
    shop = counter.shop
    errors: list[BaseException] = []

    def jot() -> None:
        try:
            for n in range(150):
                with shop.transaction():
                    shop.record("drawer", {"reason": f"no. {n}"}, at=shop.now())
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=jot) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(10):
        counter.scan("DST-0501")
        counter.enter()
        counter.enter()
        counter.key(Key.Key_Escape)
    for thread in threads:
        thread.join()
    assert not errors and counter.sales() == 10
    assert shop.twin is not None
    shop.twin.flush()
    rows = list(shop.journal.rows())
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert list(read_twin(shop.twin.path)) == rows and shop.journal.first_break() is None


def test_a_cart_that_changed_while_it_was_paid_keeps_its_new_piece(
    counter: Counter, disk: SlowDisk
) -> None:
    """No key gets there meanwhile, but nothing may be lost if something else changes the cart."""
    counter.scan("DST-0501")
    counter.enter()
    session = counter.session
    more = session.cart.add(session.products[1])
    QTimer.singleShot(int(DELAY * 500), lambda: session.set_cart(more))
    counter.enter()
    (sold,) = stored_sales.list_sales(counter.shop)
    assert len(stored_sales.get_sale(counter.shop, sold.number).lines) == 1
    assert session.cart == more


_TYPED_AHEAD = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from ui.off_thread import off_thread

app = QApplication([])
field, log = QLineEdit(), []
field.textChanged.connect(log.append)
field.show()

def go():
    field.activateWindow()
    field.setFocus()
    print("saving", flush=True)
    off_thread(lambda: time.sleep(3))
    log.append("stored")

QTimer.singleShot(500, go)
QTimer.singleShot(5_000, app.quit)
app.exec()
print(log)
"""


@pytest.mark.skipif(
    not (shutil.which("xvfb-run") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)
def test_what_is_typed_while_saving_comes_after_it_in_its_order(tmp_path: Path) -> None:
    script = tmp_path / "typed.py"
    script.write_text(_TYPED_AHEAD)
    run = f"{sys.executable} {script} | (read line; sleep 0.7; xdotool type --delay 20 abc; cat)"
    found = subprocess.run(
        ["xvfb-run", "-a", "bash", "-c", run],
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "['stored', 'a', 'ab', 'abc']" in found.stdout, found.stdout + found.stderr


def test_a_printer_is_stored_away_from_the_window(counter: Counter, disk: SlowDisk) -> None:
    card = PrinterCard(counter.shop, "en", InlineRunner())
    with heartbeat(counter) as gaps:
        assert card.store(f"file://{counter.shop.folder / 'paper.bin'}", "generic80")
    assert disk.commits and True not in disk.commits and max(gaps) < DELAY / 2
