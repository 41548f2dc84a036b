"""The scenes of what the till notices by itself: records that differ, a code that changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.services.shop.twin_difference import RESTORED, TwinDifference
from ui.gallery.stage import Scene, Stage


def start_differs(stage: Stage) -> QWidget:
    """A start that finds sales in the twin which the database lacks."""
    from ui.till.twin_dialog import TwinDialog

    found = TwinDifference((stage.shop.journal.head(),) * 3, (), 2, 385_000, RESTORED)
    return stage.show(TwinDialog(stage.session, found))


def pay_qris_changed(stage: Stage) -> QWidget:
    """Paying by QRIS on the day on which the stand's code was changed."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_qris()
    window.sell.right_column.qris.warn_of_change(True)
    return window


SCENES: dict[str, Scene] = {
    "start-differs": start_differs,
    "pay-qris-changed": pay_qris_changed,
}
