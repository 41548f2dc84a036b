"""One day of a stand, played by a robot through the real windows."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

import click
from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from pos_app.domain.money import break_down, format_rupiah
from pos_app.domain.payment_methods import Method
from pos_app.services.day import business_day
from pos_app.services.demo import DEMO_QRIS, EVENT, sample_catalogue
from pos_app.services.paper import closing_slip, receipts
from pos_app.services.selling import documents, refunds, sales, stored_sales
from pos_app.services.shop.shop import Shop
from ui.app import TillApp
from ui.application import make_application
from ui.main_window import MainWindow
from ui.rehearsal.office_evening import Evening, merge_day
from ui.robot import Robot, SimulatedTicks
from ui.screen_list import NAMES
from ui.setup.wizard import SetupWizard

STAND = "A01"
FLOAT = 500_000
MISSING = 2_000  # rupiah, so that the closing slip shows a difference
WRITING_MS = 20_000


class DemoDay:
    """Plays the day in steps, by keys and clicks; only the void calls the service."""

    def __init__(self, app: QApplication, out: Path) -> None:
        self.app = app
        self.out = out
        ticks = SimulatedTicks()
        self.till = TillApp(app, fresh_folder(out, "kasir"), ticks)
        self.robot = Robot(app, ticks, make_folder(out / "screenshots"))

    @property
    def window(self) -> MainWindow:
        """The main window of the till."""
        assert isinstance(self.till.window, MainWindow)
        return self.till.window

    @property
    def shop(self) -> Shop:
        """The open shop of the till."""
        assert self.till.session is not None
        return self.till.session.shop

    def set_up(self) -> None:
        """Go through the wizard: Indonesian, the codes, the sample catalogue."""
        robot = self.robot
        self.till.start()
        self._screenshot_wizard("bahasa")
        robot.press(Qt.Key.Key_F1)
        for code in (EVENT, STAND, "1"):
            robot.type(code)
            robot.press(Qt.Key.Key_Tab)
        robot.type("Stan Contoh")
        robot.enter()
        robot.type(str(sample_catalogue()))
        self._screenshot_wizard("kode")
        robot.enter()
        self._screenshot_wizard("printer")
        robot.enter()
        self._screenshot_wizard("mulai")
        robot.press(Qt.Key.Key_Escape)

    def _screenshot_wizard(self, name: str) -> None:
        assert isinstance(self.till.window, SetupWizard)
        self.robot.screenshot(self.till.window, name)

    def open(self) -> None:
        """Open the till with the float."""
        self.window.resize(1366, 768)
        self.robot.type(str(FLOAT))
        self.robot.screenshot(self.window, "buka-kasir")
        self.robot.enter()

    def sell(self) -> None:
        """Sell for cash, by QRIS, by transfer at a bargained price, and a sale that is voided."""
        robot, window = self.robot, self.window
        self._fill_cart()
        robot.screenshot(window, "jual")
        robot.enter()
        robot.screenshot(window, "bayar-tunai")
        robot.press(Qt.Key.Key_F5)
        robot.screenshot(window, "kembalian")
        robot.scan("BTU-0302")
        robot.press(Qt.Key.Key_F10)
        robot.screenshot(window, "qris-belum-ada")
        robot.scan(DEMO_QRIS)
        robot.screenshot(window, "qris")
        robot.enter()
        self._bargain()
        self._search()
        robot.enter()
        robot.enter()
        self._void_last()

    def _fill_cart(self) -> None:
        robot = self.robot
        robot.scan("DST-0501")
        robot.type("3*")
        robot.scan("MNK-0101")
        robot.scan("BTU-0301")
        robot.type("+")
        robot.scan("MNK-0104")

    def _bargain(self) -> None:
        robot = self.robot
        robot.scan("MNK-0106")
        robot.answer_next_dialog("300000")
        robot.press(Qt.Key.Key_F3)
        robot.screenshot(self.window, "nego")
        robot.press(Qt.Key.Key_F11)
        robot.type("Transfer 1")
        robot.enter()

    def _search(self) -> None:
        robot = self.robot
        robot.type("gelang")
        robot.press(Qt.Key.Key_Down)
        robot.screenshot(self.window, "cari")
        robot.enter()

    def _void_last(self) -> None:
        number = stored_sales.list_sales(self.shop)[-1].number
        asked = documents.DocumentDetails(sales.new_sale_id(self.shop), note="Pembeli tidak jadi")
        refunds.write_void(self.shop, number, asked)
        assert self.till.session is not None
        self.till.session.reload_catalogue()
        self.till.session.refresh()

    def close(self) -> business_day.ClosedDay:
        """Count the drawer by denomination and close the day."""
        robot, window = self.robot, self.window
        in_drawer = FLOAT + business_day.today_totals(self.shop).paid_by(Method.CASH)
        till_key = Qt.Key(Qt.Key.Key_1 + NAMES.index("till"))
        robot.press(till_key, Qt.KeyboardModifier.ControlModifier)
        robot.press(Qt.Key.Key_F9)
        pieces = dict(break_down(in_drawer - MISSING))
        for denomination in window.till.count.counter.pieces:
            robot.type(str(pieces.get(denomination, 0)))
            robot.enter()
        robot.screenshot(window, "hitung")
        robot.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        closed = business_day.last_closed(self.shop)
        assert closed is not None
        return closed

    def hand_over(self) -> Path:
        """Write the day file into a folder; return its path."""
        stick = make_folder(self.out / "day-files")
        panel = self.window.till.closed
        panel.handover.folder.selectAll()
        panel.handover.folder.setFocus()
        self.robot.type(str(stick.resolve()))
        self.robot.click(panel.handover.export)
        panel.handover.runner.wait(WRITING_MS)
        self.robot.screenshot(self.window, "serahkan")
        return next(stick.glob("*.zip"))

    def papers(self, day: str) -> Path:
        """Save every receipt and the closing slip as text and PDF; return their folder."""
        folder = make_folder(self.out / "receipts")
        for sale in stored_sales.list_sales(self.shop):
            text = receipts.receipt_text(self.shop, sale.number)
            (folder / f"{sale.number}.txt").write_text(text, encoding="utf-8")
            receipts.save_receipt(self.shop, sale.number, folder / f"{sale.number}.pdf")
        slip = closing_slip.closing_slip_text(self.shop, day)
        (folder / f"closing-{day}.txt").write_text(slip, encoding="utf-8")
        closing_slip.save_closing_slip(self.shop, day, folder / f"closing-{day}.pdf")
        return folder


def make_folder(folder: Path) -> Path:
    """Make `folder` if it is missing, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fresh_folder(out: Path, name: str) -> Path:
    """Return a path in `out` that does not exist, so that no older run is overwritten."""
    number = 1
    while (path := out / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return path


def _quiet(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Print Qt messages, but not the warning that the off-screen platform gives for each window."""
    if "propagateSizeHints" not in text:
        click.echo(text, err=True)


def play(out: Path) -> int:
    """Play the day into `out` and print where everything is; return 0 if nothing failed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    before, uncaught = qInstallMessageHandler(_quiet), _UncaughtErrors()
    hook, sys.excepthook = sys.excepthook, uncaught.note
    try:
        done = _play(make_folder(out).resolve())
        return 1 if uncaught.noted else done
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(before)


class _UncaughtErrors:
    """Records exceptions of slots, which reach `sys.excepthook` and not the caller."""

    def __init__(self) -> None:
        self.noted: list[BaseException] = []

    def note(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Record an exception and print it, as `sys.excepthook`."""
        self.noted.append(error)
        sys.__excepthook__(kind, error, trace)


def _play(out: Path) -> int:
    day = DemoDay(make_application(), out)
    try:
        day.set_up()
        day.open()
        day.sell()
        closed = day.close()
        file = day.hand_over()
        papers = day.papers(closed.day)
    finally:
        day.till.close()
    screenshots = day.robot.screenshots
    office = fresh_folder(out, "office")
    evening = merge_day(day.app, office, STAND, closed.day, file.parent, screenshots[0].parent)
    _print_day(closed, [*screenshots, *evening.screenshots], papers, file)
    _print_evening(evening)
    return 0


def _print_evening(evening: Evening) -> None:
    state = "complete" if evening.complete else "not complete"
    total = format_rupiah(evening.totals.net)
    click.echo(f"Office       {evening.folder} ({total}, {state})")


def _print_day(
    closed: business_day.ClosedDay, screenshots: list[Path], papers: Path, file: Path
) -> None:
    totals = closed.totals
    click.echo(f"Played one day at the stand: {totals.sales} sales, {format_rupiah(totals.net)}.")
    difference = format_rupiah(closed.difference)
    click.echo(f"Counted {format_rupiah(closed.counted)}, difference {difference}.")
    click.echo(f"Screenshots  {screenshots[0].parent} ({len(screenshots)})")
    click.echo(f"Receipts     {papers}")
    click.echo(f"Day file     {file} (code {closed.code})")
