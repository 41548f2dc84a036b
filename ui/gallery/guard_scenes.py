"""The scenes of what the till notices by itself: records that differ, a code that changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.payment_methods import Method
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.shop.twin_difference import RESTORED, TwinDifference
from ui.gallery.stage import Scene, Stage
from ui.start_refused import StartRefused
from ui.till.date_dialog import DateDialog


def start_differs(stage: Stage) -> QWidget:
    """A start that finds sales in the twin which the database lacks."""
    from ui.till.twin_dialog import TwinDialog

    found = TwinDifference((stage.shop.journal.head(),) * 3, (), 2, 385_000, RESTORED)
    return stage.show(TwinDialog(stage.session, found))


def pay_qris_changed(stage: Stage) -> QWidget:
    """Paying by QRIS on the day on which the stand's code was changed."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start(Method.QRIS)
    window.sell.right_column.qris.warn_of_change(True)
    return window


def start_refused(stage: Stage) -> QWidget:
    """A start on a disk without any room."""
    words = sentence(PosError("disk_full"), stage.session.language)
    return stage.show(StartRefused(words, stage.shop.folder))


def open_date(stage: Stage) -> QWidget:
    """Opening the till on a date that the laptop's clock may have wrong."""
    facts = {"today": "2023-11-02", "newest": "2023-10-25", "planned": "2023-10-25, 2023-10-26"}
    return stage.show(DateDialog(stage.session, PosError("date_doubtful", **facts)))


SCENES: dict[str, Scene] = {
    "start-differs": start_differs,
    "start-refused": start_refused,
    "open-date": open_date,
    "pay-qris-changed": pay_qris_changed,
}
