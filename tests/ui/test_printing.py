"""The printer beside the counter: receipts come out, trouble is said, nothing waits for it."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from printing.escpos_reader import Paper, read_job
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_replies import answer
from ui_robot import Counter, Ticks

from pos_app.services.day import closing
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.print_queue import State
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.selling import stored_sales
from pos_app.services.shop.shop import Shop
from ui.main_window import MainWindow
from ui.printing import print_runner
from ui.printing.print_runner import PrintRunner
from ui.printing.printer_card import PrinterCard
from ui.session import IDLE_MS
from ui.tasks import InlineRunner, Outcome

Key = Qt.Key
T = TypeVar("T")


class PrintServer:
    """Port 9100 on 127.0.0.1, as a network printer has it."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._socket.accept()
            except OSError:
                return
            with link:
                got = b""
                while data := link.recv(65_536):
                    got += data
                self.jobs.append(got)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits
        self._socket.close()
        self._thread.join(5)


@pytest.fixture
def server() -> Iterator[PrintServer]:
    made = PrintServer()
    yield made
    made.close()


def until(counter: Counter, holds: Callable[[], object]) -> None:
    for _ in range(300):
        counter.app.processEvents()
        if holds():
            return
        QTest.qWait(10)
    raise AssertionError("it never came")


def papers(server: PrintServer) -> list[Paper]:
    return [read_job(job) for job in server.jobs]


def sell(counter: Counter, code: str = "DST-0501") -> str:
    counter.window.show_screen("sell")
    counter.scan(code)
    counter.enter()
    counter.enter()
    return stored_sales.list_sales(counter.shop)[-1].number


def test_a_sale_comes_out_of_the_printer_with_the_drawer_open(
    counter: Counter, server: PrintServer
) -> None:
    printer_settings.set_printer(counter.shop, Printer(server.address, "generic58"))
    number = sell(counter)
    until(counter, lambda: server.jobs and not print_queue.unfinished_jobs(counter.shop))
    (paper,) = papers(server)
    assert number in paper.text and "35.000" in paper.text and paper.kicks == 1
    assert max(len(text) for text, _, _ in paper.lines) <= 32
    assert not counter.window.paper.isVisible()


def test_the_english_receipt_a_copy_and_the_closing_slip_go_there_too(
    counter: Counter, server: PrintServer
) -> None:
    printer_settings.set_printer(counter.shop, Printer(server.address, "generic80"))
    number = sell(counter)
    counter.ticks.advance()
    counter.sell.right_column.change.receipt_en.click()
    counter.window.show_screen("sales")
    counter.app.processEvents()
    counter.key(Key.Key_F5)
    until(counter, lambda: len(server.jobs) == 3)
    _, english, copy = papers(server)
    assert "Receipt no." in english.text and english.kicks == 0
    assert number in copy.text and ("SALINAN" in copy.text or "COPY" in copy.text)
    closed = closing.close_till(counter.shop, counted=285_000)
    counter.session.refresh()
    counter.window.show_screen("till")
    counter.window.till.closed.closing_slip.click()
    until(counter, lambda: len(server.jobs) == 4)
    assert closed.code in papers(server)[-1].text


def test_the_drawer_is_opened_by_the_printer(counter: Counter, server: PrintServer) -> None:
    from ui_replies import typed

    printer_settings.set_printer(counter.shop, Printer(server.address, "generic58"))
    counter.window.show_screen("till")
    answer(counter, typed(counter, "tukar uang"), Key.Key_F8)
    until(counter, lambda: len(server.jobs) == 1)
    assert papers(server)[0].kicks == 1 and papers(server)[0].text == ""


def test_a_printer_that_is_off_holds_no_buyer_up_and_is_said_once(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_runner, "WAITS_MS", (5, 5, 5, 5))
    gone = tmp_path / "gone" / "lp0"
    printer_settings.set_printer(counter.shop, Printer(f"file://{gone}", "generic58"))
    start = time.monotonic()
    first, second = sell(counter), sell(counter, "MNK-0101")
    assert time.monotonic() - start < 5 and counter.sales() == 2
    until(
        counter,
        lambda: all(job.state is State.FAILED for job in print_queue.unfinished_jobs(counter.shop)),
    )
    assert counter.window.alerts.isVisible() and str(gone) in counter.window.alerts.text.text()
    assert counter.window.paper.isVisible() and "2" in counter.window.paper.text()
    gone.parent.mkdir()

    def try_again() -> None:
        counter.enter()

    counter.window.paper.setFocus()
    answer(counter, try_again, Key.Key_Space)
    until(counter, lambda: not print_queue.unfinished_jobs(counter.shop))
    text = gone.read_bytes().decode("latin-1")
    assert first in text and second in text
    assert not counter.window.paper.isVisible()


def test_one_that_cannot_be_printed_is_saved_or_given_up(counter: Counter, tmp_path: Path) -> None:
    from ui.papers.jobs_dialog import JobsDialog

    nowhere = f"file://{tmp_path / 'no' / 'lp0'}"
    printer_settings.set_printer(counter.shop, Printer(nowhere, "generic58"))
    number = sell(counter)
    sell(counter, "MNK-0101")
    dialog = JobsDialog(counter.session, counter.session.printer)
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(0)
    dialog.pdf.click()
    assert (counter.shop.folder / "receipts" / f"{number}-id.pdf").exists()
    assert dialog.list.count() == 1
    dialog.give_up.click()
    assert dialog.list.count() == 0
    assert len(print_queue.unprinted_jobs(counter.shop)) == 2, "given up, and still listed"
    dialog.deleteLater()


def test_what_waits_goes_to_another_printer(counter: Counter, tmp_path: Path) -> None:
    from ui.papers.jobs_dialog import JobsDialog, OtherPrinterDialog

    nowhere = f"file://{tmp_path / 'no' / 'lp0'}"
    printer_settings.set_printer(counter.shop, Printer(nowhere, "generic58"))
    numbers = [sell(counter), sell(counter, "MNK-0101")]
    dialog = JobsDialog(counter.session, counter.session.printer)

    def choose() -> None:
        other = QApplication.activeModalWidget()
        assert isinstance(other, OtherPrinterDialog)
        other.card.address.setEditText(f"file://{tmp_path / 'lp1'}")
        other.ok.click()

    QTimer.singleShot(20, counter.app, choose)
    dialog.other.click()
    until(counter, lambda: not print_queue.unfinished_jobs(counter.shop))
    text = (tmp_path / "lp1").read_bytes().decode("latin-1")
    assert all(number in text for number in numbers)
    dialog.deleteLater()


def test_what_an_earlier_run_left_is_printed_at_the_start(
    styled_app: QApplication, shop: Shop, ticks: Ticks, server: PrintServer
) -> None:
    printer_settings.set_printer(shop, Printer(server.address, "generic58"))
    print_queue.queue_job(shop, JobKind.TEST)
    assert print_queue.take_next(shop) is not None  # and then the power went
    counter = Counter(styled_app, shop, ticks)
    try:
        until(counter, lambda: len(server.jobs) == 1)
        until(counter, lambda: not print_queue.unfinished_jobs(shop))
    finally:
        counter.close()


class HeldRunner:
    """A printer that takes its time: what it was given runs when the test says so."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        self.held.append(lambda: InlineRunner().run(work, done))

    def wait(self, most_ms: int) -> None:
        while self.held:
            self.held.pop(0)()


def test_a_window_built_again_does_not_print_what_is_on_its_way(
    counter: Counter, server: PrintServer
) -> None:
    held = HeldRunner()
    session = counter.session
    session.__dict__["printer"] = PrintRunner(session, held)
    printer_settings.set_printer(counter.shop, Printer(server.address, "generic58"))
    sell(counter)
    assert len(held.held) == 1
    window = MainWindow(session)
    window.show()
    QTest.qWait(IDLE_MS + 100)
    assert len(held.held) == 1, "sent once"
    session.stop_printing()
    assert not print_queue.unfinished_jobs(counter.shop), "noted before the till is closed"
    sell(counter)
    assert not held.held and len(print_queue.unfinished_jobs(counter.shop)) == 1, (
        "left for the next start"
    )
    window.close()
    window.deleteLater()


def test_what_was_on_its_way_to_the_old_printer_goes_to_the_new_one_at_once(
    counter: Counter, server: PrintServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_runner, "WAITS_MS", (3_600_000,))
    held = HeldRunner()
    runner = counter.session.__dict__["printer"] = PrintRunner(counter.session, held)
    QTest.qWait(IDLE_MS + 100)  # the window has looked once for what an earlier run left
    printer_settings.set_printer(
        counter.shop, Printer(f"file://{tmp_path / 'no' / 'lp0'}", "generic58")
    )
    sell(counter)
    printer_settings.set_printer(counter.shop, Printer(server.address, "generic58"))
    runner.retry()
    held.wait(0)
    until(counter, lambda: bool(held.held))
    held.wait(0)
    until(counter, lambda: len(server.jobs) == 1)
    assert not print_queue.unfinished_jobs(counter.shop) and len(server.jobs) == 1


def test_closing_waits_for_the_paper_that_is_on_its_way(
    counter: Counter, server: PrintServer
) -> None:
    printer_settings.set_printer(counter.shop, Printer(server.address, "generic58"))
    print_queue.queue_job(counter.shop, JobKind.TEST)
    counter.session.printer.send_next()
    counter.session.stop_printing()
    assert not print_queue.unfinished_jobs(counter.shop)


def test_the_test_slip_takes_the_path_of_receipts(
    counter: Counter, server: PrintServer, tmp_path: Path
) -> None:
    card = PrinterCard(counter.shop, "en", InlineRunner())
    card.address.setCurrentText(server.address)
    card.test.click()
    until(counter, lambda: len(server.jobs) == 1)
    assert "TES PRINTER" in papers(server)[0].text
    assert "Sent" in card.outcome.text()
    assert printer_settings.printer(counter.shop) == Printer(server.address, "generic58")
    card.address.setCurrentText(f"file://{tmp_path / 'no' / 'lp0'}")
    card.test.click()
    assert "cannot be reached" in card.outcome.text()
    card.address.setCurrentText("COM3")
    card.test.click()
    assert "cannot be used" in card.outcome.text()
    card.deleteLater()


def test_no_printer_at_all_is_a_choice(counter: Counter) -> None:
    card = PrinterCard(counter.shop, "en", InlineRunner())
    card.search_button.click()
    card.address.setCurrentText("")
    assert card.save() and printer_settings.printer(counter.shop) is None
    card.test.click()
    assert "no printer" in card.outcome.text()
    card.deleteLater()
