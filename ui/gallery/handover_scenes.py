"""The scenes of the hand-over of a closed day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.usb_sticks import Stick
from ui.gallery.stage import Scene, Stage

STICKS = [
    Stick("KINGSTON", Path("/media/ani/KINGSTON")),
    Stick("STIK BIRU", Path("/media/ani/STIK BIRU"), writable=False),
]
WAIT_MS = 1_000


def closed_day(stage: Stage) -> ClosedDay:
    """Close the day Rp2.000 short, once; scenes of an open till must come before."""
    found = business_day.last_closed(stage.shop)
    if stage.session.day is None and found is not None:
        return found
    counted = cash_drawer.expected_cash_now(stage.shop) - 2_000
    closed = closing.close_till(stage.shop, counted=counted, cashier="BUDI")
    stage.session.refresh()
    return closed


def _closed_with(stage: Stage, sticks: list[Stick]) -> QWidget:
    """Show the closed day with these USB sticks instead of those of this machine."""
    window = stage.screen("till")
    watch = window.till.closed.handover.watch
    window.till.show_closed(closed_day(stage))
    watch.runner.wait(WAIT_MS)
    watch.find = sticks.copy
    watch.poll()
    watch.runner.wait(WAIT_MS)
    return window


def till_closed(stage: Stage) -> QWidget:
    """The closed day without a stick."""
    return _closed_with(stage, [])


def till_stick(stage: Stage) -> QWidget:
    """The closed day with two sticks, one of them write-protected."""
    return _closed_with(stage, STICKS)


SCENES: dict[str, Scene] = {"till-closed": till_closed, "till-stick": till_stick}
