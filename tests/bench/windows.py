"""A till's window off screen, for benches: driven by keys and scans, and painted after each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.figures import p99
from ui_robot import Counter, Ticks

from pos_app.services.catalogue import import_export
from pos_app.services.day import business_day
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import Shop
from ui.application import make_application

FRAME_MS = 1_000 / 60
KINDS = ("Gelang", "Kalung", "Cincin", "Bros", "Anting", "Tas", "Liontin", "Gantungan")
WORDS = ("manik", "batu", "rotan", "ulin", "akik", "aso", "daun salam", "kecubung", "perak")


def goods_sheet(path: Path, products: int) -> Path:
    """Write a sheet of so many products, with codes `P-00000` onwards."""
    lines = ["sku,name,category,maker,price_rp,stock"]
    for n in range(products):
        name = f"{KINDS[n % 8]} {WORDS[n % 9]} motif {WORDS[n // 9 % 9]} {n}"
        price = 10_000 + n % 90 * 500
        lines.append(f"P-{n:05},{name},{KINDS[n % 8]},Perajin {n % 40},{price},9")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def new_till(folder: Path, products: int) -> Shop:
    """An open till with so many products."""
    shop = set_up(folder / "till", TillSetup("EXPO23", "A07", "1"))
    report = import_export.import_file(shop, goods_sheet(folder / "goods.csv", products))
    assert report.stored, report
    business_day.open_till(shop, 0)
    return shop


@contextmanager
def counter_of(shop: Shop) -> Iterator[Counter]:
    """The till's window, which had the moment that a till has before its first buyer."""
    app = make_application()
    assert isinstance(app, QApplication)
    counter = Counter(app, shop, Ticks())
    QTest.qWait(500)
    yield counter
    counter.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass(slots=True)
class Times:
    """Milliseconds of each act: by the clock, and of the processor on the window's thread.

    Other programs on the machine are in the first only; a wait for a disk is, too.
    """

    clock: list[float] = field(default_factory=list)
    thread: list[float] = field(default_factory=list)

    def take(self, act: Callable[[], object]) -> None:
        """Do it, and append what it took."""
        start, used = time.perf_counter_ns(), time.thread_time_ns()
        act()
        self.thread.append((time.thread_time_ns() - used) / 1e6)
        self.clock.append((time.perf_counter_ns() - start) / 1e6)

    def frames(self) -> float:
        """The 99th percentile by the clock, in frames of 60 Hz."""
        return p99(self.clock) / FRAME_MS

    def thread_frames(self) -> float:
        """The 99th percentile of the processor, in frames of 60 Hz."""
        return p99(self.thread) / FRAME_MS


def paint_unchanged(counter: Counter) -> None:
    """Paint the sell screen though nothing changed: the floor of what a change can take."""
    counter.sell.update()
    QApplication.processEvents()
