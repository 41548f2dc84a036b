"""The scenes of a closed day on its way to the office."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pos_app.services.day import business_day
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.usb_sticks import Stick
from ui.gallery.stage import Scene, Stage

STICKS = [
    Stick("KINGSTON", Path("/media/ani/KINGSTON")),
    Stick("STIK BIRU", Path("/media/ani/STIK BIRU"), writable=False),
]
WAIT_MS = 1_000


def closed_day(stage: Stage) -> ClosedDay:
    """Closes the day a little short; no scene of an open till comes after it."""
    found = business_day.last_closed(stage.shop)
    if stage.session.day is None and found is not None:
        return found
    counted = business_day.drawer_now(stage.shop) - 2_000
    closed = business_day.close_till(stage.shop, counted=counted, cashier="BUDI")
    stage.session.refresh()
    return closed


def _shown(stage: Stage, sticks: list[Stick]) -> QWidget:
    """The closed day with these sticks plugged in, whatever hangs on this machine."""
    window = stage.screen("till")
    watch = window.till.closed.handover.watch
    window.till.show_closed(closed_day(stage))
    watch.runner.wait(WAIT_MS)
    watch.find = sticks.copy
    watch.poll()
    watch.runner.wait(WAIT_MS)
    return window


def till_closed(stage: Stage) -> QWidget:
    return _shown(stage, [])


def till_stick(stage: Stage) -> QWidget:
    return _shown(stage, STICKS)


SCENES: dict[str, Scene] = {"till-closed": till_closed, "till-stick": till_stick}
