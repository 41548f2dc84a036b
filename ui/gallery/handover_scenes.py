"""The scenes of the hand-over of a closed day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.paper import receipt_copies
from pos_app.services.selling import refunds, sales, stored_sales
from pos_app.services.shop.shop import Shop
from ui.gallery.stage import Scene, Stage
from ui.tasks import InlineRunner

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
    _make_things_to_look_at(stage.shop)
    counted = cash_drawer.expected_cash_now(stage.shop) - 2_000
    closed = closing.close_till(stage.shop, counted=counted, cashier="BUDI")
    stage.session.refresh()
    return closed


def _make_things_to_look_at(shop: Shop) -> None:
    """Void a sale, print a receipt again and open the drawer, as happens on most days."""
    sold = [row.number for row in stored_sales.list_sales(shop)]
    refunds.void(shop, sold[4], "salah barang", sale_id=sales.new_sale_id(shop), cashier="ANI")
    receipt_copies.save_copy(shop, sold[6], shop.folder / "receipts", "id", cashier="ANI")
    cash_drawer.note_drawer_opened(shop, "tukar uang kecil", cashier="ANI")


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


def till_review(stage: Stage) -> QWidget:
    """The list of what is worth a look in the closed day, with a receipt."""
    from ui.till.review_dialog import ReviewDialog

    day = closed_day(stage).day
    return stage.show(ReviewDialog(stage.session, day, stage.screen("till"), InlineRunner()))


def till_light(stage: Stage) -> QWidget:
    """The ways to hand the closed day over by photo."""
    from ui.till.light_dialog import LightDialog

    day, window = closed_day(stage), stage.screen("till")
    return stage.show(LightDialog(stage.session, [day], day.day, window, InlineRunner()))


def till_light_codes(stage: Stage) -> QWidget:
    """The codes on the whole screen, the second after the first."""
    from pos_app.services.day.light_export import light_day
    from ui.till.light_screens import LightScreens

    day = light_day(stage.shop, closed_day(stage).day)
    screens = LightScreens(day, stage.screen("till"), InlineRunner())
    screens.resize(*stage.size)
    stage.show(screens)
    stage.process_events()
    screens.turn(1)
    return screens


def today_closed(stage: Stage) -> QWidget:
    """The figures of a closed day, and the way to what is worth a look in it."""
    closed_day(stage)
    return stage.screen("today")


SCENES: dict[str, Scene] = {
    "till-closed": till_closed,
    "till-stick": till_stick,
    "till-review": till_review,
    "till-light": till_light,
    "till-light-codes": till_light_codes,
    "today-closed": today_closed,
}
