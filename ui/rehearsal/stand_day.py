"""One day of a stand, played through the real windows where there is no display."""

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
MISSING = 2_000  # the drawer of the demo is a little short, so that the slip has a difference


class DemoDay:
    """Plays the day step by step; every step is keys and clicks, but for the void."""

    def __init__(self, app: QApplication, out: Path) -> None:
        self.app = app
        self.out = out
        ticks = SimulatedTicks()
        self.till = TillApp(app, fresh_folder(out, "kasir"), ticks)
        self.hands = Robot(app, ticks, made(out / "screenshots"))

    @property
    def window(self) -> MainWindow:
        assert isinstance(self.till.window, MainWindow)
        return self.till.window

    @property
    def shop(self) -> Shop:
        assert self.till.session is not None
        return self.till.session.shop

    def set_up(self) -> None:
        """First start: Indonesian, the codes, the sample goods."""
        hands = self.hands
        self.till.start()
        self._picture_wizard("bahasa")
        hands.press(Qt.Key.Key_F1)
        for code in (EVENT, STAND, "1"):
            hands.type(code)
            hands.press(Qt.Key.Key_Tab)
        hands.type("Stan Contoh")
        hands.enter()
        hands.type(str(sample_catalogue()))
        self._picture_wizard("kode")
        hands.enter()
        self._picture_wizard("printer")
        hands.enter()
        self._picture_wizard("mulai")
        hands.press(Qt.Key.Key_Escape)

    def _picture_wizard(self, name: str) -> None:
        assert isinstance(self.till.window, SetupWizard)
        self.hands.picture(self.till.window, name)

    def open(self) -> None:
        self.window.resize(1366, 768)
        self.hands.type(str(FLOAT))
        self.hands.picture(self.window, "buka-kasir")
        self.hands.enter()

    def sell(self) -> None:
        """Cash with change, QRIS, a bargained piece by transfer, an exact sale that is voided."""
        hands, window = self.hands, self.window
        self._fill_cart()
        hands.picture(window, "jual")
        hands.enter()
        hands.picture(window, "bayar-tunai")
        hands.press(Qt.Key.Key_F8)
        hands.picture(window, "kembalian")
        hands.scan("BTU-0302")
        hands.press(Qt.Key.Key_F10)
        hands.picture(window, "qris-belum-ada")
        hands.scan(DEMO_QRIS)
        hands.picture(window, "qris")
        hands.enter()
        self._bargain()
        self._search()
        hands.enter()
        hands.enter()
        self._void_last()

    def _fill_cart(self) -> None:
        hands = self.hands
        hands.scan("DST-0501")
        hands.type("3*")
        hands.scan("MNK-0101")
        hands.scan("BTU-0301")
        hands.type("+")
        hands.scan("MNK-0104")

    def _bargain(self) -> None:
        hands = self.hands
        hands.scan("MNK-0106")
        hands.answer("300000")
        hands.press(Qt.Key.Key_F3)
        hands.picture(self.window, "nego")
        hands.press(Qt.Key.Key_F11)
        hands.type("Transfer 1")
        hands.enter()

    def _search(self) -> None:
        hands = self.hands
        hands.type("gelang")
        hands.press(Qt.Key.Key_Down)
        hands.picture(self.window, "cari")
        hands.enter()

    def _void_last(self) -> None:
        number = stored_sales.list_sales(self.shop)[-1].number
        asked = documents.DocumentDetails(sales.new_sale_id(self.shop), note="Pembeli tidak jadi")
        refunds.write_void(self.shop, number, asked)
        assert self.till.session is not None
        self.till.session.reload_catalogue()
        self.till.session.refresh()

    def close(self) -> business_day.ClosedDay:
        """A blind count, note by note."""
        hands, window = self.hands, self.window
        in_drawer = FLOAT + business_day.today_totals(self.shop).paid_by(Method.CASH)
        till_key = Qt.Key(Qt.Key.Key_1 + NAMES.index("till"))
        hands.press(till_key, Qt.KeyboardModifier.ControlModifier)
        hands.press(Qt.Key.Key_F9)
        pieces = dict(break_down(in_drawer - MISSING))
        for denomination in window.till.count.counter.pieces:
            hands.type(str(pieces.get(denomination, 0)))
            hands.enter()
        hands.picture(window, "hitung")
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        closed = business_day.last_closed(self.shop)
        assert closed is not None
        return closed

    def hand_over(self) -> Path:
        """The day file, written and read back."""
        stick = made(self.out / "day-files")
        panel = self.window.till.closed
        panel.handover.folder.selectAll()
        panel.handover.folder.setFocus()
        self.hands.type(str(stick.resolve()))
        self.hands.click(panel.handover.export)
        self.hands.picture(self.window, "serahkan")
        return next(stick.glob("*.zip"))

    def papers(self, day: str) -> Path:
        """Every receipt and the closing slip, as text and as PDF."""
        folder = made(self.out / "receipts")
        for sale in stored_sales.list_sales(self.shop):
            text = receipts.receipt_text(self.shop, sale.number)
            (folder / f"{sale.number}.txt").write_text(text, encoding="utf-8")
            receipts.save_receipt(self.shop, sale.number, folder / f"{sale.number}.pdf")
        slip = closing_slip.closing_slip_text(self.shop, day)
        (folder / f"closing-{day}.txt").write_text(slip, encoding="utf-8")
        closing_slip.save_closing_slip(self.shop, day, folder / f"closing-{day}.pdf")
        return folder


def made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fresh_folder(out: Path, name: str) -> Path:
    """A folder that is not there yet: an older play is never written over."""
    number = 1
    while (path := out / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return path


def _quiet(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """The off-screen platform warns of every window with a size of its own; the rest is told."""
    if "propagateSizeHints" not in text:
        click.echo(text, err=True)


def play(out: Path) -> int:
    """Plays the day into `out` and says where everything is; 0 when all of it was done."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    before, faults = qInstallMessageHandler(_quiet), _Faults()
    hook, sys.excepthook = sys.excepthook, faults.note
    try:
        done = _play(made(out).resolve())
        return 1 if faults.noted else done
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(before)


class _Faults:
    """What went wrong in a window goes to its event loop, not to who called: it is kept here."""

    def __init__(self) -> None:
        self.noted: list[BaseException] = []

    def note(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
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
    pictures = day.hands.taken
    office = fresh_folder(out, "office")
    evening = merge_day(day.app, office, STAND, closed.day, file.parent, pictures[0].parent)
    _tell(closed, [*pictures, *evening.pictures], papers, file)
    _tell_evening(evening)
    return 0


def _tell_evening(evening: Evening) -> None:
    state = "complete" if evening.complete else "not complete"
    total = format_rupiah(evening.totals.net)
    click.echo(f"Office       {evening.folder} ({total}, {state})")


def _tell(closed: business_day.ClosedDay, pictures: list[Path], papers: Path, file: Path) -> None:
    totals = closed.totals
    click.echo(f"Played one day at the stand: {totals.sales} sales, {format_rupiah(totals.net)}.")
    difference = format_rupiah(closed.difference)
    click.echo(f"Counted {format_rupiah(closed.counted)}, difference {difference}.")
    click.echo(f"Screenshots  {pictures[0].parent} ({len(pictures)})")
    click.echo(f"Receipts     {papers}")
    click.echo(f"Day file     {file} (code {closed.code})")
